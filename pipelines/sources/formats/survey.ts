import {closeSync, openSync, readSync} from "node:fs";
import {longestRecord} from "./copy.ts";
import type {Dialect} from "./dialect.ts";
import {readTail} from "./text.ts";
import {isTotals} from "./totals.ts";

const tailBytes = 512 * 1024;
/** Bytes of a chunk that are looked at again with the next one. */
const overlap = 100;

/** What the end of a UTF-8 file shows: totals and rows without values gather there, so big files need no search. */
export function findTail(
  path: string,
  {delimiter, quote, lineBreak}: Dialect,
): {hasTotals: boolean; hasBlanks: boolean} {
  const {tail, whole} = readTail(path, tailBytes);
  const lines = tail.toString().split(lineBreak);
  if (!whole) lines.shift();
  let hasTotals = false;
  let hasBlanks = false;
  for (const line of lines) {
    const cells = line.split(delimiter).map((cell) => cell.replaceAll(quote, ""));
    if (cells.length === 1) continue;
    hasTotals ||= isTotals(cells);
    hasBlanks ||= cells.every((cell) => cell.trim() === "");
  }
  return {hasTotals, hasBlanks};
}

/**
 * True when the file holds what the fast reader reads in its own way: a zero byte, which it takes for text, blanks
 * beside the quotes of a cell, which it forgives in some cells only, and a line beyond its buffers, at which it gives up.
 * Such a file is for the splitter.
 */
export function holdsTraps(path: string, {delimiter, quote, lineBreak}: Dialect): boolean {
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
    for (;;) {
      const chunk = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null));
      const lineEnd = chunk.indexOf(lineBreak);
      lineLength += lineEnd === -1 ? chunk.length : lineEnd;
      if (lineLength > longestRecord || chunk.includes(0)) return true;
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
