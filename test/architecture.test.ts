import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {type Model, readModels, withoutComments} from "../pipelines/models.ts";
import {parseSql, type SqlNode, walk} from "./helpers/sql-tree.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Who may import whom; everything else goes through files in the home folder or over HTTP. */
const allowed: Record<string, readonly string[]> = {
  queries: [],
  pipelines: ["queries"],
  server: ["queries"],
  dashboards: ["queries"],
};

function sourceFiles(room: string): string[] {
  return readdirSync(join(root, room), {recursive: true, encoding: "utf8"})
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.split(sep).includes("dist"))
    .map((name) => join(room, name));
}

test.each(Object.keys(allowed))("%s imports only what it may", (room) => {
  const wrong: string[] = [];
  for (const path of sourceFiles(room)) {
    const text = readFileSync(join(root, path), "utf8");
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const other = relative(".", join(dirname(path), target!)).split(sep)[0]!;
      if (other !== room && !allowed[room]!.includes(other)) wrong.push(`${path} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("queries need no package and no module of Node", () => {
  const wrong = sourceFiles("queries").filter((path) =>
    /from "[^.]/.test(readFileSync(join(root, path), "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("no file is longer than 400 lines", () => {
  const long = ["queries", "pipelines", "server", "dashboards", "test"].flatMap((room) =>
    readdirSync(join(root, room), {recursive: true, encoding: "utf8"})
      .filter(
        (name) =>
          /\.(ts|tsx|sql|css)$/.test(name) && !/(^|[\\/])(generated|dist|golden|output)[\\/]/.test(name),
      )
      .map((name) => join(room, name))
      .filter((path) => readFileSync(join(root, path), "utf8").split("\n").length > 401),
  );
  expect(long).toEqual([]);
});

const heavy = readModels().filter((model) => ["intermediate", "marts", "rollups"].includes(model.layer));

/** Functions and clauses that another engine lacks or understands otherwise; macros.sql may wrap what is needed. */
const foreignFunctions = new Set(
  "unnest list_value list_filter list_sort list_transform array_agg list string_agg string_split struct_pack row map max_by min_by arg_max arg_min read_csv read_parquet generate_series range strptime strftime regexp_matches regexp_replace regexp_extract any_value first last mode getvariable".split(
    " ",
  ),
);

test.each(heavy.map((model) => [model.name, model] as const))(
  "%s keeps to the portable part of SQL",
  async (_, model) => {
    expect(await unportable(model)).toEqual([]);
  },
);

async function unportable(model: Model): Promise<string[]> {
  const problems: string[] = [];
  const code = withoutComments(model.sql);
  for (const [pattern, meaning] of [
    [/\bgroup\s+by\s+all\b/i, "group by all; name the columns"],
    [/\border\s+by\s+all\b/i, "order by all; name the columns"],
    [/\bpivot\b/i, "pivot"],
    [/\basof\b/i, "asof join"],
    [/\bcolumns\s*\(/i, "columns()"],
    [/\busing\s*\(/i, "using(); write on"],
    [/\/\//, "whole division //; write floor(a / b)"],
    [/\bright\s+join\b/i, "right join; turn it round"],
    [/[[\]{}]/, "a list or a struct"],
    [/\bat\s+time\s+zone\b/i, "at time zone; use company_time() or company_date()"],
    [/\bselect\s+distinct\s+on\b/i, "distinct on"],
    [/\bexclude\s*\(/i, "exclude"],
  ] as const)
    if (pattern.test(code)) problems.push(meaning);
  const tree = await parseSql(model.sql);
  const last = outermostSelects(tree);
  for (const select of last)
    for (const item of select.select_list ?? [])
      if (item.class === "STAR") problems.push("select * in the last select");
  walk(tree, (node) => {
    if (node.function_name && foreignFunctions.has(node.function_name))
      problems.push(`function ${node.function_name}`);
    if (node.select_list) problems.push(...aggregatedAliases(node.select_list));
  });
  return problems;
}

/** The selects whose columns are the result: one, or each side of a union. */
function outermostSelects(node: SqlNode): SqlNode[] {
  return node.type === "SET_OPERATION_NODE"
    ? [node.left, node.right].flatMap((side) => (side ? outermostSelects(side as SqlNode) : []))
    : [node];
}

const aggregates = new Set(
  "sum count count_star min max avg median stddev_samp bool_or value_at_latest value_at_earliest".split(" "),
);

/** `sum(x) as x` beside `sum(x + y)`: an engine that lets expressions see aliases would aggregate twice. */
function aggregatedAliases(list: SqlNode[]): string[] {
  const problems: string[] = [];
  for (const [index, item] of list.entries()) {
    const alias = item.alias;
    if (!alias || !contains(item, isAggregate)) continue;
    for (const [other, expression] of list.entries())
      if (
        other !== index &&
        contains(expression, (node) => isAggregate(node) && contains(node, (inner) => isColumn(inner, alias)))
      )
        problems.push(`alias ${alias} is also aggregated by another column`);
  }
  return problems;
}

const isAggregate = (node: SqlNode) =>
  node.class === "FUNCTION" && node.function_name !== undefined && aggregates.has(node.function_name);
const isColumn = (node: SqlNode, name: string) =>
  node.class === "COLUMN_REF" && node.column_names?.length === 1 && node.column_names[0] === name;

function contains(node: SqlNode, test: (node: SqlNode) => boolean): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= test(inner);
  });
  return found;
}
