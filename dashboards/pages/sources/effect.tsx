import {noValue} from "../../lib/format.ts";
import type {Language} from "../../lib/i18n.ts";
import type {EntityChoice, FieldTarget, InspectedFile, Preview} from "../../lib/inspection.ts";
import {words} from "../../lib/words.ts";
import {choiceOf} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {countsSentence, entityName, fieldName} from "./source-titles.ts";

const mostRows = 4;
/** In place of a file: the clients that earlier runs have loaded. */
const loadedAlready = "(loaded already)";

/** What the present settings make of the first rows: taken, set aside with the reason, and keys shared with other files. */
export function Effect({draft, found, id}: {draft: Draft; found: InspectedFile; id: string}) {
  const {t, f} = words.value;
  if (found.preview.length + found.links.length === 0) return null;
  return (
    <div class={`effect${draft.isStale ? " stale" : ""}`} id={`${id}-effect`}>
      {found.preview.length > 0 && <h3>{t("sources.effect.title")}</h3>}
      {found.preview.map((preview) => (
        <PreviewTables key={preview.entity} preview={preview} />
      ))}
      {found.links.length > 0 && (
        <>
          <h4>{t("sources.links.title")}</h4>
          <ul>
            {found.links.map((link) => (
              <li key={`${link.column} ${link.file} ${link.toColumn}`}>
                {t("sources.links.one", {
                  column: link.column,
                  file: link.file === loadedAlready ? t("sources.links.loaded") : link.file,
                  toColumn: link.toColumn,
                  share: f.share(link.share),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A field a line and a row of the file a column: entities have more fields than a screen has room beside each other. */
function PreviewTables({preview}: {preview: Preview}) {
  const all = words.value;
  const {t, f, language} = all;
  const {entities} = choices.value;
  const rows = preview.rows.slice(0, mostRows);
  return (
    <div class="preview">
      <h4>
        {entityName(entities, preview.entity, language)}: {countsSentence(preview, entities, all)}
      </h4>
      {preview.rows.length > 0 && (
        <table>
          <caption class="sr-only">{t("sources.effect.rows")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sources.columns.field")}</th>
              {rows.map((_, index) => (
                <th key={index} scope="col">
                  {t("sources.effect.row", {n: f.count(index + 1)})}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column, position) => (
              <tr key={column}>
                <th scope="row">{fieldName(entities, {entity: preview.entity, field: column}, language)}</th>
                {rows.map((row, index) => (
                  <td key={index} data-label={t("sources.effect.row", {n: f.count(index + 1)})}>
                    {valueText(entities, {entity: preview.entity, field: column}, row[position], language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.rejects.length > 0 && <Rejects preview={preview} />}
    </div>
  );
}

/** A code by its word, everything else as it would be stored. */
function valueText(
  entities: readonly EntityChoice[],
  target: FieldTarget,
  value: string | null | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return noValue;
  return choiceOf(entities, target)?.codeCaptions?.[value]?.[language] ?? value;
}

/** Some of the rows that would be set aside, with the reason in words and the raw line. */
function Rejects({preview}: {preview: Preview}) {
  const {t, f, label, language} = words.value;
  return (
    <>
      <h4>{t("sources.rejects.title")}</h4>
      <ul class="rejects">
        {preview.rejects.map((reject) => (
          <li key={`${reject.line} ${reject.column} ${reject.reason}`}>
            <span>
              {t("sources.rejects.line", {line: f.count(reject.line)})}{" "}
              <b>
                {label("reason", reject.reason)}
                {reject.column &&
                  `: ${fieldName(choices.value.entities, {entity: preview.entity, field: reject.column}, language)}`}
              </b>{" "}
              {reject.value && <mark>{reject.value}</mark>}
            </span>
            <code class="raw">{reject.raw}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
