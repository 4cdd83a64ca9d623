import type {FieldSetting, FieldTarget, InspectedFile} from "../../lib/inspection.ts";
import {words} from "../../lib/words.ts";
import {choiceOf, fillField, keyOf} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {nextStep} from "./next-step.ts";
import {entityName, fieldName} from "./source-titles.ts";

interface PartProps {
  draft: Draft;
  found: InspectedFile;
}

interface MissingProps extends PartProps {
  id: string;
}

/** Fields without which no row can be taken, each with the ways in which it can be filled. */
export function Missing({draft, found, id}: MissingProps) {
  const {t} = words.value;
  const all = choices.value.entities;
  const step = nextStep({...draft, found, isStale: false}, all);
  if (step.kind !== "fields") return null;
  const {missing} = step;
  return (
    <div class="missing" id={`${id}-missing`}>
      <p>
        <span aria-hidden="true">! </span>
        {t("sources.missing.title")}
      </p>
      {missing.map((target) => (
        <Ways key={keyOf(target)} draft={draft} found={found} target={target} />
      ))}
    </div>
  );
}

function Ways({draft, found, target}: PartProps & {target: FieldTarget}) {
  const {t, label, language} = words.value;
  const all = choices.value.entities;
  const choice = choiceOf(all, target);
  const codes = choice?.codes ?? [];
  return (
    <label>
      {entityName(all, target.entity, language)}: {fieldName(all, target, language)}
      <select
        value=""
        onChange={(event) => fillField(draft, target, JSON.parse(event.currentTarget.value) as FieldSetting)}
      >
        <option value="" disabled>
          {t("sources.missing.choose")}
        </option>
        <optgroup label={t("sources.columns.name")}>
          {found.columns.map(({name}) => (
            <option key={name} value={JSON.stringify({column: name})}>
              {name}
            </option>
          ))}
        </optgroup>
        {codes.length > 0 && (
          <optgroup label={t("sources.missing.always")}>
            {codes.map((code) => (
              <option key={code} value={JSON.stringify({value: code})}>
                {choice?.codeCaptions?.[code]?.[language] ?? code}
              </option>
            ))}
          </optgroup>
        )}
        {choice?.isKey && (
          <option value={JSON.stringify({row_hash: true})}>{label("sources.from", "row_hash")}</option>
        )}
      </select>
    </label>
  );
}
