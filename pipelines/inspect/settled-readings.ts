import {contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import type {EntityMapping, FieldMapping, SourceConfig} from "../sources/mapping.ts";
import {identifier} from "../sources/sql.ts";
import type {InspectContext} from "./context.ts";
import {askCurrency} from "./currencies.ts";
import {timeUnitWord} from "./header-units.ts";
import type {Addition, Question} from "./inspection.ts";
import {readField} from "./readings.ts";
import {scaledAmount, secondsIn, timesSql} from "./scaled.ts";

type Fields = EntityMapping["fields"];

/** The settings with the units that headers of chosen columns name; a field that says how it is read is left alone. */
export function readByHeaders(config: SourceConfig): SourceConfig {
  return withFields(config, (entity, fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, way]) => {
        const field = fieldOf(entity, name);
        return [name, field && isBare(way) ? (byHeader(field, way) ?? way) : way];
      }),
    ),
  );
}

/** What the second of two settings says of fields and the first does not. */
export function additionsTo(config: SourceConfig, completed: SourceConfig): Addition[] {
  return Object.entries(completed.entities ?? {}).flatMap(([entity, {fields}]) =>
    Object.entries(fields)
      .filter(([field, mapping]) => config.entities?.[entity]?.fields[field] !== mapping)
      .map(([field, mapping]) => ({entity, field, mapping})),
  );
}

function byHeader(field: Field, way: FieldMapping): FieldMapping | null {
  const header = String(way.column);
  if (field.unit === "money") return scaledAmount(header, way);
  const unit = field.unit === "s" ? timeUnitWord(header)?.unit : undefined;
  if (unit === "ms") return {...way, duration: "ms"};
  if (unit === "min" || unit === "h")
    return {sql: timesSql(identifier(header), secondsIn[unit], 0, undefined)};
  return null;
}

/** The settings with the way in which the cells of chosen columns can be read, as a proposal would have it. */
export async function readByCells(
  context: InspectContext,
  config: SourceConfig,
): Promise<{fixed: SourceConfig; questions: Question[]}> {
  const readings = new Map<string, FieldMapping>();
  const questions: Question[] = [];
  for (const [entity, {fields}] of Object.entries(config.entities ?? {}))
    for (const [name, way] of Object.entries(fields)) {
      const field = fieldOf(entity, name);
      const column = context.columns.find((one) => one.name === way.column);
      if (!field || !column || !isBare(way)) continue;
      const {mapping, doubt} = await readField(context, entity, field, column, way);
      // what a person is to say of spellings and signs is not decided for him
      const {default: otherwise, number, ...rest} = mapping;
      const told = doubt?.status === "ask" ? rest : mapping;
      if (Object.keys(told).length > 0)
        readings.set(`${entity}.${name}`, {...(told.sql === undefined ? way : {}), ...told});
      const currency = field.unit === "money" ? askCurrency(context, entity, name, column, way) : null;
      if (currency) questions.push(currency);
    }
  const fixed = withFields(config, (entity, fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, way]) => [name, readings.get(`${entity}.${name}`) ?? way]),
    ),
  );
  return {fixed: readings.size > 0 ? fixed : config, questions};
}

function fieldOf(entity: string, name: string): Field | undefined {
  const contract = contractOf(entity);
  return contract && fieldsOf(contract).find((field) => field.name === name);
}

/** A column by its name and nothing beside it. */
const isBare = (way: FieldMapping) => typeof way.column === "string" && Object.keys(way).length === 1;

function withFields(config: SourceConfig, change: (entity: string, fields: Fields) => Fields): SourceConfig {
  if (!config.entities) return config;
  const entities = Object.entries(config.entities).map(([entity, mapping]) => [
    entity,
    {...mapping, fields: change(entity, mapping.fields)},
  ]);
  return {...config, entities: Object.fromEntries(entities)};
}
