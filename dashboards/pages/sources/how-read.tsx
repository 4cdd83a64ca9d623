import type {FieldChoice, ProposedField} from "../../lib/inspection.ts";
import {company} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {choiceOf, readCells} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {
  dateWayOf,
  dateWays,
  durationWays,
  markersOf,
  numberWays,
  partsOf,
  type ReadingPart,
  readingOf,
} from "./readings.ts";
import {fieldName} from "./source-titles.ts";

interface PartProps {
  draft: Draft;
  use: ProposedField;
}

/** Behind a fold, how the cells of a field's column are read: only what can be said of its type. */
export function HowRead({draft, use}: PartProps) {
  const {t, language} = words.value;
  const choice = choiceOf(choices.value.entities, use);
  if (!choice || !draft.settings) return null;
  const parts = partsOf(choice);
  const said = parts.map((part) => saidOf({draft, use, choice, part})).filter(Boolean);
  return (
    <details class="how">
      <summary>
        {t("sources.how")}
        <span class="sr-only"> {fieldName(choices.value.entities, use, language)}</span>
        {said.length > 0 && <span>: {said.join(" · ")}</span>}
      </summary>
      <div class="how-fields">
        {parts.map((part) =>
          part === "empty" ? (
            <Markers key={part} draft={draft} use={use} />
          ) : part === "default" ? (
            <Default key={part} draft={draft} use={use} choice={choice} />
          ) : (
            <Way key={part} draft={draft} use={use} part={part} />
          ),
        )}
      </div>
    </details>
  );
}

interface SaidProps extends PartProps {
  choice: FieldChoice;
  part: ReadingPart;
}

/** What is set already, in a few words for the closed fold. */
function saidOf({draft, use, choice, part}: SaidProps): string {
  const {t, label, language} = words.value;
  const value = draft.settings ? readingOf(draft.settings, use, part) : undefined;
  if (value === undefined) return "";
  if (part === "empty") return t("sources.how.saidEmpty", {values: [value].flat().join("; ")});
  if (part === "default") {
    const code = String(value);
    return t("sources.how.saidDefault", {value: choice.codeCaptions?.[code]?.[language] ?? code});
  }
  if (part === "currency") return currencyText(String(value));
  const way = part === "date" ? dateWayOf(value) : String(value);
  return way === null ? [value].flat().join(", ") : label(`sources.${part}`, way);
}

const currencyText = (code: string): string => words.value.t("sources.how.inCurrency", {code});

/** The form of a date, the unit of a length of time, the decimal sign, or that amounts are in the company's currency. */
function Way({draft, use, part}: PartProps & {part: "date" | "duration" | "number" | "currency"}) {
  const {t, label} = words.value;
  const own = company.value?.currency;
  const value = draft.settings ? readingOf(draft.settings, use, part) : undefined;
  const ways = {
    date: Object.keys(dateWays),
    duration: durationWays,
    number: numberWays,
    currency: own === undefined ? [] : [own],
  }[part];
  const isForeign = part === "currency" && value !== undefined && value !== own;
  const way =
    value === undefined ? "" : isForeign ? null : part === "date" ? dateWayOf(value) : String(value);
  return (
    <label>
      {label("sources.how", part)}
      <select
        value={way ?? "own"}
        onChange={({currentTarget: {value: chosen}}) =>
          readCells(draft, use, part, chosen === "" ? null : part === "date" ? dateWays[chosen]! : chosen)
        }
      >
        <option value="">{bySelf(draft)}</option>
        {way === null && (
          <option value="own" disabled>
            {t("sources.how.own", {value: [value].flat().join(", ")})}
          </option>
        )}
        {ways.map((one) => (
          <option key={one} value={one}>
            {part === "currency" ? currencyText(one) : label(`sources.${part}`, one)}
          </option>
        ))}
      </select>
    </label>
  );
}

const bySelf = (draft: Draft): string =>
  words.value.t(draft.settings?.preset === undefined ? "sources.byItself" : "sources.how.preset");

/** Texts in cells that mean that nothing is there. */
function Markers({draft, use}: PartProps) {
  const {label, t} = words.value;
  const value = draft.settings ? readingOf(draft.settings, use, "empty") : undefined;
  return (
    <label>
      {label("sources.how", "empty")}
      <input
        type="text"
        value={value === undefined ? "" : [value].flat().join("; ")}
        placeholder={t("sources.how.markers")}
        onChange={(event) => readCells(draft, use, "empty", markersOf(event.currentTarget.value))}
      />
    </label>
  );
}

/** What is taken where a cell is empty. */
function Default({draft, use, choice}: PartProps & {choice: FieldChoice}) {
  const {t, label, language} = words.value;
  const value = draft.settings ? readingOf(draft.settings, use, "default") : undefined;
  const say = (text: string) => readCells(draft, use, "default", text.trim() || null);
  const options =
    choice.codes?.map((code) => [code, choice.codeCaptions?.[code]?.[language] ?? code] as const) ??
    (choice.unit === "flag"
      ? ([
          ["true", t("table.yes")],
          ["false", t("table.no")],
        ] as const)
      : null);
  if (!options)
    return (
      <label>
        {label("sources.how", "default")}
        <input
          type="text"
          value={String(value ?? "")}
          placeholder={t("sources.how.nothing")}
          onChange={(event) => say(event.currentTarget.value)}
        />
      </label>
    );
  return (
    <label>
      {label("sources.how", choice.codes ? "defaultCode" : "default")}
      <select value={String(value ?? "")} onChange={(event) => say(event.currentTarget.value)}>
        <option value="">{t("sources.how.nothing")}</option>
        {options.map(([code, caption]) => (
          <option key={code} value={code}>
            {caption}
          </option>
        ))}
      </select>
    </label>
  );
}
