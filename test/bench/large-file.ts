import {closeSync, openSync, writeSync} from "node:fs";

interface Shape {
  before: string;
  row(index: number): string;
  between: string;
  after: string;
  encoding?: "latin1";
}

const cells = (index: number) => [
  `${1_700_000_000 + index}.${index % 1000}`,
  `2026-03-${String((index % 28) + 1).padStart(2, "0")} 10:00:00`,
  `+7900${String(index % 10_000_000).padStart(7, "0")}`,
  `operator ${index % 50}`,
  "a note, of which every call has one, some longer than others".slice(0, 20 + (index % 40)),
];
const names = ["id", "started", "phone", "operator", "note"];
const object = (index: number) =>
  JSON.stringify(Object.fromEntries(cells(index).map((cell, at) => [names[at], cell])));
/** Tables of calls in each way of writing that is read as a stream. */
export const shapes: Record<string, Shape> = {
  csv: {before: `${names.join(";")}\n`, row: (index) => cells(index).join(";"), between: "\n", after: "\n"},
  cp1251: {
    before: `\xe8\xec\xff;${names.slice(1).join(";")}\n`,
    row: (index) => `\xc0\xed\xed\xe0 ${cells(index).join(";")}`,
    between: "\n",
    after: "\n",
    encoding: "latin1",
  },
  ndjson: {before: "", row: object, between: "\n", after: "\n"},
  json: {before: '{"data": [', row: object, between: ",", after: "]}"},
  html: {
    before: `<table><tr>${names.map((name) => `<th>${name}</th>`).join("")}</tr>`,
    row: (index) =>
      `<tr>${cells(index)
        .map((cell) => `<td>${cell}</td>`)
        .join("")}</tr>`,
    between: "",
    after: "</table>",
  },
};

/** Writes a file of about so many bytes; returns the number of its rows. */
export function generate(path: string, shape: Shape, bytes: number): number {
  const file = openSync(path, "w");
  let rows = 0;
  let text = shape.before;
  for (let written = 0; written < bytes; ) {
    for (let index = 0; index < 5000; index++, rows++)
      text += (rows > 0 ? shape.between : "") + shape.row(rows);
    written += writeSync(file, Buffer.from(text, shape.encoding ?? "utf8"));
    text = "";
  }
  writeSync(file, shape.after);
  closeSync(file);
  return rows;
}
