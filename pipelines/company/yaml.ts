import {existsSync, readFileSync} from "node:fs";
import {isMap, isScalar, LineCounter, type Node, parseDocument} from "yaml";
import type * as z from "zod";
import {type Bilingual, russianOf} from "../bilingual.ts";
import {PipelineError} from "../errors.ts";

/** What a YAML file says, and where it says it. */
export interface YamlFile<Data> {
  data: Data;
  /** As it stands in the file, before the schema read it. */
  raw: unknown;
  /** `file:line: key.of.the.value`, for a fault that no schema can see. */
  at(...path: string[]): string;
}

/** Reads a YAML file against a schema; the error names file, line, key, value and the expectation. */
export function readYaml<T extends z.ZodType>(path: string, schema: T): YamlFile<z.output<T>> {
  if (!existsSync(path))
    throw new PipelineError("bad_config", {
      en: `${path}: the file is missing; npm run estafeta -- new DIR makes a company, and a copy of the whole folder data/company is the demo's`,
      ru: `${path}: файла нет; компанию создаёт npm run estafeta -- new ПАПКА, а копия всей папки data/company — компания примера`,
    });
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), {lineCounter: lines, prettyErrors: false});
  const broken = document.errors[0];
  if (broken) {
    const place = `${path}:${lines.linePos(broken.pos[0]).line}`;
    throw new PipelineError("bad_config", {
      en: `${place}: not valid YAML: ${firstLine(broken.message)}; check indentation and quotes`,
      ru: `${place}: это не YAML (${firstLine(broken.message)}); проверьте отступы и кавычки`,
    });
  }
  const where = (keys: PropertyKey[]) => {
    const {line, ...found} = locate(document.contents, keys, lines);
    return {place: `${path}:${line}: ${keys.join(".") || "(top level)"}`, ...found};
  };
  const raw: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(raw);
  if (parsed.success) return {data: parsed.data, raw, at: (...keys) => where(keys).place};
  const messages = faultsOf(parsed.error, where);
  const lineOf = (language: keyof Bilingual) =>
    [...new Set(messages.map((message) => message[language]))].join("\n");
  throw new PipelineError("bad_config", {en: lineOf("en"), ru: lineOf("ru")});
}

/** A value as messages name it. */
interface Found {
  place: string;
  value: unknown;
  isMissing: boolean;
}

/** What is wrong with each value, by its key, what stands there and what may. */
export function faultsOf(error: z.core.$ZodError, where: (keys: PropertyKey[]) => Found): Bilingual[] {
  return error.issues.flatMap(flatten).flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key): Bilingual => {
        const {place} = where([...issue.path, key]);
        return {
          en: `${place}: unknown key; remove it or check its spelling`,
          ru: `${place}: неизвестный ключ; уберите его или проверьте написание`,
        };
      });
    const {place, value, isMissing} = where(issue.path);
    if (isMissing)
      return {en: `${place}: the key is missing; add it`, ru: `${place}: ключа нет; добавьте его`};
    const {en, ru} = describeIssue(issue);
    // of a key that does not fit nobody asked what stands behind it
    const given = value === undefined || issue.code === "invalid_key" ? null : JSON.stringify(value);
    return {
      en: `${place}: ${en}${given === null ? "" : `, got ${given}`}`,
      ru: `${place}: ${ru}${given === null ? "" : `, а стоит ${given}`}`,
    };
  });
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

const nouns: Record<string, Bilingual> = {
  string: {en: "text", ru: "текст"},
  number: {en: "a number", ru: "число"},
  int: {en: "a whole number", ru: "целое число"},
  boolean: {en: "true or false", ru: "true или false"},
  array: {en: "a list", ru: "список"},
  object: {en: "a mapping", ru: "набор ключей"},
  record: {en: "a mapping", ru: "набор ключей"},
};

/** What a schema expected, in words. */
export function describeIssue(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branches = issue.errors.flat().map(describeIssue);
    const either = (texts: string[], start: RegExp, or: string) =>
      [...new Set(texts.map((text) => text.replace(start, "")))].join(or);
    return {
      en: `expected ${either(
        branches.map(({en}) => en),
        /^expected /,
        " or ",
      )}`,
      ru: `нужно: ${either(
        branches.map(({ru}) => ru),
        /^нужно: /,
        " или ",
      )}`,
    };
  }
  if (issue.code === "invalid_value")
    return {
      en: `expected one of ${issue.values.join(", ")}`,
      ru: `нужно: одно из ${issue.values.join(", ")}`,
    };
  if (issue.code === "invalid_type") {
    const noun = nouns[issue.expected] ?? {en: issue.expected, ru: issue.expected};
    return {en: `expected ${noun.en}`, ru: `нужно: ${noun.ru}`};
  }
  if (issue.code === "invalid_key") return ofCheck(issue.issues[0] ?? issue);
  if (issue.code === "too_small" && issue.origin === "string")
    return {en: "expected text that is not empty", ru: "нужно: непустой текст"};
  if (issue.code === "too_big" && issue.origin === "string")
    return {
      en: `expected text of ${issue.exact ? "just" : "up to"} ${issue.maximum} characters`,
      ru: `нужно: текст, знаков ${issue.exact ? "ровно" : "не больше"} ${issue.maximum}`,
    };
  if (issue.code === "too_small" && issue.origin === "array")
    return {en: "expected a list that is not empty", ru: "нужно: непустой список"};
  if (issue.code === "too_small" && issue.inclusive === false)
    return {en: `expected more than ${issue.minimum}`, ru: `нужно: больше ${issue.minimum}`};
  if (issue.code === "too_small")
    return {en: `expected ${issue.minimum} or more`, ru: `нужно: не меньше ${issue.minimum}`};
  if (issue.code === "too_big")
    return {en: `expected ${issue.maximum} or less`, ru: `нужно: не больше ${issue.maximum}`};
  return ofCheck(issue);
}

/** The words of the check itself; those it has in English alone stand in a Russian frame. */
function ofCheck(issue: z.core.$ZodIssue): Bilingual {
  const en = firstLine(issue.message);
  const own = issue.code === "custom" ? issue.params?.["ru"] : undefined;
  return {en, ru: typeof own === "string" ? own : (russianOf(en) ?? `значение не подходит (${en})`)};
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
