import {DataType, type Field, type Table, tableFromIPC} from "apache-arrow";

type Convert = (value: unknown) => unknown;

const identity: Convert = (value) => value;

/** How a column's values become plain numbers, words, ISO days and ISO instants. */
function converterOf(field: Field): Convert {
  const type = field.type;
  if (DataType.isDate(type)) return (value) => new Date(Number(value)).toISOString().slice(0, 10);
  if (DataType.isTimestamp(type)) return (value) => new Date(Number(value)).toISOString();
  if (DataType.isInt(type) && type.bitWidth === 64) return Number;
  return identity;
}

export const columnKinds = ["number", "flag", "day", "instant", "text"] as const;

/** A column that gives its values one by one, so that a million rows need not become objects. */
export interface ColumnReader {
  name: string;
  kind: (typeof columnKinds)[number];
  at: (index: number) => unknown;
}

export const readTable = (buffer: ArrayBuffer | Uint8Array): Table =>
  tableFromIPC(buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer));

export function columnsOf(table: Table): ColumnReader[] {
  return table.schema.fields.map((field, position) => {
    const convert = converterOf(field);
    const column = table.getChildAt(position);
    return {
      name: field.name,
      kind: kindOf(field.type),
      at(index) {
        const value: unknown = column?.get(index) ?? null;
        return value === null ? null : convert(value);
      },
    };
  });
}

function kindOf(type: DataType): ColumnReader["kind"] {
  if (DataType.isDate(type)) return "day";
  if (DataType.isTimestamp(type)) return "instant";
  if (DataType.isBool(type)) return "flag";
  return DataType.isInt(type) || DataType.isFloat(type) ? "number" : "text";
}

/** Arrow IPC stream -> row objects, the form charts and tables take. */
export function rowsOf<Row>(buffer: ArrayBuffer | Uint8Array): Row[] {
  const table = readTable(buffer);
  const rows: Record<string, unknown>[] = Array.from({length: table.numRows}, () => ({}));
  for (const {name, at} of columnsOf(table))
    for (let index = 0; index < rows.length; index += 1) rows[index]![name] = at(index);
  return rows as Row[];
}
