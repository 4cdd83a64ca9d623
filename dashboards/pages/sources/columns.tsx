import {useState} from "preact/hooks";
import type {FieldTarget, InspectedColumn, InspectedFile, ProposedField} from "../../lib/inspection.ts";
import {words} from "../../lib/words.ts";
import {
  choiceOf,
  columnsOf,
  entitiesOf,
  keyOf,
  moveColumn,
  sharesOf,
  spareColumns,
  usesOf,
} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {HowRead} from "./how-read.tsx";
import {Missing} from "./missing.tsx";
import {certaintyOf, fieldName} from "./source-titles.ts";

interface PartProps {
  draft: Draft;
  found: InspectedFile;
}

interface ColumnsProps extends PartProps {
  id: string;
}

/** Every column of the file and what it becomes; those that were never used wait behind one line. */
export function Columns({draft, found, id}: ColumnsProps) {
  const {t, f} = words.value;
  const [isOpen, setIsOpen] = useState(false);
  const spare = spareColumns(draft, found);
  const shown = isOpen ? found.columns : found.columns.filter(({name}) => !spare.has(name));
  const used = found.columns.filter(
    ({name}) => usesOf(found, name).length + sharesOf(found, name).length > 0,
  ).length;
  const {length} = found.columns;
  return (
    <div class="columns">
      <h3>{t("sources.columns.title", {used: f.count(used), count: length, all: f.count(length)})}</h3>
      <Missing draft={draft} found={found} id={id} />
      <div class="table-frame">
        <table>
          <caption class="sr-only">{t("sources.columns.caption", {file: draft.name})}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sources.columns.name")}</th>
              <th scope="col">{t("sources.columns.samples")}</th>
              <th scope="col">{t("sources.columns.shape")}</th>
              <th scope="col">{t("sources.columns.field")}</th>
              <th scope="col">{t("sources.columns.certainty")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <ColumnRow key={column.name} draft={draft} found={found} column={column} />
            ))}
          </tbody>
        </table>
      </div>
      {spare.size > 0 && (
        <p class="spare">
          <button type="button" class="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {t(isOpen ? "sources.columns.hideSpare" : "sources.columns.spare", {
              count: spare.size,
              n: f.count(spare.size),
            })}
          </button>
          {!isOpen && <span class="subtitle"> {[...spare].join(", ")}</span>}
        </p>
      )}
      <OtherFields draft={draft} found={found} />
    </div>
  );
}

function ColumnRow({draft, found, column}: PartProps & {column: InspectedColumn}) {
  const {t, f, label, language} = words.value;
  const uses = usesOf(found, column.name);
  const shares = sharesOf(found, column.name);
  const [isAdding, setIsAdding] = useState(false);
  const slots: (ProposedField | null)[] = uses.length === 0 || isAdding ? [...uses, null] : uses;
  return (
    <tr>
      <td data-label={t("sources.columns.name")}>
        <b>{column.name}</b>
      </td>
      <td data-label={t("sources.columns.samples")} class="samples">
        {column.samples.slice(0, 3).map((sample) => (
          <code key={sample}>{sample}</code>
        ))}
      </td>
      <td data-label={t("sources.columns.shape")}>
        {label("sources.shape", column.shape)}
        {column.filled < found.format.rows && column.filled > 0 && (
          <span class="subtitle">
            {" "}
            {t("sources.columns.filled", {share: f.share(column.filled / found.format.rows)})}
          </span>
        )}
      </td>
      <td data-label={t("sources.columns.field")} class="choose">
        {slots.map((use, index) => (
          <div key={use ? keyOf(use) : "new"} class="slot">
            <FieldSelect
              name={
                index > 0
                  ? t("sources.columns.also", {column: column.name})
                  : t("sources.columns.goes", {column: column.name})
              }
              found={found}
              use={use}
              onChoose={(target) => {
                setIsAdding(false);
                moveColumn(draft, column.name, use, target);
              }}
            />
            {use && <HowRead draft={draft} use={use} />}
          </div>
        ))}
        {uses.length > 0 && !isAdding && (
          <button type="button" class="link" onClick={() => setIsAdding(true)}>
            {t("sources.columns.add")}
            <span class="sr-only"> {column.name}</span>
          </button>
        )}
      </td>
      <td data-label={t("sources.columns.certainty")}>
        {uses.length + shares.length === 0 && <span class="subtitle">{t("sources.status.unused")}</span>}
        {uses.length === 0 && shares.length > 0 && (
          <span class="subtitle">
            {t("sources.columns.shared", {
              names: f.list(shares.map((use) => fieldName(choices.value.entities, use, language))),
            })}
          </span>
        )}
        {uses.map((use) => (
          <Certainty key={keyOf(use)} draft={draft} use={use} />
        ))}
      </td>
    </tr>
  );
}

function Certainty({draft, use}: {draft: Draft; use: ProposedField}) {
  const {language, label} = words.value;
  const {status, why} = certaintyOf(draft, use);
  return (
    <p class={`certainty ${status}`}>
      <span aria-hidden="true">{{sure: "✓", guess: "≈", ask: "?", chosen: "✎"}[status]} </span>
      <b>{label("sources.status", status)}</b>
      {why && <span class="subtitle"> {why[language]}</span>}
    </p>
  );
}

interface FieldSelectProps {
  name: string;
  found: InspectedFile;
  use: FieldTarget | null;
  onChoose: (target: FieldTarget | null) => void;
}

function FieldSelect({name, found, use, onChoose}: FieldSelectProps) {
  const {t, language} = words.value;
  const offered = entitiesOf(found, choices.value.entities);
  if (offered.length === 0) return <span class="subtitle">{t("sources.columns.first")}</span>;
  const mark = (isRequired: boolean) => (isRequired ? ` · ${t("sources.columns.required")}` : "");
  return (
    <select
      aria-label={name}
      value={use ? keyOf(use) : ""}
      onChange={(event) => {
        const [entity = "", field = ""] = event.currentTarget.value.split(".");
        onChoose(entity ? {entity, field} : null);
      }}
    >
      <option value="">{t("sources.columns.none")}</option>
      {offered.map(({entity, caption, fields}) => (
        <optgroup key={entity} label={caption[language]}>
          {fields.map((choice) => (
            <option key={choice.field} value={keyOf({entity, field: choice.field})}>
              {choice.caption[language]}
              {mark(choice.required || choice.isKey)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** Fields that no single column fills: a formula, a constant, the row itself. */
function OtherFields({draft, found}: PartProps) {
  const {t, f, label, language} = words.value;
  const all = choices.value.entities;
  const others = found.fields.filter(({from}) => columnsOf(found, from)[0] !== from);
  if (others.length === 0) return null;
  const whole = others.filter(({from}) => from === "row_hash");
  return (
    <>
      {whole.length > 0 && (
        <p class="certainty guess">
          <span aria-hidden="true">≈ </span>
          {t("sources.columns.whole_row", {
            names: f.list(whole.map((one) => fieldName(all, one, language))),
          })}
        </p>
      )}
      <details class="others">
        <summary>{t("sources.columns.others", {count: others.length})}</summary>
        <ul>
          {others.map((one) => (
            <li key={keyOf(one)} title={choiceOf(all, one)?.doc}>
              <b>{fieldName(all, one, language)}</b>:{" "}
              {columnsOf(found, one.from).length > 0 ? one.from : label("sources.from", one.from)}
              <span class="subtitle">
                {" "}
                {certaintyOf(draft, one).why?.[language] ?? t("sources.status.chosen")}
              </span>
              {one.from !== "value" && one.from !== "row_hash" && <HowRead draft={draft} use={one} />}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
