import {cpSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {temporaryFolder} from "../helpers/home.ts";
import {daysFrom, Files, month, round} from "./demo-by-hand.ts";

interface Statement {
  employee_id: string;
  total: string;
  lines: {kind: string; amount: string; rule: string}[];
}

/** The chain from exports to statements, closed: three people's October worked by hand from the demo's raw files. */
describe("the demo company's October", () => {
  const home = homeAt(temporaryFolder((clean) => afterAll(clean)));
  let files: Files;
  let statements: Map<string, Statement>;
  let lastDay: string;

  beforeAll(async () => {
    cpSync("data/company", home.company, {recursive: true});
    await writeDemo({home: home.home, months: 5, scale: 0.3});
    // a run takes the files out of the inbox
    cpSync(home.inbox, join(home.home, "exports"), {recursive: true});
    files = new Files(join(home.home, "exports"));
    expect((await run(home)).failedFiles).toEqual([]);
    const ended = await estafeta("payroll", month, "--json", "-", "--home", home.home);
    expect(ended).toMatchObject({code: 0, err: ""});
    const {statements: list, data_until} = JSON.parse(ended.out) as {
      statements: Statement[];
      data_until: string;
    };
    lastDay = data_until;
    statements = new Map(list.map((statement) => [statement.employee_id, statement]));
  }, 600_000);

  const paid = (id: string) => Math.round(Number(statements.get(id)!.total) * 100);
  /** Half at 80 % of the norm, all at 100 %, nothing below: clauses 3.1.3, 3.1.4, 3.3.2. */
  const curve = (attained: number) =>
    attained < 0.8 ? 0 : Math.min(1, 0.5 + ((attained - 0.8) / 0.2) * 0.5);

  test("an operator: results accepted, result rate, promised calls and quality", async () => {
    const id = "00103";
    const {salary, worked} = files.base(id);
    const bonus = (salary * worked * 0.15) / 22;

    const results = files
      .handovers()
      .filter(({from, to, accepted}) => from === id && to === "hunters" && accepted.startsWith(month)).length;
    const attained = results / ((20 * worked) / 22);
    const ofResults =
      attained < 0.7 ? 0 : Math.min(1.2, attained <= 1 ? 0.5 + ((attained - 0.7) / 0.3) * 0.5 : attained);

    const calls = [...files.operatorCalls()];
    const clients = new Set(
      calls.filter(({who, at}) => who === id && at.startsWith(month)).map(({client}) => client),
    );
    clients.delete(undefined);
    const outcomes = [...files.outcomes(id)];
    const won = new Set(
      outcomes.filter(({at, isGoal}) => isGoal && at.startsWith(month)).map(({client}) => client),
    );
    // at the norm or above it, so that nothing is left to judge by chance
    expect(won.size / clients.size).toBeGreaterThan(0.0889);

    const promises = outcomes.filter(
      ({at, promised}) => promised.startsWith(month) && promised >= at.slice(0, 10),
    );
    const kept = promises.filter(({at: filed, client, promised}) =>
      calls.some(
        ({client: other, at, talk}) =>
          other === client &&
          at > filed &&
          (at.slice(0, 10) === promised || (talk >= 1 && at.slice(0, 10) < promised)),
      ),
    );
    expect(promises.length).toBeGreaterThan(9);

    const {passed, marked, heard} = await files.marks(id);
    expect(heard).toBeGreaterThan(14);

    const byHand = [
      (salary * worked) / 22,
      bonus * 0.4 * ofResults,
      bonus * 0.3,
      bonus * 0.15 * curve(kept.length / promises.length / 0.9),
      bonus * 0.15 * curve(passed / marked / 0.85),
    ].map(round);
    expect(paid(id)).toBe(byHand.reduce((sum, part) => sum + part));
  });

  test("a hunter: five percent of each receipt whose client a farmer has accepted by then", () => {
    const id = "00105";
    const {salary, worked} = files.base(id);
    const deals = files.wonDeals(id);
    const accepted = new Map(
      files
        .handovers()
        .filter(({to, accepted: day}) => to === "farmers" && day !== "")
        .map(({deal, accepted: day}) => [deal, day]),
    );
    const receipts = files.payments().filter(({deal, day}) => {
      const last = [day, deals.get(deal) ?? "9999", accepted.get(deal) ?? "9999"].sort().at(-1)!;
      return last.startsWith(month);
    });
    expect(receipts.length).toBeGreaterThan(2);
    const sum = receipts.reduce((total, {amount}) => total + amount, 0);
    const byHand = [
      round((salary * worked) / 22),
      ...receipts.map(({amount}) => round(amount * 0.05)),
      round(Math.max(0, sum - 200_000_000) * 0.01),
    ];
    expect(paid(id)).toBe(byHand.reduce((total, part) => total + part));
  });

  test("a farmer: volume of last year's book, contacts by the group of each client, and nobody heard", async () => {
    const id = "00107";
    const {salary, worked} = files.base(id);
    const bonus = (salary * worked * 0.15) / 22;

    const orders = await files.orders();
    const book = new Map<string, {past: number; now: number}>();
    for (const [before, after] of [
      ["2025-08", "2026-08"],
      ["2025-09", "2026-09"],
      ["2025-10", "2026-10"],
    ] as const)
      for (const [client, {owner, leg}] of files.ownersOn(`${before}-31`)) {
        if (owner !== id || leg !== "farmers") continue;
        const known = book.get(client) ?? {past: 0, now: 0};
        known.past += orders.get(`${client} ${before}`) ?? 0;
        known.now += orders.get(`${client} ${after}`) ?? 0;
        book.set(client, known);
      }
    const held = [...book.values()].filter(({past}) => past > 0);
    const [past, now] = [
      held.reduce((sum, one) => sum + one.past, 0),
      held.reduce((sum, one) => sum + one.now, 0),
    ];
    const chance = 3 * Math.hypot(...held.map((one) => one.now - one.past));
    expect(past).toBeGreaterThan(0);
    const isBelowChance = now < past - chance;
    expect(isBelowChance).toBe(false);
    const ofVolume = Math.min(1.2, Math.max(1, 1 + (now / past - 1) * 2));

    const last = files.lastContacts();
    const limits: Record<string, number> = {A: 14, B: 30, C: 60};
    const clients = [...files.ownersOn(lastDay)].flatMap(([client, {owner, leg, since}]) => {
      const limit = limits[files.groups.get(client) ?? ""];
      if (owner !== id || leg !== "farmers" || limit === undefined) return [];
      return [daysFrom(last.get(client) ?? since, lastDay) <= limit];
    });
    const done = clients.filter(Boolean).length;
    expect(clients.length).toBeGreaterThan(10);
    expect((await files.marks(id)).heard).toBe(0);

    const byHand = [
      (salary * worked) / 22,
      bonus * 0.6 * ofVolume,
      bonus * 0.3 * curve(done / clients.length / 0.9),
      bonus * 0.1,
    ].map(round);
    expect(paid(id)).toBe(byHand.reduce((sum, part) => sum + part));
  });
});
