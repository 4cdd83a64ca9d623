import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {run} from "../../pipelines/run.ts";
import type {
  CorrectionsRow,
  ExcludedCountsRow,
  ExcludedRowsRow,
  LoadsRow,
  RejectedGroupsRow,
  RejectedRowsRow,
} from "../../queries/generated/rows.ts";
import {type Role, roles} from "../../queries/vocabulary.ts";
import {readCatalog} from "../../server/catalog.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {client, codeOf, type Send, signedInClient, startServer} from "./client.ts";

// the command line itself answers here, and starting it takes its time on a busy machine
vi.setConfig({testTimeout: 120_000});

const payments = [
  "payment_id;paid_on;client_id;client_name;amount",
  "p1;2026-09-01;k1;ООО Ромашка;100",
  "p2;2026-09-31;k1;ООО Ромашка;250,50",
  ";2026-09-05;k2;ООО Василёк;40",
  "p4;2026-09-06;k2;ООО Василёк;60",
  "",
].join("\n");
const results = [
  "result_id;operator;filed_at;result_code;refusal_reason;client_id",
  "r1;201;2026-09-01 10:00:00;refusal;Не нужно;k1",
  "r2;201;2026-09-02 10:00:00;refusal;Обойдёмся;k2",
  "",
].join("\n");

const home = makeHome(
  {
    sources: "sources:\n  payments: {preset: payments}\n  results: {preset: call_results}\n",
    dictionaries: {
      refusal_reasons:
        "code,name_en,name_ru,group_code,is_other,raw\nno_need,No need,Нет потребности,need,false,Не нужно\n",
    },
    inbox: {"payments/september.csv": payments, "results/september.csv": results},
  },
  temporaryFolder(afterAll),
);
await run(home);
const server = await startServer({
  home: home.home,
  catalog: readCatalog(),
  command: [process.execPath, join(import.meta.dirname, "../../pipelines/cli.ts")],
});
let send: Send;
beforeAll(async () => {
  send = await signedInClient(server.url, "director");
});

const post = (path: string, json: unknown, as = send) => as(path, {method: "POST", json});
const json = async <Answer>(response: Response): Promise<Answer> => {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
};
const report = async <Row>(name: string, params: Record<string, string> = {}, as = send): Promise<Row[]> =>
  json(await as(`/api/reports/${name}?${new URLSearchParams({...params, format: "json"})}`));

const groups = () => report<RejectedGroupsRow>("rejected_groups");
const rowsOf = ({source_id, column_name, reason_code}: RejectedGroupsRow) =>
  report<RejectedRowsRow>("rejected_rows", {source_id, column_name: column_name ?? "", reason_code});
const paid = async () =>
  (
    await queryPublished<{paid: number}>(home, "select sum(payment_amount)::double as paid from fct_payments")
  )[0]?.paid;

/** Waits until the run has ended well and the server has what it wrote. */
async function applied(response: Response): Promise<void> {
  const {run_id} = await json<{run_id: string}>(response);
  const done = {run_id, status: "done"};
  const read = async () => json(await send(`/api/runs/${run_id}`));
  await vi.waitFor(async () => expect(await read()).toMatchObject(done), {timeout: 60_000});
}

interface Effect {
  rejected: {before: number; after: number};
  still: {line: number; reason: string}[];
  months: {month: string; figures: {figure: string; before: number; after: number}[]}[];
}

const reason = "число сверено с выпиской";
const mended = {rows: [{load_id: 1, line: 3, cells: {paid_on: "2026-09-30"}}], reason};

