import {useState} from "preact/hooks";
import type {DictionaryRow} from "../../../queries/generated/rows.ts";
import {dictionary} from "../../lib/dictionary.ts";
import type {Changes} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {fieldOf, type Group} from "./reason-words.ts";

interface SpellingsFormProps {
  group: Group;
  spellings: {spelling: string; count: number}[];
  onChange: (changes: Changes | null) => void;
}

/** The company's lists that can hold the field's values: its own one, or those that give its codes. */
export function listsFor(group: Group, entries: readonly DictionaryRow[]): string[] {
  const field = fieldOf(group);
  const names = [...new Set(entries.map((entry) => entry.dictionary))];
  if (field?.dictionary) return names.filter((name) => name === field.dictionary);
  const {codes} = field ?? {};
  if (!codes) return names;
  return names.filter((name) =>
    entries.every((entry) => entry.dictionary !== name || codes.includes(entry.code)),
  );
}

/** Says of each spelling which entry of the company's list it means. */
export function SpellingsForm({group, spellings, onChange}: SpellingsFormProps) {
  const {t, f, language} = words.value;
  const entries = dictionary.value;
  const lists = listsFor(group, entries);
  const [list, setList] = useState(lists[0] ?? "");
  const [codes, setCodes] = useState<Record<string, string>>({});
  const choose = (name: string, next: Record<string, string>) => {
    setList(name);
    setCodes(next);
    const chosen = Object.entries(next).filter(([, code]) => code !== "");
    onChange(
      chosen.length
        ? {dictionary: chosen.map(([spelling, code]) => ({dictionary: name, code, spelling}))}
        : null,
    );
  };
  if (lists.length === 0) return <p class="state">{t("fix.noList")}</p>;
  const options = entries.filter((entry) => entry.dictionary === list);
  return (
    <fieldset class="cells">
      <legend>{t("fix.spellings")}</legend>
      {lists.length > 1 && (
        <p class="cell">
          <label>
            {t("fix.list")}{" "}
            <select value={list} onChange={(event) => choose(event.currentTarget.value, {})}>
              {lists.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {spellings.slice(0, 50).map(({spelling, count}) => (
        <p class="cell" key={spelling}>
          <label>
            <span>
              «{spelling}» <small>{t("quarantine.rows", {count, n: f.count(count)})}</small>
            </span>
            <select
              value={codes[spelling] ?? ""}
              onChange={(event) => choose(list, {...codes, [spelling]: event.currentTarget.value})}
            >
              <option value="">{t("fix.leave")}</option>
              {options.map((entry) => (
                <option key={entry.code} value={entry.code}>
                  {(language === "ru" ? entry.name_ru : entry.name_en) ?? entry.code}
                </option>
              ))}
            </select>
          </label>
        </p>
      ))}
    </fieldset>
  );
}
