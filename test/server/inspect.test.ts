import {existsSync, readdirSync, readFileSync, utimesSync} from "node:fs";
import {request as open} from "node:http";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import type {Inspection} from "../../pipelines/inspect/inspection.ts";
import {type Role, roles} from "../../queries/vocabulary.ts";
import type {Run} from "../../server/journal.ts";
import {openUploads, safeName, type Upload} from "../../server/uploads.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {client, codeOf, cookieOf, demoPassword, type Send, signedInClient, startServer} from "./client.ts";
import {patience} from "./company.ts";

// the command line itself answers here, and starting it takes its time on a busy machine
vi.setConfig({testTimeout: 120_000});

const home = makeHome({}, temporaryFolder(afterAll));
const server = await startServer({
  home: home.home,
  command: [process.execPath, join(import.meta.dirname, "../../pipelines/cli.ts")],
  uploadLimit: 4096,
});
const uploadsFolder = join(home.home, "var/uploads");
const orders =
  "Номер;Отгружен;Клиент;Сумма\nЗ-1;01.09.2026;ООО Ромашка;1 200,50\nЗ-2;02.09.2026;ООО Василёк;300\nЗ-3;32.09.2026;ООО Ромашка;99\n";
let send: Send;
beforeAll(async () => {
  send = await signedInClient(server.url, "director");
});

const put = (name: string, body: string | Uint8Array<ArrayBuffer>, as = send) =>
  as(`/api/uploads/${encodeURIComponent(name)}`, {
    method: "PUT",
    body,
    headers: {"content-type": "application/octet-stream"},
  });
const upload = async (name: string, body: string): Promise<Upload> =>
  (await (await put(name, body)).json()) as Upload;
const post = (path: string, json: unknown, as = send) => as(path, {method: "POST", json});
const inspect = async (json: unknown): Promise<Inspection> => {
  const response = await post("/api/inspect", json);
  expect(response.status).toBe(200);
  return (await response.json()) as Inspection;
};

test("an export goes from the browser to published figures: sent, looked at, corrected, saved, loaded", async () => {
  const kept = await upload("Отгрузки за сентябрь.csv", orders);
  expect(kept).toMatchObject({name: "Отгрузки за сентябрь.csv", size: Buffer.byteLength(orders)});

  const settings = {
    entities: {
      orders: {
        fields: {
          order_id: "Номер",
          line_number: {value: "1"},
          ordered_on: "Отгружен",
          client_name: "Клиент",
          amount: "Сумма",
        },
      },
    },
  };
  const [proposed] = (await inspect({uploads: [kept.upload]})).files;
  expect(proposed).toMatchObject({error: null, format: {kind: "csv", delimiter: ";", rows: 3}});
  expect(proposed?.columns.map(({name}) => name)).toEqual(["Номер", "Отгружен", "Клиент", "Сумма"]);
  const [corrected] = (await inspect({uploads: [kept.upload], settings: {[kept.name]: settings}})).files;
  expect(corrected?.preview).toMatchObject([
    {
      entity: "orders",
      accepted: 2,
      rejected: 1,
      rejects: [{line: 4, column: "ordered_on", value: "32.09.2026"}],
    },
  ]);
  expect(corrected?.fields.map(({field, from}) => `${field} from ${from}`)).toEqual([
    "order_id from Номер",
    "line_number from value",
    "ordered_on from Отгружен",
    "client_name from Клиент",
    "amount from Сумма",
  ]);

  const saved = await post("/api/sources", {uploads: [kept.upload], source: "shipments", settings});
  expect(saved.status).toBe(201);
  const {run_id} = (await saved.json()) as {run_id: string};
  await vi.waitFor(
    async () =>
      expect(await (await send(`/api/runs/${run_id}`)).json()).toMatchObject({
        status: "done",
      } satisfies Partial<Run>),
    {timeout: 60_000},
  );
  expect(readdirSync(uploadsFolder)).toEqual([]);
  const rows = await queryPublished(
    home,
    "select order_id, order_amount::double as amount from fct_orders order by order_id",
  );
  expect(rows).toEqual([
    {order_id: "З-1", amount: 1200.5},
    {order_id: "З-2", amount: 300},
  ]);
  expect(await (await send("/api/sources")).json()).toEqual([
    {source_id: "shipments", preset: null, entities: ["orders"]},
  ]);
  const again = await upload("Отгрузки.csv", orders);
  const refused = await post("/api/sources", {uploads: [again.upload], source: "shipments", settings});
  expect([refused.status, await codeOf(refused)]).toEqual([409, "source_exists"]);
  expect(existsSync(join(uploadsFolder, again.upload, "Отгрузки.csv"))).toBe(true);
  const replaced = await post("/api/sources", {
    uploads: [again.upload],
    source: "shipments",
    settings,
    replace: true,
  });
  expect(replaced.status).toBe(201);
});