test("a refused row goes from its group to the figures, and back again", async () => {
  expect(await paid()).toBe(160);
  const found = await groups();
  expect(
    found.map(({source_id, column_name, reason_code, row_count, all_row_count, source_row_count, amount}) => [
      source_id,
      column_name,
      reason_code,
      row_count,
      all_row_count,
      source_row_count,
      amount,
    ]),
  ).toEqual([
    ["payments", "paid_on", "unreadable", 1, 3, 4, 250.5],
    ["payments", "payment_id", "missing", 1, 3, 4, 40],
    ["results", "refusal_reason", "not_in_dictionary", 1, 3, 2, null],
  ]);
  expect(found.map(({months, undated_count}) => [months, undated_count])).toEqual([
    [null, 1],
    ["2026-09", 0],
    ["2026-09", 0],
  ]);
  const [row] = await rowsOf(found[0]!);
  expect(row).toMatchObject({load_id: 1, line_number: 3, value: "2026-09-31", entities: "payments"});
  const cells = await json(await send("/api/fixes/row?load=1&line=3"));
  expect(cells).toMatchObject({
    file_name: "september.csv",
    column: "paid_on",
    columns: ["payment_id", "paid_on", "client_id", "client_name", "amount"],
    cells: ["p2", "2026-09-31", "k1", "ООО Ромашка", "250,50"],
  });

  const effect = await json<Effect>(await post("/api/fixes/trial", mended));
  expect(effect.rejected).toEqual({before: 2, after: 1});
  expect(effect.months).toEqual([
    {month: "2026-09", figures: [{figure: "payment_amount", before: 160, after: 410.5, unit: "money"}]},
  ]);
  expect(await paid()).toBe(160);
  await applied(await post("/api/fixes", mended));
  expect(await paid()).toBe(410.5);
  await vi.waitFor(async () => expect((await groups()).length).toBe(2), {timeout: 15_000});
  const [correction] = await report<CorrectionsRow>("corrections");
  expect(correction).toMatchObject({
    kind_code: "corrected",
    by_name: "director",
    reason,
    source_id: "payments",
    line_number: 3,
    undone_at: null,
  });

  const id = correction!.correction_id;
  const undo = {id, reason: "ошибся строкой"};
  const unseen = await post("/api/fixes/undo", undo);
  expect([unseen.status, await codeOf(unseen)]).toEqual([409, "effect_unseen"]);
  const back = await json<Effect>(await post("/api/fixes/undo/trial", {id}));
  expect(back.rejected).toEqual({before: 1, after: 2});
  expect(back.still).toMatchObject([{line: 3, reason: "unreadable"}]);
  expect(back.months).toEqual([
    {month: "2026-09", figures: [{figure: "payment_amount", before: 410.5, after: 160, unit: "money"}]},
  ]);
  expect(await paid()).toBe(410.5);
  await applied(await post("/api/fixes/undo", undo));
  expect(await paid()).toBe(160);
  await vi.waitFor(async () => expect((await groups()).length).toBe(3), {timeout: 15_000});
  expect((await report<CorrectionsRow>("corrections"))[0]).toMatchObject({
    undone_by: "director",
    undone_reason: "ошибся строкой",
  });
});

test("nothing is recorded but what was shown, upon the data it was shown for", async () => {
  const other = {...mended, rows: [{load_id: 1, line: 3, cells: {paid_on: "2026-09-29"}}]};
  const unseen = await post("/api/fixes", mended);
  expect([unseen.status, await codeOf(unseen)]).toEqual([409, "effect_unseen"]);
  await json(await post("/api/fixes/trial", mended));
  const changed = await post("/api/fixes", other);
  expect([changed.status, await codeOf(changed)]).toEqual([409, "effect_unseen"]);
  const admin = await signedInClient(server.url, "admin");
  expect((await post("/api/fixes", mended, admin)).status).toBe(409);

  await applied(await post("/api/runs", {replay: true}));
  expect((await post("/api/fixes", mended)).status).toBe(409);
  expect((await report<CorrectionsRow>("corrections")).filter((row) => row.undone_at === null)).toEqual([]);
});

test("a correction that is refused again says so before it is accepted", async () => {
  const wrong = {...mended, rows: [{load_id: 1, line: 3, cells: {paid_on: "2026-09-32"}}]};
  const effect = await json<Effect>(await post("/api/fixes/trial", wrong));
  expect(effect.rejected).toEqual({before: 2, after: 2});
  expect(effect.still).toMatchObject([{line: 3, reason: "unreadable"}]);
  expect(effect.months).toEqual([]);
});

