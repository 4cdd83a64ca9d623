import {isDeepStrictEqual} from "node:util";
import {type Document, isMap, isScalar, parseDocument} from "yaml";
import type {SourceConfig} from "../sources/mapping.ts";
import {sourceDocument} from "./write-yaml.ts";

const style = {lineWidth: 110, flowCollectionPadding: false};

/** The text of sources.yaml with one source put in or replaced; every other line stays as it is, comments too. */
export function withSource(text: string, name: string, settings: SourceConfig): string {
  const document = parseDocument(text);
  const block = blockOf(document, text, name);
  const source = sourceDocument(name, settings);
  put(document, name, source);
  const whole = document.toString(style);
  if (!block) return whole;
  const spliced = splice(text, block, source.toString(style));
  // what anchors or unusual indents make something else of is written anew
  const {errors, ...read} = parsed(spliced);
  return errors === 0 && isDeepStrictEqual(read.value, document.toJS()) ? spliced : whole;
}

const parsed = (text: string) => {
  const document = parseDocument(text);
  return {errors: document.errors.length, value: document.errors.length > 0 ? null : document.toJS()};
};

interface Block {
  /** Where the lines of the source begin and end; the same for one that is not there yet. */
  from: number;
  to: number;
  indent: string;
}

/** The lines of a source in a list of sources that has a line for each; null where sources are written otherwise. */
function blockOf(document: Document, text: string, name: string): Block | null {
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

function splice(text: string, {from, to, indent}: Block, source: string): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = source.trimEnd().split("\n");
  const piece = lines.map((line) => (line === "" ? line : indent + line) + lineEnd).join("");
  const before = text.slice(0, from);
  return `${before}${before.endsWith("\n") ? "" : lineEnd}${piece}${text.slice(to)}`;
}

function put(document: Document, name: string, added: Document): void {
  const source = (added.contents as unknown as {items: {value: unknown}[]}).items[0]!.value;
  const sources = document.get("sources");
  if (isMap(sources)) {
    // an empty list may be written as {}, and a source does not fit on its line
    if (sources.items.length === 0) sources.flow = false;
    sources.set(name, source);
  } else document.set("sources", document.createNode({[name]: source}));
}
