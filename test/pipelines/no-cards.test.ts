import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

/** Number of the client's telephone as one source writes it and as another does. */
const phone = (client: number) => `+7912000000${client}`;
const spelled = (client: number) => `8 (912) 000-00-0${client}`;
const sources = `
sources:
  telephony: {preset: calls}
  crm: {preset: deals}
  bank: {preset: payments}
  cards: {preset: clients}
`;
const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const callsTo = (...clients: number[]) =>
  lines(
    "call_id;started_at;direction;operator;client_phone;talk_seconds;disposition",
    ...clients.map(
      (client, index) => `c${index};2026-09-0${index + 1} 10:00:00;out;201;${spelled(client)};90;answered`,
    ),
  );
const inbox = {
  "telephony/calls.csv": callsTo(1, 2, 2, 3),
  "crm/deals.csv": lines(
    "deal_id;client_name;client_phone;status;amount;created_at",
    `d1;ООО Ромашка;${phone(1)};won;1000;2026-09-02`,
    `d2;ООО Лютик;${phone(2)};open;2000;2026-09-03`,
  ),
  "bank/payments.csv": lines(
    "payment_id;client_name;paid_on;amount",
    'p1;"Ромашка, ООО";2026-09-10;1000',
    "p2;Пион;2026-09-11;500",
  ),
};
const clientsOf = (home: Home) =>
  queryPublished<{client_name: string | null; calls: number; deals: number; paid: number}>(
    home,
    `select client_name,
        (select count(*)::integer from fct_calls as c where c.client_id = d.client_id) as calls,
        (select count(*)::integer from fct_deals as c where c.client_id = d.client_id) as deals,
        (select coalesce(sum(payment_amount), 0)::integer from fct_payments as c where c.client_id = d.client_id) as paid
     from dim_clients as d order by client_name nulls last`,
  );

/** The home without cards after its first run, to be read only, and what was checked then. */
const withoutCards = madeOnce(async (folder) => {
  const home = makeHome({sources: `${sources}  form: {preset: form_clients}\n`, inbox}, folder());
  const {checks} = await run(home, {});
  return {home, checks};
});

test("without cards calls, deals and money of one client meet, and the cards that come later take their place", async () => {
  const {home: ready, checks} = await withoutCards();
  const home = copyHome(ready);
  expect(await clientsOf(home)).toEqual([
    {client_name: "ООО Лютик", calls: 2, deals: 1, paid: 0},
    {client_name: "ООО Ромашка", calls: 1, deals: 1, paid: 1000},
    {client_name: "Пион", calls: 0, deals: 0, paid: 500},
    {client_name: null, calls: 1, deals: 0, paid: 0},
  ]);
  const warned = checks.find(({check_name}) => check_name === "clients_have_cards")!;
  expect(warned.status_code).toBe("failed");
  expect(warned.message).toContain("made_client_count = 4");

  put(home, "cards/clients.csv", lines("client_id;client_name;phones", `7;Ромашка;${spelled(1)}`));
  const later = await run(home, {});
  expect(await clientsOf(home)).toEqual([{client_name: "Ромашка", calls: 1, deals: 1, paid: 1000}]);
  expect(later.checks.find(({check_name}) => check_name === "clients_have_cards")!.status_code).toBe(
    "passed",
  );
});

test("cards of which no call meets one are warned of", async () => {
  const home = makeHome({sources, inbox});
  put(home, "cards/clients.csv", lines("client_id;client_name", "7;Ромашка"));
  const failed = async () =>
    (await run(home, {})).checks
      .filter((check) => check.status_code === "failed")
      .map((one) => one.check_name);
  expect(await failed()).toContain("calls_meet_cards");
  put(home, "cards/again.csv", lines("client_id;client_name;phones", `7;Ромашка;${phone(1)}`));
  expect(await failed()).not.toContain("calls_meet_cards");
});

test("numbers that two sources give to clients of other names are warned of", async () => {
  const named = (names: string[]) =>
    lines("client_id;client_name", ...names.map((name, index) => `${index + 1};${name}`));
  const paid = (names: string[]) =>
    lines(
      "payment_id;client_id;client_name;paid_on;amount",
      ...names.map((name, index) => `p${index};${index + 1};${name};2026-09-10;1000`),
    );
  const warningOf = async (cards: string[], receipts: string[]) => {
    const home = makeHome({
      sources,
      inbox: {"cards/clients.csv": named(cards), "bank/payments.csv": paid(receipts)},
    });
    const {checks} = await run(home, {});
    return checks.find(({check_name}) => check_name === "client_numbers_agree")!;
  };
  const cards = ["Ромашка", "Лютик", "Пион", "Роза"];
  expect((await warningOf(cards, ["ООО Ромашка", "Лютик", "Мак", "Ива"])).status_code).toBe("passed");
  const mixed = await warningOf(cards, ["Ромашка", "Дуб", "Мак", "Ива"]);
  expect(mixed.status_code).toBe("failed");
  expect(mixed.message).toContain("shared_count = 4, differing_count = 3");
});

test("a form of the clients that were made, whose telephones are empty, takes nothing from them", async () => {
  const home = copyHome((await withoutCards()).home);
  const before = await clientsOf(home);
  const path = join(home.home, "form.csv");
  const form = await estafeta("template", "clients", "--known", "--output", path, "--home", home.home);
  expect(form.code).toBe(0);
  const [head, ...rows] = readFileSync(path, "utf8").trim().split("\r\n");
  expect(rows).toHaveLength(4);
  put(home, "form/clients.csv", lines(head!, ...rows));
  const filled = await run(home, {});
  expect(await clientsOf(home)).toEqual(before);
  const failed = filled.checks.filter(({status_code}) => status_code === "failed");
  expect(failed.map(({check_name}) => check_name)).toEqual(["closed_deals_dated"]);

  // what comes later meets them as well, and a card of the CRM comes before what was made
  put(home, "telephony/later.csv", callsTo(2, 3, 4).replaceAll("\nc", "\nlater"));
  put(
    home,
    "crm/later.csv",
    lines(
      "deal_id;client_name;client_phone;status;amount;created_at",
      `d3;Лютик;${phone(3)};open;10;2026-08-04`,
    ),
  );
  await run(home, {});
  const later = [
    {client_name: "ООО Лютик", calls: 5, deals: 2, paid: 0},
    {client_name: "ООО Ромашка", calls: 1, deals: 1, paid: 1000},
    {client_name: "Пион", calls: 0, deals: 0, paid: 500},
    {client_name: null, calls: 0, deals: 0, paid: 0},
  ];
  expect(await clientsOf(home)).toEqual(later);
  await run(home, {full: true});
  expect(await clientsOf(home)).toEqual(later);

  put(home, "cards/clients.csv", lines("client_id;client_name;phones", `7;Ромашка, АО;${spelled(1)}`));
  await run(home, {});
  expect(await clientsOf(home)).toContainEqual({client_name: "Ромашка, АО", calls: 1, deals: 1, paid: 0});
});
