import {existsSync, readFileSync} from "node:fs";
import {isMap, isScalar, LineCounter, type Node, parseDocument} from "yaml";
import type * as z from "zod";
import {PipelineError} from "../errors.ts";

/** Reads a YAML file against a schema; the error names file, line, key, value and the expectation. */
export function readYaml<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  if (!existsSync(path))
    throw new PipelineError(
      "bad_config",
      `${path}: the file is missing; copy it from data/company and edit it`,
    );
  return parseYaml(readFileSync(path, "utf8"), path, schema);
}

export function parseYaml<T extends z.ZodType>(text: string, path: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const broken = document.errors[0];
  if (broken)
    throw new PipelineError(
      "bad_config",
      `${path}:${lines.linePos(broken.pos[0]).line}: not valid YAML: ${firstLine(broken.message)}; check indentation and quotes`,
    );
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.flatMap(flatten).map((issue) => {
    const {line, value} = locate(document.contents, issue.path, lines);
    const key = issue.path.join(".") || "(top level)";
    const shown = value === undefined ? "" : `, got ${JSON.stringify(value)}`;
    return `${path}:${line}: ${key}: ${describe(issue)}${shown}`;
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
  return deepest(best) > issue.path.length ? best : [{...issue, message: "none of the allowed forms fits"}];
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}; remove it or check its spelling`;
  if (issue.code === "invalid_value") return `expected one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_type") return `expected ${issue.expected}`;
  return firstLine(issue.message);
}

function locate(root: Node | null, path: PropertyKey[], lines: LineCounter): {line: number; value: unknown} {
  let node: Node | null | undefined = root;
  let line = node?.range ? lines.linePos(node.range[0]).line : 1;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return {line, value: undefined};
      const key = pair.key as Node;
      if (key.range) line = lines.linePos(key.range[0]).line;
      node = pair.value as Node | null;
    } else if (node && "items" in node) {
      node = (node.items as Node[])[Number(step)];
      if (node?.range) line = lines.linePos(node.range[0]).line;
    } else return {line, value: undefined};
  }
  return {line, value: isScalar(node) ? node.value : undefined};
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
