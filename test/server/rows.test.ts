import {DuckDBDateValue, DuckDBDecimalValue} from "@duckdb/node-api";
import fc from "fast-check";
import {expect, test} from "vitest";
import {csvForms, csvText, plainCsv} from "../../server/rows.ts";

/** Cells of one line as a spreadsheet with this separator reads them. */
function read(line: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (let index = 0; index < line.length; index++) {
    const sign = line[index]!;
    if (isQuoted && sign === '"' && line[index + 1] === '"') cell += line[++index];
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell];
}

const hostile = [
  '=HYPERLINK("http://evil.example";"Счёт")',
  "@SUM(1+1)*cmd|'/C calc'!A0",
  "-2+3",
  "+1+cmd|calc",
  "\t=1+1",
  "\r=1+1",
  "=1;=2,=3",
];

test("no text is a formula to a spreadsheet, whatever its name and the separator", () => {
  for (const form of [plainCsv, csvForms.ru, csvForms.en])
    for (const name of hostile) {
      const text = csvText(["имя", "сумма"], [[name, "x"]], form).replace(/^\ufeff/, "");
      const line = text.slice(text.indexOf("\r\n") + 2, -2);
      const [cell, last] = read(line, form.separator);
      expect(cell, name).toBe(`'${name}`);
      expect(last).toBe("x");
    }
});

test("any text comes back as it was, behind an apostrophe where it could run", () => {
  const name = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", ";", ",", '"', "'", "а", "1", " "),
  });
  fc.assert(
    fc.property(name, fc.constantFrom(plainCsv, csvForms.ru, csvForms.en), (text, form) => {
      const csv = csvText(["имя"], [[text]], form).replace(/^\ufeff/, "");
      const [cell] = read(csv.slice(csv.indexOf("\r\n") + 2, -2), form.separator);
      expect([text, `'${text}`]).toContain(cell);
      expect(cell).not.toMatch(/^[=\-@\t\r]|^\+(?!\d{6,15}$)/);
    }),
  );
});

test("numbers, money, days and telephone numbers stay what they are", () => {
  const row = [
    -12.5,
    new DuckDBDecimalValue(-1250n, 18, 2),
    new DuckDBDateValue(0),
    -7n,
    "+74951234567",
    true,
    null,
  ];
  expect(csvText(["a"], [row])).toBe("a\r\n-12.5,-12.50,1970-01-01,-7,+74951234567,true,\r\n");
  expect(csvText(["a"], [row], csvForms.ru)).toBe(
    "\ufeffa\r\n-12,5;-12,50;1970-01-01;-7;+74951234567;true;\r\n",
  );
});
