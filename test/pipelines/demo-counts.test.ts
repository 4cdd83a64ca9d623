import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {isValidPhoneNumber} from "libphonenumber-js/max";
import {afterAll, beforeAll, expect, test} from "vitest";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {
  filesUnder,
  isRussianDate,
  kopecks,
  monthOfCell,
  monthOfRussian,
  readSales,
  readSheet,
  readSource,
} from "./demo-reading.ts";

interface Truth {
  files: Record<string, {rows: number; duplicates: number; rejected: Record<string, number>}>;
  calls_by_month: {
    month: string;
    source: string;
    calls: number;
    conversations: number;
    talk_seconds: number;
    internal_calls: number;
  }[];
  operator_months: {
    employee_id: string;
    month: string;
    talk_seconds: number;
    conversations: number;
    goals: number;
  }[];
  deals: {
    created: number;
    exported: number;
    won_by_month: {month: string; won: number; won_amount: number}[];
  };
  orders_by_month: {month: string; lines: number; documents: number; kopecks: number}[];
  payments_by_month: {month: string; payments: number; kopecks: number}[];
  invoices_by_month: {month: string; invoices: number; kopecks: number}[];
  qa_reviews: number;
  unmatched: {calls_of_unknown_extension: Record<string, number>; asterisk_queue_legs: number};
  client_count: number;
}

const home = mkdtempSync(join(tmpdir(), "estafeta-demo-"));
const inbox = join(home, "var", "inbox");
let truth: Truth;

