import {type Document, isMap, parseDocument} from "yaml";
import {blockOf, spliced} from "../company/source-lines.ts";
import type {SourceConfig} from "../sources/mapping.ts";
import {sourceDocument} from "./write-yaml.ts";

const style = {lineWidth: 110, flowCollectionPadding: false};

/** The text of sources.yaml with one source put in or replaced; every other line stays as it is, comments too. */
export function withSource(text: string, name: string, settings: SourceConfig): string {
  const document = parseDocument(text);
  const block = blockOf(document, text, name);
  const source = sourceDocument(name, settings);
  put(document, name, source);
  return spliced(text, block, source.toString(style), {document, whole: document.toString(style)});
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
