import {PipelineError} from "../errors.ts";
import type {EntityMapping, Source, SourceConfig} from "./mapping.ts";
import {presets} from "./presets/index.ts";

/** Merges a source of `sources.yaml` with its preset; the company's own fields win. */
export function resolveSource(id: string, config: SourceConfig, timezone: string): Source {
  const preset = config.preset === undefined ? undefined : presets.get(config.preset);
  if (config.preset !== undefined && !preset)
    throw new PipelineError(
      "bad_config",
      `sources.yaml: ${id}.preset: there is no preset "${config.preset}"; there are ${[...presets.keys()].join(", ")}`,
    );
  const entities: Record<string, EntityMapping> = {};
  for (const [entity, mapping] of Object.entries(preset?.entities ?? {}))
    entities[entity] = {...mapping, lenient: new Set(Object.keys(mapping.fields))};
  for (const [entity, mapping] of Object.entries(config.entities ?? {})) {
    const base = entities[entity];
    const lenient = new Set([...(base?.lenient ?? [])].filter((name) => !(name in mapping.fields)));
    const own = Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined));
    entities[entity] = {...base, ...own, fields: {...base?.fields, ...mapping.fields}, lenient};
  }
  if (Object.keys(entities).length === 0)
    throw new PipelineError(
      "bad_config",
      `sources.yaml: ${id}: neither preset nor entities; name one of them`,
    );
  return {
    id,
    preset: config.preset ?? null,
    files: config.files ?? "*",
    folder: config.folder ?? null,
    zone: config.zone ?? preset?.zone ?? timezone,
    schedule: config.schedule ?? null,
    lateAfterHours: config.late_after_hours ?? null,
    format: {...preset?.format, ...config.format},
    entities,
  };
}
