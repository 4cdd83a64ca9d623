import {useCallback} from "preact/hooks";
import type {RelayLegsRow} from "../../../queries/generated/rows.ts";
import {type Leg, legs} from "../../../queries/vocabulary.ts";
import {type TeamMeasure, teamBars} from "../../charts/leg-multiples.ts";
import {isOutsideNorm} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {block, panel} from "../../charts/trend-panel.ts";
import {Card} from "../../components/card.tsx";
import {teams} from "../../lib/location.ts";
import {type Loaded, month} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

interface LegCardsProps {
  params: {month: string} | null;
  loaded: Loaded<RelayLegsRow>;
}

type Kind = "minutes" | "rate" | "count";

const kinds: Record<string, Kind> = {
  talk_minutes_per_day: "minutes",
  result_rate_per_company: "rate",
  companies_per_operator: "count",
  accepted_within_limit: "rate",
  win_rate: "rate",
  clients_per_manager: "count",
  book_volume: "rate",
  contact_coverage: "rate",
};

const ratio = (numerator: number | null, denominator: number | null) =>
  numerator === null || !denominator ? null : numerator / denominator;

function formatOf(measure: string, {f}: Words): (value: number) => string {
  const kind = kinds[measure] ?? "count";
  if (kind === "minutes") return (value) => f.minutes(value * 60);
  return kind === "rate" ? f.percent : f.tenths;
}

/** A cell of the table twin in the unit of its measure: what is divided, minutes included, and the norm of the quotient. */
export function legCell(row: RelayLegsRow, column: keyof RelayLegsRow, all: Words): string | undefined {
  const value = row[column];
  if (typeof value !== "number") return undefined;
  if (column.startsWith("norm_")) return formatOf(row.measure_code, all)(value);
  const isTalk = kinds[row.measure_code] === "minutes" && /(^|_)numerator$/.test(column);
  return isTalk ? all.f.minutes(value * 60) : undefined;
}

/** A norm of clients or companies is a band; every other measure of a leg should be high. */
const directionOf = (row: RelayLegsRow) => (row.norm_low !== null && row.norm_high !== null ? "band" : "up");

export function teamMeasures(rows: RelayLegsRow[], all: Words): TeamMeasure[] {
  return rows.map((row) => {
    const value = ratio(row.numerator, row.denominator);
    return {
      team: row.team_id ?? all.t("leg.wholeTeam"),
      value,
      previous: ratio(row.previous_numerator, row.previous_denominator),
      isWorse: isOutsideNorm({
        actual: value,
        low: row.norm_low,
        high: row.norm_high,
        direction: directionOf(row),
      }),
      peopleCount: row.people_count,
    };
  });
}

/** The title of a leg: which of its norms are missed, by the whole or by a team, or that all are met. */
export function legFinding(leg: Leg, rows: RelayLegsRow[], all: Words): string | null {
  const {t, f, label} = all;
  const byMeasure = [...Map.groupBy(rows, (row) => row.measure_code)];
  const missed = byMeasure.flatMap(([code, own]) => {
    const first = own[0]!;
    const total = ratio(
      own.reduce((sum, row) => sum + (row.numerator ?? 0), 0),
      own.reduce((sum, row) => sum + (row.denominator ?? 0), 0),
    );
    const norm = {low: first.norm_low, high: first.norm_high, direction: directionOf(first)};
    if (!isOutsideNorm({actual: total, ...norm})) return [];
    const format = formatOf(code, all);
    const ends = [norm.low, norm.high].filter((end) => end !== null).map(format);
    return [t("leg.missed", {measure: label("measure", code), actual: format(total!), norm: ends.join("–")})];
  });
  const hasNorms = rows.some(
    (row) =>
      (row.norm_low !== null || row.norm_high !== null) && ratio(row.numerator, row.denominator) !== null,
  );
  const name = label("leg", leg);
  if (missed.length) return t("leg.finding", {leg: name, missed: f.list(missed)});
  const behind = rows.filter((row) =>
    isOutsideNorm({
      actual: ratio(row.numerator, row.denominator),
      low: row.norm_low,
      high: row.norm_high,
      direction: directionOf(row),
    }),
  );
  const teams = [...new Set(behind.map((row) => row.team_id ?? ""))].filter(Boolean);
  if (teams.length) return t("leg.teamsMissed", {leg: name, teams: f.list(teams)});
  return hasNorms ? t("leg.allMet", {leg: name}) : null;
}

const peopleOf = (rows: RelayLegsRow[]) => rows.reduce((total, row) => total + row.people_count, 0);

export function LegCards({params, loaded}: LegCardsProps) {
  const picked = teams.value;
  const all = words.value;
  const shown = loaded.rows.filter((row) => !picked.length || (row.team_id && picked.includes(row.team_id)));
  return (
    <>
      {legs.map((leg) => (
        <LegCard
          key={leg}
          leg={leg}
          params={params}
          loaded={loaded}
          rows={shown.filter((row) => row.leg_code === leg)}
          words={all}
        />
      ))}
    </>
  );
}

function LegCard({
  leg,
  params,
  loaded,
  rows,
  words: all,
}: LegCardsProps & {leg: Leg; rows: RelayLegsRow[]; words: Words}) {
  const {t, f, label} = all;
  const people = Math.max(...[...Map.groupBy(rows, (row) => row.measure_code).values()].map(peopleOf), 0);
  const draw = useCallback(
    (options: ChartOptions) => legPanel(leg, rows, options),
    [leg, JSON.stringify(rows)],
  );
  return (
    <Card
      id={`leg-${leg}`}
      span="third"
      report="relay_legs"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={legFinding(leg, rows, all)}
      question={t("leg.question", {leg: label("leg", leg)})}
      subtitle={[
        t("leg.subtitle", {month: f.month(month.value)}),
        people ? t("noun.people", {count: people, n: f.count(people)}) : "",
      ]
        .filter(Boolean)
        .join(" · ")}
      draw={draw}
      height={300}
      columns={[
        "team_id",
        "measure_code",
        "numerator",
        "denominator",
        "previous_numerator",
        "previous_denominator",
        "norm_low",
        "norm_high",
        "people_count",
      ]}
      groups={{measure_code: "measure"}}
      cell={(row, column) => legCell(row, column, all)}
      empty={t("leg.empty")}
    />
  );
}

function legPanel(leg: Leg, rows: RelayLegsRow[], options: ChartOptions): HTMLElement {
  const {words: all} = options;
  const measures = [...Map.groupBy(rows, (row) => row.measure_code)];
  const blocks = measures.map(([code, own]) => {
    const first = own[0]!;
    const picture = teamBars(teamMeasures(own, all), {
      ...options,
      leg,
      norm: {low: first.norm_low, high: first.norm_high},
      format: formatOf(code, all),
    });
    return block(all.label("measure", code), {leg, picture});
  });
  return panel(blocks, 1);
}
