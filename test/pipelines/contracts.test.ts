import fc from "fast-check";
import {expect, test} from "vitest";
import {contracts, type Field, fieldsOf} from "../../pipelines/contracts/index.ts";
import {makeHome, put} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

/** A cell as the file holds it and the value zod is asked about; undefined when the cell is empty. */
interface Cell {
  text: string;
  value: unknown;
}

const same = (text: string): Cell => ({text, value: text});
const nothing: Cell = {text: "", value: undefined};
const words = fc
  .array(fc.constantFrom("а", "Я", "z", "7", "-", ",", ";", '"', "'", "\n", " ", "ё", "%", "\\"), {
    maxLength: 12,
  })
  .map((parts) => parts.join("").trim())
  .filter((text) => text !== "" && !text.startsWith("'"));
const long = (length: number) => same("я".repeat(length));

/** Cells of one field: good ones, and ones at and beyond every edge of its type. */
function cells(field: Field): fc.Arbitrary<Cell> {
  // 1C writes the first day of its calendar where there is none
  const dayCell = (text: string): Cell =>
    text.startsWith("0001-01-01") && !field.required ? {text, value: undefined} : same(text);
  const codes = "options" in field.type ? (field.type as unknown as {options: string[]}).options : [];
  if (field.dictionary) return fc.constantFrom(same("price"), same("other"));
  if (codes.length > 0) return fc.constantFrom(...codes.map(same), same("невесть что"));
  if (field.phone === "one")
    return fc.constantFrom(same("+79271002030"), same("anonymous"), long(200), long(201));
  if (field.phone === "many")
    return fc.constantFrom(same("+79271002030;+79271002031"), long(2000), long(2001));
  if (field.sqlType === "varchar" && field.unit === "id")
    return fc.oneof(words.map(same), fc.constantFrom(same("00123"), same("1E5"), long(200), long(201)));
  if (field.sqlType === "varchar" && field.employee)
    return fc.oneof(words.map(same), fc.constantFrom(long(300), long(301)));
  if (field.sqlType === "varchar")
    return fc.oneof(
      {weight: 9, arbitrary: words.map(same)},
      {weight: 1, arbitrary: fc.constantFrom(long(20_000), long(20_001))},
    );
  if (field.sqlType === "boolean")
    return fc.constantFrom({text: "да", value: true}, {text: "false", value: false}, same("может"));
  if (field.sqlType === "date")
    return fc.constantFrom(
      ...[
        "1990-01-01",
        "2026-02-28",
        "2099-12-31",
        "1989-12-31",
        "2100-01-01",
        "0001-01-01",
        "2026-02-30",
        "вчера",
      ].map(dayCell),
    );
  if (field.sqlType === "timestamptz")
    return fc.constantFrom(
      ...[
        "1990-01-01T00:00:00Z",
        "2026-02-28T10:00:00+03:00",
        "2099-12-30T23:59:59Z",
        "1989-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2026-02-30T10:00:00Z",
        "скоро",
      ].map(dayCell),
    );
  if (field.sqlType === "decimal(18,2)")
    return fc.oneof(
      fc.constantFrom(
        ...["0", "-15.20", "9999999999999999.99", "1.5", "99999999999999999", "1.255", "1e3", "много"].map(
          same,
        ),
      ),
      fc.bigInt({min: -(10n ** 18n), max: 10n ** 18n}).map((kopecks) => same(moneyText(kopecks))),
    );
  const number = (value: number): Cell => ({text: String(value), value});
  if (field.sqlType === "double")
    return fc.oneof(fc.constantFrom(...[0, 1, 0.5, 1.5, -0.1, -1, 1e12, 2e12].map(number), same("почти")));
  const edge = field.unit === "s" ? 86_400 : 2_000_000_000;
  return fc.oneof(
    fc.integer({min: -5, max: edge + 5}).map(number),
    fc.constantFrom(...[0, edge, edge + 1, -1].map(number), same("пять")),
  );
}

function moneyText(kopecks: bigint): string {
  const digits = String(kopecks < 0n ? -kopecks : kopecks).padStart(3, "0");
  return `${kopecks < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

test.each(contracts.map((contract) => [contract.entity, contract] as const))(
  "%s: SQL and schema give every row the same verdict",
  async (entity, contract) => {
    const fields = fieldsOf(contract);
    const row = fc
      .tuple(
        ...fields.map((field) =>
          fc.oneof(
            {weight: 6, arbitrary: goodCell(field)},
            {weight: 1, arbitrary: cells(field)},
            {weight: 1, arbitrary: fc.constant(nothing)},
          ),
        ),
      )
      // a line of delimiters alone is no row
      .filter((made) => made.some((cell) => cell.text.trim() !== ""));
    const home = makeHome({
      sources: `sources: {it: {preset: ${entity}, format: {delimiter: ","}}}\n`,
      dictionaries: {
        refusal_reasons: "code\nprice\nother\n",
        secondary_goals: "code\nprice\nother\n",
      },
    });
    const open = await Staged.open(home);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(row, {minLength: 40, maxLength: 40}), async (rows) => {
          const lines: number[] = [];
          let line = 2;
          const text = rows.map((cellsOfRow) => {
            lines.push(line);
            const record = cellsOfRow.map((cell) => quote(cell.text)).join(",");
            line += record.split("\n").length;
            return record;
          });
          put(home, "it/rows.csv", `${[fields.map((field) => field.name).join(","), ...text].join("\n")}\n`);
          // the schema does not know when a file came: late enough for every day there is
          const [file] = await open.take(() => new Date("2099-12-31T23:59:59Z"));
          const refused = await open.rows<{line_number: number; reason_code: string}>(
            "select line_number, reason_code from ops.rejected_rows where load_id = (select max(load_id) from ops.loads)",
          );
          // a row of a number that another one has too, of this file or an earlier one, is sound in itself
          const broken = new Set(
            refused
              .filter(({reason_code}) => !["repeated_key", "number_reused"].includes(reason_code))
              .map(({line_number}) => line_number),
          );
          const verdicts = rows.map((cellsOfRow, index) => ({
            row: cellsOfRow.map((cell) => cell.text),
            good: !broken.has(lines[index]!),
          }));
          const expected = rows.map((cellsOfRow) => ({
            row: cellsOfRow.map((cell) => cell.text),
            good: contract.schema.safeParse(
              Object.fromEntries(
                fields.flatMap((field, index) =>
                  cellsOfRow[index] === nothing ? [] : [[field.name, cellsOfRow[index]!.value]],
                ),
              ),
            ).success,
          }));
          expect(verdicts.filter(({good}, index) => good !== expected[index]!.good)).toEqual([]);
          expect(file).toMatchObject({
            rows: 40,
            rejected: refused.length,
            accepted: 40 - refused.length,
            skipped: 0,
          });
        }),
        {numRuns: Number(process.env["PROPERTY_CASES"] ?? 3), endOnFailure: true},
      );
    } finally {
      open.close();
    }
  },
);

function goodCell(field: Field): fc.Arbitrary<Cell> {
  return cells(field).filter((cell) => field.type.safeParse(cell.value).success);
}

test("every contract accepts some and refuses some of the rows above", () => {
  for (const contract of contracts)
    for (const field of fieldsOf(contract)) {
      const drawn = fc.sample(cells(field), 200);
      expect(drawn.some((cell) => field.type.safeParse(cell.value).success)).toBe(true);
      if (!field.dictionary)
        expect(drawn.some((cell) => !field.type.safeParse(cell.value).success)).toBe(true);
    }
});
