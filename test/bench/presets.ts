import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {homeAt} from "../../pipelines/company/company.ts";
import type {Database} from "../../pipelines/database.ts";
import {presets} from "../../pipelines/sources/presets/index.ts";
import {Staged} from "../helpers/stage.ts";
import {callsSelect} from "./data.ts";

const russianTime = "strftime(started_at::timestamp, '%d.%m.%Y %H:%M:%S')";
const isAnswered = "talk_seconds > 0";
const after = (seconds: string) =>
  `strftime(started_at::timestamp + to_seconds((${seconds})::bigint), '%Y-%m-%d %H:%M:%S')`;
const channelOf = (end: string) => `'PJSIP/' || ${end} || '-' || lpad(printf('%x', number), 8, '0')`;
const isOut = "direction = 'out'";
// every fifth row is a further leg of the call before it
const linked = "case when number % 5 = 0 then number - 1 else number end";
const legColumns = `case when ${isOut} then operator else client_phone end as src,
    case when ${isOut} then client_phone else operator end as dst,
    case when ${isOut} then 'from-internal' else 'from-trunk' end as dcontext`;
const channels = `case when ${isOut} then ${channelOf("operator")} else ${channelOf("'trunk'")} end as channel,
    case when ${isOut} then ${channelOf("'trunk'")} else ${channelOf("operator")} end as dstchannel`;
const spent = `ring_seconds + talk_seconds as duration, talk_seconds as billsec,
    case when ${isAnswered} then 'ANSWERED' else 'NO ANSWER' end as disposition`;
interface Export {
  preset: string;
  select: string;
  options: string;
  /** The same entities by columns alone. */
  plain?: string;
}
const plainLegs = (columns: string, begun: string) => `{${columns}entities: {
    calls: {fields: {call_id: uniqueid, started_at: ${begun}, direction: {value: out}, operator: src, client_phone: dst,
      ring_seconds: duration, talk_seconds: billsec, duration_seconds: duration, recording: userfield,
      transfer_count: {value: 0}, disposition: {column: disposition, map: {ANSWERED: answered}, default: no_answer}}},
    call_legs: {fields: {call_id: linkedid, leg_number: sequence, started_at: ${begun}, operator: src,
      ring_seconds: duration, talk_seconds: billsec, is_transfer: {value: false},
      disposition: {column: disposition, map: {ANSWERED: answered}, default: no_answer}}}}}`;
const files: Export[] = [
  {preset: "calls", select: "* exclude (number)", options: "header"},
  {
    preset: "sipuni",
    plain: `{entities: {calls: {fields: {call_id: ID записи, started_at: {column: Время, date: "%d.%m.%Y %H:%M:%S"},
      direction: {column: Тип, map: {исходящий: out, входящий: in}}, operator: Кто ответил, client_phone: Кому звонили,
      ring_seconds: "Время ответа, сек", talk_seconds: "Длительность разговора, сек",
      duration_seconds: "Длительность звонка, сек", recording: ID записи,
      disposition: {column: Статус, map: {отвечен: answered}, default: no_answer}}}}}`,
    options: "header, delimiter ';'",
    select: `case when ${isOut} then 'исходящий' else 'входящий' end as "Тип",
      case when ${isAnswered} then 'отвечен' else 'не отвечен' end as "Статус", ${russianTime} as "Время",
      '000204' as "ID схемы звонка", 'Входящая линия' as "Схема", '74990000100' as "Исходящая линия",
      case when ${isOut} then operator || ' (Иванова Анна)' else client_phone end as "Откуда",
      case when ${isOut} then client_phone else '997' end as "Куда", client_phone as "Кому звонили",
      case when ${isAnswered} then operator || ' (Иванова Анна)' end as "Кто разговаривал",
      case when ${isAnswered} then operator || ' (Иванова Анна)' end as "Кто ответил",
      ring_seconds + talk_seconds as "Длительность звонка, сек", talk_seconds as "Длительность разговора, сек",
      ring_seconds as "Время ответа, сек", null as "Оценка", call_id as "ID записи", null as "Метка", null as "Теги",
      'Клиент' as "Инициатор завершения звонка", null as "ID заказа звонка", 1 as "Запись существует",
      null as "Новый клиент", null as "Состояние перезвона", null as "Время перезвона", null as "Информация из CRM",
      null as "Ответственный из CRM"`,
  },
  {
    preset: "asterisk",
    plain: plainLegs(`format: ${JSON.stringify(presets.get("asterisk")!.format)}, `, "start"),
    options: "header false",
    select: `'' as accountcode, ${legColumns}, '"Иванова Анна" <' || operator || '>' as clid, ${channels},
      'Dial' as lastapp, 'PJSIP/' || operator || ',60,Tt' as lastdata, started_at as "start",
      case when ${isAnswered} then ${after("ring_seconds")} end as answer, ${after("ring_seconds + talk_seconds")} as "end",
      ${spent}, 'DOCUMENTATION' as amaflags, (1700000000 + number) || '.' || number as uniqueid, recording as userfield,
      null as peeraccount, (1700000000 + ${linked}) || '.' || (${linked}) as linkedid, number as sequence`,
  },
  {
    preset: "freepbx",
    plain: plainLegs("", "calldate"),
    options: "header",
    select: `started_at as calldate, '"Иванова Анна" <' || operator || '>' as clid, ${legColumns}, ${channels},
      'Dial' as lastapp, 'PJSIP/' || operator || ',60,Tt' as lastdata, ${spent}, 3 as amaflags, null as accountcode,
      (1700000000 + number) || '.' || number as uniqueid, null as userfield, null as did, operator as cnum,
      'Иванова Анна' as cnam, null as outbound_cnum, null as outbound_cnam, null as dst_cnam, recording as recordingfile,
      (1700000000 + ${linked}) || '.' || (${linked}) as linkedid, null as peeraccount, number as sequence`,
  },
];

