import {
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
  type DuckDBVector,
} from "@duckdb/node-api";
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  makeData,
  TimestampMillisecond,
  Utf8,
  Vector,
} from "apache-arrow";

/** What a column of a report may be. */
export type Kind = "integer" | "number" | "flag" | "day" | "instant" | "text";

/** Collects one column chunk by chunk; `hashes` accompanies texts only. */
export interface Column {
  type: DataType;
  take(offset: number, cells: DuckDBVector, hashes?: DuckDBVector): void;
  finish(): Data;
}

interface Parts {
  length: number;
  nullCount: number;
  nullBitmap: Uint8Array | null;
}

/** Arrow pads bitmaps to eight bytes. */
const bitmap = (length: number) => new Uint8Array(Math.ceil(length / 64) * 8);

/** One bit a row, set where the row has a value. */
function validity(length: number) {
  const bits = bitmap(length);
  let nullCount = length;
  return {
    mark(row: number) {
      bits[row >> 3]! |= 1 << (row & 7);
      nullCount -= 1;
    },
    finish: (): Parts => ({length, nullCount, nullBitmap: nullCount > 0 ? bits : null}),
  };
}

function column(
  length: number,
  type: DataType,
  put: (row: number, value: DuckDBValue) => void,
  make: (parts: Parts) => Data,
): Column {
  const valid = validity(length);
  return {
    type,
    take(offset, cells) {
      for (let row = 0; row < cells.itemCount; row++) {
        const value = cells.getItem(row);
        if (value === null) continue;
        put(offset + row, value);
        valid.mark(offset + row);
      }
    },
    finish: () => make(valid.finish()),
  };
}

function integerColumn(length: number): Column {
  const data = new Int32Array(length);
  const put = (row: number, value: DuckDBValue) => {
    data[row] = Number(value);
  };
  const type = new Int32();
  return column(length, type, put, (parts) => makeData({type, data, ...parts}));
}

function numberColumn(length: number): Column {
  const data = new Float64Array(length);
  const put = (row: number, value: DuckDBValue) => {
    data[row] = Number(value);
  };
  const type = new Float64();
  return column(length, type, put, (parts) => makeData({type, data, ...parts}));
}

function flagColumn(length: number): Column {
  const data = bitmap(length);
  const put = (row: number, value: DuckDBValue) => {
    if (value === true) data[row >> 3]! |= 1 << (row & 7);
  };
  const type = new Bool();
  return column(length, type, put, (parts) => makeData({type, data, ...parts}));
}

/** Whole days since 1970-01-01; apache-arrow reads them back as milliseconds of that day's UTC midnight. */
function dayColumn(length: number): Column {
  const data = new Int32Array(length);
  const put = (row: number, value: DuckDBValue) => {
    if (value instanceof DuckDBDateValue) data[row] = value.days;
  };
  const type = new DateDay();
  return column(length, type, put, (parts) => makeData({type, data, ...parts}));
}

/** Milliseconds since 1970-01-01 UTC: the warehouse's microseconds are cut, no page shows them. */
function instantColumn(length: number): Column {
  const data = new BigInt64Array(length);
  const put = (row: number, value: DuckDBValue) => {
    if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
      data[row] = BigInt(Math.floor(Number(value.micros) / 1000));
  };
  const type = new TimestampMillisecond("UTC");
  return column(length, type, put, (parts) => makeData({type, data, ...parts}));
}

/**
 * Each distinct text once, rows as indices into them. Reading a text out of DuckDB costs ten times more
 * than a number, so rows are recognised by the 64-bit hash that travels beside the text.
 */
function textColumn(length: number): Column {
  const type = new Dictionary(new Utf8(), new Int32());
  const data = new Int32Array(length);
  const valid = validity(length);
  const indices = new Map<DuckDBValue, number>();
  const texts: string[] = [];
  return {
    type,
    take(offset, cells, hashes) {
      for (let row = 0; row < cells.itemCount; row++) {
        const hash = hashes?.getItem(row) ?? null;
        if (hash === null) continue;
        let index = indices.get(hash);
        if (index === undefined) {
          index = texts.push(String(cells.getItem(row))) - 1;
          indices.set(hash, index);
        }
        data[offset + row] = index;
        valid.mark(offset + row);
      }
    },
    finish: () => makeData({type, data, dictionary: new Vector([utf8(texts)]), ...valid.finish()}),
  };
}

function utf8(texts: string[]): Data<Utf8> {
  const encoded = texts.map((text) => Buffer.from(text));
  const valueOffsets = new Int32Array(texts.length + 1);
  for (const [index, bytes] of encoded.entries())
    valueOffsets[index + 1] = valueOffsets[index]! + bytes.byteLength;
  return makeData({
    type: new Utf8(),
    length: texts.length,
    nullCount: 0,
    valueOffsets,
    data: Buffer.concat(encoded),
  });
}

export const columnOf: Record<Kind, (length: number) => Column> = {
  integer: integerColumn,
  number: numberColumn,
  flag: flagColumn,
  day: dayColumn,
  instant: instantColumn,
  text: textColumn,
};
