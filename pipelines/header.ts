import {
  type Audience,
  type CheckSeverity,
  checkSeverities,
  type Role,
  roles,
  type Unit,
  units,
} from "../queries/vocabulary.ts";

export const layers = ["staging", "intermediate", "marts", "rollups", "reports", "checks"] as const;
export type Layer = (typeof layers)[number];

export const columnTypes = [
  "varchar",
  "boolean",
  "date",
  "timestamptz",
  "integer",
  "bigint",
  "decimal(18,2)",
  "decimal(18,6)",
  "double",
] as const;
export type ColumnType = (typeof columnTypes)[number];

export const checkKinds = ["unique", "not_null", "accepted", "refers", "non_negative"] as const;
export type CheckKind = (typeof checkKinds)[number];

export interface Column {
  name: string;
  type: ColumnType;
  unit: Unit;
  doc: string;
}

export interface Param {
  name: string;
  type: ColumnType;
  doc: string;
}

export interface Check {
  kind: CheckKind;
  args: string[];
  severity: CheckSeverity;
}

/** What the leading comment of a SQL file promises, and the statement under it. */
export interface SqlFile {
  name: string;
  doc: string;
  /** The same in Russian, where a page shows it: of files in checks/. */
  docRu: string | null;
  layer: Layer;
  /** Path under queries/, with forward slashes. */
  path: string;
  grain: string[];
  stored: "main" | "part";
  partition: string | null;
  /**
   * Column with the day from which on a row tells of anything, so that a change of it changes no month before; with a second
   * one, the first day of which it tells no longer. Empty when a change may bear on any month.
   */
  since: string[];
  /**
   * How far after its month a row tells of what happened: months, or a threshold of days. A change makes so much more
   * of the table anew.
   */
  ahead: string | null;
  /** The only snapshots it is written into; empty for all. */
  audiences: Audience[];
  params: Param[];
  columns: Column[];
  checks: Check[];
  /** Column with the person a row is about; of a report for heads each sees the rows of the own team and those of nobody. */
  team: string | null;
  /** Most rows a page asks for; an export has all. */
  rows: number | null;
  /**
   * Of a report that reads tables of events: so many months to the one asked for, or to the days asked for, hold all that it
   * reads of them, so that other years' files need not be looked into. Null for every month.
   */
  months: number | null;
  /** Columns that hold names of people; the analysts' snapshot replaces their values. */
  personal: string[];
  roles: Role[];
  page: string | null;
  drill: string | null;
  /** Only of files in checks/: what a bad row does to the run. */
  severity: CheckSeverity;
  sql: string;
}

/** A table may be kept from every other snapshot only for pay. */
const narrowAudiences = ["payroll"] as const satisfies readonly Audience[];

const sections = [
  "ru",
  "grain",
  "stored",
  "partition",
  "since",
  "ahead",
  "audiences",
  "params",
  "columns",
  "checks",
  "personal",
  "roles",
  "page",
  "drill",
  "team",
  "rows",
  "months",
  "severity",
] as const;
type Section = (typeof sections)[number];

interface Line {
  number: number;
  text: string;
}

export class HeaderError extends Error {
  constructor(path: string, line: number, message: string) {
    super(`queries/${path}:${line}: ${message}`);
    this.name = "HeaderError";
  }
}

