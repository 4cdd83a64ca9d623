import {mkdirSync, writeFileSync} from "node:fs";
import {connect} from "node:net";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {startServer} from "./client.ts";
import {emptyHome} from "./company.ts";

const home = emptyHome(afterAll);
const pages = join(home, "pages");
mkdirSync(join(pages, "assets"), {recursive: true});
writeFileSync(join(home, "secret.txt"), "secret");
writeFileSync(join(pages, "index.html"), "<!doctype html><title>Estafeta</title>");
writeFileSync(join(pages, "favicon.svg"), "<svg/>");
writeFileSync(join(pages, "assets/index-abc123.js"), "export {}");
const server = await startServer({home, pages, demo: false});

test.each(["/", "/relay", "/call-centre?month=2026-10-01", "/invitation/abc"])(
  "%s is the browser application",
  async (path) => {
    const response = await fetch(server.url + path);
    expect(await response.text()).toContain("<title>Estafeta</title>");
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  },
);

test("hashed assets are kept for ever, other files are asked for again", async () => {
  const asset = await fetch(`${server.url}/assets/index-abc123.js`);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const icon = await fetch(`${server.url}/favicon.svg`);
  expect(icon.headers.get("cache-control")).toBe("public, max-age=0");
});

test("no script but the application's own may run, and no other site may frame it", async () => {
  const {headers} = await fetch(server.url);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("upgrade-insecure-requests");
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("strict-transport-security")).toBeNull();
});

test.each(["/assets/missing.js", "/missing.png", "/.env", "/assets/"])("%s is not there", async (path) => {
  expect((await fetch(server.url + path)).status).toBe(404);
});

/** Sends the path as it is; fetch would tidy it up. */
function raw(path: string): Promise<string> {
  const {hostname, port} = new URL(server.url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding("utf8").on("data", (data) => {
      text += data;
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
}

test.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/%2e%2e/secret.txt",
  "/assets/%2e%2e/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
  "/%00/secret.txt",
  "//secret.txt",
])("%s does not lead out of the pages", async (path) => {
  const answer = await raw(path);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain("secret\n");
  expect(answer.split("\r\n\r\n")[1]).not.toBe("secret");
});

test("pages that are not built are said to be so, in one line", async () => {
  const unbuilt = await startServer({demo: false});
  expect(unbuilt.lines).toContain("pages: not built yet; run npm run build");
  const response = await fetch(unbuilt.url);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("npm run build");
});

test("an unexpected error is told by its number only", async () => {
  const broken = await startServer({demo: false});
  const {DatabaseSync} = await import("node:sqlite");
  const ledger = new DatabaseSync(join(broken.home, "var/ledger.sqlite"));
  ledger.exec("drop table sessions");
  ledger.close();
  const response = await fetch(`${broken.url}/api/session`, {headers: {cookie: "estafeta_session=x"}});
  const text = await response.text();
  expect([response.status, text]).toEqual([500, expect.stringMatching(/the server log has it as [\w-]{36}/)]);
  expect(text).not.toContain("sessions");
  const id = /[\w-]{36}/.exec(text)?.[0] ?? "";
  expect(broken.lines.at(-1)).toMatch(new RegExp(`^error ${id} GET /api/session: .*no such table`));
});
