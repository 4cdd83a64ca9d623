import {canonicalJson} from "./hash.ts";
import type {SourceRow} from "./inputs.ts";
import type {Line} from "./line.ts";
import {type Kopecks, sumOf} from "./money.ts";
import type {Statement} from "./statement.ts";

export const differenceCauses = ["data", "rule", "definition"] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

export interface LineDifference {
  readonly lineId: string;
  readonly before: Line | null;
  readonly after: Line | null;
  /** By how much the line adds more to the total. */
  readonly change: Kopecks;
  /** What differs: rows or figures, plan or code or norm, the metric's definition. */
  readonly causes: readonly DifferenceCause[];
  readonly rows: {
    readonly added: readonly string[];
    readonly gone: readonly string[];
    readonly changed: readonly string[];
  };
}

export interface StatementDifference {
  readonly employeeId: string;
  readonly change: Kopecks;
  readonly lines: readonly LineDifference[];
}

/**
 * Two calculations of one person's month line by line, each change with its causes down to source rows; lines of the
 * same sums and figures are left out. Either side may be missing.
 */
export function difference(old: Statement | null, now: Statement | null): StatementDifference {
  const before = new Map(old?.lines.map((line) => [line.id, line]));
  const after = new Map(now?.lines.map((line) => [line.id, line]));
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const lines = ids.flatMap((id): LineDifference[] => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    if (canonicalJson(worth(was)) === canonicalJson(worth(is))) return [];
    const rows = rowsBetween(was?.rows ?? [], is?.rows ?? []);
    return [
      {
        lineId: id,
        before: was,
        after: is,
        change: (is?.amount ?? 0n) - (was?.amount ?? 0n),
        causes: causesOf(old, now, was, is, rows),
        rows,
      },
    ];
  });
  return {
    employeeId: (now ?? old)?.employeeId ?? "",
    change: (now?.total ?? 0n) - (old?.total ?? 0n),
    lines,
  };
}

/**
 * What accruals of a difference bring more, and what they bring less, below 0. Lines of one component are one accrual,
 * which comes out otherwise as a whole; one accrual less takes nothing from another. Components that one side alone has
 * are taken together: one may stand in another's place under a new name.
 */
export function accrualsOf(
  lines: readonly LineDifference[],
  [old, now]: readonly [Statement | null, Statement | null],
): {more: Kopecks; less: Kopecks} {
  const [before, after] = [old, now].map((one) => new Set(one?.lines.map(({component}) => component)));
  const sums = new Map<string, Kopecks>();
  for (const {before: was, after: is, change} of lines) {
    const {component} = (is ?? was)!;
    const group = before!.has(component) && after!.has(component) ? component : "";
    sums.set(group, (sums.get(group) ?? 0n) + change);
  }
  return {
    more: sumOf([...sums.values()].filter((sum) => sum > 0n)),
    less: sumOf([...sums.values()].filter((sum) => sum < 0n)),
  };
}

/** Sums and the figures they are made of; a line without either says something, and other words are no difference. */
function worth(line: Line | null) {
  if (!line) return null;
  const {kind, amount, stated, basis} = line;
  return kind === "information" && amount === 0n && stated === 0n ? null : {kind, amount, stated, basis};
}

function rowsBetween(before: readonly SourceRow[], after: readonly SourceRow[]): LineDifference["rows"] {
  const was = new Map(before.map(({id, version}) => [id, version]));
  const is = new Map(after.map(({id, version}) => [id, version]));
  return {
    added: [...is.keys()].filter((id) => !was.has(id)),
    gone: [...was.keys()].filter((id) => !is.has(id)),
    changed: [...is.keys()].filter((id) => was.has(id) && was.get(id) !== is.get(id)),
  };
}

function causesOf(
  old: Statement | null,
  now: Statement | null,
  was: Line | null,
  is: Line | null,
  rows: LineDifference["rows"],
): DifferenceCause[] {
  const metric = (is ?? was)?.metric;
  const isDefinition = Boolean(
    metric &&
      old?.definitions[metric] !== undefined &&
      now?.definitions[metric] !== undefined &&
      old.definitions[metric] !== now.definitions[metric],
  );
  const isRule = old !== null && now !== null && rulesDiffer(old, now, was, is);
  const hasOtherRows = rows.added.length + rows.gone.length + rows.changed.length > 0;
  // a figure that another definition made of the same rows is no new data
  const isData =
    hasOtherRows || (!isDefinition && canonicalJson(figures(was)) !== canonicalJson(figures(is)));
  const causes: DifferenceCause[] = [];
  if (isDefinition) causes.push("definition");
  if (isRule) causes.push("rule");
  if (old?.inputsHash !== now?.inputsHash && (isData || causes.length === 0)) causes.push("data");
  return causes.length > 0 ? causes : ["rule"];
}

/** Whether the code, the plan of a line, or its norm over the same days is another. */
function rulesDiffer(old: Statement, now: Statement, was: Line | null, is: Line | null): boolean {
  if (old.rulesVersion !== now.rulesVersion) return true;
  if (was && is)
    return (
      planHash(old, was) !== planHash(now, is) ||
      (was.basis.workedDays === is.basis.workedDays && was.basis.norm !== is.basis.norm)
    );
  const keys = new Set([...Object.keys(old.plans), ...Object.keys(now.plans)]);
  const alone = [...keys].filter((key) => !(key in old.plans && key in now.plans));
  return (
    [...keys].some((key) => key in old.plans && key in now.plans && old.plans[key] !== now.plans[key]) ||
    // one plan in another's place; a plan on one side only is that person's first or last line of it
    (alone.some((key) => key in old.plans) && alone.some((key) => key in now.plans))
  );
}

const planHash = (statement: Statement, {rule}: Line) => statement.plans[rule.split("/")[0]!];

const figures = (line: Line | null) =>
  line && {
    numerator: line.basis.numerator,
    denominator: line.basis.denominator,
    value: line.basis.value,
    worked: line.basis.workedDays,
    of: line.kind === "base" || line.rows.length > 0 ? line.basis.of : null,
  };