/** Reads one SQL file; whatever the header grammar does not know is an error with file and line. */
export function parseSqlFile(text: string, path: string): SqlFile {
  const {first, found, sql} = splitSections(text, path);
  const fail = (line: number, message: string) => new HeaderError(path, line, message);
  const layer = oneOf(layers, path.split("/")[0]!, () =>
    fail(1, `unknown layer; expected ${layers.join(", ")}`),
  );

  const values = (section: Section): string[] => {
    const lines = found.get(section) ?? [];
    return lines
      .flatMap(({text: line}) => line.split(","))
      .map((value) => value.trim())
      .filter(Boolean);
  };
  const value = (section: Section): string | null => {
    const all = values(section);
    if (all.length > 1)
      throw fail(found.get(section)![0]!.number, `${section}: expected one value, got ${all.join(", ")}`);
    return all[0] ?? null;
  };
  const lineOf = (section: Section) => found.get(section)?.[0]?.number ?? 1;
  const known = <Value extends string>(section: Section, list: readonly Value[], given: string): Value =>
    oneOf(list, given, () =>
      fail(lineOf(section), `unknown ${section}: ${given}; expected ${list.join(", ")}`),
    );

  const columns = (found.get("columns") ?? []).map((line) => parseColumn(line, path));
  const params = (found.get("params") ?? []).map((line) => parseParam(line, path));
  refuseDuplicates([...columns.map((column) => column.name)], (name) =>
    fail(lineOf("columns"), `duplicate column: ${name}`),
  );
  refuseDuplicates(
    params.map((param) => param.name),
    (name) => fail(lineOf("params"), `duplicate param: ${name}`),
  );

  const file: SqlFile = {
    ...first,
    docRu:
      found
        .get("ru")
        ?.map((line) => line.text)
        .join(" ") ?? null,
    layer,
    path,
    grain: values("grain"),
    stored: known("stored", ["main", "part"], value("stored") ?? "main"),
    partition: value("partition"),
    since: values("since"),
    ahead: value("ahead"),
    audiences: values("audiences").map((audience) => known("audiences", narrowAudiences, audience)),
    params,
    columns,
    checks: parseChecks(found.get("checks") ?? [], path),
    personal: values("personal"),
    roles: values("roles").map((role) => known("roles", roles, role)),
    page: value("page"),
    drill: value("drill"),
    team: value("team"),
    rows: wholeNumber(value("rows"), () => fail(lineOf("rows"), "rows: expected a whole number above 0")),
    months: wholeNumber(value("months"), () =>
      fail(lineOf("months"), "months: expected a whole number above 0"),
    ),
    severity: known("severity", checkSeverities, value("severity") ?? "fail"),
    sql,
  };
  refuseStrangers(file, (section, name) =>
    fail(lineOf(section), `${section}: there is no column named ${name}`),
  );
  const stem = path
    .split("/")
    .at(-1)!
    .replace(/\.sql$/, "");
  if (file.name !== stem)
    throw fail(1, `the header is named ${file.name} but the file ${stem}; use one name`);
  if (file.layer !== "checks" && file.grain.length === 0)
    throw fail(1, `${file.name}: no grain; say what one row is`);
  if (file.layer !== "checks" && columns.length === 0) throw fail(1, `${file.name}: no columns section`);
  if (file.audiences.length > 0 && (file.stored === "part" || !["marts", "rollups"].includes(layer)))
    throw fail(
      lineOf("audiences"),
      "audiences: only marts and rollups that no year file holds can be kept from others",
    );
  if (file.ahead !== null && !/^([1-9]\d?|[a-z_]+_days)$/.test(file.ahead))
    throw fail(lineOf("ahead"), "ahead: expected a number of months or the name of a threshold in days");
  if (file.sql === "") throw fail(1, `${file.name}: there is no statement under the header`);
  return file;
}

function splitSections(text: string, path: string) {
  const lines = text.split(/\r?\n/);
  const opening = /^-- ([a-z][a-z0-9_]*): (\S.*)$/.exec(lines[0] ?? "");
  if (!opening) throw new HeaderError(path, 1, "expected the first line to be `-- <name>: <one sentence>`");
  const first = {name: opening[1]!, doc: opening[2]!.trim()};
  const found = new Map<Section, Line[]>();
  let current: Section | null = null;
  let index = 1;
  for (; index < lines.length && lines[index]!.startsWith("--"); index++) {
    const number = index + 1;
    const body = lines[index]!.slice(2);
    if (/^\s*$/.test(body)) throw new HeaderError(path, number, "empty line in the header; remove it");
    const opener = /^ ([a-z_]+):(.*)$/.exec(body);
    if (opener) {
      current = oneOf(
        sections,
        opener[1]!,
        () => new HeaderError(path, number, `unknown section: ${opener[1]}; expected ${sections.join(", ")}`),
      );
      if (found.has(current)) throw new HeaderError(path, number, `duplicate section: ${current}`);
      found.set(current, opener[2]!.trim() === "" ? [] : [{number, text: opener[2]!.trim()}]);
    } else if (current) found.get(current)!.push({number, text: body.trim()});
    else first.doc += ` ${body.trim()}`;
  }
  const sql = lines.slice(index).join("\n").trim().replace(/;$/, "");
  return {first, found, sql};
}

