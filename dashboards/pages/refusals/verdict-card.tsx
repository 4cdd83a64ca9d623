import {useCallback} from "preact/hooks";
import type {BreaksRow, ScriptDaysRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {scriptLooks} from "../../charts/script-looks.ts";
import {Card} from "../../components/card.tsx";
import {Choice} from "../../components/choice.tsx";
import {setQuery} from "../../lib/location.ts";
import type {Loaded} from "../../lib/reports.ts";
import {
  answerOf,
  type DimensionSplit,
  lookText,
  nextLook,
  type ScriptChange,
} from "../../lib/script-changes.ts";
import {type Words, words} from "../../lib/words.ts";

/** A share with what it is made of, so that no rate stands beside another count: "95 of 829 (11.5 %)". */
const shareOf = ({hits, trials}: {hits: number; trials: number}, {t, f}: Words) =>
  t("refusals.verdict.share", {hits: f.count(hits), n: f.count(trials), rate: f.rate(hits, trials)});

/** Better, worse or not known yet, with both shares and the interval; the first look to come while there was none. */
export function verdictFinding(
  change: ScriptChange,
  splits: readonly DimensionSplit[],
  all: Words,
): string | null {
  const {t, f} = all;
  const {verdict} = change;
  if (!verdict) return null;
  const names = {version: change.version, former: change.former};
  const look = verdict.deciding;
  if (!look) {
    const next = nextLook(change);
    return next?.needed == null
      ? t("refusals.verdict.never", names)
      : t("refusals.verdict.early", {
          ...names,
          needed: f.count(next.needed),
          n: f.count(verdict.companies),
        });
  }
  return t(`refusals.verdict.${answerOf(verdict, splits)}`, {
    ...names,
    at: lookText(change, all),
    now: shareOf(look.now, all),
    before: shareOf(look.former, all),
    low: f.signedTenths(look.interval.low * 100),
    high: f.signedTenths(look.interval.high * 100),
  });
}

/** What was settled, how far it is, what could have been seen, and what comes next. */
export function verdictFacts(change: ScriptChange, all: Words, breaks: readonly BreaksRow[] = []): string[] {
  const {t, f, language} = all;
  const {verdict, plan} = change;
  if (!verdict) return [];
  const facts = [
    t("refusals.verdict.plan", {
      looks: f.count(plan.looks),
      change: f.tenths(plan.change * 100),
      alarm: f.percent(plan.alarm),
      power: f.percent(plan.power),
    }),
  ];
  const look = verdict.deciding;
  if (look) facts.push(t("refusals.verdict.stands"));
  const last = change.days.at(-1);
  if (look && last && (last.now.trials > look.now.trials || last.former.trials > look.former.trials))
    facts.push(
      t("refusals.verdict.later", {
        day: f.fullDay(last.day),
        version: change.version,
        former: change.former,
        now: shareOf(last.now, all),
        before: shareOf(last.former, all),
      }),
    );
  const {rise, fall} = verdict.detectable ?? {rise: null, fall: null};
  if (rise !== null && fall !== null)
    facts.push(
      t("refusals.verdict.detectable", {
        fall: f.tenths(fall * 100),
        rise: f.tenths(rise * 100),
        power: f.percent(plan.power),
      }),
    );
  const next = nextLook(change);
  if (next)
    facts.push(
      next.needed === null
        ? t("refusals.verdict.unreachable", {former: change.former})
        : t(next.day ? "refusals.verdict.next" : "refusals.verdict.nextSomeday", {
            needed: f.count(next.needed),
            n: f.count(verdict.companies),
            day: f.fullDay(next.day),
          }),
    );
  if (verdict.verdict === "not_known" && change.isEnded && !verdict.isOver)
    facts.push(t("refusals.verdict.ended", {version: change.version}));
  facts.push(t(verdict.isParallel ? "refusals.verdict.parallel" : "refusals.verdict.followed"));
  const until = look?.day ?? change.until;
  const between = breaks.filter((one) => one.break_date > change.since && one.break_date <= until);
  if (between.length > 0)
    facts.push(
      t("refusals.verdict.breaks", {
        breaks: f.list(
          between.map(
            (one) => `${language === "ru" ? one.name_ru : one.name_en} (${f.fullDay(one.break_date)})`,
          ),
        ),
      }),
    );
  return facts;
}

interface VerdictCardProps {
  params: {month: string} | null;
  loaded: Loaded<ScriptDaysRow>;
  breaks: readonly BreaksRow[];
  changes: readonly ScriptChange[];
  change: ScriptChange | null;
  splits: readonly DimensionSplit[];
}

export function VerdictCard({params, loaded, breaks, changes, change, splits}: VerdictCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback((options: ChartOptions) => scriptLooks(change!, options), [change]);
  const rows = change?.verdict
    ? loaded.rows.filter(({script_version: version}) => [change.version, change.former].includes(version))
    : [];
  const counted = change?.verdict?.deciding ?? change?.days.at(-1);
  return (
    <Card
      id="verdict"
      span="full"
      report="script_days"
      params={params}
      loaded={loaded}
      rows={rows}
      finding={change && verdictFinding(change, splits, all)}
      question={t("refusals.verdict.question")}
      subtitle={
        change && counted
          ? t("refusals.verdict.subtitle", {
              version: change.version,
              former: change.former,
              day: f.fullDay(counted.day),
              n: f.count(counted.now.trials),
              m: f.count(counted.former.trials),
            })
          : t("refusals.verdict.about")
      }
      draw={draw}
      height={320}
      columns={["script_version", "talk_date", "company_count", "goal_count"]}
      empty={t("refusals.verdict.empty")}
      tools={
        changes.length > 1 && change ? (
          <Choice
            label={t("refusals.verdict.choose")}
            value={change.version}
            options={changes.slice(0, 4).map(({version, former}) => ({
              value: version,
              text: `${former} → ${version}`,
            }))}
            onChange={(version) => setQuery({script: version === changes[0]!.version ? null : version})}
          />
        ) : undefined
      }
      note={
        change?.verdict ? (
          <ul class="facts">
            {verdictFacts(change, all, breaks).map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        ) : undefined
      }
    />
  );
}
