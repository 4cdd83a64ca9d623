import {useCallback, useId, useMemo} from "preact/hooks";
import type {ScriptDaysRow} from "../../../queries/generated/rows.ts";
import type {ScriptDay, TestPlan} from "../../../queries/statistics/script-verdict.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {planCurve} from "../../charts/plan-curve.ts";
import {Card} from "../../components/card.tsx";
import {param, setQuery} from "../../lib/location.ts";
import type {Loaded} from "../../lib/reports.ts";
import {daysOf} from "../../lib/script-changes.ts";
import {
  type PlanField,
  type PlanForm,
  type PlannedTest,
  planFields,
  planScriptTest,
  readPlan,
} from "../../lib/script-plan.ts";
import {type Words, words} from "../../lib/words.ts";

/** The form as the address has it, the company's settings and the present script's share in the rest. */
export function planForm(
  settings: TestPlan,
  rate: number | null,
  given: (field: PlanField) => string | null,
  {f}: Words,
): PlanForm {
  const tenths = (value: number) => f.tenths(value * 100);
  const settled: PlanForm = {
    rate: rate === null ? "" : tenths(rate),
    change: tenths(settings.change),
    alarm: tenths(settings.alarm),
    power: tenths(settings.power),
    looks: String(settings.looks),
  };
  return Object.fromEntries(planFields.map((field) => [field, given(field) ?? settled[field]])) as PlanForm;
}

const weeksText = (weeks: number | null, {t, f}: Words) =>
  weeks === null
    ? t("refusals.plan.noPace")
    : t("refusals.plan.weeks", {count: Math.ceil(weeks), n: f.count(Math.ceil(weeks))});

export function plannerFinding(test: PlannedTest, all: Words): string {
  const {t, f} = all;
  return t(test.looks.length === 1 ? "refusals.plan.findingOnce" : "refusals.plan.finding", {
    change: f.tenths(test.plan.change * 100),
    n: f.count(test.most),
    weeks: weeksText(test.weeks, all),
  });
}

/** What the planner says of a test; with a single look at the end nothing can be seen any sooner. */
export function plannerFacts(
  test: PlannedTest,
  version: string | null,
  all: Words,
  present: readonly ScriptDay[] = [],
): string[] {
  const {t, f} = all;
  const {single, most, looks, after} = test;
  const trials = present.reduce((sum, day) => sum + day.companies, 0);
  const hits = present.reduce((sum, day) => sum + day.goals, 0);
  const last = present.reduce((latest, {day}) => (day > latest ? day : latest), "");
  const params = {
    looks: f.list(looks.map(({companies}) => f.count(companies))),
    limits: looks.map(({limit}) => f.hundredths(limit)).join("; "),
  };
  return [
    ...(version === null || trials === 0
      ? []
      : [
          t("refusals.plan.present", {
            version,
            hits: f.count(hits),
            n: f.count(trials),
            rate: f.rate(hits, trials),
            day: f.fullDay(last),
          }),
        ]),
    ...(looks.length === 1
      ? [t("refusals.plan.once", params)]
      : [
          t("refusals.plan.single", {
            single: f.count(single),
            most: f.count(most),
            looks: f.count(looks.length),
          }),
          t("refusals.plan.looks", params),
        ]),
    ...(version === null
      ? []
      : [
          after === null
            ? t("refusals.plan.tooFew", {version})
            : t("refusals.plan.after", {
                version,
                n: f.count(after.companies),
                weeks: weeksText(after.weeks, all),
              }),
        ]),
    t("refusals.plan.settle"),
  ];
}

interface PlannerCardProps {
  params: {month: string} | null;
  loaded: Loaded<ScriptDaysRow>;
  settings: TestPlan | null;
  /** The script in use. */
  version: string | null;
}

/** Before a test: how many conversations and weeks it will take. */
export function PlannerCard({params, loaded, settings, version}: PlannerCardProps) {
  const all = words.value;
  const {t} = all;
  const id = useId();
  const present = useMemo(
    () => (version === null ? [] : daysOf(loaded.rows, version)),
    [loaded.rows, version],
  );
  const trials = present.reduce((sum, day) => sum + day.companies, 0);
  const rate = trials > 0 ? present.reduce((sum, day) => sum + day.goals, 0) / trials : null;
  const form = settings && planForm(settings, rate, param, all);
  const key = JSON.stringify(form);
  const {test, wrong} = useMemo(() => {
    const read = form && readPlan(form);
    return {
      test: read?.plan ? planScriptTest(read.rate, read.plan, present) : null,
      // an empty share nobody has touched is no mistake of the reader
      wrong: (read?.wrong ?? []).filter((field) => form?.[field] !== ""),
    };
  }, [key, present]);
  const draw = useCallback(
    (options: ChartOptions) => (test ? planCurve(test, options) : document.createElement("div")),
    [test],
  );
  return (
    <Card
      id="planner"
      report="script_days"
      params={params}
      loaded={loaded}
      rows={loaded.rows.filter((row) => row.script_version === version)}
      finding={test && plannerFinding(test, all)}
      question={t("refusals.plan.question")}
      subtitle={t("refusals.plan.subtitle")}
      draw={draw}
      height={240}
      columns={["script_version", "talk_date", "company_count", "goal_count"]}
      empty={t("refusals.plan.empty")}
      note={
        form && (
          <>
            <form class="planner" onSubmit={(event) => event.preventDefault()}>
              {planFields.map((field) => (
                <label key={field} for={`${id}${field}`}>
                  <span>{t(`refusals.plan.field.${field}`)}</span>
                  <input
                    id={`${id}${field}`}
                    type="text"
                    inputMode="decimal"
                    autocomplete="off"
                    size={5}
                    value={form[field].trim()}
                    aria-invalid={wrong.some((one) => one === field)}
                    onInput={(event) => setQuery({[field]: event.currentTarget.value || " "})}
                  />
                </label>
              ))}
            </form>
            {wrong.length > 0 && (
              <p role="alert">
                {t("refusals.plan.wrong", {
                  fields: all.f.list(wrong.map((field) => t(`refusals.plan.field.${field}`))),
                })}
              </p>
            )}
            {test && (
              <ul class="facts" aria-live="polite">
                {plannerFacts(test, version, all, present).map((fact) => (
                  <li key={fact}>{fact}</li>
                ))}
              </ul>
            )}
          </>
        )
      }
    />
  );
}
