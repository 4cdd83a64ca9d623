import {createHash} from "node:crypto";
import {appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {expect, test} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {appendFileLog, type FileRecord, readFileLog} from "../../pipelines/corrections.ts";
import {undoFix} from "../../pipelines/fix.ts";
import {author, fix, health, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";
import {differences, publishedTables} from "../helpers/published.ts";
import {Staged} from "../helpers/stage.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

const sources = 'sources:\n  calls: {preset: calls, format: {delimiter: ","}}\n  bank: {preset: payments}\n';
const head = "call_id,started_at,direction,operator,client_phone,talk_seconds,disposition\n";
const march = (third: string) =>
  `${head}c1,2026-03-02 10:00:00,out,201,89120000001,60,answered\nc2,2026-03-02 11:00:00,out,201,89120000002,90,answered\n${third}\n`;
const april = `${head}c1,2026-03-02 10:00:00,out,201,89120000001,75,answered\nc9,2026-04-02 10:00:00,out,201,89120000001,40,answered\n`;

/** A home with a file of March, a later one of April and a receipt, published: to be read only. */
const company = madeOnce(async (folder, third: string): Promise<Home> => {
  const home = makeHome({sources}, folder());
  put(home, "calls/1-march.csv", march(third));
  put(home, "calls/2-april.csv", april);
  put(home, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-03-01,10\n");
  await published(home);
  return home;
});

const broken = "c3,2026-03-03 12:00:00,out,201,89120000003,9O,answered";
const right = "c3,2026-03-03 12:00:00,out,201,89120000003,90,answered";
const loadOf = async (home: Home, name: string) => {
  const [load] = await health<{load_id: number}>(
    home,
    `select load_id from loads where file_name = '${name}'`,
  );
  return load!.load_id;
};
const counts = (home: Home, name = "1-march.csv") =>
  health(
    home,
    `select row_count, accepted_count, rejected_count, skipped_count from loads where file_name = '${name}'`,
  );

test("a corrected row gives the figures of a file that was right from the start, and undoing it those of before", async () => {
  const home = copyHome(await company(broken));
  const before = await publishedTables(home);
  const load_id = await loadOf(home, "1-march.csv");
  const archived = () =>
    readdirSync(home.archive, {recursive: true, encoding: "utf8"})
      .filter((name) => name.endsWith(".csv"))
      .map((name) =>
        createHash("sha256")
          .update(readFileSync(join(home.archive, name)))
          .digest("hex"),
      )
      .sort();
  const bytes = archived();

  const [recorded] = await fix(home, {rows: [{load_id, line: 4, cells: {talk_seconds: "90"}}]});
  const replayed = await published(home);
  // the other files were not read again: the corrected one holds three rows
  expect(replayed.staged).toBe(3);
  expect(differences(await publishedTables(home), await publishedTables(await company(right)))).toEqual([]);
  expect(await counts(home)).toEqual([
    {row_count: 3, accepted_count: 3, rejected_count: 0, skipped_count: 0},
  ]);
  expect(archived()).toEqual(bytes);
  expect(
    await health(
      home,
      "select kind_code, line_number, by_name, reason, before_text, after_text from corrections",
    ),
  ).toEqual([
    {
      kind_code: "corrected",
      line_number: 4,
      by_name: author.by,
      reason: author.reason,
      before_text: "talk_seconds: 9O",
      after_text: "talk_seconds: 90",
    },
  ]);
  expect((await published(home)).isNew).toBe(false);

  undoFix(home, recorded!.id, {by: "Петров Пётр", reason: "бланк другой"}, new Date("2026-03-11T09:00:00Z"));
  await published(home);
  expect(differences(await publishedTables(home), before)).toEqual([]);
  expect(await counts(home)).toEqual([
    {row_count: 3, accepted_count: 2, rejected_count: 1, skipped_count: 0},
  ]);
  expect(await health(home, "select undone_by, undone_reason from corrections")).toEqual([
    {undone_by: "Петров Пётр", undone_reason: "бланк другой"},
  ]);
  expect(() => undoFix(home, recorded!.id, author, new Date())).toThrow(
    /Петров Пётр took it back at .* already/,
  );
});

test("a corrected row that is wrong still stays in quarantine with its new reason, and can be corrected again", async () => {
  const home = copyHome(await company(broken));
  const load_id = await loadOf(home, "1-march.csv");
  await fix(home, {rows: [{load_id, line: 4, cells: {talk_seconds: "90", direction: "sideways"}}]});
  await published(home, true);
  expect(
    await health(
      home,
      "select line_number, column_name, reason_code, value, raw_text, correction_code from rejected_rows",
    ),
  ).toEqual([
    {
      // the row as it came, whatever was written over it
      raw_text: "c3;2026-03-03 12:00:00;out;201;89120000003;9O;answered",
      line_number: 4,
      column_name: "direction",
      reason_code: "not_in_list",
      value: "sideways",
      correction_code: "corrected",
    },
  ]);
  await fix(home, {rows: [{load_id, line: 4, cells: {direction: "out"}}]});
  await published(home);
  expect(differences(await publishedTables(home), await publishedTables(await company(right)))).toEqual([]);
});

/** Sources of which none touches another's rows, so that the scenarios below can share their runs. */
const apart = `sources:
  split: {preset: calls, format: {delimiter: ","}}
  torn: {preset: calls, format: {delimiter: ","}}
  late: {preset: calls, format: {delimiter: ","}}
  legs:
    entities:
      calls:
        one_per: '"id"'
        prefer: 'try_cast("talk" as integer) desc nulls last'
        fields: {call_id: id, started_at: at, operator: who, talk_seconds: talk, direction: {value: out}, disposition: {value: answered}}
      call_legs:
        fields: {call_id: id, leg_number: {sql: "row_number() over (partition by \\"id\\" order by \\"at\\")"}, started_at: at, operator: who, talk_seconds: talk, disposition: {value: answered}}
  one: {preset: payments}
  two: {preset: payments}
`;
const torn = "t3;2026-03-02 12:00:00,out,201";
const receipt = (amount: string) => `payment_id,paid_on,amount\np1,2026-03-01,${amount}\n`;
/** Ids of March's and April's calls under another letter, for a source of its own. */
const under = (letter: string, text: string) => text.replaceAll(/^c(?=\d)/gmu, letter);
const legs = (talk: string) =>
  `id;at;who;talk\n7;2026-03-02 10:00:00;201;20\n7;2026-03-02 10:00:30;202;${talk}\n8;2026-03-02 11:00:00;201;5\n`;

/** What differs between the files as they came and as they should have. */
const asTheyCame = {
  split: `c3,2026-03-03 12:00:00,out,201\n${broken.replace("c3", "c4")}`,
  late: broken.replace("c3", "c1"),
  ...{talk: "сто", amount: "ten"},
};
const asTheyShould: typeof asTheyCame = {
  ...{split: right, late: right.replace("c3", "c1"), talk: "100", amount: "10"},
};

function scenarios(folder: string, of: typeof asTheyCame): Home {
  const home = makeHome({sources: apart}, folder);
  put(home, "split/split.csv", under("s", march(of.split)));
  put(home, "torn/torn.csv", `${head}${torn}\n`);
  put(home, "late/late-1-march.csv", under("l", march(of.late)));
  put(home, "late/late-2-april.csv", under("l", april));
  put(home, "legs/legs.csv", legs(of.talk));
  put(home, "one/one.csv", receipt(of.amount));
  put(home, "two/two.csv", receipt("ten"));
  return home;
}

/** The scenarios before and after all was corrected at once, and what files give that were right from the start. */
const corrected = madeOnce(async (folder) => {
  const before = scenarios(folder(), asTheyCame);
  await published(before);
  const home = homeAt(folder());
  cpSync(before.home, home.home, {recursive: true});
  // recorded by somebody who still saw the row: before April's file was read
  const [late] = await health<{sha256: string}>(
    home,
    "select sha256 from loads where file_name = 'late-1-march.csv'",
  );
  appendFileLog(home, late!.sha256, [
    {
      ...{...author, id: "f1", at: "2026-03-10T09:00:00Z", kind: "corrected", source_id: "late"},
      ...{line: 4, cells: {talk_seconds: "90"}, before_text: "talk_seconds: 9O"},
    },
  ]);
  const split = await loadOf(home, "split.csv");
  const row = async (name: string, line: number, cells: object) => ({
    load_id: await loadOf(home, name),
    line,
    cells,
  });
  await fix(home, {
    rows: [
      await row("split.csv", 4, {client_phone: "89120000003", talk_seconds: "90", disposition: "answered"}),
      await row("torn.csv", 2, {call_id: "t3", started_at: "someday"}),
      await row("legs.csv", 3, {talk: "100"}),
      await row("one.csv", 2, {amount: "10"}),
    ],
    dismiss: [{load_id: split, line: 5}],
  });
  const again = `${receipt("ten")}p2,2026-03-01,20\n`;
  put(home, "one/again.csv", again);
  await published(home);
  const rightAway = scenarios(folder(), asTheyShould);
  put(rightAway, "one/again.csv", again);
  await published(rightAway);
  const tables = await publishedTables(home);
  return {before, home, tables, apart: differences(tables, await publishedTables(rightAway))};
});

const rejectedOf = (home: Home, source: string, columns = "*") =>
  health(home, `select ${columns} from rejected_rows where source_id = '${source}'`);

test("a record that could not be split becomes a row; one that is no data is skipped", async () => {
  const {home, apart} = await corrected();
  expect(await counts(home, "split.csv")).toEqual([
    {row_count: 4, accepted_count: 3, rejected_count: 0, skipped_count: 1},
  ]);
  expect(apart).toEqual([]);
  expect(await rejectedOf(home, "split")).toEqual([]);
});

test("a torn record that its correction does not mend is shown as it came", async () => {
  const {home} = await corrected();
  expect(await rejectedOf(home, "torn", "reason_code, raw_text, correction_code")).toEqual([
    {reason_code: "unreadable", raw_text: torn, correction_code: "corrected"},
  ]);
});

test("a corrected row whose key a later file holds too lies below that file, as the right file would have", async () => {
  // the call of April's file says 75 seconds of l1, March's broken line said something else of it before
  const {before, home, apart} = await corrected();
  expect(await rejectedOf(before, "late")).toEqual([]);
  expect(apart).toEqual([]);
  expect(await rejectedOf(home, "late")).toEqual([]);
});

test("a corrected leg changes the call that is made of its legs", async () => {
  const {before, tables, apart} = await corrected();
  const talked = (of: Record<string, string[]>) =>
    of["fct_calls"]!.map((row) => JSON.parse(row) as {call_id: string; talk_seconds: number})
      .filter(({call_id}) => ["7", "8"].includes(call_id))
      .map(({talk_seconds}) => talk_seconds)
      .sort();
  expect(talked(await publishedTables(before))).toEqual([20, 5]);
  expect(talked(tables)).toEqual([100, 5]);
  expect(apart).toEqual([]);
});

test("the same bytes received by another source are not corrected with it; a row sent again in another file waits no more", async () => {
  const {home} = await corrected();
  expect(
    await health(
      home,
      "select source_id, file_name, line_number from rejected_rows where source_id in ('one', 'two')",
    ),
  ).toEqual([{source_id: "two", file_name: "two.csv", line_number: 2}]);
});

test("what cannot be corrected is refused before anything is recorded", async () => {
  const home = await company(broken);
  const load_id = await loadOf(home, "1-march.csv");
  const row = (line: number, cells: object) => fix(home, {rows: [{load_id, line, cells}]});
  await expect(row(2, {talk_seconds: "1"})).rejects.toThrow(
    /^row \d+:2: it is not in quarantine; see `estafeta rejected --json`$/,
  );
  await expect(row(4, {talk: "1"})).rejects.toThrow(
    /^calls\/1-march\.csv:4: the file has no column "talk"; it has call_id, started_at, .*disposition$/,
  );
  await expect(row(4, {talk_seconds: "9O"})).rejects.toThrow(/:4: nothing differs from the row as it is/);
  await expect(fix(home, {})).rejects.toThrow(/nothing is to change/);
  await expect(fix(home, {by: " ", dismiss: [{load_id, line: 4}]})).rejects.toThrow(/^--changes: by: /);
  await expect(
    fix(home, {dismiss: [{load_id, line: 4}], rows: [{load_id, line: 4, cells: {talk_seconds: "1"}}]}),
  ).rejects.toThrow(/stands there twice/);
  expect(readdirSync(join(home.home, "var"))).not.toContain("corrections");
});

test("a record half written when the power went is dropped, one that was spoiled is named", () => {
  const home = makeHome();
  const hash = "a".repeat(64);
  const record = (id: string): FileRecord => ({
    ...author,
    id,
    at: "2026-03-10T09:00:00.000Z",
    kind: "dismissed",
    source_id: "calls",
    line: 2,
    raw_text: "",
  });
  appendFileLog(home, hash, [record("f1")]);
  const path = join(home.corrections, `${hash}.ndjson`);
  appendFileSync(path, '{"id": "f2", "by"');
  expect(readFileLog(home, hash).map(({id}) => id)).toEqual(["f1"]);
  appendFileLog(home, hash, [record("f3")]);
  expect(readFileLog(home, hash).map(({id}) => id)).toEqual(["f1", "f3"]);
  writeFileSync(path, `no record\n${readFileSync(path, "utf8")}`);
  expect(() => readFileLog(home, hash)).toThrow(`${path}:1: this line is no record of a correction`);
});

const cell = fc.constantFrom(
  null,
  "",
  "90",
  "out",
  "never",
  "c1",
  "2026-03-05 10:00:00",
  'a,"b";\n',
  "7,9E+10",
);
const columns = head.trim().split(",");
const record = fc.record({
  line: fc.integer({min: 2, max: 9}),
  dismissed: fc.boolean(),
  cells: fc.dictionary(fc.constantFrom(...columns), cell, {minKeys: 1, maxKeys: 3}),
});

test("accepted, rejected and skipped are all the rows, whatever was corrected", async () => {
  const home = makeHome({
    sources: sources.replace(
      "preset: calls,",
      "preset: calls, entities: {calls: {rows: \"coalesce(direction, '') <> 'internal'\", fields: {}}},",
    ),
  });
  const text = `${head}${[right, broken, "too few", right.replace("out", "internal"), 'c5,"open', right.replace("c3", "c6"), ",,,,,,", `${right},extra`].join("\n")}\n`;
  const open = await Staged.open(home);
  try {
    put(home, "calls/1.csv", text);
    const [plain] = await open.take();
    const [{sha256}] = (await open.rows<{sha256: string}>("select sha256 from ops.loads")) as [
      {sha256: string},
    ];
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(record, {minLength: 1, maxLength: 5}), fc.nat(), async (drawn, undone) => {
        const records = drawn.map(({line, dismissed, cells}, index): FileRecord => {
          const sign = {...author, id: `f${made++}`, at: "2026-03-10T09:00:00Z", source_id: "calls", line};
          return dismissed
            ? {...sign, kind: "dismissed", raw_text: ""}
            : {...sign, kind: "corrected", cells, before_text: String(index)};
        });
        const target = records[undone % records.length]!;
        const undo: FileRecord = {
          ...author,
          id: `u${made}`,
          at: "2026-03-10T09:00:00Z",
          kind: "undone",
          undoes: target.id,
        };
        appendFileLog(home, sha256, undone % 2 === 0 ? [...records, undo] : records);
        await open.warehouse.run("delete from stage.calls; update ops.loads set status_code = 'landed'");
        const [file] = await open.take();
        expect(file!.rows).toBe(plain!.rows);
        expect(file!.accepted + file!.rejected + file!.skipped).toBe(file!.rows);
        const rejected = new Set((await open.rejected()).map((row) => row.line_number));
        expect(rejected.size).toBe(file!.rejected);
      }),
      {numRuns: Number(process.env["PROPERTY_CASES"] ?? 20)},
    );
  } finally {
    open.close();
  }
});
