import {expect, test} from "vitest";
import {checkSql} from "../pipelines/check-sql.ts";
import type {Column} from "../pipelines/header.ts";
import {type Model, readChecks, readModels, readReports} from "../pipelines/models.ts";
import {allDifferences, generate} from "../pipelines/typegen.ts";

const models = readModels();
const reports = readReports();
const everything = [...models, ...reports];
const byName = new Map(models.map((model) => [model.name, model]));

test("every statement gives the columns and takes the parameters its header says", async () => {
  expect(await allDifferences()).toEqual([]);
});

test("the generated files are those the headers make", () => {
  expect(generate({check: true})).toEqual([]);
});

test.each(models.map((model) => [model.name, model] as const))(
  "%s proves its grain by a check that fails",
  (_, model) => {
    const proof = model.checks.find(
      (check) =>
        check.kind === "unique" && check.args.join() === model.grain.join() && check.severity === "fail",
    );
    expect(proof, `${model.path}: expected the check unique(${model.grain.join(", ")})`).toBeDefined();
  },
);

test.each(everything.map((model) => [model.name, model] as const))(
  "%s says what every column is",
  (_, model) => {
    const vague = model.columns.filter(
      (column) => column.doc.length < 8 || column.doc === column.name.replaceAll("_", " "),
    );
    expect(vague.map((column) => `${column.name}: ${column.doc}`)).toEqual([]);
    expect(model.doc.length).toBeGreaterThan(10);
    expect(model.doc).toMatch(/[.]$/);
  },
);

test.each(readChecks().map((check) => [check.name, check] as const))(
  "%s says in Russian too what is wrong",
  (_, check) => {
    expect(check.docRu).toMatch(/^\p{Script=Cyrillic}.*[.]$/u);
  },
);

/** A name promises a type and a unit. */
const promises: [RegExp, (column: Column) => boolean][] = [
  [/^load_id$/, ({type}) => type === "integer"],
  [/(?<!^load|(?:^|_)team|^norm)_id$/, ({type, unit}) => type === "varchar" && unit === "id"],
  [/^(is|has|was)_/, ({type, unit}) => type === "boolean" && unit === "flag"],
  [/_at$/, ({type, unit}) => type === "timestamptz" && unit === "utc"],
  [/_date$/, ({type, unit}) => type === "date" && unit === "day"],
  [/^(\w+_)?month$/, ({type, unit}) => type === "date" && unit === "month"],
  [/_seconds$/, ({type, unit}) => (type === "integer" || type === "bigint") && unit === "s"],
  [/_count$/, ({type, unit}) => (type === "integer" || type === "bigint") && unit === "count"],
  [/_amount$/, ({type, unit}) => type === "decimal(18,2)" && unit === "money"],
  [/_days$/, ({type, unit}) => (type === "integer" || type === "double") && unit === "days"],
  [/_code$/, ({type, unit}) => type === "varchar" && unit === "code"],
];
const units: Partial<Record<Column["unit"], Column["type"][]>> = {
  flag: ["boolean"],
  day: ["date"],
  month: ["date"],
  utc: ["timestamptz"],
  money: ["decimal(18,2)"],
  s: ["integer", "bigint"],
  count: ["integer", "bigint"],
  days: ["integer", "double"],
  rate: ["double"],
  ratio: ["double", "decimal(18,6)"],
  id: ["varchar"],
  code: ["varchar"],
  text: ["varchar"],
};

test.each(everything.map((model) => [model.name, model] as const))(
  "%s names its columns by type and unit",
  (_, model) => {
    const wrong = model.columns.filter(
      (column) =>
        (!units[column.unit]?.includes(column.type) && column.name !== "load_id") ||
        promises.some(([pattern, keeps]) => pattern.test(column.name) && !keeps(column)),
    );
    expect(wrong.map(({name, type, unit}) => `${name} ${type} ${unit}`)).toEqual([]);
  },
);

test.each(reports.map((report) => [report.name, report] as const))(
  "report %s says who may read it and where it stands",
  (_, report) => {
    expect(report.roles.length).toBeGreaterThan(0);
    expect(report.page).toBe(report.path.split("/")[1]);
    if (report.drill) expect(reports.map((other) => other.name)).toContain(report.drill);
  },
);

test("reports read dimensions, rollups and the day's facts only, a case its one client's facts; nothing reads intermediate or staging tables", () => {
  const wrong = reports.flatMap((report) =>
    report.dependencies
      .filter((name) => !/^(dim|rollup)_|^fct_absences$/.test(name))
      .filter((name) => !(report.page === "case" && name.startsWith("fct_")))
      .map((name) => `${report.name} reads ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("year files hold ids, no names, numbers or recordings", () => {
  const wrong = models
    .filter((model) => model.stored === "part")
    .flatMap((model) => [
      ...model.personal.map((name) => `${model.name}.${name} is personal`),
      ...model.columns
        .filter((column) => /phone|_name$|^recording$/.test(column.name))
        .map((column) => `${model.name}.${column.name}`),
    ]);
  expect(wrong).toEqual([]);
});

test("a partitioned table asks for the touched months", () => {
  const wrong = models
    .filter(
      (model) =>
        model.partition !== null &&
        model.rebuilt !== "changed" &&
        !/\bin \(select month from touched_months(_forward)?\)/.test(model.sql),
    )
    .map((model) => model.name);
  expect(wrong).toEqual([]);
});

test("what looks back at a table rebuilt forward is rebuilt forward too", () => {
  const wrong = models
    .filter((model) => model.rebuilt === "touched")
    .flatMap((model) =>
      model.dependencies
        .filter((name) => byName.get(name)?.rebuilt === "forward" || byName.get(name)?.rebuilt === "changed")
        .map((name) => `${model.name} reads ${name}`),
    );
  expect(wrong).toEqual([]);
});

test("every check names lists and tables that exist", () => {
  const problems = everything.flatMap((model) =>
    model.checks.flatMap((check) => {
      try {
        checkSql(model, check);
      } catch (error) {
        return [String(error)];
      }
      if (check.kind !== "refers") return [];
      const [table, column] = check.args[1]!.split(".");
      return byName.get(table!)?.columns.some((other) => other.name === column)
        ? []
        : [`${model.name}: ${check.args[1]}`];
    }),
  );
  expect(problems).toEqual([]);
});

/** Words that a norm, a check or a mark uses in its own sense. */
const homonyms = new Set(["numerator", "denominator", "severity", "line_number", "score"]);

test("the same column has the same unit everywhere", () => {
  const seen = new Map<string, {unit: string; model: Model}>();
  const wrong: string[] = [];
  for (const model of everything)
    for (const column of model.columns.filter(({name}) => !homonyms.has(name))) {
      const first = seen.get(column.name);
      if (!first) seen.set(column.name, {unit: column.unit, model});
      else if (first.unit !== column.unit)
        wrong.push(`${column.name}: ${first.unit} in ${first.model.name}, ${column.unit} in ${model.name}`);
    }
  expect(wrong).toEqual([]);
});

test("checks of their own file give their severity and select rows", () => {
  for (const check of readChecks()) expect(check.sql).toMatch(/^(with|select)\b/);
});
