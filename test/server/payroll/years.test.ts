import {join} from "node:path";
import {expect, test} from "vitest";
import {workCalendar} from "../../../pipelines/company/calendar.ts";
import {calculate} from "../../../pipelines/payroll/calculate.ts";
import {type Month, monthsLater} from "../../../pipelines/payroll/days.ts";
import {eventsSchema, ledgerOf} from "../../../pipelines/payroll/events-schema.ts";
import {readFrozen} from "../../../pipelines/payroll/frozen.ts";
import type {Deal, Movement} from "../../../pipelines/payroll/inputs.ts";
import {differencesJson, monthHash, monthJson} from "../../../pipelines/payroll/month-json.ts";
import type {PayrollMonth} from "../../../pipelines/payroll/read-inputs.ts";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {closedBody, closedMonths, paidStatements} from "../../../server/ledger/payroll.ts";
import {type CalculatedMonth, closeMonth, keepRecalculated, takeStep} from "../../../server/payroll/close.ts";
import {decisionsOf, listOwed} from "../../../server/payroll/decisions.ts";
import {knownKopecks, moneyText} from "../../../server/payroll/money.ts";
import {deal, hunter, inputsOf, percentPlan, receipt, refund, rub} from "../../pipelines/payroll/month.ts";
import {emptyHome} from "../company.ts";
import {known as given} from "./calculated.ts";
import {hr, review} from "./steps.ts";

const known = {...given, today: "2028-01-01"};
const first = "2024-02";
const months = Array.from({length: 36}, (_, index) => monthsLater(first, index));
const people = ["e1", "e2", "e3"];
const calendar = workCalendar("ru", "nowhere", "2023-06-01", "2027-12-31");
const plans = [percentPlan({rates: [{deals_from: "2020-01-01", rate: "5 %"}]}, {valid_from: "2020-01-01"})];

/** Money of a deal of one person and month, and how many months later the bank told of it. */
interface Fact {
  person: string;
  month: Month;
  index: number;
  paid: number;
  paidLate: number;
  back: number;
  backLate: number;
}

/** A generator of numbers in [0, 1): mulberry32. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function factsOf(seed: number): Fact[] {
  const next = random(seed);
  const late = () => (next() < 0.25 ? 1 + Math.floor(next() * 3) : 0);
  return months.flatMap((month) =>
    people.flatMap((person) =>
      [0, 1, 2].map((index) => ({
        person,
        month,
        index,
        paid: 1 + Math.floor(next() * 30_000_000),
        paidLate: late(),
        back: next() < 0.2 ? 1 + Math.floor(next() * 20_000_000) : 0,
        backLate: late(),
      })),
    ),
  );
}

const text = (kopecks: number) => moneyText(BigInt(kopecks));
const isKnown = (fact: Fact, late: number, at: Month) => monthsLater(fact.month, late) <= at;

function dealOf(fact: Fact, at: Month): Deal {
  const {person, month, index, paid, back} = fact;
  const id = `${person}-${month}-${index}`;
  const movements: Movement[] = [];
  if (isKnown(fact, fact.paidLate, at)) movements.push(receipt(`p-${id}`, `${month}-10`, text(paid)));
  if (back > 0 && isKnown(fact, fact.backLate, at))
    movements.push(refund(`b-${id}`, `${month}-20`, text(back)));
  return deal(movements, {
    dealId: id,
    dealDate: `${month}-05`,
    credits: [{employeeId: person, share: "100 %", from: "2020-01-01", until: null}],
  });
}

/** By a loop that knows nothing of the rules' code: salary and 5 % of what was left of each receipt, to the kopeck. */
function worth(facts: readonly Fact[], at: Month): number {
  let kopecks = 3_000_000;
  for (const fact of facts) {
    if (!isKnown(fact, fact.paidLate, at)) continue;
    const back = isKnown(fact, fact.backLate, at) ? fact.back : 0;
    kopecks += Math.floor((Math.max(0, fact.paid - back) * 5 + 50) / 100);
  }
  return kopecks;
}

