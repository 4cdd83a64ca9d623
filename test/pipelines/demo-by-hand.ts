import {join} from "node:path";
import {filesUnder, isRussianDate, kopecks, readSheet, readSource} from "./demo-reading.ts";

/** What pay needs of the demo's raw files, read as a clerk would: no SQL, no model, no rule of the program. */

export const month = "2026-10";
/** Roubles as kopecks, a half away from zero. */
export const round = (sum: number) => Math.sign(sum) * Math.round(Math.abs(sum) - 1e-7);

const isoDay = (russian: string) => `${russian.slice(6, 10)}-${russian.slice(3, 5)}-${russian.slice(0, 2)}`;
const isoMoment = (russian: string) => `${isoDay(russian)} ${russian.slice(11)}`;
const digits = (phone: unknown) => String(phone).replace(/\D/g, "").slice(-10);
const plainName = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^а-яa-z]+/g, " ")
    .trim();
const companyKey = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^а-яa-z0-9]+/g, " ")
    .split(" ")
    .filter((word) => word !== "" && !["ооо", "ао", "зао", "пао", "ип", "оао"].includes(word))
    .sort()
    .join(" ");
/** `YYYY-MM-DD` in Moscow of a moment with offset, or of one in UTC. */
const moscowDay = (moment: string) => new Date(Date.parse(moment) + 3 * 3_600_000).toISOString().slice(0, 10);
export const daysFrom = (earlier: string, later: string) =>
  (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
const dayOf = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : "");

export class Files {
  readonly #inbox: string;
  readonly #idByName = new Map<string, string>();
  readonly #idByDesk = new Map<string, string>();
  readonly #clientByPhone = new Map<string, string>();
  readonly #clientByTaxId = new Map<string, string>();
  readonly #clientByName = new Map<string, string>();
  readonly groups = new Map<string, string>();

  constructor(inbox: string) {
    this.#inbox = inbox;
    for (const [id, name, aliases, , , , , , , desk] of this.#rows("staff", ";", "windows-1251")) {
      for (const spelling of [name!, ...aliases!.split(";")]) this.#idByName.set(plainName(spelling), id!);
      this.#idByDesk.set(desk!, id!);
    }
    for (const cells of this.#rows("amocrm_contacts", ",")) {
      const [id, , , , , company] = cells;
      for (const phone of [cells[13], cells[15]]) if (phone) this.#clientByPhone.set(digits(phone), id!);
      this.#clientByName.set(companyKey(company!), id!);
      if (cells[26]) this.#clientByTaxId.set(cells[26], id!);
      if (cells[25]) this.groups.set(id!, cells[25]);
    }
  }

  #rows(source: string, delimiter: string, encoding: "utf-8" | "windows-1251" = "utf-8", header = true) {
    return readSource(this.#inbox, source, delimiter, {encoding, header}).flatMap(({rows}) => rows);
  }

  person = (name: string) => this.#idByName.get(plainName(name));

  /** The salary of a whole month and the days worked of the 22 of October 2026, in which no day off falls on a weekday. */
  base(id: string): {salary: number; worked: number} {
    const own = this.#rows("salaries", ";", "windows-1251").filter(([number]) => number === id);
    const [, , , amount] = own.filter(([, , day]) => isoDay(day!) <= `${month}-01`).at(-1)!;
    const away = this.#rows("absences", ",").filter(([who]) => who === id);
    let worked = 0;
    for (let day = 1; day <= 31; day++) {
      const date = `${month}-${String(day).padStart(2, "0")}`;
      const weekday = new Date(date).getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      if (!away.some(([, from, until]) => date >= from! && date < until!)) worked++;
    }
    return {salary: kopecks(amount!), worked};
  }

