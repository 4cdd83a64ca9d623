import type {Bilingual} from "../bilingual.ts";
import {codesOf, contractOf, fieldsOf} from "../contracts/index.ts";
import {PipelineError, saidOf} from "../errors.ts";
import {FaultyPiece} from "../sources/faulty-piece.ts";
import type {Source, SourceConfig} from "../sources/mapping.ts";
import type {Draft, InspectContext} from "./context.ts";
import type {Addition, FieldProposal, InspectedFile, Link, Question} from "./inspection.ts";
import {payElsewhere} from "./pay-elsewhere.ts";
import {previewSource} from "./preview.ts";
import {type KnownHeaders, sourcesOf} from "./same-headers.ts";
import {resolveSettings, type Setting} from "./setting.ts";
import {sourceSettings} from "./settings.ts";
import {settledFields} from "./settled-fields.ts";
import {sourceName} from "./source-name.ts";
import {unusedColumns} from "./unused-columns.ts";
import {writeYaml} from "./write-yaml.ts";

/** A file that could be read, and what is proposed for it. */
export interface Work {
  path: string;
  context: InspectContext;
  fixed: SourceConfig | undefined;
  /** What the fixed settings do not say. */
  additions?: Addition[];
  /** True when somebody said what the rows are: what other files tell does not change it. */
  isNamed?: boolean;
  draft: Draft;
}

/** Everything that is said of one file, with the first rows as they would load. */
export async function describeFile(
  work: Work,
  setting: Setting,
  options: {name?: string; rows: number; known: KnownHeaders},
  links: Link[],
): Promise<InspectedFile> {
  const {context, draft, fixed} = work;
  const settings: SourceConfig =
    fixed?.entities || fixed?.preset ? fixed : {...fixed, ...sourceSettings(draft)};
  const name = options.name ?? sourceName(context.sample.file, draft.preset);
  const nothing = Object.keys(settings.entities ?? {}).length === 0 && settings.preset === undefined;
  const source = nothing ? null : resolveSettings(settings, setting);
  const isSettled = source !== null && settings === fixed;
  const unused = await unusedColumns(context, source);
  const questions = [
    ...draft.questions,
    ...draft.entities.flatMap((entity) => entity.questions),
    ...zoneQuestion(work, setting),
    ...encodingQuestion(work),
    ...(isSettled ? [] : payElsewhere(context, Object.keys(source?.entities ?? {}), unused)),
  ];
  const fields = isSettled ? settledFields(context, source) : fieldProposals(draft);
  const file: InspectedFile = {
    file: context.sample.file,
    error: null,
    format: context.sample.format,
    columns: context.columns.map(({values: _values, ...column}) => column),
    source: name,
    sameAs: sourcesOf(
      context.columns.map((column) => column.name),
      options.known,
    ),
    preset: settings.preset ?? null,
    entity: draft.entities[0]?.entity ?? Object.keys(source?.entities ?? {})[0] ?? null,
    settings,
    yaml: "",
    fields: fields.map((one) => (source && readsNumbers(context, source, one) ? {...one, from: "sql"} : one)),
    unused,
    additions: work.additions ?? [],
    questions,
    links,
    preview: [],
  };
  if (!source) return {...file, questions: [whatIsIt(context), ...encodingQuestion(work)]};
  try {
    const {previews: preview, questions: found} = await previewSource(context, source, {
      rows: options.rows,
      id: name,
      system: settings.system ?? name,
      sameAs: file.sameAs,
    });
    const asked = [...questions, ...found];
    return {...file, preview, questions: asked, yaml: writeYaml(name, settings, {fields, questions: asked})};
  } catch (error) {
    const {en, ru} = error instanceof PipelineError ? error.said : unforeseen(error);
    const named = (text: string) => `${file.file}: ${text.replace(/^sources\.yaml: /u, "")}`;
    const notes = {fields, questions, missing: named(en)};
    return {
      ...file,
      error: {en: named(en), ru: named(ru)},
      yaml: writeYaml(name, settings, notes),
      fields: error instanceof FaultyPiece ? file.fields.map((field) => doubted(field, error)) : file.fields,
    };
  }
}

