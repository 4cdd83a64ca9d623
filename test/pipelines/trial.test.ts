import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readChanges} from "../../pipelines/changes.ts";
import type {Home} from "../../pipelines/company/company.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {type Effect, tryFix} from "../../pipelines/trial.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {estafeta} from "../helpers/cli.ts";
import {author, fix, health, published} from "../helpers/fixing.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

const sources = `# what comes in
sources:
  results: {preset: call_results} # outcomes of the call centre
  bank: {preset: payments}
`;
const reasons = "code,name_en,name_ru,raw\nprice,Price,Цена,дорого\n";
const results = (second: string) =>
  `result_id,operator,filed_at,result_code,refusal_reason\nr1,201,2026-03-01 10:00,refusal,дорого\nr2,201,2026-03-01 11:00,refusal,${second}\n`;

/** A published home, to be read only. */
const company = madeOnce(async (folder, second: string = "нет бюджета"): Promise<Home> => {
  const home = makeHome({sources, dictionaries: {refusal_reasons: reasons}}, folder());
  put(home, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-02-01,10\np2,2026-02-02,ten\n");
  put(home, "results/1.csv", results(second));
  await published(home);
  return home;
});

/** A changes document as a file. */
const document = (home: Home, changes: object) =>
  write(join(home.home, "changes.json"), JSON.stringify({...author, ...changes}));
const tryOut = async (home: Home, changes: object): Promise<Effect> => {
  const ended = await estafeta(
    "fix",
    "--changes",
    document(home, changes),
    "--trial",
    "--json",
    "--home",
    home.home,
  );
  expect(ended).toMatchObject({code: 0, err: ""});
  return JSON.parse(ended.out) as Effect;
};

/** The same without a process of its own. */
const tryHere = (home: Home, changes: object): Promise<Effect> =>
  tryFix(home, readChanges(JSON.stringify({...author, ...changes})), {now: () => new Date()});

test("the example that README gives is a document of changes", () => {
  const text = readFileSync(join(import.meta.dirname, "../../pipelines/README.md"), "utf8");
  const [, example] = /^```json\n(.*?)^```$/msu.exec(text) ?? [];
  expect(readChanges(example!)).toMatchObject({
    rows: [{load_id: 12, line: 345}],
    dismiss: [{line: 346}],
    dictionary: [{dictionary: "refusal_reasons"}],
    settings: [{source: "shop"}],
  });
});

test("a broken row goes the whole way: listed, shown, tried, recorded, replayed; the trial foretold what came", async () => {
  const home = copyHome(await company());
  const before = await publishedTables(home);
  const snapshot = currentSnapshot(home);
  const listed = JSON.parse(
    (await estafeta("rejected", "--source", "bank", "--json", "--home", home.home)).out,
  ) as [{load_id: number; line_number: number}];
  expect(listed).toMatchObject([
    {line_number: 3, reason_code: "unreadable", event_date: "2026-02-02", amount: null},
  ]);
  const {load_id} = listed[0];
  const shown = await estafeta("rejected", "--row", `${load_id}:3`, "--json", "--home", home.home);
  expect(JSON.parse(shown.out)).toEqual({
    load_id,
    line: 3,
    file_name: "1.csv",
    source_id: "bank",
    entity: "payments",
    column: "amount",
    reason: "unreadable",
    value: "ten",
    columns: ["payment_id", "paid_on", "amount"],
    cells: ["p2", "2026-02-02", "ten"],
    raw_text: "p2;2026-02-02;ten",
  });

  const changes = {rows: [{load_id, line: 3, cells: {amount: "32,50"}}]};
  expect(await tryOut(home, changes)).toEqual({
    rejected: {before: 1, after: 0},
    loads: [{load_id, file_name: "1.csv", rejected_before: 1, rejected_after: 0}],
    still: [],
    same_keys: [],
    months: [
      {month: "2026-02", figures: [{figure: "payment_amount", before: 10, after: 42.5, unit: "money"}]},
    ],
    undated: 0,
    checks_failed: [],
  });
  // nothing that a reader or the next run can see is different
  expect(currentSnapshot(home)).toEqual(snapshot);
  expect(differences(await publishedTables(home), before)).toEqual([]);
  expect(existsSync(home.corrections)).toBe(false);
  expect(readdirSync(home.scratch)).toEqual([]);
  expect((await published(home)).isNew).toBe(false);

  const recorded = await estafeta("fix", "--changes", document(home, changes), "--home", home.home);
  expect(recorded).toMatchObject({code: 0, err: ""});
  expect(recorded.out).toMatch(
    /^f[0-9a-f]{10} {2}corrected bank\/1\.csv:3\nrecorded; `estafeta replay` applies it\n$/,
  );
  const replayed = await estafeta("replay", "--home", home.home);
  expect(replayed.code).toBe(0);
  expect(
    await queryPublished(
      home,
      "select sum(payment_amount)::double as paid from fct_payments where payment_month = date '2026-02-01'",
    ),
  ).toEqual([{paid: 42.5}]);
  const list = await estafeta("fix", "list", "--home", home.home);
  expect(list.out).toContain(
    `${author.by}: ${author.reason}\n    corrected bank/1.csv:3  amount: ten -> amount: 32,50`,
  );

  const [id] = recorded.out.split(" ");
  const records = readdirSync(home.corrections).map((name) => readFileSync(join(home.corrections, name)));
  const undo = (...how: string[]) => estafeta("fix", "undo", id!, ...how, "--home", home.home);
  expect(JSON.parse((await undo("--trial", "--json")).out)).toEqual({
    rejected: {before: 0, after: 1},
    loads: [{load_id, file_name: "1.csv", rejected_before: 0, rejected_after: 1}],
    still: [{load_id, line: 3, column: "amount", reason: "unreadable", value: "ten"}],
    same_keys: [],
    months: [
      {month: "2026-02", figures: [{figure: "payment_amount", before: 42.5, after: 10, unit: "money"}]},
    ],
    undated: 0,
    checks_failed: [],
  });
  expect(readdirSync(home.corrections).map((name) => readFileSync(join(home.corrections, name)))).toEqual(
    records,
  );
  expect((await undo()).code).toBe(2);
  expect((await undo("--by", "Петров Пётр", "--reason", "бланк другой")).code).toBe(0);
  expect((await estafeta("fix", "list", "--home", home.home)).out).toMatch(
    /\n {4}taken back by Петров Пётр at 20\S+: бланк другой\n$/,
  );
});

test("a correction that helps nothing is told, row by row", async () => {
  const home = copyHome(await company());
  const [bank] = await health<{load_id: number}>(home, "select load_id from loads where source_id = 'bank'");
  const {load_id} = bank!;
  const effect = await tryOut(home, {
    rows: [{load_id, line: 3, cells: {amount: "11", paid_on: "31.02.2026"}}],
  });
  expect(effect).toEqual({
    rejected: {before: 1, after: 1},
    loads: [{load_id, file_name: "1.csv", rejected_before: 1, rejected_after: 1}],
    still: [{load_id, line: 3, column: "paid_on", reason: "unreadable", value: "31.02.2026"}],
    same_keys: [],
    months: [],
    // there is no 31st of February, so nobody knows the month any more
    undated: 1,
    checks_failed: [],
  });
});

/** A published home, to be read only: receipts without numbers, and a shop that tells its clients with them. */
const numbers = madeOnce(async (folder): Promise<Home> => {
  const home = makeHome(
    {
      sources: `sources:
  bank: {preset: payments}
  shop:
    entities:
      clients: {fields: {client_id: client, client_name: name}}
      payments: {fields: {payment_id: order, paid_on: day, client_id: client, amount: sum}}
`,
    },
    folder(),
  );
  const receipts = [
    "payment_id,paid_on,client_name,amount",
    ",2026-02-01,Ромашка,70",
    "p1,2026-02-01,Ромашка,100",
    ",2026-02-02,Василёк,250.5",
    ",2026-02-03,Лютик,30",
    "p4,2026-02-31,Лютик,40",
    "",
  ];
  put(home, "bank/1.csv", receipts.join("\n"));
  const orders = [
    "order,day,client,name,sum",
    "o1,2026-03-01,k1,Ромашка,10",
    "o2,2026-03-02,k1",
    "o3,2026-03-01,k2,Лютик,10",
    "o4,2026-03-02,k2",
    "",
  ];
  put(home, "shop/1.csv", orders.join("\n"));
  await published(home);
  return home;
});

test("a number that an accepted row has is told before it is overwritten, and so are two rows of one number", async () => {
  const home = copyHome(await numbers());
  const [bank] = await health<{load_id: number}>(home, "select load_id from loads where source_id = 'bank'");
  const {load_id} = bank!;
  const named = (line: number, payment_id: string) => ({load_id, line, cells: {payment_id}});

  const effect = await tryHere(home, {rows: [named(4, "p1"), named(5, "p5")]});
  expect(effect.same_keys).toEqual([
    {
      entity: "payments",
      key: {payment_id: "p1"},
      rows: [{load_id, line: 4}],
      accepted_in: "bank/1.csv",
      replaced: [
        {field: "client_name", before: "Ромашка", after: "Василёк"},
        {field: "paid_on", before: "2026-02-01", after: "2026-02-02"},
        {field: "amount", before: "100.00", after: "250.50"},
      ],
    },
  ]);
  // 100 is gone: 250.5 and 30 are what there is
  expect(effect.months).toEqual([
    {month: "2026-02", figures: [{figure: "payment_amount", before: 100, after: 280.5, unit: "money"}]},
  ]);
  const spoken = await estafeta(
    "fix",
    "--changes",
    document(home, {rows: [named(4, "p1")]}),
    "--trial",
    "--home",
    home.home,
  );
  expect(spoken.out).toContain(
    "warning: Payments, Payment number p1: the accepted row of bank/1.csv is replaced: Client Ромашка -> Василёк; Paid on 2026-02-01 -> 2026-02-02; Amount 100.00 -> 250.50\n",
  );

  const refused = {load_id, line: 6, cells: {payment_id: "p1"}};
  const others = await tryHere(home, {rows: [named(2, "p1"), named(4, "p7"), named(5, "p7"), refused]});
  expect(others.still).toContainEqual(expect.objectContaining({line: 6}));
  expect(others.same_keys).toEqual([
    {
      entity: "payments",
      key: {payment_id: "p1"},
      // the row stands above the accepted one, so the accepted one stays; one that is refused still replaces nothing
      rows: [{load_id, line: 2}],
      accepted_in: "bank/1.csv",
      replaced: [],
    },
    {
      entity: "payments",
      key: {payment_id: "p7"},
      rows: [
        {load_id, line: 4},
        {load_id, line: 5},
      ],
      accepted_in: null,
      replaced: [],
    },
  ]);
  // and neither does a row whose number is its own
  await fix(home, {rows: [named(4, "p8")]});
  await published(home, true);
  const again = await tryHere(home, {rows: [{load_id, line: 4, cells: {amount: "260"}}]});
  expect(again.same_keys).toEqual([]);
  expect(again.months).toMatchObject([{figures: [{figure: "payment_amount", before: 350.5, after: 360}]}]);
});

test("a card that corrected rows name again is no other row, unless something of it is replaced", async () => {
  const home = copyHome(await numbers());
  const [shop] = await health<{load_id: number}>(home, "select load_id from loads where source_id = 'shop'");
  const {load_id} = shop!;
  const named = (line: number, name: string) => ({load_id, line, cells: {name, sum: "20"}});
  expect((await tryHere(home, {rows: [named(3, "Ромашка"), named(5, "Лютек")]})).same_keys).toMatchObject([
    {
      entity: "clients",
      key: {client_id: "k2"},
      replaced: [{field: "client_name", before: "Лютик", after: "Лютек"}],
    },
  ]);
});

test("a spelling is tried, added to the dictionary with its former text kept, and taken back", async () => {
  const home = copyHome(await company());
  const path = join(home.company, "dictionaries", "refusal_reasons.csv");
  const changes = {dictionary: [{dictionary: "refusal_reasons", code: "price", spelling: "нет бюджета"}]};
  const effect = await tryOut(home, changes);
  expect(effect.rejected).toEqual({before: 1, after: 0});
  expect(effect.months).toEqual([
    {month: "2026-03", figures: [{figure: "outcomes", before: 1, after: 2, unit: "count"}]},
  ]);
  expect(readFileSync(path, "utf8")).toBe(reasons);

  const recorded = await estafeta("fix", "--changes", document(home, changes), "--json", "--home", home.home);
  const [{id}] = JSON.parse(recorded.out) as [{id: string}];
  expect(readFileSync(path, "utf8")).toBe(reasons.replace("дорого", "дорого|нет бюджета"));
  const [kept] = readdirSync(home.history);
  expect(readFileSync(join(home.history, kept!), "utf8")).toBe(reasons);
  await published(home, true);
  expect(differences(await publishedTables(home), await publishedTables(await company("дорого")))).toEqual(
    [],
  );
  expect(await health(home, "select kind_code, file_name, after_text from corrections")).toEqual([
    {
      kind_code: "dictionary",
      file_name: "dictionaries/refusal_reasons.csv",
      after_text: "нет бюджета: price",
    },
  ]);

  const back = await estafeta("fix", "undo", id, "--trial", "--home", home.home);
  expect(back.out).toBe(
    "in quarantine: 0 -> 1 row\n2026-03  outcomes: 2 -> 1\nnothing was changed; with --by and --reason instead of --trial it is taken back\n",
  );
  expect(readFileSync(path, "utf8")).toContain("нет бюджета");
  const undone = await estafeta(
    "fix",
    "undo",
    id,
    "--by",
    "Петров Пётр",
    "--reason",
    "не о цене",
    "--home",
    home.home,
  );
  expect(undone.code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(reasons);
});

test("settings keep the comments around them; what the configuration would refuse is not written", async () => {
  const home = copyHome(await company());
  const path = join(home.company, "sources.yaml");
  const set = {entities: {payments: {fields: {amount: {column: "amount", map: {ten: "10"}}}}}};
  const recorded = await estafeta(
    "fix",
    "--changes",
    document(home, {settings: [{source: "bank", set: {...set, late_after_hours: 30}}]}),
    "--home",
    home.home,
  );
  expect(recorded.code).toBe(0);
  const text = readFileSync(path, "utf8");
  expect(text).toContain("# what comes in\n");
  expect(text).toContain("results: {preset: call_results} # outcomes of the call centre\n");
  const wrong = await estafeta(
    "fix",
    "--changes",
    document(home, {settings: [{source: "bank", set: {zone: "Nowhere"}}]}),
    "--home",
    home.home,
  );
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/sources\.yaml:\d+: sources\.bank\.zone: /);
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("while a run holds the warehouse a trial says so and leaves nothing behind", async () => {
  const home = copyHome(await company());
  const holder = await openWarehouse(home);
  try {
    const changes = document(home, {dismiss: [{load_id: 1, line: 3}]});
    const ended = await estafeta("fix", "--changes", changes, "--trial", "--home", home.home);
    expect(ended).toMatchObject({code: 1, out: ""});
    expect(ended.err).toBe(`${home.warehouse}: another run is at work; wait until it ends\n`);
    expect(readdirSync(home.scratch)).toEqual([]);
  } finally {
    holder.close();
  }
});

test("what a killed trial left is removed by the next run, what a living one needs is not", async () => {
  const home = makeHome({sources});
  const gone = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => gone.on("exit", resolve));
  const left = (pid: number) => {
    const name = `${hostname()}~${pid}~left`;
    mkdirSync(join(home.scratch, name), {recursive: true});
    writeFileSync(join(home.scratch, name, "warehouse.duckdb"), "copy");
    return name;
  };
  left(gone.pid!);
  const alive = left(process.pid);
  (await openWarehouse(home)).close();
  expect(readdirSync(home.scratch)).toEqual([alive]);
});
