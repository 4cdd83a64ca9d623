import type {Statement} from "./calculate.ts";
import {canonicalJson} from "./hash.ts";
import type {SourceRow} from "./inputs.ts";
import type {Line} from "./line.ts";
import type {Kopecks} from "./money.ts";

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
 * Two calculations of one person's month line by line, each change with its causes down to source rows; lines that say
 * the same are left out. Either side may be missing.
 */
export function difference(old: Statement | null, now: Statement | null): StatementDifference {
  const before = new Map(old?.lines.map((line) => [line.id, line]));
  const after = new Map(now?.lines.map((line) => [line.id, line]));
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const lines = ids.flatMap((id): LineDifference[] => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    if (was && is && canonicalJson(was) === canonicalJson(is)) return [];
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
      old &&
      now &&
      metric in old.definitions &&
      metric in now.definitions &&
      old.definitions[metric] !== now.definitions[metric],
  );
  const isRule =
    old?.rulesVersion !== now?.rulesVersion && old !== null && now !== null
      ? true
      : planOf(old, was) !== planOf(now, is) &&
          planOf(old, was) !== undefined &&
          planOf(now, is) !== undefined
        ? true
        : was !== null && is !== null && was.basis.norm !== is.basis.norm;
  const isOtherPlan = (was === null || is === null) && plansOf(old) !== plansOf(now);
  const isData =
    rows.added.length + rows.gone.length + rows.changed.length > 0 ||
    canonicalJson(figures(was)) !== canonicalJson(figures(is));
  const causes: DifferenceCause[] = [];
  if (isDefinition) causes.push("definition");
  if (isRule || isOtherPlan) causes.push("rule");
  // a figure that a new definition or another plan made is no new data, unless the rows changed too
  if (old?.inputsHash !== now?.inputsHash && (isData || causes.length === 0)) causes.push("data");
  return causes.length > 0 ? causes : ["rule"];
}

const planOf = (statement: Statement | null, line: Line | null) =>
  line && statement ? statement.plans[line.rule.split("/")[0]!] : undefined;
const plansOf = (statement: Statement | null) => canonicalJson(statement?.plans ?? {});
const figures = (line: Line | null) =>
  line && {
    numerator: line.basis.numerator,
    denominator: line.basis.denominator,
    worked: line.basis.workedDays,
    of: line.kind === "base" ? line.basis.of : null,
  };
