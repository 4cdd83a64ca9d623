import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {type Encoding, encodings} from "../../pipelines/sources/formats/text.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";
import {readTable} from "../helpers/raw-table.ts";
import {staged} from "../helpers/stage.ts";

const single = encodings.filter((one) => !one.startsWith("utf"));
const cyrillic = single.filter((one) => one !== "windows-1252");

/** The text in an encoding of one byte a character, by the table that decodes it; null when it lacks a character. */
function encoded(text: string, encoding: Encoding): Buffer | null {
  const table = new Map(
    Array.from({length: 256}, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  );
  const bytes = [...text].map((character) => table.get(character));
  return bytes.includes(undefined) ? null : Buffer.from(bytes as number[]);
}

const names = [
  "ООО Привет мир",
  "ИП Щукина Юлия",
  "ЗАО Объект",
  "Пермские моторы",
  "Фабрика «Ёлка»",
  "Магазин на Рыбной",
  "Клён и Ясень",
];
const plain = (text: string) => text.replaceAll("«", "").replaceAll("»", "");
const table = (...clients: string[]) =>
  `id;date;client;amount\n${clients.map((client, index) => `${index};2026-09-01;${plain(client)};5,00`).join("\n")}\n`;

describe("which encoding a text is in, its letters tell", () => {
  test.each(cyrillic)("%s", async (encoding) => {
    const text = table("ООО Привет мир 0", "Пермские моторы");
    const {rows} = await readTable(encoded(text, encoding)!);
    expect(rows.map((row) => row[2])).toEqual(["ООО Привет мир 0", "Пермские моторы"]);
  });

  test("of any three names", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cyrillic),
        fc.shuffledSubarray(names, {minLength: 3, maxLength: 3}),
        async (encoding, clients) => {
          const {rows} = await readTable(encoded(table(...clients), encoding)!);
          expect(rows.map((row) => row[2])).toEqual(clients.map(plain));
        },
      ),
      {numRuns: 40},
    );
  });

  test("Ukrainian and German names too", async () => {
    const read = async (client: string, encoding: Encoding) =>
      (await readTable(encoded(table(client), encoding)!)).rows[0]![2];
    expect(await read("Київська їдальня Євген", "koi8-u")).toBe("Київська їдальня Євген");
    expect(await read("Müller und Söhne, Köln", "windows-1252")).toBe("Müller und Söhne, Köln");
  });
});

test("a declared encoding that makes no words of the text is refused with the one that does", async () => {
  const home = makeHome({
    sources:
      "sources: {pay: {format: {encoding: windows-1251}, entities: {payments: {fields: {payment_id: id, client_name: client, paid_on: date, amount: amount}}}}}\n",
    inbox: {"pay/export.csv": encoded(table(...names), "cp866")!},
  });
  await expect(staged(home, async (open) => open.files)).rejects.toThrow(
    /by its letters it is cp866 \(.*Привет.*\), not windows-1251.*format\.encoding/u,
  );
  await expect(readTable(encoded(table(...names), "cp866")!, {encoding: "cp866"})).resolves.toMatchObject({
    columns: ["id", "date", "client", "amount"],
  });
});

test.each<Encoding>(["windows-1251", "cp866", "utf-16le"])(
  "a text in %s of which utf-8 is declared is told by its encoding and the key, few broken lines are set aside",
  async (encoding) => {
    const text = `Номер;Клиент\n1;Привет мир\n2;Пермские моторы\n`;
    const bytes =
      encoding === "utf-16le" ? Buffer.from(`\ufeff${text}`, "utf16le") : encoded(text, encoding)!;
    await expect(readTable(bytes, {encoding: "utf-8"})).rejects.toThrow(
      `by its letters it is ${encoding} (Номер, Клиент, Привет), not utf-8 as format.encoding says; write \`encoding: ${encoding}\``,
    );
    const damaged = Buffer.concat([Buffer.from(text), encoded("3;Привет\n", "windows-1251")!]);
    const {rows} = await readTable(damaged, {encoding: "utf-8"});
    expect(rows).toHaveLength(2);
  },
);

test("letters that are too few to tell are asked about, in both readings", async () => {
  const folder = temporaryFolder();
  const file = write(join(folder, "a.csv"), encoded("id;city\n1;Да\n", "cp866")!);
  const {files} = await inspect({files: [file], home: homeAt(join(folder, "none")), rows: 5});
  const question = files[0]!.questions.find(({id}) => id === "encoding")!;
  expect(question.options.map(({label}) => label.en)).toContain("cp866: Да");
  expect(question.options.map(({set}) => set)).toContainEqual({format: {encoding: "cp866"}});
});

describe("two encodings in one file", () => {
  const text = table("ООО Привет мир", "Пермские моторы", "Фабрика Ёлка").replace(
    "id;date;client;amount",
    "Номер;Дата;Клиент;Сумма",
  );
  const [header = "", ...rows] = text.split("\n");

  test("headers in windows-1251 above rows in UTF-8 are named by their line", async () => {
    const bytes = Buffer.concat([encoded(`${header}\n`, "windows-1251")!, Buffer.from(rows.join("\n"))]);
    await expect(readTable(bytes)).rejects.toThrow(/line 1 is not in UTF-8/);
  });

  test("a text that was encoded twice is said to be, with a word of it", async () => {
    const twice = new TextDecoder("windows-1251").decode(Buffer.from(text));
    await expect(readTable(Buffer.from(twice))).rejects.toThrow(
      /the text was encoded twice \(РќРѕРјРµСЂ stands for Номер\); export the file again/,
    );
    expect((await readTable(Buffer.from(text))).rows).toHaveLength(3);
  });

  test("a cell filled with one letter does not outweigh the words", async () => {
    const filled = text.replace("Пермские моторы", "Я".repeat(400_000));
    const {columns} = await readTable(encoded(filled.replaceAll("Ё", "Е"), "windows-1251")!);
    expect(columns).toEqual(["Номер", "Дата", "Клиент", "Сумма"]);
  });
});

describe("lines in two encodings", () => {
  const header = "Номер;Дата;Клиент";
  const row = (number: number) => `${number};01.09.2026;ООО Привет мир`;
  const bytes = (...lines: [string, Encoding][]) =>
    Buffer.concat(
      lines.map(([line, encoding]) =>
        encoding === "utf-8" ? Buffer.from(`${line}\n`) : encoded(`${line}\n`, encoding)!,
      ),
    );

  test.each<Encoding>(["windows-1251", "cp866", "koi8-r"])(
    "a header in UTF-8 above lines of which most are in %s is named",
    async (encoding) => {
      const most = [1, 2, 3, 4].map((number): [string, Encoding] => [row(number), encoding]);
      const content = bytes([header, "utf-8"], ...most, [row(5), "utf-8"]);
      await expect(readTable(content)).rejects.toThrow(
        "line 1 is in UTF-8 and most other lines are not; save the file again in one encoding",
      );
    },
  );

  test("a few lines of another encoding below it are set aside", async () => {
    const utf8 = [1, 2, 4].map((number): [string, Encoding] => [row(number), "utf-8"]);
    const read = await readTable(bytes([header, "utf-8"], ...utf8, [row(3), "windows-1251"]));
    expect(read.rows).toHaveLength(3);
    expect(read.broken).toEqual([[5, "broken_encoding"]]);
  });
});
