import {spawnSync} from "node:child_process";
import {join, resolve} from "node:path";
import {expect, test} from "vitest";
import {isLoopback, readConfig, urlOf} from "../../server/config.ts";
import {startServer} from "./client.ts";

test("without a word it serves data/ on loopback", () => {
  expect(readConfig([], {})).toEqual({
    home: resolve("data"),
    host: "127.0.0.1",
    port: 3000,
    demo: false,
    trustProxy: false,
  });
});

test("flags win over the environment", () => {
  const environment = {HOST: "0.0.0.0", PORT: "8080", ESTAFETA_HOME: "/srv/a", TRUST_PROXY: "true"};
  expect(readConfig(["--port", "9090", "--home", "/srv/b"], environment)).toMatchObject({
    home: "/srv/b",
    host: "0.0.0.0",
    port: 9090,
    trustProxy: true,
  });
});

test.each([
  [[], {PORT: "http"}, /^--port or PORT: give a number$/],
  [[], {PORT: "70000"}, /^--port or PORT: /],
  [[], {TRUST_PROXY: "perhaps"}, /^TRUST_PROXY: say true or false$/],
  [["--home"], {}, /^flags: /],
  [["--colour", "red"], {}, /^flags: Unknown option '--colour'$/],
])("%j with %j is one clear line", (args, environment, message) => {
  expect(() => readConfig(args, environment)).toThrow(message);
});

test("which addresses only this machine can reach", () => {
  expect(["127.0.0.1", "127.1.2.3", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "192.168.1.2", "127.example.com", "1270.0.0.1"].map(isLoopback)).not.toContain(
    true,
  );
});

test("the printed address can be opened", () => {
  expect(urlOf("0.0.0.0", 80)).toBe("http://localhost:80");
  expect(urlOf("::1", 3000)).toBe("http://[::1]:3000");
});

test("a port in use is one clear line and exit code 1", async () => {
  const server = await startServer({demo: false});
  const {port} = new URL(server.url);
  const main = join(import.meta.dirname, "../../server/main.ts");
  const run = spawnSync(process.execPath, [main, "--home", server.home, "--port", port], {encoding: "utf8"});
  expect([run.status, run.stderr]).toEqual([1, `port ${port}: it is in use; choose another with PORT\n`]);
});
