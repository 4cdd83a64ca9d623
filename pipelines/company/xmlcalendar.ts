import {Parser} from "htmlparser2";
import type {Bilingual} from "../bilingual.ts";
import {PipelineError} from "../errors.ts";

/** How a day differs from "Monday to Friday are worked, Saturday and Sunday are not". */
export type DayKind = "off" | "short" | "work";

const kinds: Record<string, DayKind> = {1: "off", 2: "short", 3: "work"};

/** The days of a year as xmlcalendar's XML tells them: t 1 is a day off, 2 a shortened one, 3 a worked weekend day. */
export function readCalendarXml(text: string, path: string, year: number): Map<string, DayKind> {
  const days = new Map<string, DayKind>();
  let isWhole = false;
  const refuse = ({en, ru}: Bilingual): never => {
    const place = `${path}:${text.slice(0, parser.startIndex).split("\n").length}`;
    throw new PipelineError("bad_config", {en: `${place}: ${en}`, ru: `${place}: ${ru}`});
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "calendar") requireYear(attributes.year, year, refuse);
        if (name !== "day") return;
        const date = `${year}-${(attributes.d ?? "").replace(".", "-")}`;
        const kind = kinds[attributes.t ?? ""];
        if (!isDate(date) || !kind) {
          const given = `d="${attributes.d ?? ""}" t="${attributes.t ?? ""}"`;
          refuse({
            en: `expected a day such as <day d="05.08" t="2"/> with t of 1, 2 or 3, got ${given}; correct it or download the file again`,
            ru: `нужен день вида <day d="05.08" t="2"/>, где t — 1, 2 или 3, а стоит ${given}; исправьте или скачайте файл заново`,
          });
        }
        days.set(date, kind!);
      },
      onclosetag(name, isImplied) {
        if (name === "calendar") isWhole = !isImplied;
      },
    },
    {xmlMode: true},
  );
  parser.end(text);
  if (!isWhole || days.size === 0)
    throw new PipelineError("bad_config", {
      en: `${path}: expected <calendar year="${year}"> with its days up to </calendar>; the file is cut off or something else, download it again`,
      ru: `${path}: нужен <calendar year="${year}"> с днями до </calendar>; файл обрывается или это что-то другое, скачайте его заново`,
    });
  return days;
}

interface CalendarJson {
  year?: unknown;
  months?: {month?: unknown; days?: unknown}[];
  statistic?: {workdays?: unknown};
}

/** The same in JSON, which lists days off; `*` marks a shortened day, which is worked, `+` a day off by transfer. */
export function readCalendarJson(text: string, path: string, year: number): Map<string, DayKind> {
  const refuse = ({en, ru}: Bilingual): never => {
    throw new PipelineError("bad_config", {en: `${path}: ${en}`, ru: `${path}: ${ru}`});
  };
  const calendar = parseJson(text, refuse);
  requireYear(calendar.year, year, refuse);
  const months = Array.isArray(calendar.months) ? calendar.months : [];
  if (months.length !== 12 || months.some((entry, index) => entry.month !== index + 1))
    refuse({
      en: `expected months 1 to 12 in order, got ${months.length}; download the file again`,
      ru: `нужны месяцы с 1 по 12 по порядку, а их ${months.length}; скачайте файл заново`,
    });
  const listed = new Map<string, DayKind>();
  for (const {month, days} of months)
    for (const item of String(days).split(",")) {
      const [, day, mark] = /^\s*(\d{1,2})([*+]?)\s*$/.exec(item) ?? [];
      const date = `${year}-${String(month).padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
      if (!day || !isDate(date))
        refuse({
          en: `month ${month}: expected days such as 1,2,9+,30*, got "${item}"; correct it or download the file again`,
          ru: `месяц ${month}: нужны дни вида 1,2,9+,30*, а стоит «${item}»; исправьте или скачайте файл заново`,
        });
      listed.set(date, mark === "*" ? "short" : "off");
    }
  const {exceptions, worked} = differences(listed, year);
  const stated = calendar.statistic?.workdays;
  if (stated !== undefined && stated !== worked)
    refuse({
      en: `its days make ${worked} working days, its statistic says ${stated}; download the file again`,
      ru: `по дням выходит рабочих ${worked}, а в итоге файла ${stated}; скачайте файл заново`,
    });
  return exceptions;
}

/** What differs from the usual week when every day off is listed. */
function differences(listed: Map<string, DayKind>, year: number) {
  const exceptions = new Map<string, DayKind>();
  let worked = 0;
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(time).getUTCDay());
    const kind = listed.get(date) ?? "work";
    if (kind !== "off") worked++;
    if (kind === "short" || (kind === "off") !== isWeekend) exceptions.set(date, kind);
  }
  return {exceptions, worked};
}

function parseJson(text: string, refuse: (problem: Bilingual) => never): CalendarJson {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === "object") return parsed;
  } catch (cause) {
    const {message} = cause as Error;
    refuse({en: `${message}; download the file again`, ru: `это не JSON (${message}); скачайте файл заново`});
  }
  return refuse({
    en: "expected an object with year and months; download the file again",
    ru: "нужен объект с годом и месяцами; скачайте файл заново",
  });
}

function requireYear(stated: unknown, year: number, refuse: (problem: Bilingual) => never): void {
  if (Number(stated) !== year)
    refuse({
      en: `the file's name says ${year}, its year is ${JSON.stringify(stated)}; rename it or take the other file`,
      ru: `в имени файла ${year}, а внутри год ${JSON.stringify(stated)}; переименуйте файл или возьмите другой`,
    });
}

/** A day of the calendar, written with the year in front. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  // a month above 12 is no moment, and has no text
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}
