import {isDeepStrictEqual} from "node:util";
import {type Document, isMap, isScalar, parseDocument} from "yaml";

const parsed = (text: string) => {
  const document = parseDocument(text);
  return {errors: document.errors.length, value: document.errors.length > 0 ? null : document.toJS()};
};

export interface Block {
  /** Where the lines of the source begin and end; the same for one that is not there yet. */
  from: number;
  to: number;
  indent: string;
}

/** The lines of a source in a list of sources that has a line for each; null where sources are written otherwise. */
export function blockOf(document: Document, text: string, name: string): Block | null {
  const {contents} = document;
  const sources = isMap(contents) ? contents.get("sources", true) : null;
  if (!isMap(contents) || !isMap(sources) || sources.flow || sources.items.length === 0) return null;
  const starts = sources.items.map(({key}) => lineOf(text, key));
  const below = contents.items.map(({key}) => lineOf(text, key)).filter((start) => start > starts.at(-1)!);
  const index = sources.items.findIndex(({key}) => isScalar(key) && key.value === name);
  const from = starts[index === -1 ? starts.length - 1 : index]!;
  const next = [...starts, ...below].find((start) => start > from) ?? text.length;
  const indent = /^ +/.exec(text.slice(from))?.[0] ?? "";
  const to = from + ownLines(text.slice(from, next), indent).length;
  return {from: index === -1 ? to : from, to, indent};
}

function lineOf(text: string, key: unknown): number {
  const at = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Without the lines at its end that speak of what comes next: blank ones and comments that stand no deeper than the key. */
function ownLines(lines: string, indent: string): string {
  const others = new RegExp(`(?:(?<=\\n) {0,${indent.length}}(?:#[^\\n]*|\\.\\.\\.)?[ \\r]*(?:\\n|$))+$`);
  return lines.replace(others, "");
}

/** The lines of a source in a text that `block` was found in, without their indent. */
export function linesOf(text: string, {from, to, indent}: Block): string {
  const lines = text.slice(from, to).split("\n");
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join("\n");
}

/** The text with the lines of one source put in; `whole`, written anew, where they would mean something else there. */
export function spliced(
  text: string,
  block: Block | null,
  source: string,
  {document, whole}: {document: Document; whole: string},
): string {
  if (!block) return whole;
  const result = splice(text, block, source);
  // what anchors or unusual indents make something else of is written anew
  const {errors, value} = parsed(result);
  return errors === 0 && isDeepStrictEqual(value, document.toJS()) ? result : whole;
}

function splice(text: string, {from, to, indent}: Block, source: string): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = source.trimEnd().split("\n");
  const piece = lines.map((line) => (line === "" ? line : indent + line) + lineEnd).join("");
  const before = text.slice(0, from);
  return `${before}${before.endsWith("\n") ? "" : lineEnd}${piece}${text.slice(to)}`;
}
