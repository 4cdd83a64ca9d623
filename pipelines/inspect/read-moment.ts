import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import type {InspectContext} from "./context.ts";
import {isAmbiguous, readAmbiguous} from "./day-forms.ts";
import {readLastDay} from "./last-day.ts";
import type {Profile} from "./profile.ts";
import {plain, type Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";
import {tryField, writtenDays} from "./trial.ts";

/** Forms beside those tried without being named, each with the cells it may stand for. */
const forms: [cells: RegExp, form: string][] = [
  [/^\d{6}$/u, "%y%m%d"],
  [/^\d{5}(?:[.,]\d+)?$/u, "excel"],
  [/^\d{10}(?:\.\d+)?$/u, "unix_s"],
  [/^\d{13}$/u, "unix_ms"],
  [/^\d{16}$/u, "unix_us"],
  [/^\d{6} \d{1,2}:\d{2}:\d{2}$/u, "%y%m%d %H:%M:%S"],
  [/^\d{8} \d{1,2}:\d{2}:\d{2}$/u, "%Y%m%d %H:%M:%S"],
  [/^\d{1,2}\.\d{1,2}\.\d{2}$/u, "%d.%m.%y"],
  [/^\d{1,2}\.\d{1,2}\.\d{2} /u, "%d.%m.%y %H:%M:%S"],
  [/^\d{1,2}\.\d{1,2}\.\d{2} \d{1,2}:\d{2}$/u, "%d.%m.%y %H:%M"],
  [/^\w{3}, \d/u, "%a, %d %b %Y %H:%M:%S %z"],
  [/^\d{8}T\d{6}Z$/u, "%Y%m%dT%H%M%SZ"],
];

/** Days and moments: the form they are written in, and texts that stand for none. */
export async function readMoment(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
  way: FieldMapping,
): Promise<Reading> {
  const trial = (mapping: FieldMapping) => tryField(context, entity, field.name, mapping);
  let mapping: Partial<FieldMapping> = {};
  let tried = await trial(way);
  const doubtful = tried.values.filter((value) => !isNothing(value));
  const isAsked = [...doubtful, ...column.values.map(({value}) => value)].some(isAmbiguous);
  const names = {entity, field: field.name, column: column.name};
  const told = isAsked
    ? await readAmbiguous(context, names, await writtenDays(context, entity, field.name, way))
    : null;
  if (told?.mapping.date !== undefined) {
    mapping = told.mapping;
    tried = await trial({...way, ...mapping});
  }
  for (const [cells, form] of forms.filter(([cells]) => doubtful.some((value) => cells.test(value)))) {
    if (tried.refused === 0 || told) break;
    const other = await trial({...way, date: form});
    if (other.refused >= tried.refused || !doubtful.some((value) => cells.test(value))) continue;
    mapping = {date: form};
    tried = other;
  }
  const empty =
    tried.values.length <= 8
      ? tried.values.filter((value) => !/\d.*\d.*\d/u.test(value) || isNothing(value))
      : [];
  if (empty.length > 0 && !field.required) mapping = {...mapping, empty};
  const {doubt, questions} = told ?? plain;
  const last = readLastDay(entity, field, column);
  return last
    ? {
        mapping: {...mapping, ...last.mapping},
        doubt: doubt ?? last.doubt,
        questions: [...questions, ...last.questions],
      }
    : {mapping, doubt, questions};
}
