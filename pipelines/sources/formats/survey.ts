import {closeSync, openSync, readSync} from "node:fs";
import {longestRecord} from "./copy.ts";
import type {Dialect} from "./dialect.ts";
import {readHead, readTail} from "./text.ts";
import {isTotals, mayTotal} from "./totals.ts";

const tailBytes = 512 * 1024;
/** Bytes of a chunk that are looked at again with the next one. */
const overlap = 100;

export interface Tail {
  hasTotals: boolean;
  /** Rows that `mayTotal`. */
  hasDoubtful: boolean;
  hasBlanks: boolean;
}

/** What the end of a UTF-8 file shows: totals and rows without values gather there, so big files need no search. */
export function findTail(path: string, {delimiter, quote, lineBreak}: Dialect): Tail {
  const {tail, whole} = readTail(path, tailBytes);
  const lines = tail.toString().split(lineBreak);
  if (!whole) lines.shift();
  let hasTotals = false;
  let hasDoubtful = false;
  let hasBlanks = false;
  for (const line of lines) {
    const cells = line.split(delimiter).map((cell) => cell.replaceAll(quote, ""));
    if (cells.length === 1) continue;
    const isTotal = isTotals(cells);
    hasTotals ||= isTotal;
    hasDoubtful ||= !isTotal && mayTotal(cells);
    hasBlanks ||= cells.every((cell) => cell.trim() === "");
  }
  return {hasTotals, hasDoubtful, hasBlanks};
}

/**
 * True when the file holds what the fast reader reads in its own way: a zero byte, which it takes for text, blanks
 * beside the quotes of a cell, which it forgives in some cells only, a line beyond its buffers, at which it gives up,
 * and the header once more, which it takes for data. Such a file is for the splitter.
 */
export function holdsTraps(path: string, dialect: Dialect): boolean {
  const {delimiter, quote, lineBreak} = dialect;
  const [end, mark] = [escaped(`${delimiter}\r\n`), escaped(quote)];
  const [before, after] = [`[${end}] +${mark}`, `${mark} +[${end}]`];
  const blanks = new RegExp(`${before}|${after}`);
  // a chunk may begin and end anywhere within a cell: only the file's own ends are ends of cells
  const atStart = new RegExp(`^ +${mark}|${before}|${after}`);
  const atEnd = new RegExp(`${mark} +$`);
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(1024 * 1024);
    let rest = "";
    let isFirst = true;
    let lineLength = 0;
    const again = headerFinder(path, dialect);
    for (;;) {
      const chunk = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null));
      const lineEnd = chunk.indexOf(lineBreak);
      lineLength += lineEnd === -1 ? chunk.length : lineEnd;
      if (lineLength > longestRecord || chunk.includes(0) || again(chunk)) return true;
      if (lineEnd !== -1) lineLength = chunk.length - 1 - chunk.lastIndexOf(lineBreak);
      if (
        chunk.includes(` ${quote}`) ||
        chunk.includes(`${quote} `) ||
        rest.endsWith(" ") ||
        rest.endsWith(quote)
      ) {
        if ((isFirst ? atStart : blanks).test(rest + chunk.toString("latin1"))) return true;
      }
      if (chunk.length === 0) return atEnd.test(rest);
      isFirst = false;
      rest = chunk.subarray(-overlap).toString("latin1");
    }
  } finally {
    closeSync(file);
  }
}

const escaped = (text: string) => text.replace(/[\\\]^$.*+?()[{}|-]/g, "\\$&");

/** Is given the file chunk by chunk and says when the line of its header has come again. */
function headerFinder(path: string, {header, columns, skip, lineBreak}: Dialect): (chunk: Buffer) => boolean {
  const head = readHead(path);
  let start = 0;
  for (let line = 0; line < skip && start !== -1; line++) start = head.indexOf(lineBreak, start) + 1 || -1;
  const end = start === -1 ? -1 : head.indexOf(lineBreak, start);
  if (!header || columns.length < 2 || end === -1) return () => false;
  // a second file's mark and the ends of its lines may be other ones
  const text = head
    .subarray(start, end)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf|\r+$/g, "");
  const line = Buffer.from(text, "latin1");
  if (line.length < columns.length) return () => false;
  let position = 0;
  let before: Buffer = Buffer.alloc(0);
  return (chunk) => {
    // the header itself stands in the first chunk only
    const within = chunk.indexOf(line, Math.max(0, end - position));
    const across = Buffer.concat([before, chunk.subarray(0, line.length)]);
    const isAcross = position > 0 && across.includes(line, Math.max(0, end - position + before.length));
    position += chunk.length;
    before = Buffer.from(chunk.subarray(Math.max(0, chunk.length - line.length)));
    return within !== -1 || isAcross;
  };
}