test("36 months are closed one after another while data come late; all that is owed is paid once, nothing is taken back", () => {
  const facts = factsOf(20);
  const ledger = openLedger(join(emptyHome(), "ledger.sqlite"));
  const calculated = (month: Month, at: Month, against?: Month): CalculatedMonth => {
    const inputs = inputsOf({
      month,
      payDay: `${monthsLater(month, 1)}-10`,
      calendar,
      employees: people.map((employeeId) =>
        hunter({
          employeeId,
          personnelNumber: employeeId,
          basePay: [{monthly: rub("30 000"), from: "2023-01-01", until: null}],
        }),
      ),
      deals: facts.map((fact) => dealOf(fact, at)).filter(({movements}) => movements.length > 0),
      ledger: ledgerOf(eventsSchema.parse(decisionsOf(ledger)), month),
    });
    const statements = calculate(inputs, plans);
    const names = new Map<string, string>();
    const manifest = {id: `s-${at}`, data_until: `${at}-28`};
    const whole = {inputs, names, warnings: [], manifest, past: []} as unknown as PayrollMonth;
    const json = monthJson(whole, statements, {plans: [], accruals: [], compared: null, version: "draft"});
    expect(json.hash).toBe(monthHash(statements));
    const body = against && {
      ...closedBody(ledger, against)!,
      version: 1,
      statements: paidStatements(ledger, against),
    };
    const frozen = body && readFrozen(JSON.stringify(body), "frozen").statements;
    const differences = frozen ? differencesJson(frozen, statements) : null;
    return JSON.parse(JSON.stringify({...json, differences})) as CalculatedMonth;
  };
  const recalculate = (at: Month) => {
    for (const closed of closedMonths(ledger).slice(-5))
      keepRecalculated(ledger, calculated(closed, at, closed), hr, known);
  };

  for (const month of months) {
    recalculate(month);
    for (const {employee_id, closed_month, version, amount} of listOwed(ledger)) {
      const about = {closed_month, version, reason: "r"};
      takeStep(
        ledger,
        amount > 0n
          ? {month, kind: "correction_accepted", employee_id, detail: {...about, amount: moneyText(amount)}}
          : {month, kind: "correction_declined", employee_id, detail: about},
        hr,
        {...known, owed: {amount, version}},
      );
    }
    const whole = calculated(month, month);
    takeStep(ledger, {month, ...review(whole.hash)} as never, hr, {...known, hash: whole.hash});
    closeMonth(ledger, whole, whole.hash, hr, known);
  }
  const end = monthsLater(months.at(-1)!, 3);
  recalculate(end);

  const paid = new Map<string, bigint>();
  const add = (key: string, amount: bigint) => paid.set(key, (paid.get(key) ?? 0n) + amount);
  let corrections = 0;
  for (const month of months)
    for (const {employee_id, own_total, lines} of paidStatements(ledger, month)) {
      add(`${employee_id} ${month}`, knownKopecks(own_total));
      for (const line of lines)
        if (line.kind === "correction") {
          add(`${employee_id} ${line.id.split("/")[1]}`, knownKopecks(line.amount));
          corrections += 1;
        }
    }
  for (const {employee_id, closed_month, amount} of listOwed(ledger))
    if (amount > 0n) add(`${employee_id} ${closed_month}`, amount);

  let takenBack = 0;
  for (const person of people)
    for (const month of months) {
      const own = facts.filter((fact) => fact.person === person && fact.month === month);
      // what was ever due by the data of the day is paid; less by later data takes nothing back
      const days = [0, 1, 2, 3].map((later) => monthsLater(month, later));
      const looked = days.filter((day) => day <= months.at(-1)! || day === end);
      const due = [...looked, end].map((day) => worth(own, day));
      expect(paid.get(`${person} ${month}`), `${person} ${month}`).toBe(BigInt(Math.max(...due)));
      if (due.at(-1)! < Math.max(...due)) takenBack += 1;
    }
  // the years had both kinds of late data
  expect(corrections).toBeGreaterThan(20);
  expect(takenBack).toBeGreaterThan(5);

  // each difference names its rows, and comes to the change of its lines
  for (const {difference} of listOwed(ledger)) {
    const lines = difference!.lines as unknown as {
      change: string;
      causes: string[];
      rows: {added: string[]};
    }[];
    expect(lines.reduce((sum, {change}) => sum + knownKopecks(change), 0n)).toBe(
      knownKopecks(difference!.change),
    );
    for (const {causes} of lines) expect(causes).toEqual(["data"]);
  }
  ledger.close();
});
