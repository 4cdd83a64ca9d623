import {join} from "node:path";
import {expect, test} from "vitest";
import {workCalendar} from "../../pipelines/company/calendar.ts";
import {readCompany} from "../../pipelines/company/company.ts";
import {PipelineError} from "../../pipelines/errors.ts";
import {type CompanyFiles, makeHome, temporaryFolder, write} from "../helpers/home.ts";

/** The error's lines with the company folder taken away. */
function errorOf(files: CompanyFiles, change: (directory: string) => void = () => undefined): string[] {
  const home = makeHome(files);
  change(home.company);
  try {
    readCompany(home);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    expect(error.code).toBe("bad_config");
    return error.message.split("\n").map((line) => line.replaceAll(`${home.company}/`, ""));
  }
  return [];
}

test("the example company's configuration is sound", () => {
  const root = join(import.meta.dirname, "../..");
  const home = makeHome();
  expect(readCompany({...home, company: join(root, "data/company")}).config.name).toBe("Эстафета-Демо");
});

// company.yaml begins with name, timezone, locale, currency, country, keep_snapshots
test.each([
  ["an unknown key", "works: yes\n", "company.yaml:7: works: unknown key; remove it or check its spelling"],
  [
    "an unknown threshold",
    "thresholds:\n  contact_second: 1\n",
    "company.yaml:8: thresholds.contact_second: unknown key; remove it or check its spelling",
  ],
  [
    "a word for a number",
    "thresholds:\n  gap_seconds: ten\n",
    'company.yaml:8: thresholds.gap_seconds: expected a number, got "ten"',
  ],
  [
    "a number out of bounds",
    "thresholds: {dormant_days: 0}\n",
    "company.yaml:7: thresholds.dormant_days: expected 1 or more, got 0",
  ],
  [
    "a broken number",
    "thresholds: {dormant_days: 1.5}\n",
    "company.yaml:7: thresholds.dormant_days: expected a whole number, got 1.5",
  ],
  [
    "a bad schedule",
    'schedule: {run: "every day"}\n',
    'company.yaml:7: schedule.run: expected five cron fields such as "0 6 * * *", got "every day"',
  ],
  [
    "a value outside its list",
    "trap_event: first_call\n",
    'company.yaml:7: trap_event: expected one of first_payment, first_order, deal_won, got "first_call"',
  ],
  [
    "a break without a name in both languages",
    "breaks:\n  - {date: 2025-09-01, name: {en: Law}}\n",
    "company.yaml:8: breaks.0.name.ru: the key is missing; add it",
  ],
  [
    "a break on no day",
    "breaks:\n  - {date: 01.09.2025, name: {en: Law, ru: Закон}}\n",
    'company.yaml:8: breaks.0.date: expected a day such as 2025-09-01, got "01.09.2025"',
  ],
  [
    "a link to recordings that runs something",
    'recording_links: {telephony: "javascript:{id}"}\n',
    'company.yaml:7: recording_links.telephony: expected an address with {id}, such as https://pbx.example/records/{id}, got "javascript:{id}"',
  ],
  [
    "a script test that would need no looks",
    "script_test: {looks: 0}\n",
    "company.yaml:7: script_test.looks: expected 1 or more, got 0",
  ],
  [
    "a key given twice",
    "trap_event: deal_won\ntrap_event: deal_won\n",
    "company.yaml:8: not valid YAML: Map keys must be unique; check indentation and quotes",
  ],
])("%s is named with file, line, key and value", (_name, company, expected) => {
  expect(errorOf({company})).toEqual([expected]);
});

test("a bad zone, currency and country are each named on their own lines", () => {
  const text = "name: Test\ntimezone: Moscow\ncurrency: rub\ncountry: Россия\n";
  expect(errorOf({}, (directory) => write(join(directory, "company.yaml"), text))).toEqual([
    'company.yaml:2: timezone: expected an IANA time zone such as Europe/Moscow, got "Moscow"',
    'company.yaml:3: currency: expected a three-letter code such as RUB, got "rub"',
    'company.yaml:4: country: expected a two-letter country such as RU, got "Россия"',
  ]);
});

test("what is missing is named where it should stand", () => {
  expect(errorOf({}, (directory) => write(join(directory, "company.yaml"), "name: Test\n"))).toEqual([
    "company.yaml:1: timezone: the key is missing; add it",
    "company.yaml:1: currency: the key is missing; add it",
    "company.yaml:1: country: the key is missing; add it",
  ]);
});

test("a norm needs a limit", () => {
  const norms = `norms:
  - id: talk
    name: {en: Talk, ru: Разговор}
    definition: {en: d, ru: о}
    numerator: a
    denominator: b
    grain: day
    unit: minutes
    direction: up
`;
  expect(errorOf({norms})).toEqual(["norms.yaml:2: norms.0: expected low, high or both"]);
});

