import {describe, expect, test} from "vitest";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";
import {look} from "../helpers/look.ts";
import {readFile, readTable} from "../helpers/raw-table.ts";
import {staged} from "../helpers/stage.ts";

const settings = `
sources:
  bank:
    entities:
      payments:
        fields: {payment_id: Номер, paid_on: Дата, amount: Сумма, client_name: Клиент}
`;
const header = "Номер;Дата;Клиент;Сумма";
const rows = ["1;01.09.2026;ООО Лютик;100,00", "2;02.09.2026;ООО Клен;50,00", "3;03.09.2026;ООО Ива;20,00"];
const joined = [
  header,
  rows[0]!,
  header,
  rows[1]!,
  `\ufeff${header};`,
  '"Номер";"Дата"; "Клиент" ;"Сумма"',
  rows[2]!,
];
const load = (content: string, ask: Parameters<typeof staged>[1], name = "a.csv") =>
  staged(makeHome({sources: settings, inbox: {[`bank/${name}`]: content}}), ask);

describe("a header that stands in the file again", () => {
  test("is left out and counted, and nothing waits for it", async () => {
    await load(`${joined.join("\n")}\n`, async (open) => {
      expect(open.files).toMatchObject([{rows: 6, accepted: 3, rejected: 0, skipped: 3}]);
      expect(await open.rejected()).toEqual([]);
      expect(await open.rows("select sum(amount)::varchar as sum from stage.payments")).toEqual([
        {sum: "170.00"},
      ]);
    });
  });

  test("also of a table in HTML", async () => {
    const cells = (line: string) => line.split(";").map((cell) => `<td>${cell}</td>`);
    const table = [header, rows[0]!, header, rows[1]!].map((line) => `<tr>${cells(line).join("")}</tr>`);
    await load(
      `<table>${table.join("\n")}</table>`,
      async (open) => expect(open.files).toMatchObject([{rows: 3, accepted: 2, rejected: 0, skipped: 1}]),
      "a.xls",
    );
  });

  test("wherever it stands in a file that is read at once", async () => {
    const path = `${temporaryFolder()}/big.csv`;
    const line = (index: number) => `${index};01.09.2026;ООО Длинное название клиента ${index};1,00`;
    const part = Array.from({length: 30_000}, (_, index) => line(index));
    for (const between of [0, 1, 7, 20]) {
      // the second header is met at different places of the reader's chunks
      write(path, `${[header, ...part, "x".repeat(between) + line(1), header, ...part].join("\r\n")}\r\n`);
      const table = await readFile(path);
      expect(table.rows).toHaveLength(60_001);
      expect(table.rows.some(([number]) => number === "Номер")).toBe(false);
    }
  });

  test("no row that only resembles it is left out", async () => {
    const table = await readTable(`${header}\nНомер;Дата;Клиент;5,00\n`);
    expect(table.rows).toEqual([["Номер", "Дата", "Клиент", "5,00"]]);
    expect((await readTable("Телефон\n79120000001\nТелефон\n")).rows).toHaveLength(2);
    const bare = await readTable(`${rows[0]}\n${rows[1]}\n${rows[0]}\n`, {header: false});
    expect(bare.rows).toHaveLength(3);
  });

  test("is no code that inspection asks about, and is told", async () => {
    const calls = [
      "ID звонка;Начало;Тип;Оператор;Телефон;Длительность;Статус",
      "c1;01.03.2026 09:10:00;исходящий;Иванова Анна;89120000010;60;отвечен",
      "c2;01.03.2026 09:20:00;входящий;Иванова Анна;89120000011;0;не отвечен",
    ];
    const file = await look(
      `${[...calls, calls[0], "c3;01.03.2026 10:10:00;исходящий;Иванова Анна;89120000012;70;отвечен"].join("\n")}\n`,
    );
    expect(file.format).toMatchObject({rows: 3, headerRows: 1});
    expect(file.preview[0]).toMatchObject({entity: "calls", accepted: 3, rejected: 0});
    expect(JSON.stringify(file.settings)).not.toMatch(/"(Тип|Статус)":/u);
  });
});
