import type {InputHTMLAttributes} from "preact";
import type {InspectedFile} from "../../lib/inspection.ts";
import {words} from "../../lib/words.ts";
import {chooseEntity, choosePreset, readAs, setZone} from "./corrections.ts";
import {choices, type Draft} from "./drafts.ts";
import {presetGroups} from "./source-titles.ts";

const encodings = [
  ...["utf-8", "windows-1251", "cp866", "koi8-r", "koi8-u", "x-mac-cyrillic", "windows-1252"],
  ...["utf-16le", "utf-16be"],
];
const delimiters = [";", ",", "tab", "|", "whitespace"];
const layouts = ["table", "one_c_report", "transposed"];

interface PartProps {
  draft: Draft;
  found: InspectedFile;
  id: string;
}

/** What the file is taken for, and behind a fold how its bytes are read. */
export function Reading({draft, found, id}: PartProps) {
  const all = words.value;
  const {t, label, language} = all;
  const {presets, entities} = choices.value;
  return (
    <div class="reading" id={`${id}-reading`}>
      <div class="pair">
        <label>
          {t("sources.preset")}
          <select
            value={found.preset ?? ""}
            onChange={(event) => choosePreset(draft, event.currentTarget.value)}
          >
            <option value="">{t("sources.preset.none")}</option>
            {presetGroups(presets, entities, all).map(({group, presets: own}) => (
              <optgroup key={group} label={label("sources.presets", group)}>
                {own.map((preset) => (
                  <option key={preset.id} value={preset.id}>
                    {preset.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {found.preset === null && (
          <label>
            {t("sources.entity")}
            <select
              value={found.entity ?? ""}
              onChange={(event) => chooseEntity(draft, event.currentTarget.value)}
            >
              {found.entity === null && <option value="">{t("sources.entity.none")}</option>}
              {entities.map((choice) => (
                <option key={choice.entity} value={choice.entity}>
                  {choice.caption[language]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <details>
        <summary>{t("sources.reading")}</summary>
        <FormatFields draft={draft} found={found} id={id} />
      </details>
    </div>
  );
}

/** Corrections by hand; an empty choice leaves it to the program, which says what it has found. */
function FormatFields({draft, found, id}: PartProps) {
  const {t, label, f} = words.value;
  const given = (draft.isProposal ? draft.given : draft.settings)?.format ?? {};
  const zone = (draft.isProposal ? draft.given : draft.settings)?.zone ?? "";
  const {kind} = found.format;
  const isText = kind === "csv" || kind === "";
  const isGrid = kind === "xlsx" || kind === "html";
  const choose = (name: string, options: string[], foundValue: string | undefined, group: string) => (
    <label>
      {label("sources.format", name)}
      <select
        value={String(given[name] ?? "")}
        onChange={(event) => readAs(draft, name, event.currentTarget.value)}
      >
        <option value="">
          {foundValue ? t("sources.found", {value: label(group, foundValue)}) : t("sources.byItself")}
        </option>
        {options.map((option) => (
          <option key={option} value={option}>
            {label(group, option)}
          </option>
        ))}
      </select>
    </label>
  );
  const write = (name: string, props: InputHTMLAttributes<HTMLInputElement>) => (
    <label>
      {label("sources.format", name)}
      <input
        {...props}
        value={String(given[name] ?? "")}
        onChange={(event) => {
          const {value} = event.currentTarget;
          readAs(draft, name, props.type === "number" && value !== "" ? Number(value) : value);
        }}
      />
    </label>
  );
  return (
    <div class="format-fields">
      {isText && choose("encoding", encodings, found.format.encoding, "sources.encoding")}
      {isText && choose("delimiter", delimiters, delimiterWord(found.format.delimiter), "sources.delimiter")}
      {(isText || isGrid) && (
        <label>
          {label("sources.format", "header")}
          <select
            value={given["header"] === undefined ? "" : String(given["header"])}
            onChange={({currentTarget: {value}}) =>
              readAs(draft, "header", value === "" ? null : value === "true")
            }
          >
            <option value="">
              {found.format.header === undefined
                ? t("sources.byItself")
                : t("sources.found", {value: found.format.header ? t("table.yes") : t("table.no")})}
            </option>
            <option value="true">{t("table.yes")}</option>
            <option value="false">{t("table.no")}</option>
          </select>
        </label>
      )}
      {(isText || isGrid) &&
        write("skip_lines", {
          type: "number",
          min: 0,
          max: 1000,
          placeholder: found.format.skipLines === undefined ? "" : f.count(found.format.skipLines),
        })}
      {isGrid && write("sheet", {type: "text", placeholder: found.format.sheet ?? ""})}
      {isGrid && choose("layout", layouts, found.format.layout, "sources.layout")}
      {kind === "json" && write("path", {type: "text", placeholder: found.format.path ?? ""})}
      <label>
        {label("sources.format", "zone")}
        <input
          type="text"
          list={`${id}-zones`}
          value={zone}
          placeholder={t("sources.companyZone")}
          onChange={(event) => setZone(draft, event.currentTarget.value.trim())}
        />
        <datalist id={`${id}-zones`}>
          {Intl.supportedValuesOf("timeZone").map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
    </div>
  );
}

const delimiterWord = (delimiter: string | undefined) => (delimiter === "\t" ? "tab" : delimiter);