test.each([
  [
    "an unknown preset",
    "sources:\n  crm:\n    preset: amocrm\n",
    /^sources\.yaml:3: sources\.crm\.preset: there is no preset "amocrm"; there are amocrm_leads, /,
  ],
  [
    "a source with nothing",
    "sources:\n  crm: {zone: UTC}\n",
    /^sources\.yaml:2: sources\.crm: neither preset nor entities; name one of them$/,
  ],
  [
    "an unknown entity",
    "sources:\n  crm:\n    entities:\n      leads: {fields: {id: ID}}\n",
    /^sources\.yaml:4: sources\.crm\.entities\.leads: there is no entity "leads"; there are employees, /,
  ],
  [
    "an unknown field",
    "sources:\n  crm:\n    entities:\n      deals:\n        fields:\n          deal_id: ID\n          price: Бюджет\n",
    /^sources\.yaml:7: sources\.crm\.entities\.deals\.fields\.price: deals has no field "price"; it has deal_id, /,
  ],
  [
    "an unknown dictionary",
    "sources:\n  crm:\n    entities:\n      deals:\n        fields:\n          stage: {column: Этап, dictionary: phases}\n",
    /^sources\.yaml:6: sources\.crm\.entities\.deals\.fields\.stage\.dictionary: there is no file dictionaries\/phases\.csv; add it or correct the name$/,
  ],
  [
    "a bad source name",
    "sources:\n  CRM: {preset: deals}\n",
    /^sources\.yaml:2: sources\.CRM: expected a source name of a-z, 0-9 and _/,
  ],
  [
    "a bad zone",
    "sources:\n  crm:\n    preset: deals\n    zone: MSK+3\n",
    /^sources\.yaml:4: sources\.crm\.zone: expected an IANA time zone such as Europe\/Moscow, got "MSK\+3"$/,
  ],
  [
    "a delimiter of two characters",
    "sources:\n  crm:\n    preset: deals\n    format: {delimiter: '||'}\n",
    /^sources\.yaml:4: sources\.crm\.format\.delimiter: expected one character, `tab` or `whitespace`, got "\|\|"$/,
  ],
])("%s in sources.yaml", (_name, sources, expected) => {
  const [first, ...others] = errorOf({sources});
  expect(first).toMatch(expected);
  expect(others).toEqual([]);
});

const field = (text: string) =>
  `sources:\n  crm:\n    entities:\n      deals:\n        fields:\n          deal_id: ${text}\n`;
const at = "sources.yaml:6: sources.crm.entities.deals.fields.deal_id";

test.each([
  ["{column: ID, value: 5}", `${at}: expected exactly one of column, columns, value, sql, row_hash`],
  ["{zone: UTC}", `${at}: expected exactly one of column, columns, value, sql, row_hash`],
  ["{columns: ID}", `${at}.columns: expected a list, got "ID"`],
  ["{colum: ID}", `${at}.colum: unknown key; remove it or check its spelling`],
  ["{column: ID, duration: minutes}", `${at}.duration: expected one of s, ms, us, hms, any, got "minutes"`],
  [
    "{column: ID, date: дд.мм.гггг}",
    `${at}.date: expected a form such as %d.%m.%Y %H:%M, or unix_s, unix_ms, unix_us, excel, got "дд.мм.гггг"`,
  ],
  ["{column: ID, map: {a: [b]}}", `${at}.map.a: expected text`],
  ["[ID]", `${at}: expected text or a mapping`],
  ["5", `${at}: expected text or a mapping, got 5`],
  ["''", `${at}: expected text that is not empty or a mapping, got ""`],
])("the field form %s says what is wrong in it", (text, expected) => {
  expect(errorOf({sources: field(text)})).toContain(expected);
});

test.each([
  ["{column: ID, date: дд.мм}", /date: нужна форма, например %d\.%m\.%Y %H:%M, или .*, а стоит "дд\.мм"$/],
  ["{column: ID, duration: min}", /duration: нужно: одно из s, ms, us, hms, any, а стоит "min"$/],
  ["{column: ID, scale: 0}", /scale: нужно: больше 0, а стоит 0$/],
  ["{column: ID, currency: руб}", /currency: нужен код валюты, например EUR, а стоит "руб"$/],
])("the field form %s is refused in Russian too", (text, expected) => {
  try {
    readCompany(makeHome({sources: field(text)}));
    expect.unreachable();
  } catch (error) {
    expect((error as PipelineError).said.ru).toMatch(expected);
  }
});

test.each([
  ["{column: Тип, map: {Исходящий: out, Внутр: inner}}", "map.Внутр", "inner"],
  ["{column: Тип, default: outgoing}", "default", "outgoing"],
  ["{value: исходящий}", "value", "исходящий"],
])("the code of the field %s that its list lacks is refused beside those there are", (text, key, code) => {
  const sources = field(text).replace("deals", "calls").replace("deal_id", "direction");
  expect(errorOf({sources})).toEqual([
    `sources.yaml:6: sources.crm.entities.calls.fields.direction.${key}: direction has no code "${code}"; it has in, out, internal`,
  ]);
});

