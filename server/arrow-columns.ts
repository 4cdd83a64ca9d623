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
import {textNumbers} from "./text-numbers.ts";

/** What a column of a report may be. */
export type Kind = "integer" | "number" | "flag" | "day" | "instant" | "text";

/** A column of one chunk, as it lies in DuckDB's memory. */
export interface Cells {
  length: number;
  /** So many bytes from the beginning; valid until the next chunk is fetched. */
  bytes(length: number): Uint8Array;
  /** One bit a row, set where the row has a value; null when every row has one. */
  validity: Uint8Array | null;
  /** Of texts: 64 bits a row, the same for the same text. */
  hashes: Uint8Array | null;
  text(row: number): string;
}

/** Collects one column chunk by chunk. */
export interface Column {
  type: DataType;
  take(offset: number, cells: Cells): void;
  finish(): Data;
}

interface Parts {
  length: number;
  nullCount: number;
  nullBitmap: Uint8Array | null;
}

/** Arrow pads bitmaps to eight bytes. */
const bitmap = (length: number) => new Uint8Array(Math.ceil(length / 64) * 8);

/** One bit a row, set where the row has a value; `clear` is told of the rows without one. */
function validity(length: number) {
  const bits = bitmap(length).fill(255, 0, length >> 3);
  for (let row = length & ~7; row < length; row++) bits[row >> 3]! |= 1 << (row & 7);
  let nullCount = 0;
  return {
    take(offset: number, {length: count, validity: given}: Cells, clear?: (row: number) => void) {
      if (given === null) return;
      for (let row = 0; row < count; row++) {
        if (given[row >> 3]! & (1 << (row & 7))) continue;
        const at = offset + row;
        bits[at >> 3]! &= ~(1 << (at & 7));
        nullCount += 1;
        clear?.(at);
      }
    },
    finish: (): Parts => ({length, nullCount, nullBitmap: nullCount > 0 ? bits : null}),
  };
}

type Numbers = Int32Array | Float64Array;

const read = <Array extends Numbers>(make: new (buffer: ArrayBuffer) => Array, bytes: Uint8Array): Array =>
  new make(bytes.slice().buffer);

/** Numbers that Arrow keeps as DuckDB does: copied as they are, and nought where there is none. */
function column<Array extends Numbers>(
  length: number,
  type: DataType,
  kind: {new (length: number): Array; new (buffer: ArrayBuffer): Array; BYTES_PER_ELEMENT: number},
  make: (parts: Parts & {data: Array}) => Data,
): Column {
  const data = new kind(length);
  const valid = validity(length);
  return {
    type,
    take(offset, cells) {
      data.set(read(kind, cells.bytes(cells.length * kind.BYTES_PER_ELEMENT)), offset);
      valid.take(offset, cells, (row) => {
        data[row] = 0;
      });
    },
    finish: () => make({data, ...valid.finish()}),
  };
}

function flagColumn(length: number): Column {
  const data = bitmap(length);
  const valid = validity(length);
  const type = new Bool();
  return {
    type,
    take(offset, cells) {
      const flags = cells.bytes(cells.length);
      for (let row = 0; row < cells.length; row++) {
        const at = offset + row;
        if (flags[row] !== 0) data[at >> 3]! |= 1 << (at & 7);
      }
      valid.take(offset, cells, (row) => {
        data[row >> 3]! &= ~(1 << (row & 7));
      });
    },
    finish: () => makeData({type, data, ...valid.finish()}),
  };
}

const high = 2 ** 32;

/** Milliseconds since 1970-01-01 UTC: the warehouse's microseconds are cut, no page shows them. */
function instantColumn(length: number): Column {
  const data = new BigInt64Array(length);
  const halves = new Int32Array(data.buffer);
  const valid = validity(length);
  const type = new TimestampMillisecond("UTC");
  return {
    type,
    take(offset, cells) {
      // by halves, because arithmetic with bigints takes ten times as long
      const micros = read(Int32Array, cells.bytes(cells.length * 8));
      for (let row = 0; row < cells.length; row++) {
        const moment = Math.floor((micros[2 * row + 1]! * high + (micros[2 * row]! >>> 0)) / 1000);
        halves[2 * (offset + row)] = moment % high;
        halves[2 * (offset + row) + 1] = Math.floor(moment / high);
      }
      valid.take(offset, cells, (row) => {
        data[row] = 0n;
      });
    },
    finish: () => makeData({type, data, ...valid.finish()}),
  };
}

/**
 * Each distinct text once, rows as indices into them. Reading a text out of DuckDB costs ten times more
 * than a number, so rows are recognised by the 64-bit hash that travels beside the text.
 */
function textColumn(length: number): Column {
  const type = new Dictionary(new Utf8(), new Int32());
  const data = new Int32Array(length);
  const valid = validity(length);
  const numbers = textNumbers();
  const texts: string[] = [];
  return {
    type,
    take(offset, cells) {
      const hashes = read(Int32Array, cells.hashes!);
      const given = cells.validity;
      for (let row = 0; row < cells.length; row++) {
        if (given !== null && (given[row >> 3]! & (1 << (row & 7))) === 0) continue;
        const number = numbers.of(hashes[2 * row]!, hashes[2 * row + 1]!);
        if (number === texts.length) texts.push(cells.text(row));
        data[offset + row] = number;
      }
      valid.take(offset, cells);
    },
    finish: () => makeData({type, data, dictionary: new Vector([utf8(texts)]), ...valid.finish()}),
  };
}

function utf8(texts: string[]): Data<Utf8> {
  const encoded = Buffer.from(texts.join(""));
  const valueOffsets = new Int32Array(texts.length + 1);
  for (const [index, text] of texts.entries())
    valueOffsets[index + 1] = valueOffsets[index]! + Buffer.byteLength(text);
  return makeData({type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data: encoded});
}

const types = {integer: new Int32(), number: new Float64(), day: new DateDay()};

export const columnOf: Record<Kind, (length: number) => Column> = {
  integer: (length) =>
    column(length, types.integer, Int32Array, (parts) => makeData({type: types.integer, ...parts})),
  number: (length) =>
    column(length, types.number, Float64Array, (parts) => makeData({type: types.number, ...parts})),
  flag: flagColumn,
  /** Whole days since 1970-01-01; apache-arrow reads them back as milliseconds of that day's UTC midnight. */
  day: (length) => column(length, types.day, Int32Array, (parts) => makeData({type: types.day, ...parts})),
  instant: instantColumn,
  text: textColumn,
};
