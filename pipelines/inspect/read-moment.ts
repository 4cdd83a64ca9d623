import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type InspectContext, question} from "./context.ts";
import type {Question} from "./inspection.ts";
import {readLastDay} from "./last-day.ts";
import type {Profile} from "./profile.ts";
import type {Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";
import {tryField} from "./trial.ts";

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
  [/^\d{1,2}-\d{1,2}-\d{4}$/u, "%d-%m-%Y"],
  [/^\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2}:\d{2}$/u, "%d-%m-%Y %H:%M:%S"],
  [/^\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2}$/u, "%d-%m-%Y %H:%M"],
  [/^\d{4}\/\d/u, "%Y/%m/%d"],
  [/^\d{4}\/\d+\/\d+ /u, "%Y/%m/%d %H:%M:%S"],
  [/^\d{1,2}\/\d{1,2}\/\d{4}$/u, "%m/%d/%Y"],
  [/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}$/u, "%m/%d/%Y %H:%M"],
  [/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2}$/u, "%m/%d/%Y %H:%M:%S"],
  [/^\d{1,2}\/\d{1,2}\/\d{4} .*M$/u, "%m/%d/%Y %I:%M:%S %p"],
  [/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2} [AP]M$/u, "%m/%d/%Y %I:%M %p"],
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
  for (const [cells, form] of forms.filter(([cells]) => doubtful.some((value) => cells.test(value)))) {
    if (tried.refused === 0) break;
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
  const questions: Question[] = [];
  if (mapping.date === undefined && tried.refused === 0) {
    const slashes = column.values.filter(({value}) => /^\d{1,2}\/\d{1,2}\/\d{4}/u.test(value));
    const timed = slashes.some(({value}) => value.includes(":"));
    const american = ["%m/%d/%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S"];
    if (
      slashes.length > 0 &&
      (await trial({...way, date: timed ? american.slice(1) : american[0]!})).refused === 0
    ) {
      questions.push(
        question(
          entity,
          field.name,
          {
            en: `${column.name}: is ${slashes[0]!.value} day/month or month/day? No day above 12 tells.`,
            ru: `${column.name}: ${slashes[0]!.value} — это день/месяц или месяц/день? Ни один день больше 12 не подсказывает.`,
          },
          [
            {label: {en: "day/month", ru: "день/месяц"}, set: {}},
            {
              label: {en: "month/day", ru: "месяц/день"},
              set: {
                entities: {
                  [entity]: {fields: {[field.name]: {date: timed ? american.slice(1) : american[0]}}},
                },
              },
            },
          ],
          "order",
        ),
      );
    }
  }
  const doubt =
    questions.length > 0
      ? {
          status: "ask" as const,
          why: {en: "day and month cannot be told apart", ru: "день и месяц не различить"},
        }
      : null;
  const last = readLastDay(entity, field, column);
  return last
    ? {
        mapping: {...mapping, ...last.mapping},
        doubt: doubt ?? last.doubt,
        questions: [...questions, ...last.questions],
      }
    : {mapping, doubt, questions};
}