test("a dismissed row and a new spelling empty the rest of the quarantine", async () => {
  const excluded = await report<ExcludedRowsRow>("excluded_rows");
  const september = excluded.filter(({month}) => month?.startsWith("2026-09"));
  expect(
    september.map(({entity, rejected_count, accepted_count, rejected_amount}) => [
      entity,
      rejected_count,
      accepted_count,
      rejected_amount,
    ]),
  ).toEqual([
    ["call_results", 1, 1, null],
    ["payments", 1, 2, 40],
  ]);
  const changes = {
    reason: "пробный платёж; так пишет оператор",
    dismiss: [{load_id: 1, line: 4}],
    dictionary: [{dictionary: "refusal_reasons", code: "no_need", spelling: "Обойдёмся"}],
  };
  const effect = await json<Effect>(await post("/api/fixes/trial", changes));
  expect(effect.rejected).toEqual({before: 3, after: 1});
  await applied(await post("/api/fixes", changes));
  await vi.waitFor(
    async () => expect((await groups()).map(({column_name}) => column_name)).toEqual(["paid_on"]),
    {timeout: 15_000},
  );
  const reasons = await queryPublished(
    home,
    "select refusal_reason, count(*)::integer as n from fct_call_results group by all",
  );
  expect(reasons).toEqual([{refusal_reason: "no_need", n: 2}]);
  expect(await paid()).toBe(160);
  const left = await report<ExcludedRowsRow>("excluded_rows");
  expect(left).toMatchObject([{month: null, entity: "payments", rejected_count: 1, rejected_amount: 250.5}]);
});

test("changes that make no sense are refused in one line", async () => {
  const bad = [
    {...mended, reason: " "},
    {...mended, by: "somebody else"},
    {rows: [{load_id: 1, line: "3", cells: {}}], reason},
  ];
  for (const changes of bad) expect((await post("/api/fixes/trial", changes)).status).toBe(400);
  const accepted = {...mended, rows: [{load_id: 1, line: 2, cells: {amount: "1"}}]};
  const refused = await post("/api/fixes/trial", accepted);
  expect([refused.status, await codeOf(refused)]).toEqual([422, "refused"]);
  expect((await send("/api/fixes/row?load=1&line=2")).status).toBe(422);
  expect((await send("/api/fixes/row?load=1")).status).toBe(400);
  expect((await post("/api/fixes/undo", {id: "f00", reason: ""})).status).toBe(400);
});

test("a file that could not be read is withdrawn with a reason, and only such a file", async () => {
  put(home, "payments/broken.csv", "");
  await run(home);
  const loads = () => report<LoadsRow>("loads");
  await vi.waitFor(async () => expect((await loads()).at(0)?.status_code).toBe("failed"), {timeout: 30_000});
  const [broken, ...others] = await loads();
  expect((await post("/api/fixes/withdraw", {load_id: others[0]!.load_id, reason: "x"})).status).toBe(422);
  expect((await post("/api/fixes/withdraw", {load_id: broken!.load_id, reason: " "})).status).toBe(400);
  const answer = await post("/api/fixes/withdraw", {load_id: broken!.load_id, reason: "прислали пустой"});
  expect(answer.status).toBe(201);
  await vi.waitFor(
    async () =>
      expect((await loads()).find(({load_id}) => load_id === broken!.load_id)?.status_code).toBe("withdrawn"),
    {timeout: 60_000},
  );
});

describe("who may", () => {
  test.each(roles)("%s", async (role: Role) => {
    const as = await signedInClient(server.url, role);
    const corrects = role === "admin" || role === "director";
    const seesRows = corrects || role === "head";
    const status = async (path: string) => (await as(path)).status;
    expect(await status("/api/fixes/row?load=1&line=3")).toBe(corrects ? 200 : 403);
    for (const path of ["trial", "", "undo", "undo/trial", "withdraw"].map((name) => `/api/fixes/${name}`)) {
      const answer = (await post(path, {}, as)).status;
      expect(answer, path).toBe(corrects ? 400 : 403);
    }
    expect(await status("/api/reports/rejected_groups")).toBe(seesRows ? 200 : 403);
    expect(await status("/api/reports/corrections")).toBe(seesRows ? 200 : 403);
    expect(await status("/api/reports/excluded_rows")).toBe(seesRows || role === "analyst" ? 200 : 403);
    expect(await status("/api/reports/excluded_counts")).toBe(["employee", "hr"].includes(role) ? 200 : 403);
  });

  test("an employee learns how many rows are missing, and nothing else about them", async () => {
    const employee = await signedInClient(server.url, "employee");
    const rows = await report<ExcludedCountsRow>("excluded_counts", {}, employee);
    expect(rows).toEqual([{month: null, entity: "payments", rejected_count: 1, accepted_count: 0}]);
  });

  test("nobody who is not signed in, and no other site", async () => {
    expect((await post("/api/fixes/trial", mended, client(server.url))).status).toBe(401);
    const forged = await send("/api/fixes/trial", {
      method: "POST",
      json: mended,
      headers: {"x-estafeta": ""},
    });
    expect([forged.status, await codeOf(forged)]).toEqual([403, "forged_request"]);
  });
});
