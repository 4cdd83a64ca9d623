import {type Document, isMap, isNode, isScalar, type Node, parseDocument} from "yaml";
import {PipelineError} from "../errors.ts";
import {blockOf, linesOf, spliced} from "./source-lines.ts";

/**
 * The text of sources.yaml with settings of one source laid over its own; comments and order stay, and so do the lines of
 * other sources. A mapping is merged key by key, null takes a key away, anything else replaces what was there. `path` is for messages.
 */
export function withSettings(
  yaml: string,
  source: string,
  set: Readonly<Record<string, unknown>>,
  path: string,
): string {
  const document = parseDocument(yaml);
  const broken = document.errors[0];
  if (broken)
    throw new PipelineError("bad_config", {
      en: `${path}: not valid YAML: ${broken.message.split("\n")[0]}; correct it`,
      ru: `${path}: это не YAML (${broken.message.split("\n")[0]}); исправьте файл`,
    });
  if (!document.hasIn(["sources", source]))
    throw new PipelineError("bad_usage", {
      en: `${path}: there is no source ${source}; name one that is there`,
      ru: `${path}: источника ${source} нет; назовите тот, что есть`,
    });
  const merge = (keys: string[], value: unknown): void => {
    if (value === null) document.deleteIn(keys);
    else if (!isPlain(value)) replace(document, keys, document.createNode(value));
    else {
      const present = document.getIn(keys, true);
      // a column's name alone is short for {column: name}
      if (isScalar(present) && isField(keys) && typeof present.value === "string" && !saysHow(value))
        replace(document, keys, document.createNode({column: present.value, ...value}, {flow: true}));
      else if (isMap(present)) for (const [key, inner] of Object.entries(value)) merge([...keys, key], inner);
      else document.setIn(keys, document.createNode(value));
    }
  };
  const block = blockOf(document, yaml, source);
  merge(["sources", source], set);
  const whole = document.toString({lineWidth: 150, flowCollectionPadding: false});
  const written = blockOf(parseDocument(whole), whole, source);
  const lines = written ? linesOf(whole, written) : "";
  return spliced(yaml, written && block, lines, {document, whole});
}

/** Puts a value where another stood, with what was remarked beside that one. */
function replace(document: Document, keys: string[], value: Node): void {
  const former = document.getIn(keys, true);
  if (isNode(former)) {
    if (former.comment) value.comment = former.comment;
    if (former.commentBefore) value.commentBefore = former.commentBefore;
  }
  document.setIn(keys, value);
}

/** sources.<source>.entities.<entity>.fields.<field> */
const isField = (keys: string[]) => keys.length === 6 && keys[4] === "fields";

/** True when a field's settings name where its text comes from. */
function saysHow(field: Record<string, unknown>): boolean {
  return ["column", "columns", "value", "sql", "row_hash"].some((key) => key in field);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
