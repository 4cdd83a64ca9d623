import fc from "fast-check";
import {expect, test} from "vitest";
import {health, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";
import {Staged, staged} from "../helpers/stage.ts";

const header = "call_id,started_at,direction,operator,client_phone,talk_seconds,disposition";
const good = (index: number) =>
  `c${index},2026-03-0${(index % 9) + 1} 10:00:00,out,201,8912000000${index % 10},${index},answered`;

const oneEntity = 'sources: {calls: {preset: calls, format: {delimiter: ","}}}\n';

test("a day has the rows set aside that are of it; those of no readable day stand on the file's last", async () => {
  const lines = [
    "payment_id,paid_on,amount",
    "p1,2026-02-01,10",
    "p2,2026-02-01,ten",
    "p3,2026-02-02,ten",
    "p4,2026-02-03,10",
    "p5,2026-02-31,10",
    // a day that is still to come tells nothing of what came
    "p6,2090-01-01,ten",
    "",
  ];
  const home = makeHome({
    sources: "sources: {bank: {preset: payments}}\n",
    inbox: {"bank/1.csv": lines.join("\n")},
  });
  await published(home);
  expect(
    await health(
      home,
      "select day::varchar as day, file_count, accepted_count, rejected_count from load_days order by day",
    ),
  ).toEqual([
    {day: "2026-02-01", file_count: 0, accepted_count: 1, rejected_count: 1},
    {day: "2026-02-02", file_count: 0, accepted_count: 0, rejected_count: 1},
    {day: "2026-02-03", file_count: 1, accepted_count: 1, rejected_count: 2},
  ]);
});

test("each reason names line, column, value and the row as it came", async () => {
  const text = [
    header,
    good(1),
    'c2,2026-03-02 10:00:00,out,"one',
    'of two lines",89120000001,12,answered',
    "c3,31.02.2026 10:00:00,out,201,89120000001,12,answered",
    "only one cell",
    "c4,2026-03-02 10:00:00,sideways,201,89120000001,12,answered",
    "c5,2026-03-02 10:00:00,out,201,89120000001,90000,answered",
    "",
    'c6,2026-03-02 10:00:00,out,201,89120000001,12,"answered',
    'c7,2026-03-02 10:00:00,out,201,"7,9E+10",12,answered',
    "c8,2026-03-02 10:00:00,out,201,89120000001,,answered",
    ",2026-03-02 10:00:00,out,201,89120000001,1,answered",
    "c9,0001-01-01 00:00:00,out,201,89120000001,1,answered",
    "c10,2026-03-02 10:00:00,out,201,89120000001,1,answered,extra",
    good(11),
    "",
  ].join("\n");
  const home = makeHome({sources: oneEntity, inbox: {"calls/day.csv": text}});
  await staged(home, async (open) => {
    const rejected = await open.rejected();
    expect(
      rejected.map(({line_number, column_name, reason_code, value}) => [
        line_number,
        column_name,
        reason_code,
        value,
      ]),
    ).toEqual([
      [5, "started_at", "unreadable", "31.02.2026 10:00:00"],
      [6, null, "too_few_cells", null],
      [7, "direction", "not_in_list", "sideways"],
      [8, "talk_seconds", "out_of_range", "90000"],
      [10, null, "broken_quotes", null],
      [11, "client_phone", "phone_digits_lost", "7,9E+10"],
      [12, "talk_seconds", "missing", null],
      [13, "call_id", "missing", null],
      [14, "started_at", "impossible_date", "0001-01-01 00:00:00"],
      [15, null, "too_many_cells", null],
    ]);
    expect(rejected[0]!.raw_text).toBe("c3;31.02.2026 10:00:00;out;201;89120000001;12;answered");
    expect(rejected[1]!.raw_text).toBe("only one cell");
    expect(open.files).toEqual([{rows: 13, accepted: 3, rejected: 10, unchanged: 0, skipped: 0}]);
    expect(await open.rows("select call_id, operator from stage.calls order by call_id")).toEqual([
      {call_id: "c1", operator: "201"},
      {call_id: "c11", operator: "201"},
      {call_id: "c2", operator: "one\nof two lines"},
    ]);
  });
});

test("a row that two entities refuse is one rejected row; a row that neither takes is skipped", async () => {
  const home = makeHome({
    sources: `
sources:
  log:
    entities:
      calls:
        rows: kind = 'call'
        fields: {call_id: id, started_at: at, direction: {value: out}, talk_seconds: talk, disposition: {value: answered}}
      call_results:
        rows: kind = 'call' and result <> ''
        fields: {result_id: id, call_id: id, operator: who, filed_at: at, result_code: result}
`,
    inbox: {
      "log/day.csv":
        "kind;id;at;talk;who;result\ncall;1;2026-03-02 10:00;5;201;goal\ncall;2;never;5;201;goal\ncall;3;2026-03-02 11:00;5;201;\ncall;4;2026-03-02 11:30;5;201;odd\nnote;5;2026-03-02 12:00;;201;\n",
    },
  });
  await staged(home, async (open) => {
    expect(open.files).toEqual([{rows: 5, accepted: 2, rejected: 2, unchanged: 0, skipped: 1}]);
    expect((await open.rejected()).map((row) => [row.line_number, row.entity, row.column_name])).toEqual([
      [3, "call_results", "filed_at"],
      [3, "calls", "started_at"],
      [5, "call_results", "result_code"],
    ]);
    expect(await open.rows("select call_id from stage.calls order by call_id")).toEqual([
      {call_id: "1"},
      {call_id: "3"},
      {call_id: "4"},
    ]);
    expect(await open.rows("select result_id from stage.call_results")).toEqual([{result_id: "1"}]);
  });
});

test("a file whose every row is refused says so and keeps nothing", async () => {
  const home = makeHome({
    sources: oneEntity,
    inbox: {"calls/bad.csv": `${header}\nc1,never,out,201,,1,answered\n`},
  });
  await staged(home, async (open) => {
    expect(open.files).toEqual([{rows: 1, accepted: 0, rejected: 1, unchanged: 0, skipped: 0}]);
    expect(await open.rows("select * from stage.calls")).toEqual([]);
  });
});

test("a header without rows is an error, for a good export is never empty", async () => {
  const home = makeHome({sources: oneEntity, inbox: {"calls/empty.csv": `${header}\n`}});
  await expect(staged(home, async () => undefined)).rejects.toThrow(
    /^calls\/empty\.csv: no rows were found under the header; check the export and format settings$/,
  );
});

test("a file too big to be split at once is read again when a record or a row of it is bad", async () => {
  const home = makeHome({sources: oneEntity});
  const rows = Array.from({length: 130_000}, (_, index) => good(index));
  rows[70_000] = rows[70_000]!.replace("201", '"two\nlines"');
  rows[80_000] = "only one cell";
  rows[90_000] = rows[90_000]!.replace("out", "sideways");
  put(home, "calls/big.csv", `${[header, ...rows].join("\n")}\n`);
  await staged(home, async (open) => {
    // talk of a day and more is refused by the contract: rows 86,401 to 129,999 but the one that is refused already
    expect(open.files).toMatchObject([{rows: 130_000, skipped: 0, rejected: 43_600}]);
    const rejected = await open.rejected();
    const at = (line: number) => rejected.find((row) => row.line_number === line)?.reason_code;
    expect([at(80_003), at(90_003), at(86_403), at(86_404)]).toEqual([
      "too_few_cells",
      "not_in_list",
      undefined,
      "out_of_range",
    ]);
    expect(await open.rows("select count(*) as n from stage.calls")).toEqual([{n: 86_400}]);
  });
});

/** A slip of a hand or a program somewhere in a good file. */
const slip = fc.record({
  at: fc.double({min: 0, max: 1, noNaN: true}),
  cut: fc.integer({min: 0, max: 6}),
  put: fc.constantFrom("", ",", '"', '""', "\n", "\r\n", "x", ",,", "\n\n", "\ufffd", "'", '","', " "),
});

test("accepted, rejected and skipped are all the rows, whatever happened to the file", async () => {
  const home = makeHome({
    sources: `
sources:
  calls:
    format: {delimiter: ","}
    entities:
      calls:
        rows: coalesce(direction, '') <> 'internal'
        fields: {call_id: call_id, started_at: started_at, direction: direction, operator: operator, client_phone: client_phone, talk_seconds: talk_seconds, disposition: disposition}
`,
  });
  const rows = Array.from({length: 12}, (_, index) =>
    index % 5 === 4 ? good(index).replace("out", "internal") : good(index),
  );
  const text = `${[header, ...rows].join("\n")}\n`;
  const open = await Staged.open(home);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(slip, {minLength: 1, maxLength: 6}), async (slips) => {
        const from = header.length + 1;
        let spoiled = text;
        for (const {at, cut, put: inserted} of slips) {
          const place = from + Math.floor(at * (spoiled.length - from));
          spoiled = spoiled.slice(0, place) + inserted + spoiled.slice(place + cut);
        }
        await open.warehouse.run("delete from stage.calls");
        await open.warehouse.run("delete from ops.loads; delete from ops.rejected_rows");
        put(home, "calls/spoiled.csv", spoiled);
        const [file] = await open.take();
        expect(file!.accepted + file!.rejected + file!.skipped).toBe(file!.rows);
        const rejected = await open.rejected();
        const lines = rejected.map((row) => row.line_number);
        expect(new Set(lines).size).toBe(file!.rejected);
        const last = spoiled.split("\n").length;
        for (const line of lines) expect(line).toSatisfy((number: number) => number >= 2 && number <= last);
        const [kept] = await open.rows<{n: number}>("select count(*) as n from stage.calls");
        expect(kept!.n).toBeLessThanOrEqual(file!.accepted);
        // a reject's text stands in the file on the line it names
        for (const row of rejected.filter(({entity}) => entity === null))
          expect(
            spoiled
              .split("\n")
              .slice(row.line_number - 1)
              .join("\n")
              .replaceAll("\r", ""),
          ).toMatch(
            new RegExp(`^${row.raw_text.replaceAll("\r", "").replace(/[.*+?^$()|[\]\\{}]/g, "\\$&")}`),
          );
      }),
      {numRuns: Number(process.env["PROPERTY_CASES"] ?? 30)},
    );
  } finally {
    open.close();
  }
});
