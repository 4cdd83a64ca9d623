import {existsSync, readFileSync} from "node:fs";
import {isMap, isScalar, LineCounter, type Node, parseDocument} from "yaml";
import type * as z from "zod";
import {PipelineError} from "../errors.ts";

/** What a YAML file says, and where it says it. */
export interface YamlFile<Data> {
  data: Data;
  /** `file:line: key.of.the.value`, for a fault that no schema can see. */
  at(...path: string[]): string;
}

/** Reads a YAML file against a schema; the error names file, line, key, value and the expectation. */
export function readYaml<T extends z.ZodType>(path: string, schema: T): YamlFile<z.output<T>> {
  if (!existsSync(path))
    throw new PipelineError(
      "bad_config",
      `${path}: the file is missing; copy it from data/company and edit it`,
    );
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), {lineCounter: lines, prettyErrors: false});
  const broken = document.errors[0];
  if (broken)
    throw new PipelineError(
      "bad_config",
      `${path}:${lines.linePos(broken.pos[0]).line}: not valid YAML: ${firstLine(broken.message)}; check indentation and quotes`,
    );
  const where = (keys: PropertyKey[]) => {
    const {line, ...found} = locate(document.contents, keys, lines);
    return {place: `${path}:${line}: ${keys.join(".") || "(top level)"}`, ...found};
  };
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return {data: parsed.data, at: (...keys) => where(keys).place};
  const messages = parsed.error.issues.flatMap(flatten).flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map(
        (key) => `${where([...issue.path, key]).place}: unknown key; remove it or check its spelling`,
      );
    const {place, value, isMissing} = where(issue.path);
    if (isMissing) return `${place}: the key is missing; add it`;
    return `${place}: ${describe(issue)}${value === undefined ? "" : `, got ${JSON.stringify(value)}`}`;
  });
  throw new PipelineError("bad_config", [...new Set(messages)].join("\n"));
}

/** A union reports one issue with branches; the branch that got furthest says what the writer meant. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => flatten({...inner, path: [...issue.path, ...inner.path]})),
  );
  const deepest = (branch: z.core.$ZodIssue[]) => Math.max(0, ...branch.map((inner) => inner.path.length));
  const best = branches.reduce((left, right) => (deepest(right) > deepest(left) ? right : left));
  return deepest(best) > issue.path.length ? best : [issue];
}

const nouns: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return `expected ${[...new Set(issue.errors.flat().map((inner) => describe(inner).replace(/^expected /, "")))].join(" or ")}`;
  if (issue.code === "invalid_value") return `expected one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_type") return `expected ${nouns[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_key") return firstLine(issue.issues[0]?.message ?? issue.message);
  if (issue.code === "too_small" && issue.origin === "string") return "expected text that is not empty";
  if (issue.code === "too_small" && issue.origin === "array") return "expected a list that is not empty";
  if (issue.code === "too_small") return `expected ${issue.minimum} or more`;
  if (issue.code === "too_big") return `expected ${issue.maximum} or less`;
  return firstLine(issue.message);
}

interface Place {
  line: number;
  value: unknown;
  isMissing: boolean;
}

function locate(root: Node | null, path: PropertyKey[], lines: LineCounter): Place {
  let node: Node | null | undefined = root;
  let line = node?.range ? lines.linePos(node.range[0]).line : 1;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value ?? "") === String(step),
      );
      if (!pair) return {line, value: undefined, isMissing: true};
      const key = pair.key as Node;
      if (key.range) line = lines.linePos(key.range[0]).line;
      node = pair.value as Node | null;
    } else if (node && "items" in node) {
      node = (node.items as Node[])[Number(step)];
      if (node?.range) line = lines.linePos(node.range[0]).line;
    } else return {line, value: undefined, isMissing: node === null || node === undefined};
  }
  return {line, value: isScalar(node) ? node.value : undefined, isMissing: false};
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
