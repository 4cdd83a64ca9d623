import {useCallback} from "preact/hooks";
import type {CallbacksRow, OpenCallbacksRow, OperatorMonthsRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legFill} from "../../charts/options.ts";
import {commonRate, judgeRates, type PersonRate, rateDots} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {awayNote} from "../../lib/away-note.ts";
import {forMonth} from "../../lib/periods.ts";
import {months, useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import type {CallCardProps} from "./call-centre.tsx";
import {isChosen, ofChosen} from "./people-filter.ts";

const rates = (rows: readonly CallbacksRow[]): PersonRate[] =>
  rows.map((row) => ({
    id: row.employee_id,
    name: row.employee_name,
    part: row.kept_count,
    whole: row.promised_count,
  }));

/** How many promised calls were made, and who keeps fewer than chance explains. */
export function callbacksFinding(rows: readonly CallbacksRow[], {t, f}: Words): string | null {
  const people = rates(rows);
  const common = commonRate(people);
  const promised = people.reduce((sum, row) => sum + row.whole, 0);
  if (promised === 0) return null;
  const below = judgeRates(people).beyond("below");
  const said = {rate: f.percent(common), count: promised, n: f.count(promised)};
  return below.length === 0
    ? t("calls.callbacks.within", said)
    : t("calls.callbacks.below", {
        ...said,
        names: f.names(below.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
      });
}

export function openFinding(rows: readonly OpenCallbacksRow[], {t, f}: Words): string | null {
  const [first] = rows;
  if (!first) return null;
  return t("calls.open.finding", {
    count: rows.length,
    n: f.count(rows.length),
    days: f.count(first.late_days),
  });
}

/** Who files no outcome of a call files no promise either: then nobody waiting means nothing. */
export const haveResults = (rows: readonly OperatorMonthsRow[]): boolean =>
  rows.some((row) => row.goal_count + row.refusal_count > 0);

/** The limits are those of the whole department even when a few people are chosen: chance does not shrink. */
export function CallbacksCard({params, hasResults}: Pick<CallCardProps, "params"> & {hasResults: boolean}) {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("callbacks", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      rateDots(rates(loaded.rows), {...options, color: legFill.call_centre, worse: "below"}),
    [loaded.rows],
  );
  return (
    <Card
      id="callbacks"
      report="callbacks"
      params={params}
      loaded={loaded}
      isEverybody={isChosen()}
      finding={callbacksFinding(loaded.rows, all)}
      question={t("calls.callbacks.question")}
      subtitle={t("calls.callbacks.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={360}
      columns={["employee_name", "promised_count", "kept_count", "away_count", "away_kept_count"]}
      note={awayNote(loaded.rows, all)}
      empty={t(hasResults ? "calls.callbacks.empty" : "calls.callbacks.unknown")}
    />
  );
}

/** The list to work through: promised, not called since. */
export function OpenCallbacksCard({teamOf}: Pick<CallCardProps, "teamOf">) {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("open_callbacks", {});
  const rows = ofChosen(loaded.rows, teamOf);
  const last = useReport("operator_months", forMonth(months.value?.at(-1)?.month ?? null));
  return (
    <TableCard
      id="open-callbacks"
      report="open_callbacks"
      params={{}}
      loaded={loaded}
      rows={rows}
      finding={openFinding(rows, all)}
      question={t("calls.open.question")}
      subtitle={t("calls.open.subtitle")}
      columns={["client_name", "client_phone", "employee_name", "due_date", "late_days"]}
      span="half"
      pageSize={8}
      empty={t(
        loaded.rows.length > 0
          ? "calls.open.emptyChosen"
          : haveResults(last.rows)
            ? "calls.open.empty"
            : "calls.callbacks.unknown",
      )}
    />
  );
}