test("files that are looked at together tell which columns they share", async () => {
  const clients = await upload(
    "clients.csv",
    "Код клиента;Название;ИНН\nК-1;ООО Ромашка;7700000001\nК-2;ООО Василёк;7700000002\nК-3;ООО Мак;7700000003\n",
  );
  const bills = await upload(
    "bills.csv",
    "Счёт;Дата;Код клиента;Сумма\nС-1;01.09.2026;К-1;10\nС-2;02.09.2026;К-3;20\nС-3;03.09.2026;К-2;30\n",
  );
  const {files} = await inspect({uploads: [clients.upload, bills.upload]});
  expect(files[1]?.links).toMatchObject([
    {column: "Код клиента", file: "clients.csv", toColumn: "Код клиента", share: 1},
  ]);
});

test("a file with the headers of a source becomes one more of its files", async () => {
  const kept = await upload("Отгрузки за октябрь.csv", orders.replaceAll("З-", "О-"));
  await vi.waitFor(
    async () => expect((await inspect({uploads: [kept.upload]})).files[0]?.sameAs).toEqual(["shipments"]),
    {timeout: 60_000},
  );
  const load = (source: string) => post(`/api/uploads/${kept.upload}/load`, {source});
  expect((await load("nobody")).status).toBe(422);
  const answer = await load("shipments");
  expect(answer.status).toBe(201);
  await vi.waitFor(
    async () =>
      expect(
        await queryPublished(home, "select order_id from fct_orders where order_id like '%О-%' order by 1"),
      ).toEqual([{order_id: "О-1"}, {order_id: "О-2"}]),
    {timeout: 60_000},
  );
});

test("settings that are wrong are refused in one line that names the place", async () => {
  const {upload: id, name} = await upload("wrong.csv", orders);
  const settings = {[name]: {entities: {orders: {fields: {order_id: {date: 5}}}}}};
  const response = await post("/api/inspect", {uploads: [id], settings});
  expect(response.status).toBe(422);
  const {error} = (await response.json()) as {error: {code: string; message: string}};
  expect(error.code).toBe("refused");
  expect(error.message).toContain("entities.orders.fields.order_id");
  expect(error.message).not.toContain("\n");
  const save = await post("/api/sources", {uploads: [id], source: "wrong", settings: settings[name]});
  expect(save.status).toBe(422);
  expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).not.toContain("wrong");
});

test("a newer look ends the one before of the same person", async () => {
  const {upload: id} = await upload("twice.csv", orders);
  const answers = [post("/api/inspect", {uploads: [id]}), post("/api/inspect", {uploads: [id]})];
  const statuses = (await Promise.all(answers)).map(({status}) => status);
  expect(statuses.toSorted()).toEqual([200, 409]);
});