/** Nothing is sure of a field whose SQL cannot be worked out. */
function doubted(field: FieldProposal, {entity, at}: FaultyPiece): FieldProposal {
  if (field.entity !== entity || at !== `fields.${field.field}.sql`) return field;
  return {...field, status: "ask", why: {en: "its SQL has a fault", ru: "в его SQL ошибка"}};
}

/** What DuckDB says of settings that no check of ours has refused. */
function unforeseen(error: unknown): Bilingual {
  const {en} = saidOf(error);
  return {en, ru: `файл не читается по этой настройке (${en}); исправьте её`};
}

function fieldProposals(draft: Draft): FieldProposal[] {
  const preset = draft.presetFields.map(({doubt, ...field}) => ({
    ...field,
    status: draft.isDoubtful ? ("ask" as const) : ("sure" as const),
    why: {en: `preset ${draft.preset}`, ru: `готовая настройка ${draft.preset}`},
    ...doubt,
  }));
  const own = draft.entities.flatMap(({entity, fields}) =>
    [...fields].map(([field, {from, status, why}]) => ({entity, field, from, status, why})),
  );
  return [...preset, ...own];
}

/** True for a code that an expression makes of numbers: their cells are no words whose meaning could be asked. */
function readsNumbers(
  {columns}: InspectContext,
  source: Source,
  {entity, field, from}: FieldProposal,
): boolean {
  const contract = contractOf(entity);
  const known = contract && fieldsOf(contract).find(({name}) => name === field);
  if (!known || codesOf(known) === null || source.entities[entity]?.fields[field]?.sql === undefined)
    return false;
  const read = columns.filter(({name}) => name === from || from.split(", ").includes(name));
  return (
    read.length === 1 &&
    read.every(({shape}) => ["duration", "time", "integer", "number", "flag"].includes(shape))
  );
}

/** Times without offset are read on one clock; whose it is, no file says. */
function zoneQuestion({context, fixed, draft}: Work, {zone, isKnown}: Setting): Question[] {
  const moment = draft.entities
    .flatMap(({entity, fields}) =>
      [...fields]
        .filter(([, {mapping}]) => mapping.column !== undefined || mapping.sql !== undefined)
        .map(([field]) => ({entity, field})),
    )
    .find(({field}) => field.endsWith("_at"));
  const column = context.columns.find(({shape}) => shape === "datetime" || shape === "time");
  if (fixed?.zone || draft.preset !== null || !moment || !column) return [];
  if (/(?:Z|[+-]\d\d:?\d\d)$/u.test(column.samples[0] ?? "")) return [];
  const zones = [
    ...new Set([zone, "UTC", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Europe/Kyiv"]),
  ];
  return [
    {
      id: "zone",
      entity: moment.entity,
      field: null,
      text: {
        en: `On which clock are the times (${column.samples[0]})?${isKnown ? "" : " There is no company folder: Moscow is taken."}`,
        ru: `По каким часам время (${column.samples[0]})?${isKnown ? "" : " Папки компании нет: взята Москва."}`,
      },
      options: zones.map((one) => ({label: {en: one, ru: one}, set: one === zone ? {} : {zone: one}})),
    },
  ];
}

/** Few letters do not tell in which encoding they are written; a person sees which of them are words. */
function encodingQuestion({context: {sample}}: Work): Question[] {
  if (!sample.doubt) return [];
  return [
    {
      id: "encoding",
      entity: "",
      field: null,
      text: {
        en: "In which encoding is the text? Its few letters do not tell.",
        ru: "В какой кодировке текст? Букв слишком мало, чтобы это определить.",
      },
      options: Object.entries(sample.doubt.words).map(([encoding, words]) => ({
        label: {en: `${encoding}: ${words}`, ru: `${encoding}: ${words}`},
        set: {format: {encoding}},
      })),
    },
  ];
}

function whatIsIt({sample}: InspectContext): Question {
  return {
    id: "entity",
    entity: "",
    field: null,
    text: {
      en: `What is one row of ${sample.file}? Its columns do not tell. When no kind of row fits, leave the file out.`,
      ru: `Что такое одна строка файла ${sample.file}? Столбцы этого не говорят. Если ничего не подходит, файл не нужен.`,
    },
    options: [],
  };
}
