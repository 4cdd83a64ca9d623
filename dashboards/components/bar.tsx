import {comparison, comparisons, people, setQuery, teams} from "../lib/location.ts";
import {addMonths} from "../lib/month.ts";
import {isProvisional, month, months} from "../lib/reports.ts";
import {words} from "../lib/words.ts";
import {PickList} from "./pick-list.tsx";

export interface BarChoices {
  teams: string[];
  people: {id: string; name: string}[];
}

interface BarProps {
  choices: BarChoices;
  /** The page sets something beside the month. */
  compares?: boolean;
}

/** Month, whom, and against what: one bar that stays on top of every page; its state is the address. */
export function Bar({choices, compares = true}: BarProps) {
  const {t, f} = words.value;
  const current = month.value;
  const known = months.value ?? [];
  const first = known[0]?.month;
  const last = known.at(-1)?.month;
  const choose = (next: string) => setQuery({month: next.slice(0, 7)});
  return (
    <section class="bar" aria-label={t("bar.label")}>
      {current && (
        <div class="month-picker">
          <button
            type="button"
            aria-label={t("bar.monthBack")}
            disabled={!first || current <= first}
            onClick={() => choose(addMonths(current, -1))}
          >
            ‹
          </button>
          <select
            aria-label={t("bar.month")}
            value={current}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {!known.some((row) => row.month === current) && (
              <option value={current}>{f.month(current)}</option>
            )}
            {known.toReversed().map((row) => (
              <option key={row.month} value={row.month}>
                {f.month(row.month)}
                {row.is_complete ? "" : ` · ${t("bar.notWhole")}`}
              </option>
            ))}
          </select>
          <button
            type="button"
            aria-label={t("bar.monthNext")}
            disabled={!last || current >= last}
            onClick={() => choose(addMonths(current, 1))}
          >
            ›
          </button>
        </div>
      )}
      {choices.teams.length > 1 && (
        <PickList
          label={t("bar.team")}
          all={t("bar.allTeams")}
          options={choices.teams.map((id) => ({id, name: id}))}
          picked={teams.value}
          onPick={(picked) => setQuery({team: picked.join(",")})}
        />
      )}
      {choices.people.length > 1 && (
        <PickList
          label={t("bar.people")}
          all={t("bar.allPeople")}
          options={choices.people}
          picked={people.value}
          onPick={(picked) => setQuery({people: picked.join(",")})}
        />
      )}
      {compares && (
        <label class="comparison">
          <span>{t("bar.compare")}</span>
          <select
            value={comparison.value}
            onChange={(event) => setQuery({compare: event.currentTarget.value})}
          >
            {comparisons.map((name) => (
              <option key={name} value={name}>
                {t(`compare.${name}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {isProvisional.value && <p class="provisional">{t("bar.provisional")}</p>}
    </section>
  );
}