describe("what is sent", () => {
  test("is refused above the limit, whether its length was announced or not, and leaves nothing", async () => {
    const before = readdirSync(uploadsFolder);
    const announced = await put("large.csv", "x".repeat(5000));
    expect([announced.status, await codeOf(announced)]).toEqual([413, "too_large"]);
    expect(await putInPieces("large.csv", ["x".repeat(3000), "x".repeat(3000)])).toBe(413);
    expect(readdirSync(uploadsFolder)).toEqual(before);
  });

  test("leaves nothing when it breaks off", async () => {
    const before = readdirSync(uploadsFolder);
    const {hostname, port} = new URL(server.url);
    const headers = {"x-estafeta": "1", cookie: await directorCookie(), "content-length": "1000"};
    const sent = open({hostname, port, path: "/api/uploads/half.csv", method: "PUT", headers});
    sent.on("error", () => undefined);
    sent.write("a;b\n");
    await vi.waitFor(() => expect(readdirSync(uploadsFolder).length).toBe(before.length + 1), patience);
    sent.destroy();
    await vi.waitFor(() => expect(readdirSync(uploadsFolder)).toEqual(before), patience);
  });

  test("is thrown away on demand, and then nobody can look at it", async () => {
    const {upload: id} = await upload("gone.csv", orders);
    expect((await send(`/api/uploads/${id}`, {method: "DELETE"})).status).toBe(204);
    const response = await post("/api/inspect", {uploads: [id]});
    expect([response.status, await codeOf(response)]).toEqual([404, "unknown_upload"]);
  });

  test("goes after a day, and not before", () => {
    const folder = temporaryFolder();
    const [fresh, old] = ["a".repeat(32), "b".repeat(32)].map((name) =>
      write(join(folder, name, "x.csv"), "x"),
    );
    const yesterday = Date.now() / 1000 - 25 * 3600;
    utimesSync(join(old!, ".."), yesterday, yesterday);
    openUploads(folder);
    expect([existsSync(fresh!), existsSync(old!)]).toEqual([true, false]);
  });

  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\выгрузки\\звонки.csv", "звонки.csv"],
    ["-rf", "rf"],
    [".env", "env"],
    ["a\u0000b\u202egnp.exe", "abgnp.exe"],
    ["star*?.csv", "star.csv"],
    ["..", "file"],
    [`${"д".repeat(300)}.xlsx`, `${"д".repeat(80)}.xlsx`],
  ])("%j is kept as %j", (wanted, kept) => {
    expect(safeName(wanted)).toBe(kept);
  });
});

test.each(roles)(
  "bringing files and sources is for administrators and directors, not for %s otherwise",
  async (role: Role) => {
    const as = await signedInClient(server.url, role);
    const statuses = [
      (await as("/api/uploads")).status,
      (await put("role.csv", orders, as)).status,
      (await as(`/api/uploads/${"0".repeat(32)}`, {method: "DELETE"})).status,
      (await post("/api/inspect", {uploads: ["0".repeat(32)]}, as)).status,
      (await post(`/api/uploads/${"0".repeat(32)}/load`, {source: "role"}, as)).status,
      (await as("/api/sources")).status,
      (await post("/api/sources", {uploads: ["0".repeat(32)], source: "role", settings: {}}, as)).status,
    ];
    const mayKeep = role === "admin" || role === "director";
    expect(statuses).toEqual(mayKeep ? [200, 201, 404, 404, 404, 200, 404] : Array(7).fill(403));
  },
);

test("without the header that other sites cannot send nothing is taken", async () => {
  const response = await fetch(`${server.url}/api/uploads/x.csv`, {
    method: "PUT",
    body: orders,
    headers: {cookie: await directorCookie()},
  });
  expect([response.status, await codeOf(response)]).toEqual([403, "forged_request"]);
});

async function directorCookie(): Promise<string> {
  const json = {name: "director", password: demoPassword};
  return cookieOf(await client(server.url)("/api/session", {method: "POST", json}));
}

/** Sends a body whose length nobody announces; resolves with the status. */
async function putInPieces(name: string, pieces: string[]): Promise<number | undefined> {
  const {hostname, port} = new URL(server.url);
  const headers = {"x-estafeta": "1", cookie: await directorCookie(), "transfer-encoding": "chunked"};
  return new Promise((resolve, reject) => {
    const sent = open({hostname, port, path: `/api/uploads/${name}`, method: "PUT", headers}, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject);
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}
