import {fileURLToPath} from "node:url";
import preact from "@preact/preset-vite";
import {defineConfig, type Plugin} from "vite";
import en from "./locales/en.json" with {type: "json"};
import ru from "./locales/ru.json" with {type: "json"};

const server = process.env["ESTAFETA_SERVER"] ?? "http://127.0.0.1:3000";

/** The words of both languages beside the pages: the server writes exports with the headings that a page shows. */
const words: Plugin = {
  name: "words",
  generateBundle() {
    for (const [language, messages] of Object.entries({ru, en}))
      this.emitFile({type: "asset", fileName: `words/${language}.json`, source: JSON.stringify(messages)});
  },
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [preact(), words],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: {polyfill: false},
    // every page needs the reader of Arrow and the words of both languages, so they are one file
    chunkSizeWarningLimit: 800,
  },
  server: {host: "127.0.0.1", proxy: {"/api": {target: server, changeOrigin: false}}},
});