beforeAll(async () => {
  await writeDemo({home, months: 5, scale: 0.2});
  truth = JSON.parse(readFileSync(join(home, "var", "truth.json"), "utf8")) as Truth;
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

const rejected = (path: string) =>
  Object.values(truth.files[path]!.rejected).reduce((sum, count) => sum + count, 0);
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test("every file is listed with its number of rows", async () => {
  expect(filesUnder(inbox)).toEqual(Object.keys(truth.files).sort());
  for (const [path, {rows}] of Object.entries(truth.files)) {
    const source = path.split("/")[0]!;
    if (path.endsWith(".xlsx")) {
      expect((await readSheet(join(inbox, path))).length - 1, path).toBe(rows);
      continue;
    }
    const isSemicolon = [
      "sipuni",
      "call_results",
      "payments_1c",
      "invoices_1c",
      "staff",
      "salaries",
    ].includes(source);
    const isOld = ["call_results", "payments_1c", "invoices_1c", "staff", "salaries"].includes(source);
    const file = readSource(inbox, source, isSemicolon ? ";" : ",", {
      encoding: isOld ? "windows-1251" : "utf-8",
      header: source !== "asterisk",
    }).find((other) => other.path === path)!;
    expect(file.rows.length, path).toBe(rows);
  }
});

test("Sipuni: rows, repeats, broken rows, talk and conversations by month", () => {
  const seen = new Set<string>();
  const months = new Map<string, {calls: number; internal: number; conversations: number; talk: number}>();
  for (const {path, header, rows} of readSource(inbox, "sipuni", ";")) {
    expect(header).toHaveLength(26);
    let repeated = 0;
    let broken = 0;
    for (const cells of rows) {
      const [kind, , time, , , , , to] = cells;
      const talk = Number(cells[12]);
      if (cells.length !== 26 || !isRussianDate(time!) || talk > 86_400) {
        broken++;
        continue;
      }
      const key = cells[15] || `${cells[19]}${time}${to}`;
      if (seen.has(key)) {
        repeated++;
        continue;
      }
      seen.add(key);
      const month = monthOfRussian(time!);
      const counts = months.get(month) ?? {calls: 0, internal: 0, conversations: 0, talk: 0};
      if (kind!.toLowerCase() === "внутренний") counts.internal++;
      else {
        counts.calls++;
        counts.talk += talk;
        if (talk >= 30) counts.conversations++;
      }
      months.set(month, counts);
    }
    expect(repeated, path).toBe(truth.files[path]!.duplicates);
    expect(broken, path).toBe(rejected(path));
  }
  for (const {month, source, calls, conversations, talk_seconds, internal_calls} of truth.calls_by_month) {
    if (source !== "sipuni") continue;
    const strangers = truth.unmatched.calls_of_unknown_extension[month] ?? 0;
    expect(months.get(month)).toEqual({
      calls: calls + strangers,
      internal: internal_calls,
      conversations,
      talk: talk_seconds,
    });
  }
});

test("Sipuni: talk and conversations of each operator through the staff list", () => {
  const [staff] = readSource(inbox, "staff", ";", {encoding: "windows-1251"});
  const holder = new Map(staff!.rows.map((cells) => [cells[9], cells[0]]));
  const talk = new Map<string, number>();
  const seen = new Set<string>();
  for (const {rows} of readSource(inbox, "sipuni", ";"))
    for (const cells of rows) {
      if (cells.length !== 26 || !isRussianDate(cells[2]!) || Number(cells[12]) > 86_400) continue;
      const key = cells[15] || `${cells[19]}`;
      if (cells[0]!.toLowerCase() === "внутренний" || seen.has(key)) continue;
      seen.add(key);
      const desk = [cells[6]!, cells[10]!].find((cell) => /^\d{3} \(/.test(cell));
      if (!desk || Number(cells[12]) === 0) continue;
      const who = `${holder.get(desk.slice(0, 3))}|${monthOfRussian(cells[2]!)}`;
      talk.set(who, (talk.get(who) ?? 0) + Number(cells[12]));
    }
  for (const row of truth.operator_months)
    expect(talk.get(`${row.employee_id}|${row.month}`) ?? 0).toBe(row.talk_seconds);
});

test("Asterisk: calls by linkedid, talk without queue legs", () => {
  const months = new Map<string, {calls: Set<string>; talk: number}>();
  let queueLegs = 0;
  for (const {path, rows} of readSource(inbox, "asterisk", ",", {header: false})) {
    let broken = 0;
    for (const cells of rows) {
      const start = cells[9] ?? "";
      if (cells.length !== 21 || !start.startsWith("20") || Number(cells[12]) > 86_400) {
        broken++;
        continue;
      }
      const month = start.slice(0, 7);
      const counts = months.get(month) ?? {calls: new Set(), talk: 0};
      counts.calls.add(cells[19]!);
      if (cells[7] === "Queue") {
        queueLegs++;
        expect([cells[14], Number(cells[13]) > 0]).toEqual(["NO ANSWER", true]);
      } else counts.talk += Number(cells[13]);
      months.set(month, counts);
      if (cells[14] !== "ANSWERED" && cells[7] === "Dial") expect(cells[10]).toBe("");
    }
    expect(broken, path).toBe(rejected(path));
  }
  expect(queueLegs).toBe(truth.unmatched.asterisk_queue_legs);
  for (const {month, source, calls, talk_seconds} of truth.calls_by_month)
    if (source === "asterisk")
      expect([months.get(month)!.calls.size, months.get(month)!.talk]).toEqual([calls, talk_seconds]);
});

test("call results: goals by month, repeats and broken rows", () => {
  const goals = new Map<string, number>();
  const words = new Set([
    "цель достигнута",
    "вторичная цель",
    "отказ",
    "отказались",
    "перезвон",
    "перезвонить",
    "отсев",
    "не наш клиент",
    "встреча назначена",
  ]);
  for (const {path, rows} of readSource(inbox, "call_results", ";", {encoding: "windows-1251"})) {
    const seen = new Set<string>();
    let broken = 0;
    for (const cells of rows) {
      const [id, date, phone, , result] = cells;
      const word = result?.trim().toLowerCase() ?? "";
      if (cells.length !== 11 || !id || !isRussianDate(date!) || phone!.includes("E") || !words.has(word)) {
        broken++;
        continue;
      }
      if (!seen.has(id) && (word === "цель достигнута" || word === "встреча назначена"))
        goals.set(monthOfRussian(date!), (goals.get(monthOfRussian(date!)) ?? 0) + 1);
      seen.add(id);
    }
    expect(broken, path).toBe(rejected(path));
    expect(rows.length - broken - seen.size, path).toBe(truth.files[path]!.duplicates);
  }
  for (const month of new Set(truth.operator_months.map((row) => row.month))) {
    const expected = sum(truth.operator_months.filter((row) => row.month === month).map((row) => row.goals));
    expect(goals.get(month), month).toBe(expected);
  }
});

test("amoCRM: the last export of each deal tells what was won", () => {
  const deals = new Map<string, string[]>();
  for (const {path, header, rows} of readSource(inbox, "amocrm_leads", ",")) {
    expect(header.slice(0, 3)).toEqual(["ID", "Название сделки", "Бюджет "]);
    expect(header.slice(-3)).toEqual(["Причина отказа", "Оператор", "Источник"]);
    const good = rows.filter(
      (cells) => cells.length === header.length && cells[0] && isRussianDate(cells[4]!),
    );
    expect(rows.length - good.length, path).toBe(rejected(path));
    for (const cells of good) deals.set(cells[0]!, cells);
  }
  expect(deals.size).toBe(truth.deals.created);
  const won = [...deals.values()].filter((cells) => cells[15] === "Успешно реализовано");
  for (const {month, won: count, won_amount} of truth.deals.won_by_month) {
    const ofMonth = won.filter((cells) => monthOfRussian(cells[8]!) === month);
    expect([ofMonth.length, sum(ofMonth.map((cells) => Number(cells[2])))]).toEqual([count, won_amount]);
  }
  expect([...deals.values()].some((cells) => cells[8] === "не закрыта")).toBe(true);
  expect([...deals.values()].some((cells) => cells[10]!.includes("\n"))).toBe(true);
});

test("amoCRM contacts: every client once, with a telephone that is valid", () => {
  const last = readSource(inbox, "amocrm_contacts", ",").at(-1)!;
  const good = last.rows.filter((cells) => cells[0] && isRussianDate(cells[7]!));
  expect(good).toHaveLength(truth.client_count);
  expect(new Set(good.map((cells) => cells[13])).size).toBe(truth.client_count);
  for (const cells of good.slice(0, 200)) {
    expect(isValidPhoneNumber(`+${cells[13]}`, "RU")).toBe(true);
    if (cells[15]) expect(isValidPhoneNumber(`+${cells[15]}`, "RU")).toBe(true);
  }
});

test("1C sales: lines, documents and amounts by month", async () => {
  const all: unknown[][] = [];
  for (const {path, rows} of await readSales(inbox)) {
    const good = rows.filter(
      ([date, document, , , , , , , amount]) =>
        date instanceof Date && document !== "" && document !== undefined && amount !== "по договору",
    );
    expect(rows.length - good.length, path).toBe(rejected(path));
    all.push(...good);
  }
  expect(new Set(all.map(([date]) => monthOfCell(date))).size).toBe(truth.orders_by_month.length);
  for (const {month, lines, documents, kopecks: expected} of truth.orders_by_month) {
    const good = all.filter(([date]) => monthOfCell(date) === month);
    const amounts = good.map(([, , , , , , , , amount]) =>
      typeof amount === "string" ? kopecks(amount) : Math.round(Number(amount) * 100),
    );
    const numbers = new Set(good.map(([, document]) => document));
    expect([good.length, numbers.size, sum(amounts)]).toEqual([lines, documents, expected]);
  }
});

test("1C payments: receipts and amounts by month", () => {
  const months = new Map<string, {payments: number; kopecks: number}>();
  for (const {path, rows} of readSource(inbox, "payments_1c", ";", {encoding: "windows-1251"})) {
    const seen = new Set<string>();
    let broken = 0;
    for (const cells of rows) {
      const amount = kopecks(cells[4]!);
      if (!cells[0] || !isRussianDate(cells[1]!) || Number.isNaN(amount)) {
        broken++;
        continue;
      }
      if (seen.has(cells[0])) continue;
      seen.add(cells[0]);
      const month = monthOfRussian(cells[1]!);
      const counts = months.get(month) ?? {payments: 0, kopecks: 0};
      months.set(month, {payments: counts.payments + 1, kopecks: counts.kopecks + amount});
    }
    expect(broken, path).toBe(rejected(path));
  }
  for (const {month, ...expected} of truth.payments_by_month)
    expect(months.get(month), month).toEqual(expected);
});

test("1C invoices: documents and amounts by month", () => {
  const months = new Map<string, {invoices: number; kopecks: number}>();
  for (const {path, rows} of readSource(inbox, "invoices_1c", ";", {encoding: "windows-1251"})) {
    const seen = new Set<string>();
    let broken = 0;
    for (const cells of rows) {
      const amount = kopecks(cells[4]!);
      if (!cells[0] || !isRussianDate(cells[1]!) || Number.isNaN(amount)) {
        broken++;
        continue;
      }
      if (seen.has(cells[0])) continue;
      seen.add(cells[0]);
      const month = monthOfRussian(cells[1]!);
      const counts = months.get(month) ?? {invoices: 0, kopecks: 0};
      months.set(month, {invoices: counts.invoices + 1, kopecks: counts.kopecks + amount});
    }
    expect(broken, path).toBe(rejected(path));
    expect(rows.length - broken - seen.size, path).toBe(truth.files[path]!.duplicates);
  }
  expect([...months.keys()].sort()).toEqual(truth.invoices_by_month.map(({month}) => month));
  for (const {month, ...expected} of truth.invoices_by_month)
    expect(months.get(month), month).toEqual(expected);
});

test("QA sheets: a row a review", () => {
  const files = Object.entries(truth.files).filter(([path]) => path.startsWith("qa/"));
  expect(sum(files.map(([path, {rows}]) => rows - rejected(path)))).toBe(truth.qa_reviews);
});
