export type Row = Record<string, unknown>;

/** Rows as the vendor writes them: a sound one, and what a broken one has else. */
export interface Shape {
  row: Row;
  bad: Row;
  write(rows: Row[]): string;
}

export const cell = (value: unknown) =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
const line = (values: unknown[], delimiter: string) =>
  values.map((value) => `"${cell(value).replaceAll('"', '""')}"`).join(delimiter);
export const table =
  (delimiter: string, header = true) =>
  (rows: Row[]) =>
    `${[...(header ? [Object.keys(rows[0]!)] : []), ...rows.map(Object.values)].map((values) => line(values, delimiter)).join("\n")}\n`;
export const plainLines = (rows: Row[]) => `${rows.map((row) => Object.values(row).join(";")).join("\n")}\n`;
export const shape = (names: string, values: string, bad: Row, write: Shape["write"]): Shape => {
  const cells = values.split(";");
  return {row: Object.fromEntries(names.split(";").map((name, index) => [name, cells[index]])), bad, write};
};
export const csv = (names: string, values: string, bad: Row) => shape(names, values, bad, table(";"));
export const headerless = (count: number, values: string, bad: Row) =>
  shape(Array.from({length: count}, (_, index) => `c${index}`).join(";"), values, bad, table(",", false));
export const json = (row: Row, bad: Row, wrap: (rows: Row[]) => unknown = (rows) => rows): Shape => ({
  row,
  bad,
  write: (rows) => JSON.stringify(wrap(rows)),
});
