import type {Bilingual} from "../bilingual.ts";
import type {Dictionaries} from "../company/dictionaries.ts";
import {codesOf, contractOf, contracts, type Field, fieldsOf} from "../contracts/index.ts";
import {PipelineError} from "../errors.ts";
import {
  type EntityMapping,
  type FieldMapping,
  oneWay,
  type Source,
  type SourceConfig,
  waysOf,
} from "./mapping.ts";
import {presets} from "./presets/index.ts";

export interface ResolveContext {
  /** The company's zone. */
  timezone: string;
  dictionaries: Dictionaries;
  /** Where sources.yaml says something, for messages. */
  at(...path: string[]): string;
}

/** What a preset says of an entity beside its fields. */
const lenientParts = ["rows", "gone", "one_per", "prefer", "unpivot"];

/** Merges a source of `sources.yaml` with its preset; the company's own fields win. */
export function resolveSource(id: string, config: SourceConfig, context: ResolveContext): Source {
  const refuse = (path: string[], problem: Bilingual): never => {
    const place = context.at("sources", id, ...path);
    throw new PipelineError("bad_config", {en: `${place}: ${problem.en}`, ru: `${place}: ${problem.ru}`});
  };
  const preset = config.preset === undefined ? undefined : presets.get(config.preset);
  if (config.preset !== undefined && !preset) {
    const known = [...presets.keys()].filter((name) => !name.startsWith("form_")).join(", ");
    refuse(["preset"], {
      en: `there is no preset "${config.preset}"; there are ${known}, and form_<entity>`,
      ru: `нет готовой настройки «${config.preset}»; есть ${known} и form_<вид строк>`,
    });
  }
  for (const [entity, mapping] of Object.entries(config.entities ?? {})) {
    const contract = contractOf(entity);
    if (!contract) {
      const known = contracts.map((one) => one.entity).join(", ");
      return refuse(["entities", entity], {
        en: `there is no entity "${entity}"; there are ${known}`,
        ru: `нет вида строк «${entity}»; есть ${known}`,
      });
    }
    const known = fieldsOf(contract);
    const names = known.map((field) => field.name);
    for (const [name, field] of Object.entries(mapping.fields)) {
      const path = ["entities", entity, "fields", name];
      if (!names.includes(name))
        refuse(path, {
          en: `${entity} has no field "${name}"; it has ${names.join(", ")}`,
          ru: `у ${entity} нет поля «${name}»; есть ${names.join(", ")}`,
        });
      if (waysOf(field).length === 0 && !preset?.entities[entity]?.fields[name]) refuse(path, oneWay);
      const strange = strangeCode(field, known.find((one) => one.name === name)!);
      if (strange)
        refuse([...path, ...strange.path], {
          en: `${name} has no code "${strange.code}"; it has ${strange.known.join(", ")}`,
          ru: `у поля ${name} нет кода «${strange.code}»; есть ${strange.known.join(", ")}`,
        });
      if (!isKnown(field, context.dictionaries))
        refuse([...path, "dictionary"], {
          en: `there is no file dictionaries/${field.dictionary}.csv; add it or correct the name`,
          ru: `нет файла dictionaries/${field.dictionary}.csv; добавьте его или исправьте имя`,
        });
    }
  }
  const entities: Record<string, EntityMapping> = {};
  for (const [entity, mapping] of Object.entries(preset?.entities ?? {}))
    entities[entity] = {
      ...mapping,
      lenient: new Set([
        ...Object.keys(mapping.fields),
        ...Object.keys(mapping.derive ?? {}),
        ...lenientParts,
      ]),
    };
  for (const [entity, mapping] of Object.entries(config.entities ?? {})) {
    const base = entities[entity];
    const own = Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined));
    const fields = {...base?.fields};
    for (const [name, field] of Object.entries(mapping.fields))
      fields[name] = waysOf(field).length === 0 ? withAdded(fields[name], field) : field;
    const ownFields = Object.keys(mapping.fields).filter((name) => waysOf(mapping.fields[name]!).length > 0);
    const ownNames = new Set([...ownFields, ...Object.keys(own), ...Object.keys(mapping.derive ?? {})]);
    const lenient = new Set([...(base?.lenient ?? [])].filter((name) => !ownNames.has(name)));
    entities[entity] = {...base, ...own, fields, lenient};
    if (base?.derive || mapping.derive) entities[entity].derive = {...base?.derive, ...mapping.derive};
    // what is said of a row alone holds for the preset's own windows
    if (mapping.derive || mapping.one_per || mapping.rows || mapping.gone || mapping.counts)
      delete entities[entity].alone;
  }
  if (Object.keys(entities).length === 0)
    refuse([], {
      en: "neither preset nor entities; name one of them",
      ru: "не указаны ни готовая настройка (preset), ни виды строк (entities); укажите что-то одно",
    });
  return {
    id,
    preset: config.preset ?? null,
    system: config.system ?? id,
    files: config.files ?? "*",
    folder: config.folder ?? null,
    zone: config.zone ?? preset?.zone ?? context.timezone,
    schedule: config.schedule ?? null,
    lateAfterHours: config.late_after_hours ?? null,
    contract: config.contract ?? "evolve",
    contractFrom: config.contract_from ?? null,
    format: {...preset?.format, ...config.format},
    entities,
  };
}

/** What is said of a field of the preset stands beside what the preset says, spelling by spelling. */
function withAdded(base: FieldMapping | undefined, own: FieldMapping): FieldMapping {
  return {...base, ...own, ...(base?.map && own.map ? {map: {...base.map, ...own.map}} : {})};
}

function isKnown({dictionary}: FieldMapping, {entries}: Dictionaries): boolean {
  return dictionary === undefined || entries.some((entry) => entry.dictionary === dictionary);
}

/** A code that the mapping gives a field and that its list lacks: rows with it would be set aside one by one. */
function strangeCode(
  {map = {}, value, dictionary, default: otherwise}: FieldMapping,
  target: Field,
): {path: string[]; code: string; known: string[]} | null {
  const known = codesOf(target);
  if (known === null) return null;
  // a value beside a list of spellings is one of them
  const isCode = Object.keys(map).length === 0 && dictionary === undefined;
  const given = [
    ...Object.entries(map).map(([spelling, code]) => ({path: ["map", spelling], code})),
    ...(otherwise === undefined ? [] : [{path: ["default"], code: otherwise}]),
    ...(value === undefined || !isCode ? [] : [{path: ["value"], code: String(value)}]),
  ];
  const strange = given.find(({code}) => !known.includes(code));
  return strange ? {...strange, known} : null;
}