/** Processor seconds to stage the file in `path`, which other programs disturb less than the clock. */
async function seconds(folder: string, mapping: string, path: string, rows: number): Promise<number> {
  const home = homeAt(join(folder, "home"));
  rmSync(home.home, {recursive: true, force: true});
  mkdirSync(home.company, {recursive: true});
  writeFileSync(
    join(home.company, "company.yaml"),
    "name: Bench\ntimezone: Europe/Moscow\nlocale: ru-RU\ncurrency: RUB\ncountry: RU\n",
  );
  writeFileSync(join(home.company, "norms.yaml"), "norms: []\n");
  writeFileSync(
    join(home.company, "sources.yaml"),
    `sources:\n  it: ${mapping.replace("{", `{folder: ${JSON.stringify(path)}, `)}\n`,
  );
  const staged = await Staged.open(home);
  const before = process.cpuUsage();
  const [file] = await staged.take();
  const {user, system} = process.cpuUsage(before);
  staged.close();
  if (file?.accepted !== rows) throw new Error(`${mapping}: ${JSON.stringify(file)} of ${rows} rows`);
  return (user + system) / 1e6;
}

/**
 * What a preset costs more than reading the same file by plain columns for the same fields, the best of `times`;
 * `presets.calls_seconds` is our own table of calls.
 */
export async function measurePresets(
  database: Database,
  folder: string,
  {rows, times}: {rows: number; times: number},
): Promise<Record<string, number>> {
  await database.run(
    `create or replace table calls as select *, row_number() over () as number from (${callsSelect({
      rows,
      days: 365,
      clients: 20_000,
      first: 0,
    })})`,
  );
  for (const {preset, select, options} of files) {
    mkdirSync(join(folder, preset), {recursive: true});
    await database.run(
      `copy (select ${select} from calls) to '${join(folder, preset, "export.csv")}' (format csv, ${options})`,
    );
  }
  await database.run("drop table calls");
  const best: Record<string, number> = {};
  for (let time = 0; time < times; time++)
    for (const {preset, plain} of files)
      for (const [name, mapping] of [
        [preset, `{preset: ${preset}}`],
        [`${preset} plain`, plain],
      ] as const)
        if (mapping) {
          const took = await seconds(folder, mapping, join(folder, preset), rows);
          best[name] = Math.min(best[name] ?? Infinity, took);
        }
  return Object.fromEntries(
    files.map(({preset, plain}) =>
      plain
        ? [`presets.${preset}_ratio`, best[preset]! / best[`${preset} plain`]!]
        : [`presets.${preset}_seconds`, best[preset]!],
    ),
  );
}
