import {mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {createCatalog} from "../../server/catalog.ts";
import {exportTable} from "../../server/export-table.ts";
import {exportWords} from "../../server/words.ts";
import {workbook} from "../../server/workbook.ts";

const report = [
  ...createCatalog([
    {
      name: "things",
      doc: "what there is",
      page: "things",
      grain: ["thing_id"],
      roles: ["director"],
      params: [{name: "month", type: "date", doc: "first day"}],
      columns: [
        {name: "thing_id", type: "varchar", unit: "id", doc: "its id"},
        {name: "made_date", type: "date", unit: "day", doc: "day it was made"},
        {name: "made_at", type: "timestamptz", unit: "utc", doc: "moment"},
        {name: "amount", type: "decimal(18,2)", unit: "money", doc: "value"},
        {name: "thing_count", type: "bigint", unit: "count", doc: "how many"},
        {name: "is_good", type: "boolean", unit: "flag", doc: "whether"},
      ],
      sql: `select '=1+1' as thing_id, date '2026-03-05' as made_date, timestamptz '2026-03-05 10:00:00+03' as made_at,
              1234567.89::decimal(18,2) as amount, 12::bigint as thing_count, true as is_good
            union all select '007', null, null, null, null, null`,
    },
  ]).values(),
][0]!;

test("a workbook has typed cells, texts that are no formulas, and a sheet that says what was asked", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = await (await connection.run(report.sql)).getRows();
  const names = report.columns.map(({name}) => name);
  const table = exportTable(report, names, rows, null);
  const file = await workbook({
    report,
    table,
    values: {month: "2026-03-01"},
    snapshot: "20260401T000000Z-1",
  });
  const book = new ExcelJS.Workbook();
  // the library's types know an older Buffer
  await book.xlsx.load(file as unknown as ArrayBuffer);
  const sheet = book.getWorksheet("things")!;
  const cells = (number: number) => (sheet.getRow(number).values as ExcelJS.CellValue[]).slice(1);
  expect(cells(1)).toEqual(["thing_id", "made_date", "made_at", "amount", "thing_count", "is_good"]);
  expect(cells(2)).toEqual([
    "=1+1",
    new Date("2026-03-05T00:00:00Z"),
    new Date("2026-03-05T07:00:00Z"),
    1234567.89,
    12,
    true,
  ]);
  expect(sheet.getCell("A2").type).toBe(ExcelJS.ValueType.String);
  expect(sheet.getCell("A2").formula).toBeUndefined();
  expect(sheet.getCell("A3").value).toBe("007");
  expect(sheet.getCell("D2").numFmt).toBe("#,##0.00");
  const about = book.getWorksheet("about")!.getSheetValues().flat();
  for (const said of ["20260401T000000Z-1", "2026-03-01", "what there is", "day it was made"])
    expect(about).toContain(said);
});

test("what people take away keeps the digits of a ratio and says norms, units and verdicts in words", () => {
  const pages = mkdtempSync(join(tmpdir(), "estafeta-words-"));
  mkdirSync(join(pages, "words"));
  writeFileSync(
    join(pages, "words/ru.json"),
    JSON.stringify({"normUnit.rate": "доля", "farmers.verdict.within": "случайно"}),
  );
  const words = exportWords(pages, "ru", [{code: "result_rate", name: "Результативность"}]);
  const columns = [
    {name: "norm_id", type: "varchar", unit: "code", doc: ""},
    {name: "unit", type: "varchar", unit: "code", doc: ""},
    {name: "verdict_code", type: "varchar", unit: "code", doc: ""},
    {name: "low", type: "double", unit: "ratio", doc: ""},
  ] as const;
  const {rows} = exportTable(
    {...report, columns: [...columns]},
    columns.map(({name}) => name),
    [["result_rate", "rate", "within", 20 / 225]],
    words,
  );
  expect(rows).toEqual([["Результативность", "доля", "случайно", 0.088889]]);
});
