import {fileURLToPath} from "node:url";
import preact from "@preact/preset-vite";
import {defineConfig} from "vite";

const server = process.env["ESTAFETA_SERVER"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [preact()],
  build: {outDir: "dist", emptyOutDir: true, target: "es2022", modulePreload: {polyfill: false}},
  server: {host: "127.0.0.1", proxy: {"/api": {target: server, changeOrigin: false}}},
});