test.each([
  [
    "a row of the wrong width",
    "code,name_en\nprice\n",
    "dictionaries/refusal_reasons.csv:2: expected 2 cells as in the header, got 1; quote cells that hold a comma",
  ],
  [
    "an empty code",
    "code,name_en\nprice,Price\n,Other\n",
    "dictionaries/refusal_reasons.csv:3: code: the cell is empty; fill it in",
  ],
  [
    "a code given twice",
    "code,name_en\nprice,Price\nother,Other\nprice,Cost\n",
    'dictionaries/refusal_reasons.csv:4: code: "price" stands on line 2 already; keep one of them',
  ],
  [
    "a spelling of two codes",
    "code,raw\nprice,дорого|нет денег\nbudget,Нет  денег\n",
    'dictionaries/refusal_reasons.csv:3: raw: "Нет  денег" means price already (line 2); keep one of them',
  ],
  [
    "no column for codes",
    "name_en\nPrice\n",
    "dictionaries/refusal_reasons.csv:1: code: the header lacks this column; add it",
  ],
  [
    "an unknown column",
    "code,name\nprice,Price\n",
    "dictionaries/refusal_reasons.csv:1: name: there is no such column; there are code, name_en, name_ru, group_code, position, is_other, raw",
  ],
  [
    "a flag that is none",
    "code,is_other\nprice,maybe\n",
    'dictionaries/refusal_reasons.csv:2: is_other: expected true, false or nothing, got "maybe"',
  ],
  [
    "a position that is no number",
    "code,position\nprice,first\n",
    'dictionaries/refusal_reasons.csv:2: position: expected a whole number, got "first"',
  ],
])("dictionary: %s", (_name, text, expected) => {
  expect(errorOf({dictionaries: {refusal_reasons: text}})).toEqual([expected]);
});

test("stages: a status outside its list", () => {
  const stages = "pipeline,stage,stage_code,status\n,Новая,new,open\n,Успех,won,win\n";
  expect(errorOf({dictionaries: {stages}})).toEqual([
    'dictionaries/stages.csv:3: status: expected open, won or lost, got "win"',
  ]);
});

test("spellings of a dictionary: code, names and raw, each once; a quoted cell may hold a comma and two lines", () => {
  const text =
    '\ufeffcode,name_en,name_ru,raw,is_other\nprice,"Too\ndear, they say",Дорого,дорого|ДОРОГО!,\nother,Other,,,true\n';
  const {dictionaries} = readCompany(makeHome({dictionaries: {refusal_reasons: text}}));
  expect(dictionaries.entries).toEqual([
    {
      dictionary: "refusal_reasons",
      code: "price",
      nameEn: "Too\ndear, they say",
      nameRu: "Дорого",
      group: null,
      isOther: false,
      position: 1,
      spellings: ["price", "дорого", "ДОРОГО!", "Too\ndear, they say", "Дорого"],
    },
    {
      dictionary: "refusal_reasons",
      code: "other",
      nameEn: "Other",
      nameRu: "Other",
      group: null,
      isOther: true,
      position: 2,
      spellings: ["other", "Other"],
    },
  ]);
});

test("a missing file says which and what to do", () => {
  const home = makeHome();
  expect(() => readCompany({...home, company: join(home.home, "nowhere")})).toThrow(
    /nowhere\/company\.yaml: the file is missing; npm run estafeta -- new DIR makes a company, and a copy of the whole folder data\/company is the demo's$/,
  );
});

test("the production calendar: transferred and shortened days, and the company's own file above it", () => {
  const directory = temporaryFolder();
  const hours = (first: string, last: string) =>
    workCalendar("ru", directory, first, last).map((day) => day.normHours);
  // 30 April 2026 is a shortened Thursday, 1 May a holiday, 2 and 3 May a weekend, 4 May a Monday
  expect(hours("2026-04-29", "2026-05-04")).toEqual([8, 7, 0, 0, 0, 8]);
  const year = workCalendar("ru", directory, "2026-01-01", "2026-12-31");
  expect(year.filter((day) => day.isWorking)).toHaveLength(247);
  expect(year.filter((day) => day.normHours === 7).map((day) => day.date)).toEqual([
    "2026-04-30",
    "2026-05-08",
    "2026-06-11",
    "2026-11-03",
  ]);
  expect(workCalendar("none", directory, "2026-05-01", "2026-05-03").map((day) => day.isWorking)).toEqual([
    true,
    false,
    false,
  ]);
  write(join(directory, "calendars/ru-own.csv"), "date,kind\n2026-05-02,work\n2026-05-04,off\n");
  expect(hours("2026-05-01", "2026-05-04")).toEqual([0, 8, 0, 0]);
  write(join(directory, "calendars/ru-own.csv"), "date,kind\n2026-05-02,free\n");
  expect(() => hours("2026-05-01", "2026-05-04")).toThrow(
    /calendars\/ru-own\.csv:2: expected a day and off, short or work, got "2026-05-02,free"; write such as 2026-05-08,short$/,
  );
});