function parseColumn({number, text}: Line, path: string): Column {
  const parts = /^([a-z][a-z0-9_]*)\s+(\S+)\s+([a-z]+)\s+(\S.*)$/.exec(text);
  if (!parts) throw new HeaderError(path, number, `column: expected \`name type unit doc\`, got \`${text}\``);
  const [, name, type, unit, doc] = parts;
  return {
    name: name!,
    type: typeOf(type!, number, path),
    unit: oneOf(
      units,
      unit!,
      () => new HeaderError(path, number, `unknown unit: ${unit}; expected ${units.join(", ")}`),
    ),
    doc: doc!,
  };
}

function parseParam({number, text}: Line, path: string): Param {
  const parts = /^([a-z][a-z0-9_]*)\s+(\S+)\s+(\S.*)$/.exec(text);
  if (!parts) throw new HeaderError(path, number, `param: expected \`name type doc\`, got \`${text}\``);
  return {name: parts[1]!, type: typeOf(parts[2]!, number, path), doc: parts[3]!};
}

function typeOf(type: string, number: number, path: string): ColumnType {
  return oneOf(
    columnTypes,
    type,
    () => new HeaderError(path, number, `unknown type: ${type}; expected ${columnTypes.join(", ")}`),
  );
}

/** `unique(a, b), warn accepted(c, resultCodes)`: severity is fail unless the word before says warn. */
function parseChecks(lines: Line[], path: string): Check[] {
  return lines.flatMap(({number, text}) => {
    const rest = text.replace(/(?:(fail|warn)\s+)?([a-z_]+)\(([^()]*)\)\s*,?/g, "").trim();
    if (rest !== "")
      throw new HeaderError(path, number, `check: expected \`[warn] kind(arguments)\`, got \`${rest}\``);
    return [...text.matchAll(/(?:(fail|warn)\s+)?([a-z_]+)\(([^()]*)\)/g)].map((match) => ({
      kind: oneOf(
        checkKinds,
        match[2]!,
        () => new HeaderError(path, number, `unknown check: ${match[2]}; expected ${checkKinds.join(", ")}`),
      ),
      args: match[3]!.split(",").map((argument) => argument.trim()),
      severity: (match[1] ?? "fail") as CheckSeverity,
    }));
  });
}

function refuseStrangers(file: SqlFile, fail: (section: Section, name: string) => Error) {
  const known = new Set(file.columns.map((column) => column.name));
  const must = (section: Section, names: string[]) => {
    for (const name of names) if (!known.has(name)) throw fail(section, name);
  };
  if (file.layer !== "checks") must("grain", file.grain);
  must("personal", file.personal);
  if (file.team !== null) must("team", [file.team]);
  if (file.partition !== null) must("partition", [file.partition]);
  must("since", file.since);
  for (const check of file.checks)
    must(
      "checks",
      check.kind === "accepted" || check.kind === "refers" ? check.args.slice(0, 1) : check.args,
    );
}

function wholeNumber(text: string | null, fail: () => Error): number | null {
  if (text !== null && !/^[1-9]\d{0,8}$/.test(text)) throw fail();
  return text === null ? null : Number(text);
}

function refuseDuplicates(names: string[], fail: (name: string) => Error) {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw fail(name);
    seen.add(name);
  }
}

function oneOf<Value extends string>(list: readonly Value[], given: string, fail: () => Error): Value {
  if (!(list as readonly string[]).includes(given)) throw fail();
  return given as Value;
}
