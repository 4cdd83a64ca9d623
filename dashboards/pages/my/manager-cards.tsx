import {useCallback, useMemo} from "preact/hooks";
import type {MyBookRow, MyFiguresRow, MyPaceRow, NormsRow} from "../../../queries/generated/rows.ts";
import {judgePace} from "../../../queries/statistics/pace.ts";
import {bookChanges} from "../../charts/book-changes.ts";
import {isOutsideNorm, type NormActual, normBullets, normText} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {paceBars, paceOf} from "../../charts/pace-bars.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {bookDay} from "../farmers/bridge-card.tsx";
import {normOf} from "./norms-card.tsx";
import type {OwnCardProps} from "./talk-card.tsx";

/** How far the own month is, and what chance allows to say of it. */
export function ownPaceFinding(rows: readonly MyPaceRow[], {t, f, label}: Words): string | null {
  const [row] = rows;
  const pace = row ? paceOf(row) : null;
  if (!pace) return null;
  const verdict = judgePace(pace);
  return t("my.pace.finding", {
    share: f.percent(pace.actual / pace.goal),
    days: f.percent(pace.part),
    verdict: verdict === null ? t("my.pace.early") : label("pace.verdict", verdict),
  });
}

/** The own month so far against the pace of the goal. */
export function OwnPaceCard({params, leg}: OwnCardProps) {
  const all = words.value;
  const {t, f} = all;
  const pace = useReport("my_pace", params);
  const rows = useMemo(() => pace.rows.filter((row) => row.leg_code === leg), [pace.rows, leg]);
  const draw = useCallback((options: ChartOptions) => paceBars(rows, {...options, leg}), [rows, leg]);
  const month = f.month(params?.month);
  return (
    <Card
      id="pace"
      span="full"
      report="my_pace"
      params={params}
      loaded={pace}
      rows={rows.filter((row) => paceOf(row) !== null)}
      finding={ownPaceFinding(rows, all)}
      question={t("my.pace.question")}
      subtitle={leg === "hunters" ? t("pace.hunters", {month}) : t("my.pace.farmers", {month})}
      draw={draw}
      height={130}
      columns={["actual_amount", "goal_amount", "goal_deviation", "passed_day_count", "working_day_count"]}
      empty={t("pace.empty")}
    />
  );
}

/** What the decision on the bonus says of the own book. */
export function ownBookFinding([row]: readonly MyBookRow[], {t, f, label}: Words): string | null {
  if (!row || row.base_amount <= 0) return null;
  return t("my.book.finding", {
    kept: f.percent(row.now_amount / row.base_amount),
    verdict: label("farmers.verdict", row.verdict_code),
  });
}

/** The own book as the card of the farmers judges it. */
export function BookCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const book = useReport("my_book", params);
  const draw = useCallback((options: ChartOptions) => bookChanges(book.rows, options), [book.rows]);
  return (
    <Card
      id="book"
      span="full"
      report="my_book"
      params={params}
      loaded={book}
      finding={ownBookFinding(book.rows, all)}
      question={t("my.book.question")}
      subtitle={t("farmers.books.subtitle", bookDay(params, f))}
      draw={draw}
      height={110}
      columns={[
        "client_count",
        "base_amount",
        "now_amount",
        "low_amount",
        "high_amount",
        "lost_count",
        "down_count",
        "up_count",
        "back_count",
        "verdict_code",
      ]}
      groups={{verdict_code: "farmers.verdict"}}
      empty={t("farmers.empty")}
    />
  );
}

/** Clients spoken with in the month beside the norm of a hunter or farmer. */
export function ownLoad(
  figures: readonly MyFiguresRow[],
  norms: readonly NormsRow[],
  all: Words,
): NormActual | null {
  const own = figures.find(({measure_code}) => measure_code === "clients_spoken");
  const norm = norms.find(({norm_id}) => norm_id === "clients_per_manager");
  return own && norm ? normOf(norm, {actual: own.numerator, format: all.f.count}, all) : null;
}

export function LoadCard({params, leg}: OwnCardProps) {
  const all = words.value;
  const {t, f} = all;
  const figures = useReport("my_figures", params);
  const norms = useReport("norms", params);
  const own: typeof figures = norms.state === "loading" ? {state: "loading", rows: []} : figures;
  const rows = useMemo(
    () => own.rows.filter(({measure_code}) => measure_code === "clients_spoken"),
    [own.rows],
  );
  const load = ownLoad(rows, norms.rows, all);
  const draw = useCallback(
    (options: ChartOptions) => {
      const bullet = ownLoad(rows, norms.rows, options.words);
      return normBullets(bullet ? [bullet] : [], {...options, leg});
    },
    [rows, norms.rows, leg],
  );
  return (
    <Card
      id="load"
      span="full"
      report="my_figures"
      params={params}
      loaded={own}
      rows={load ? rows : []}
      finding={
        load &&
        t(isOutsideNorm(load) ? "my.load.outside" : "my.load.inside", {
          clients: t("noun.clients", {count: load.actual ?? 0, n: f.count(load.actual)}),
          norm: normText(load),
        })
      }
      question={t("my.load.question")}
      subtitle={t("my.load.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={90}
      columns={["measure_code", "numerator"]}
      groups={{measure_code: "own"}}
      empty={t("my.load.empty")}
    />
  );
}
