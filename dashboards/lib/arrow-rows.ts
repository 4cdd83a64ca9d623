import {DataType, type Field, tableFromIPC} from "apache-arrow";

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

/** Arrow IPC stream -> row objects, the form charts and tables take. */
export function rowsOf<Row>(buffer: ArrayBuffer | Uint8Array): Row[] {
  const table = tableFromIPC(buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer));
  const rows: Record<string, unknown>[] = Array.from({length: table.numRows}, () => ({}));
  table.schema.fields.forEach((field, position) => {
    const convert = converterOf(field);
    const column = table.getChildAt(position);
    for (let index = 0; index < rows.length; index += 1) {
      const value: unknown = column?.get(index) ?? null;
      rows[index]![field.name] = value === null ? null : convert(value);
    }
  });
  return rows as Row[];
}
