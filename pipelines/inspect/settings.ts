import type {entityMapping, SourceConfig} from "../sources/mapping.ts";
import type {Draft, EntityDraft} from "./context.ts";

/** An entity as sources.yaml would hold it. */
export function entitySettings(draft: EntityDraft) {
  const {unpivot, each, rows, counts, one_per, prefer, extends: adds} = draft.shape;
  const fields = Object.fromEntries([...draft.fields].map(([name, {mapping}]) => [name, mapping]));
  return {
    ...(rows === undefined ? {} : {rows}),
    ...(counts === undefined ? {} : {counts}),
    ...(one_per === undefined ? {} : {one_per}),
    ...(prefer === undefined ? {} : {prefer}),
    ...(unpivot === undefined ? {} : {unpivot}),
    ...(each === undefined ? {} : {each}),
    ...(adds === undefined ? {} : {extends: adds}),
    fields,
  } as ReturnType<typeof entityMapping.parse>;
}

export function sourceSettings(draft: Draft): SourceConfig {
  const entities = Object.fromEntries(
    draft.entities.map((entity) => [entity.entity, entitySettings(entity)]),
  );
  return {
    ...(draft.preset === null ? {} : {preset: draft.preset}),
    ...(Object.keys(draft.format).length === 0 ? {} : {format: draft.format}),
    ...(draft.entities.length === 0 ? {} : {entities}),
  };
}

/** Null means "take this key away": options of questions say so, and no setting is ever null. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}