  /** Calls of operators: who, which client, when on Moscow's clock, and how long. */
  *operatorCalls(): Generator<{who: string; client: string | undefined; at: string; talk: number}> {
    for (const cells of this.#rows("sipuni", ";")) {
      const kind = cells[0]!.toLowerCase();
      if (cells.length !== 26 || kind === "внутренний" || !isRussianDate(cells[2]!)) continue;
      const talk = Number(cells[12]);
      const desk = (kind === "исходящий" ? cells[6]! : cells[10]!).slice(0, 3);
      const who = this.#idByDesk.get(desk);
      if (talk > 86_400 || !who) continue;
      const phone = kind === "исходящий" ? cells[7] : cells[6];
      yield {who, client: this.#clientByPhone.get(digits(phone)), at: isoMoment(cells[2]!), talk};
    }
  }

  /** Day of each client's last talk with anybody, up to the end of the month. */
  lastContacts(): Map<string, string> {
    const last = new Map<string, string>();
    const note = (client: string | undefined, day: string) => {
      if (client && day <= `${month}-31` && day > (last.get(client) ?? "")) last.set(client, day);
    };
    for (const {client, at, talk} of this.operatorCalls()) if (talk >= 1) note(client, at.slice(0, 10));
    for (const cells of this.#rows("asterisk", ",", "utf-8", false)) {
      if (cells.length !== 21 || !cells[9]!.startsWith("20") || cells[7] === "Queue") continue;
      const talk = Number(cells[13]);
      if (talk < 1 || talk > 86_400) continue;
      const phone = [cells[1]!, cells[2]!].find((number) => digits(number).length === 10);
      note(this.#clientByPhone.get(digits(phone)), moscowDay(`${cells[9]!.replace(" ", "T")}Z`));
    }
    return last;
  }

  /** What an operator wrote down: when, about which client, what it was, and for when a call was promised. */
  *outcomes(id: string): Generator<{at: string; client: string; isGoal: boolean; promised: string}> {
    const seen = new Set<string>();
    for (const [number, at, phone, operator, result, , , promised] of this.#rows(
      "call_results",
      ";",
      "windows-1251",
    )) {
      if (!number?.startsWith("Р-") || seen.has(number) || !isRussianDate(at!)) continue;
      seen.add(number);
      const client = this.#clientByPhone.get(digits(phone));
      if (this.person(operator!) !== id || !client) continue;
      yield {
        at: isoMoment(at!),
        client,
        isGoal: /^(цель достигнута|встреча назначена)$/i.test(result!.trim()),
        promised: promised ? isoDay(promised) : "",
      };
    }
  }

  handovers(): {client: string; deal: string; to: string; from: string; accepted: string}[] {
    return this.#rows("handovers", ",").map(([, client, deal, , to, from, , , accepted]) => ({
      client: client!,
      deal: deal!,
      to: to!,
      from: from!,
      accepted: accepted ? moscowDay(accepted) : "",
    }));
  }

  /** Marks of conversations heard from August to October: an item that several marked counts once, with their mean. */
  async marks(id: string): Promise<{passed: number; marked: number; heard: number}> {
    const marks = new Map<string, number[]>();
    const heard = new Set<string>();
    for (const name of filesUnder(join(this.#inbox, "qa")))
      for (const [day, at, phone, operator, , , ...items] of await readSheet(join(this.#inbox, "qa", name))) {
        if (dayOf(day) < "2026-08-01" || this.person(String(operator)) !== id) continue;
        const talk = `${String(at)} ${digits(phone)}`;
        items.forEach((mark, item) => {
          if (typeof mark !== "number") return;
          heard.add(talk);
          marks.set(`${talk} ${item}`, [...(marks.get(`${talk} ${item}`) ?? []), mark]);
        });
      }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const passed = [...marks.values()].reduce((sum, values) => sum + mean(values), 0);
    return {passed, marked: marks.size, heard: heard.size};
  }

  /** Won deals as they stood in the last export that has them. */
  wonDeals(id: string): Map<string, string> {
    const last = new Map<string, string[]>();
    for (const cells of this.#rows("amocrm_leads", ","))
      if (/^\d{8}$/.test(cells[0]!)) last.set(cells[0]!, cells);
    const won = [...last.values()].filter((cells) => cells[15] === "Успешно реализовано");
    return new Map(
      won.filter((cells) => this.person(cells[3]!) === id).map((cells) => [cells[0]!, isoDay(cells[8]!)]),
    );
  }

  payments(): {deal: string; day: string; amount: number}[] {
    const byNumber = new Map<string, {deal: string; day: string; amount: number}>();
    for (const [number, day, , , amount, , deal] of this.#rows("payments_1c", ";", "windows-1251"))
      if (number && deal && isRussianDate(day!) && !Number.isNaN(kopecks(amount!)))
        byNumber.set(number, {deal, day: isoDay(day!), amount: kopecks(amount!)});
    return [...byNumber.values()];
  }

  /** Who held each client on a day, and since when. */
  ownersOn(day: string): Map<string, {owner: string; leg: string; since: string}> {
    const owners = new Map<string, {owner: string; leg: string; since: string; at: string}>();
    for (const [client, at, owner, leg] of this.#rows("ownership", ",")) {
      const since = moscowDay(at!);
      const known = owners.get(client!);
      if (since <= day && (!known || Date.parse(at!) >= Date.parse(known.at)))
        owners.set(client!, {owner: owner!, leg: leg!, since, at: at!});
    }
    return owners;
  }

  /** Orders less returns in kopecks, by client and month. */
  async orders(): Promise<Map<string, number>> {
    const lines = new Map<string, {key: string; amount: number}>();
    for (const name of filesUnder(join(this.#inbox, "sales_1c")))
      for (const cells of await readSheet(join(this.#inbox, "sales_1c", name))) {
        const [day, document, line, company, taxId, , , , sum] = cells;
        const amount = typeof sum === "number" ? Math.round(sum * 100) : kopecks(String(sum));
        const client =
          this.#clientByTaxId.get(String(taxId)) ?? this.#clientByName.get(companyKey(String(company)));
        if (dayOf(day) === "" || !document || Number.isNaN(amount) || !client) continue;
        lines.set(`${document} ${line}`, {key: `${client} ${dayOf(day).slice(0, 7)}`, amount});
      }
    const sums = new Map<string, number>();
    for (const {key, amount} of lines.values()) sums.set(key, (sums.get(key) ?? 0) + amount);
    return sums;
  }
}
