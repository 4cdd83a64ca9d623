import {readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {newcombeDifference} from "../../queries/statistics/newcombe.ts";
import {madeForAll} from "../helpers/shared.ts";
import {isRussianDate, kopecks, monthOfCell, readSales, readSource} from "./demo-reading.ts";

type Who = {employee_id: string; extension: string; from: string; to: string};
interface Planted {
  scripts: {observed: {script_version: string; goal: number; refusal: number}[]};
  padder: Who & {calls: number};
  losing_farmer: Who;
  late_handovers: {
    extension: string;
    limit_days: number;
    keeper_client_ids: string[];
    all: {client_id: string; accepted: string | null; days_over_limit: number}[];
  };
  dumped_small_clients: Who & {client_ids: string[]; deal_ids: string[]};
  revival_campaign: {
    campaign_id: string;
    from: string;
    to: string;
    watched_until: string;
    chance: Record<"treated" | "control", number>;
    drawn: Record<"treated" | "control", {clients: number; reactivated: number}>;
  };
  recording_gap: Who;
  reused_extensions: {extension: string; holders: {employee_id: string; from: string; to: string | null}[]}[];
}

const home = await madeForAll("demo-24-half", (folder) => writeDemo({home: folder, months: 24, scale: 0.5}));
const inbox = join(home, "var", "inbox");
let planted: Planted;
let lastDay: string;

beforeAll(() => {
  const truth = JSON.parse(readFileSync(join(home, "var", "truth.json"), "utf8")) as {
    planted: Planted;
    last_day: string;
  };
  planted = truth.planted;
  lastDay = truth.last_day;
});

const isoOf = (russian: string) => `${russian.slice(6, 10)}-${russian.slice(3, 5)}-${russian.slice(0, 2)}`;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const staffRows = () => readSource(inbox, "staff", ";", {encoding: "windows-1251"})[0]!.rows;
const old = {encoding: "windows-1251"} as const;

/** Good calls of the call centre, each once: desk, day, clock, talk, recorded. */
function* deskCalls(): Generator<{
  desk: string;
  day: string;
  clock: string;
  talk: number;
  isRecorded: boolean;
}> {
  const seen = new Set<string>();
  for (const {rows} of readSource(inbox, "sipuni", ";"))
    for (const cells of rows) {
      if (cells.length !== 26 || !isRussianDate(cells[2]!) || Number(cells[12]) > 86_400) continue;
      const key = cells[15] || cells[19]!;
      const desk = /^(\d{3}) \(/.exec(cells[0]!.toLowerCase() === "входящий" ? cells[10]! : cells[6]!);
      if (seen.has(key) || !desk || cells[0]!.toLowerCase() === "внутренний") continue;
      seen.add(key);
      const time = cells[2]!;
      yield {
        desk: desk[1]!,
        day: isoOf(time),
        clock: time.slice(11),
        talk: Number(cells[12]),
        isRecorded: cells[20] === "1",
      };
    }
}

test("the second script has more refusals and fewer goals in the operators' log", () => {
  const counts = new Map<string, {all: number; goal: number; refusal: number}>();
  const seen = new Set<string>();
  for (const {rows} of readSource(inbox, "call_results", ";", old))
    for (const cells of rows) {
      if (cells.length !== 11 || !cells[0] || !isRussianDate(cells[1]!) || cells[2]!.includes("E")) continue;
      if (cells[4] === "???" || seen.has(cells[0])) continue;
      seen.add(cells[0]);
      const word = cells[4]!.toLowerCase();
      const of = counts.get(cells[9]!) ?? {all: 0, goal: 0, refusal: 0};
      of.all++;
      if (word.startsWith("отказ")) of.refusal++;
      if (word.startsWith("цель") || word.startsWith("встреча")) of.goal++;
      counts.set(cells[9]!, of);
    }
  for (const {script_version, goal, refusal} of planted.scripts.observed)
    expect(counts.get(script_version), script_version).toMatchObject({goal, refusal});
  const share = (version: string, what: "goal" | "refusal") =>
    counts.get(version)![what] / counts.get(version)!.all;
  expect(share("v2", "refusal") - share("v1", "refusal")).toBeGreaterThan(0.05);
  expect(share("v2", "refusal") - share("v3", "refusal")).toBeGreaterThan(0.05);
  expect(share("v1", "goal")).toBeGreaterThan(share("v2", "goal"));
  expect(share("v3", "goal")).toBeGreaterThan(share("v2", "goal"));
});

test("one operator ends his days with calls of half a minute", () => {
  const {extension, from, calls} = planted.padder;
  const short = new Map<string, number>();
  for (const {desk, day, clock, talk} of deskCalls())
    if (day >= from && clock >= "15:30:00" && talk >= 30 && talk <= 40)
      short.set(desk, (short.get(desk) ?? 0) + 1);
  const others = [...short].filter(([desk]) => desk !== extension).map(([, count]) => count);
  expect(short.get(extension)).toBeGreaterThanOrEqual(calls);
  expect(short.get(extension)!).toBeGreaterThan(5 * Math.max(...others));
});

test("one operator has a week without recordings, and only that week", () => {
  const {extension, from, to} = planted.recording_gap;
  const conversations = [...deskCalls()].filter(({desk, talk}) => desk === extension && talk >= 30);
  const inGap = conversations.filter(({day}) => day >= from && day <= to);
  const outside = conversations.filter(({day}) => day < from || day > to);
  expect(inGap.length).toBeGreaterThan(10);
  expect(inGap.filter(({isRecorded}) => isRecorded)).toEqual([]);
  expect(outside.filter(({isRecorded}) => isRecorded).length / outside.length).toBeGreaterThan(0.95);
});

test("extensions pass from person to person without overlap, one in the middle of a month", () => {
  const rows = staffRows();
  expect(planted.reused_extensions.length).toBeGreaterThan(1);
  let isMidMonth = false;
  for (const {extension, holders} of planted.reused_extensions) {
    const periods = rows
      .filter((cells) => cells[9] === extension)
      .sort((a, b) => (isoOf(a[10]!) < isoOf(b[10]!) ? -1 : 1));
    expect(new Set(periods.map((cells) => cells[0]))).toEqual(new Set(holders.map((who) => who.employee_id)));
    for (let i = 1; i < periods.length; i++) {
      expect(isoOf(periods[i - 1]![11]!) <= isoOf(periods[i]![10]!)).toBe(true);
      const day = Number(periods[i]![10]!.slice(0, 2));
      if (day > 3 && day < 28) isMidMonth = true;
    }
  }
  expect(isMidMonth).toBe(true);
});

test("the losing farmer's volume falls against a year before, nobody else's like it", async () => {
  const farmers = new Map(
    staffRows()
      .filter((cells) => cells[3] === "Фермер")
      .map((cells) => [cells[2]!.split(";")[2]!, cells[9]!]),
  );
  const volume = new Map<string, {now: number; before: number}>();
  const last = [0, 1, 2, 3].map(
    (back) => new Date(Date.UTC(Number(lastDay.slice(0, 4)), Number(lastDay.slice(5, 7)) - 1 - back, 1)),
  );
  const sales = (await readSales(inbox)).flatMap(({rows}) => rows);
  for (const date of last)
    for (const period of ["now", "before"] as const) {
      const first = new Date(date);
      if (period === "before") first.setUTCFullYear(first.getUTCFullYear() - 1);
      const month = monthOfCell(first);
      for (const cells of sales.filter(([day]) => monthOfCell(day) === month)) {
        const desk = farmers.get(String(cells[9]));
        const amount = typeof cells[8] === "string" ? kopecks(cells[8]) : Number(cells[8]) * 100;
        if (!desk || Number.isNaN(amount)) continue;
        const sums = volume.get(desk) ?? {now: 0, before: 0};
        sums[period] += amount;
        volume.set(desk, sums);
      }
    }
  const ratio = (desk: string) => volume.get(desk)!.now / volume.get(desk)!.before;
  const {extension} = planted.losing_farmer;
  const others = [...volume.keys()].filter((desk) => desk !== extension);
  expect(ratio(extension)).toBeLessThan(0.8);
  for (const desk of others) expect(ratio(desk), desk).toBeGreaterThan(0.9);
});

test("late hand-overs are those that first payments and acceptances tell", () => {
  const trap = new Map<string, string>();
  for (const {rows} of readSource(inbox, "payments_1c", ";", old))
    for (const cells of rows) {
      if (!cells[0] || !cells[6] || !isRussianDate(cells[1]!) || Number.isNaN(kopecks(cells[4]!))) continue;
      const day = isoOf(cells[1]!);
      if (day < (trap.get(cells[6]) ?? "9")) trap.set(cells[6], day);
    }
  const hands = readSource(inbox, "handovers", ",")[0]!.rows;
  const clientOfDeal = new Map(hands.map((cells) => [cells[2]!, cells[1]!]));
  const accepted = new Map(
    hands
      .filter((cells) => cells[4] === "farmers" && cells[8])
      .map((cells) => [cells[1]!, cells[8]!.slice(0, 10)]),
  );
  const late = [...trap]
    .map(([deal, day]) => ({
      client: clientOfDeal.get(deal)!,
      days: daysBetween(day, accepted.get(clientOfDeal.get(deal)!) ?? lastDay),
    }))
    .filter(({days}) => days > planted.late_handovers.limit_days);
  expect(late.map(({client}) => client).sort()).toEqual(
    planted.late_handovers.all.map((row) => row.client_id).sort(),
  );
  expect(planted.late_handovers.keeper_client_ids.length).toBeGreaterThan(10);
  expect(planted.late_handovers.keeper_client_ids.length / late.length).toBeGreaterThan(0.8);
});

test("dumped small clients stay at the first contact and are not called again", () => {
  const {client_ids, deal_ids, from} = planted.dumped_small_clients;
  expect(deal_ids.length).toBeGreaterThan(20);
  const contacts = new Map(
    readSource(inbox, "amocrm_contacts", ",")
      .at(-1)!
      .rows.map((cells) => [cells[0]!, cells]),
  );
  for (const id of client_ids) expect(contacts.get(id)![24]).toBe("Малый");
  const dumped = new Set(deal_ids);
  const stages = new Map<string, string[]>();
  for (const {rows} of readSource(inbox, "amocrm_leads", ","))
    for (const cells of rows)
      if (dumped.has(cells[0]!) && isRussianDate(cells[4] ?? "")) stages.set(cells[0]!, cells);
  const since = new Map<string, string>();
  for (const cells of stages.values()) {
    expect(cells[15]).toBe("Первый контакт");
    expect(isoOf(cells[39]!) >= from).toBe(true);
    since.set(cells[21]!.slice(1), isoOf(cells[39]!));
  }
  for (const {rows} of readSource(inbox, "asterisk", ",", {header: false}))
    for (const cells of rows) {
      const phone = [cells[1]!, cells[2]!].find((cell) => cell.length === 11)?.slice(1);
      const day = phone && since.get(phone);
      if (day && cells.length === 21) expect(cells[9]!.slice(0, 10) <= day, phone).toBe(true);
    }
});

test("the revival campaign: those who were called came back as drawn, those held out were left alone", async () => {
  const {campaign_id, from, to, watched_until, chance, drawn} = planted.revival_campaign;
  const [members] = readSource(inbox, "campaign_members", ",");
  const group = new Map(
    members!.rows
      .filter((cells) => cells[0] === campaign_id)
      .map((cells) => [cells[1]!, cells[2] === "true" ? "control" : "treated"]),
  );
  const back = {treated: new Set<string>(), control: new Set<string>()};
  for (const {rows} of await readSales(inbox))
    for (const [date, , , name] of rows) {
      const day = date instanceof Date ? date.toISOString().slice(0, 10) : "";
      if (day < from || day > watched_until) continue;
      const client = String(31_000_001 + 3 * (Number(/-(\d+)/.exec(String(name))![1]) - 1));
      const side = group.get(client) as "treated" | "control" | undefined;
      if (side) back[side].add(client);
    }
  for (const side of ["treated", "control"] as const) {
    expect([...group.values()].filter((value) => value === side)).toHaveLength(drawn[side].clients);
    expect(back[side].size).toBe(drawn[side].reactivated);
  }
  const rate = (side: "treated" | "control") => drawn[side].reactivated / drawn[side].clients;
  expect(rate("treated")).toBeGreaterThan(rate("control"));
  const lift = newcombeDifference(
    {hits: back.treated.size, trials: drawn.treated.clients},
    {hits: back.control.size, trials: drawn.control.clients},
  )!;
  expect(lift.verdict).toBe("higher");
  expect(lift.low).toBeLessThan(chance.treated - chance.control);
  expect(lift.high).toBeGreaterThan(chance.treated - chance.control);
  const contacts = readSource(inbox, "amocrm_contacts", ",").at(-1)!.rows;
  const heldOut = new Set(
    contacts.filter((cells) => group.get(cells[0]!) === "control").map((cells) => cells[13]!.slice(1)),
  );
  for (const {rows} of readSource(inbox, "asterisk", ",", {header: false}))
    for (const cells of rows) {
      const day = cells[9]?.slice(0, 10) ?? "";
      if (day >= from && day <= to) expect(heldOut.has(cells[2]!.slice(1))).toBe(false);
    }
});
