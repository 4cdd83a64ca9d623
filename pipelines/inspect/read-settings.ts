import type {Bilingual} from "../bilingual.ts";
import {faultsOf} from "../company/yaml.ts";
import {PipelineError} from "../errors.ts";
import {type SourceConfig, sourceSchema} from "../sources/mapping.ts";
import {withoutNulls} from "./settings.ts";

/** Checks one source's settings; a null takes its key away. The error names the key, what is wrong with it and what stands there. */
export function readSettings(given: unknown, subject: Bilingual): SourceConfig {
  const settings = withoutNulls(given);
  const parsed = sourceSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [{en, ru}] = faultsOf(parsed.error, (keys) => valueAt(settings, keys)) as [Bilingual];
  const isAdvised = /; (?:add it|remove it or check its spelling)$/.test(en);
  const advice = isAdvised ? {en: "", ru: ""} : {en: "; correct the settings", ru: "; исправьте настройку"};
  const said = (language: keyof Bilingual, fault: string) =>
    `${subject[language]}: ${fault}${advice[language]}`;
  throw new PipelineError("bad_config", {en: said("en", en), ru: said("ru", ru)});
}

function valueAt(
  settings: unknown,
  keys: PropertyKey[],
): {place: string; value: unknown; isMissing: boolean} {
  let value = settings;
  for (const key of keys) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  const isPlain = typeof value !== "object" || value === null;
  return {
    place: keys.join(".") || "(top level)",
    value: isPlain ? value : undefined,
    isMissing: keys.length > 0 && value === undefined,
  };
}
