import type {FieldChoice, InspectedFile, ProposedField} from "../../lib/inspection.ts";
import {words} from "../../lib/words.ts";
import {choiceOf, columnsOf, keyOf, nameSpelling} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {spellingsOf} from "./settings.ts";
import {fieldName} from "./source-titles.ts";

/** Above this a column is no list of codes, whatever it is called. */
const mostSpellings = 40;

interface PartProps {
  draft: Draft;
  found: InspectedFile;
}

/** What the spellings of the file mean, for fields that know a closed list of codes. */
export function Codes({draft, found}: PartProps) {
  const {t} = words.value;
  const all = choices.value.entities;
  const coded = found.fields.flatMap((use) => {
    const choice = choiceOf(all, use);
    const spellings = choice?.codes ? spellingsSeen(draft, found, use) : [];
    return choice && spellings.length > 0 && spellings.length <= mostSpellings
      ? [{use, choice, spellings}]
      : [];
  });
  if (coded.length === 0) return null;
  return (
    <div class="codes">
      <h3>{t("sources.codes.title")}</h3>
      <div class="code-tables">
        {coded.map((one) => (
          <CodeTable key={keyOf(one.use)} draft={draft} {...one} />
        ))}
      </div>
    </div>
  );
}

/** Spellings of the settings, of the column's examples and of the rows set aside. */
function spellingsSeen(draft: Draft, found: InspectedFile, use: ProposedField): string[] {
  const [name, ...more] = columnsOf(found, use.from);
  if (name === undefined || more.length > 0) return [];
  const column = found.columns.find((one) => one.name === name);
  const refused = found.preview
    .filter(({entity}) => entity === use.entity)
    .flatMap(({rejects}) => rejects)
    .flatMap(({column: field, value}) => (field === use.field && value ? [value] : []));
  const own = draft.settings ? Object.keys(spellingsOf(draft.settings, use)) : [];
  return [...new Set([...own, ...(column?.samples ?? []), ...refused])];
}

interface CodeTableProps {
  draft: Draft;
  use: ProposedField;
  choice: FieldChoice;
  spellings: string[];
}

function CodeTable({draft, use, choice, spellings}: CodeTableProps) {
  const {t, language} = words.value;
  const map = draft.settings ? spellingsOf(draft.settings, use) : {};
  const caption = (code: string) => choice.codeCaptions?.[code]?.[language] ?? code;
  const own = (spelling: string) =>
    choice.codes?.includes(spelling) ? caption(spelling) : t("sources.codes.byItself");
  return (
    <table>
      <caption>{fieldName(choices.value.entities, use, language)}</caption>
      <thead>
        <tr>
          <th scope="col">{t("sources.codes.spelling")}</th>
          <th scope="col">{t("sources.codes.means")}</th>
        </tr>
      </thead>
      <tbody>
        {spellings.map((spelling) => (
          <tr key={spelling}>
            <td data-label={t("sources.codes.spelling")}>
              <code>{spelling}</code>
            </td>
            <td data-label={t("sources.codes.means")}>
              <select
                aria-label={t("sources.codes.meansOf", {spelling})}
                value={map[spelling] ?? ""}
                onChange={(event) => nameSpelling(draft, use, spelling, event.currentTarget.value)}
              >
                <option value="">{own(spelling)}</option>
                {(choice.codes ?? []).map((code) => (
                  <option key={code} value={code}>
                    {caption(code)}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
