import {existsSync, readFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from "vitest";
import type {Inspection} from "../../pipelines/inspect/inspection.ts";
import type {Upload} from "../../server/uploads.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";
import {codeOf, type Send, signedInClient, startServer} from "./client.ts";

// the command line itself answers here, and starting it takes its time on a busy machine
vi.setConfig({testTimeout: 120_000});

const byHand = `sources:
  # the exchange writes here
  calls:
    preset: sipuni
    folder: ../exchange
    late_after_hours: 30
`;
const secret = "d0n0tt3ll";
const home = makeHome({sources: byHand}, temporaryFolder(afterAll));
const server = await startServer({
  home: home.home,
  command: [process.execPath, join(import.meta.dirname, "../../pipelines/cli.ts")],
});
const secretFile = write(join(home.home, "var/pseudonyms.secret"), secret);
write(join(home.home, "exchange/none.txt"), "");
const sourcesFile = join(home.company, "sources.yaml");

let asked = 0;
const elsewhere = createServer((_request, response) => {
  asked++;
  response.end(secret);
}).listen(0, "127.0.0.1");
afterAll(() => void elsewhere.close());

let send: Send;
let kept: Upload;
beforeAll(async () => {
  send = await signedInClient(server.url, "director");
  const headers = {"content-type": "application/octet-stream"};
  const sent = await send("/api/uploads/s.csv", {method: "PUT", body: "id;name\n1;A\n2;B\n", headers});
  kept = (await sent.json()) as Upload;
});
beforeEach(() => {
  write(sourcesFile, byHand);
});

const post = (path: string, json: unknown) => send(path, {method: "POST", json});
const named = (sql: string, more: object = {}) => ({
  entities: {clients: {...more, fields: {client_id: {column: "id"}, client_name: {sql}}}},
});

describe("SQL of a mapping reads nothing but its row", () => {
  const port = () => (elsewhere.address() as AddressInfo).port;
  test.each<[string, () => string, string]>([
    ["read_text", () => `(select content from read_text('${secretFile}'))`, "read_text"],
    ["read_blob", () => `(select content::varchar from read_blob('${secretFile}'))`, "read_blob"],
    ["glob", () => `(select string_agg(file) from glob('${home.home}/var/*'))`, "glob"],
    ["the network", () => `(from read_text('http://127.0.0.1:${port()}/x'))`, "read_text"],
    ["a list", () => `[(from read_text('${secretFile}'))]::varchar`, "read_text"],
  ])("%s", async (_name, sql, called) => {
    const response = await post("/api/inspect", {
      uploads: [kept.upload],
      settings: {"s.csv": named(sql())},
    });
    const text = await response.text();
    const {files} = JSON.parse(text) as Inspection;
    expect(files[0]?.error?.en).toMatch(
      new RegExp(
        `^s\\.csv: inspect\\.entities\\.clients\\.fields\\.client_name\\.sql: a subquery with the table function ${called}, in .*; .*take it out$`,
      ),
    );
    expect(files[0]?.preview).toEqual([]);
    expect(text).not.toContain(secret);
    expect(asked).toBe(0);
  });

  test.each<[string, object]>([
    ["rows", {rows: "exists(from glob('/etc/*'))"}],
    ["derive.x", {derive: {x: "(from read_text('/etc/passwd'))"}}],
    ["prefer", {one_per: '"id"', prefer: "(from read_text('/etc/passwd'))"}],
  ])("in %s as well, and such a source cannot be saved", async (place, more) => {
    const settings = named('"name"', more);
    const looked = await post("/api/inspect", {uploads: [kept.upload], settings: {"s.csv": settings}});
    const {files} = (await looked.json()) as Inspection;
    expect(files[0]?.error?.en).toContain(`entities.clients.${place}: a subquery`);
    const response = await post("/api/sources", {uploads: [], source: "thief", settings});
    const {error} = (await response.json()) as {error: {message: string; message_ru: string}};
    expect(response.status).toBe(422);
    expect(error.message).toContain(`thief.entities.clients.${place}: a subquery`);
    expect(error.message_ru).toContain(`thief.entities.clients.${place}: подзапрос`);
    expect(readFileSync(sourcesFile, "utf8")).toBe(byHand);
  });

  test("an expression with a window and a list still shows its rows", async () => {
    const plain =
      "\"name\" || '-' || row_number() over (order by \"id\") || list_transform(['!'], lambda x: x)[1]";
    const {files} = (await (
      await post("/api/inspect", {uploads: [kept.upload], settings: {"s.csv": named(plain)}})
    ).json()) as Inspection;
    expect(files[0]?.preview[0]?.rows).toEqual([
      ["1", "A-1!"],
      ["2", "B-2!"],
    ]);
  });
});

describe("what folder a source reads is not said over HTTP", () => {
  test.each<[string, object]>([
    ["a new source", {uploads: [], source: "evil1", settings: {folder: "/etc", preset: "sipuni"}}],
    [
      "another folder for a known one",
      {uploads: [], source: "calls", settings: {folder: "/etc", preset: "sipuni"}, replace: true},
    ],
    [
      "no folder for a known one",
      {uploads: [], source: "calls", settings: {folder: null, preset: "sipuni"}, replace: true},
    ],
  ])("%s", async (_name, body) => {
    const response = await post("/api/sources", body);
    const {error} = (await response.json()) as {error: {code: string; message: string}};
    expect([response.status, error.code]).toEqual([400, "bad_request"]);
    expect(error.message).toMatch(/^source \w+: folder: [^\n]+ company\/sources\.yaml on the server$/);
    expect(readFileSync(sourcesFile, "utf8")).toBe(byHand);
    expect(existsSync(join(home.home, "var/archive"))).toBe(false);
  });

  test("nor by a key that every object inherits", async () => {
    const body = `{"uploads": [], "source": "evil2", "settings": {"preset": "sipuni", "__proto__": {"folder": "/etc"}}}`;
    await send("/api/sources", {method: "POST", body, headers: {"content-type": "application/json"}});
    expect(readFileSync(sourcesFile, "utf8")).not.toContain("/etc");
  });

  test("nor by a correction of rows", async () => {
    const settings = [{source: "calls", set: {folder: "/etc"}}];
    const response = await post("/api/fixes/trial", {reason: "r", settings});
    expect([response.status, await codeOf(response)]).toEqual([400, "bad_request"]);
    expect(readFileSync(sourcesFile, "utf8")).toBe(byHand);
  });

  test("a file for a source with a folder of its own is not taken", async () => {
    const body = {uploads: [kept.upload], source: "calls", settings: {preset: "asterisk"}, replace: true};
    const response = await post("/api/sources", body);
    const {error} = (await response.json()) as {error: {message: string}};
    expect(response.status).toBe(422);
    expect(error.message).toContain("it reads the folder ../exchange");
    expect(readFileSync(sourcesFile, "utf8")).toBe(byHand);
  });
});

test.each(["constructor", "null", "true", "toString", "__proto__", "valueOf"])(
  "a source named %s is refused and leaves nothing",
  async (source) => {
    const response = await post("/api/sources", {uploads: [], source, settings: {preset: "sipuni"}});
    expect([400, 422]).toContain(response.status);
    const {error} = (await response.json()) as {error: {message: string}};
    expect(error.message).toMatch(/^source/);
    expect(readFileSync(sourcesFile, "utf8")).toBe(byHand);
  },
);

test("a folder written by hand survives what the page saves", async () => {
  const settings = {preset: "asterisk", zone: "UTC"};
  const response = await post("/api/sources", {uploads: [], source: "calls", settings, replace: true});
  expect(response.status).toBe(201);
  const text = readFileSync(sourcesFile, "utf8");
  expect(text).toContain("folder: ../exchange");
  expect(text).toContain("late_after_hours: 30");
  expect(text).toContain("preset: asterisk");
});

test("a page gets the settings of a source without its folder, and may save them as they are", async () => {
  const opened = await post("/api/sources/calls/sample", {});
  const {settings} = (await opened.json()) as {settings: object};
  expect(settings).toEqual({preset: "sipuni", late_after_hours: 30});
  const response = await post("/api/sources", {uploads: [], source: "calls", settings, replace: true});
  expect(response.status).toBe(201);
  expect(readFileSync(sourcesFile, "utf8")).toContain("folder: ../exchange");
});

test.each([
  "{preset: salaries}",
  "{preset: form_salaries}",
  "{entities: {salaries: {fields: {employee: a}}}}",
])(
  "the file of a source %s is opened for nobody who may not be told what people are paid",
  async (settings) => {
    write(sourcesFile, `sources:\n  pay: ${settings}\n`);
    const admin = await signedInClient(server.url, "admin");
    const refused = await admin("/api/sources/pay/sample", {method: "POST", json: {}});
    expect([refused.status, await codeOf(refused)]).toEqual([403, "forbidden"]);
    const opened = await post("/api/sources/pay/sample", {});
    expect([opened.status, ((await opened.json()) as {file: unknown}).file]).toEqual([201, null]);
    // as clients its archived sums would be anybody's to look at
    for (const [client, status] of [
      [admin, 403],
      [send, 422],
    ] as const) {
      const renamed = await client("/api/sources", {
        method: "POST",
        json: {uploads: [], source: "pay", settings: {preset: "client_potentials"}, replace: true},
      });
      expect(renamed.status).toBe(status);
    }
    expect(readFileSync(sourcesFile, "utf8")).toContain("salaries");
  },
);
