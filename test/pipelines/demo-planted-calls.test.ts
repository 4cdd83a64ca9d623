import {readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {beyondChance} from "../../queries/statistics/beyond.ts";
import {coincidencesOf, krippendorffAlpha, nominal} from "../../queries/statistics/krippendorff.ts";
import {newcombeDifference} from "../../queries/statistics/newcombe.ts";
import {madeForAll} from "../helpers/shared.ts";
import {filesUnder, isRussianDate, readSheet, readSource} from "./demo-reading.ts";

interface Planted {
  put_off_calls: {extension: string; from: string};
  profile_first: {second_goal_factor: number};
  needs_first: {from: string; chance: number};
  screened_out: {observed: {reason: string; clients: number}[]};
  second_listening: {item: string; observed: {item: string; same: number; different: number}[]};
}

interface Filed {
  day: string;
  client: string;
  word: string;
  reason: string;
  goal: string;
  callback: string;
}

/** One day on which an operator spoke with a client, or only dialled. */
interface DeskCall {
  desk: string;
  client: string;
  moment: string;
  talk: number;
}

const home = await madeForAll("demo-24-half", (folder) => writeDemo({home: folder, months: 24, scale: 0.5}));
const inbox = join(home, "var", "inbox");
let planted: Planted;
let lastDay: string;
let filed: Filed[];
let calls: DeskCall[];

beforeAll(() => {
  const truth = JSON.parse(readFileSync(join(home, "var", "truth.json"), "utf8")) as {
    planted: Planted;
    last_day: string;
  };
  planted = truth.planted;
  lastDay = truth.last_day;
  const clientOf = new Map<string, string>();
  for (const cells of readSource(inbox, "amocrm_contacts", ",").at(-1)!.rows)
    for (const phone of [cells[13]!, cells[15]!]) if (phone) clientOf.set(digits(phone), cells[0]!);
  filed = readFiled(clientOf);
  calls = readCalls(clientOf);
});

const digits = (text: string) => text.replace(/\D/g, "").slice(-10);
const isoOf = (russian: string) => `${russian.slice(6, 10)}-${russian.slice(3, 5)}-${russian.slice(0, 2)}`;
const isoMomentOf = (russian: string) => `${isoOf(russian)} ${russian.slice(11)}`;

/** Good rows of the operators' log, each once. */
function readFiled(clientOf: ReadonlyMap<string, string>): Filed[] {
  const seen = new Set<string>();
  const rows: Filed[] = [];
  for (const file of readSource(inbox, "call_results", ";", {encoding: "windows-1251"}))
    for (const cells of file.rows) {
      if (cells.length !== 11 || !cells[0] || !isRussianDate(cells[1]!) || seen.has(cells[0])) continue;
      seen.add(cells[0]);
      const client = clientOf.get(digits(cells[2]!));
      if (!client) continue;
      const [word, reason, goal] = [cells[4]!, cells[5]!, cells[6]!].map((cell) => cell.trim().toLowerCase());
      const callback = cells[7] ? isoOf(cells[7]) : "";
      rows.push({day: isoOf(cells[1]!), client, word: word!, reason: reason!, goal: goal!, callback});
    }
  return rows;
}

/** Good calls of the call centre with known clients, each once, in the order of time. */
function readCalls(clientOf: ReadonlyMap<string, string>): DeskCall[] {
  const seen = new Set<string>();
  const rows: DeskCall[] = [];
  for (const file of readSource(inbox, "sipuni", ";"))
    for (const cells of file.rows) {
      if (cells.length !== 26 || !isRussianDate(cells[2]!) || Number(cells[12]) > 86_400) continue;
      const isIn = cells[0]!.toLowerCase() === "входящий";
      const desk = /^(\d{3}) \(/.exec((isIn ? cells[10] : cells[6])!);
      const client = clientOf.get(digits((isIn ? cells[6] : cells[7])!));
      const key = cells[15] || cells[19]!;
      if (!client || seen.has(key) || cells[0]!.toLowerCase() === "внутренний") continue;
      seen.add(key);
      rows.push({desk: desk?.[1] ?? "", client, moment: isoMomentOf(cells[2]!), talk: Number(cells[12])});
    }
  return rows.sort((a, b) => (a.moment < b.moment ? -1 : 1));
}

const isProfile = ({goal}: Filed) => goal === "профиль компании" || goal === "анкета заполнена";
const isOffer = ({reason}: Filed) =>
  ["пришлите предложение", "пришлите кп", "отправьте на почту"].includes(reason);
const isGoal = ({word}: Filed) => word === "цель достигнута" || word === "встреча назначена";

test("clients not needed are written with the reason they were found for", () => {
  const words = {
    too_small: "слишком мелкий клиент",
    other_region: "не наш регион",
    closed: "компания закрыта",
    rival: "конкурент",
  };
  const {observed} = planted.screened_out;
  expect(observed.map(({reason}) => reason).sort()).toEqual(Object.keys(words).sort());
  for (const {reason, clients} of observed)
    expect(filed.filter((row) => row.reason === words[reason as keyof typeof words])).toHaveLength(clients);
});

test("one operator puts promised calls off; no other keeps fewer than chance explains", () => {
  const {extension, from} = planted.put_off_calls;
  const days = new Map<string, Set<string>>();
  const deskOn = new Map<string, string>();
  for (const {client, moment, desk} of calls) {
    const day = moment.slice(0, 10);
    days.set(client, (days.get(client) ?? new Set()).add(day));
    if (desk) deskOn.set(`${client} ${day}`, desk);
  }
  const kept = new Map<string, {hits: number; trials: number}>();
  for (const {client, day, callback} of filed) {
    const desk = deskOn.get(`${client} ${day}`);
    if (!callback || !desk || day < from || callback > lastDay) continue;
    const own = kept.get(desk) ?? {hits: 0, trials: 0};
    own.trials++;
    if (days.get(client)?.has(callback)) own.hits++;
    kept.set(desk, own);
  }
  const others = [...kept].filter(([desk]) => desk !== extension).map(([, own]) => own);
  const sum = (pick: (own: {hits: number; trials: number}) => number) =>
    others.reduce((total, own) => total + pick(own), 0);
  const common = sum((own) => own.hits) / sum((own) => own.trials);
  const {hits, trials} = kept.get(extension)!;
  expect(beyondChance(hits, trials, common)).toBe("below");
  for (const own of others) expect(beyondChance(own.hits, own.trials, common)).not.toBe("below");
});

test("under the third script those who ask for an offer tell of their needs in the same conversation", () => {
  const {from, chance} = planted.needs_first;
  const told = new Set(filed.filter(isProfile).map(({client, day}) => `${client} ${day}`));
  const count = (rows: Filed[]) => ({
    hits: rows.filter(({client, day}) => told.has(`${client} ${day}`)).length,
    trials: rows.length,
  });
  const offers = filed.filter(isOffer);
  const before = count(offers.filter(({day}) => day < from));
  const after = count(offers.filter(({day}) => day >= from));
  expect(before.trials).toBeGreaterThan(100);
  const change = newcombeDifference(after, before)!;
  expect(change.verdict).toBe("higher");
  expect(after.hits / after.trials).toBeGreaterThan(chance - 0.1);
  expect(after.hits / after.trials).toBeLessThan(chance + 0.15);
  const otherRefusals = filed.filter((row) => row.day >= from && row.reason && !isOffer(row));
  expect(newcombeDifference(after, count(otherRefusals))!.verdict).toBe("higher");
});

test("a first conversation that brought the profile makes a goal in the second more likely", () => {
  const told = new Set(filed.filter(isProfile).map(({client, day}) => `${client} ${day}`));
  const won = new Set(filed.filter(isGoal).map(({client, day}) => `${client} ${day}`));
  const talks = Map.groupBy(
    calls.filter(({talk}) => talk >= 30),
    ({client}) => client,
  );
  const counts = {known: {hits: 0, trials: 0}, others: {hits: 0, trials: 0}};
  for (const [client, own] of talks) {
    const [first, second] = [...new Set(own.map(({moment}) => moment.slice(0, 10)))];
    if (!second || won.has(`${client} ${first}`)) continue;
    const side = told.has(`${client} ${first}`) ? counts.known : counts.others;
    side.trials++;
    if (won.has(`${client} ${second}`)) side.hits++;
  }
  const change = newcombeDifference(counts.known, counts.others)!;
  expect(change.verdict).toBe("higher");
  const base = counts.others.hits / counts.others.trials;
  const planned = base * (planted.profile_first.second_goal_factor - 1);
  expect(change.low).toBeLessThan(planned);
  expect(change.high).toBeGreaterThan(planned);
});

test("two listeners mark the same conversations; one item of the checklist they read in two ways", async () => {
  const marks = new Map<string, Map<string, (number | null)[]>>();
  for (const name of filesUnder(join(inbox, "qa"))) {
    const [header, ...rows] = await readSheet(join(inbox, "qa", name));
    for (const cells of rows) {
      if (!(cells[0] instanceof Date)) continue;
      const heard = JSON.stringify([cells[1], cells[2], cells[3]]);
      for (let index = 6; index < header!.length; index++) {
        const item = String(header![index]);
        const things = marks.get(item) ?? new Map<string, (number | null)[]>();
        const mark = cells[index];
        things.set(heard, [...(things.get(heard) ?? []), typeof mark === "number" ? mark : null]);
        marks.set(item, things);
      }
    }
  }
  const alphas = new Map<string, number>();
  for (const {item, same, different} of planted.second_listening.observed) {
    const twice = [...marks.get(item)!.values()].filter(
      (thing) => thing.filter((mark) => mark !== null).length === 2,
    );
    expect(twice.filter(([one, other]) => one === other)).toHaveLength(same);
    expect(twice.filter(([one, other]) => one !== other)).toHaveLength(different);
    alphas.set(item, krippendorffAlpha(coincidencesOf(twice), nominal)!);
  }
  const {item} = planted.second_listening;
  expect(alphas.size).toBe(7);
  expect(alphas.get(item)).toBeLessThan(0.6);
  for (const [other, alpha] of alphas) if (other !== item) expect(alpha, other).toBeGreaterThan(0.6);
});
