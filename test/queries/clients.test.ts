import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const order = {order_id: "o1", line_number: "1", ordered_on: "2026-03-02", amount: 100};

test("a name is compared without legal form, case, quotes and order of words", async () => {
  const rows = await runModel("int_client_keys", {
    "stage.clients": [
      {client_id: "k1", client_name: 'ООО "Зелёный Сад"', tax_id: "7701"},
      {client_id: "k2", client_name: "ИП Сидоров С. С.", tax_id: "7702"},
    ],
  });
  expect(rows).toEqual([
    {key_kind: "name", client_key: "зеленый сад", client_id: "k1"},
    {key_kind: "name", client_key: "с с сидоров", client_id: "k2"},
    {key_kind: "tax_id", client_key: "7701", client_id: "k1"},
    {key_kind: "tax_id", client_key: "7702", client_id: "k2"},
  ]);
});

test("a client with two cards is not guessed by its tax number or name", async () => {
  const rows = await runModel("int_client_keys", {
    "stage.clients": [
      {client_id: "k1", client_name: "Ромашка", tax_id: "7701"},
      {client_id: "k9", client_name: "ромашка, ООО", tax_id: "7701"},
      {client_id: "k3", client_name: "Лютик", tax_id: null},
    ],
  });
  expect(rows).toEqual([{key_kind: "name", client_key: "лютик", client_id: "k3"}]);
});

test("a row finds its client by id, tax number, phone, name, and else keeps the id it came with", async () => {
  const rows = await runModel("int_client_references", {
    "stage.clients": [{client_id: "k1"}],
    int_client_keys: [
      {key_kind: "tax_id", client_key: "7702", client_id: "k2"},
      {key_kind: "name", client_key: "лютик", client_id: "k4"},
    ],
    int_client_phones: [{phone: "+79161234567", client_id: "k3", card_count: 1}],
    "stage.orders": [
      {...order, client_id: "k1", client_tax_id: "7702"},
      {...order, client_id: "1C-0002", client_tax_id: "7702", client_phone: "+79161234567"},
      {...order, client_phone: "+79161234567", client_name: "Лютик"},
      {...order, client_name: "ООО Лютик"},
      {...order, client_id: "1C-0009", client_name: "Никто"},
      {...order, client_name: "Никто"},
    ],
  });
  const found = Object.fromEntries(
    rows.map((row) => [row["client_reference"], [row["client_id"], row["client_match_code"]]]),
  );
  expect(found).toEqual({
    "k1|7702||": ["k1", "id"],
    "1C-0002|7702|+79161234567|": ["k2", "tax_id"],
    "||+79161234567|Лютик": ["k3", "phone"],
    "|||ООО Лютик": ["k4", "name"],
    "1C-0009|||Никто": ["1C-0009", "given"],
    "|||Никто": [null, "none"],
  });
});

test("without cards clients are made of numbers, tax numbers, names and telephones, in that order", async () => {
  const call = {started_at: "2026-03-01 08:00:00+00", direction: "out"};
  const orders = [
    {client_id: "7", client_name: "ООО Лютик", client_phone: "+79160000001"},
    {client_name: "лютик", client_phone: "+79160000009"},
    {client_tax_id: "7702", client_name: "Ромашка"},
    {client_name: "Ромашка, ЗАО"},
    {client_tax_id: "7703", client_name: "Двойник"},
    {client_tax_id: "7704", client_name: "Двойник"},
    {client_name: "Двойник"},
    {client_name: "Пион", client_phone: "+79160000005"},
    {client_name: "Роза", client_phone: "+79160000005", ordered_on: "2026-03-04"},
  ];
  const fixture = {
    "stage.orders": orders.map((given) => ({...order, ...given})),
    "stage.calls": ["+79160000001", "+79160000009", "+79160000005", "+79160000006"]
      .map((client_phone, index) => ({...call, call_id: `c${index}`, client_phone}))
      .concat([{...call, call_id: "c9", direction: "internal", client_phone: "+79160000007"}]),
  };
  const rows = await runModel("int_named_clients", fixture);
  const found = Object.fromEntries(rows.map((row) => [row["client_reference"], row["client_id"]]));
  const made = (reference: string) => {
    const id = String(found[reference]);
    expect(id).toMatch(/^k-[0-9a-f]{12}$/);
    return id;
  };
  const [daisy, peony, rose] = ["|7702||Ромашка", "||+79160000005|Пион", "||+79160000005|Роза"].map(made);
  expect(found).toEqual({
    "7||+79160000001|ООО Лютик": "7",
    "||+79160000009|лютик": "7",
    "|7702||Ромашка": daisy,
    "|||Ромашка, ЗАО": daisy,
    "|7703||Двойник": made("|7703||Двойник"),
    "|7704||Двойник": made("|7704||Двойник"),
    "|||Двойник": null,
    "||+79160000005|Пион": peony,
    "||+79160000005|Роза": rose,
    "||+79160000001|": "7",
    "||+79160000009|": "7",
    "||+79160000005|": peony,
    "||+79160000006|": made("||+79160000006|"),
  });
  expect(new Set(Object.values(found)).size).toBe(8);
  expect(await runModel("int_named_clients", {...fixture, "stage.clients": [{client_id: "1"}]})).toEqual([]);
});

test("an order keeps its money when nobody is known, and the person named in it has the post of that day", async () => {
  const post = {employee_key: "е петрова", employee_id: "e2", team_id: "F"};
  const rows = await runModel("fct_orders", {
    "stage.orders": [
      {...order, amount: -50.25, manager: "Петрова Е."},
      {...order, order_id: "o2", manager: "Петрова Е.", ordered_on: "2026-04-02"},
    ],
    int_employee_posts: [
      {...post, leg_code: "hunters", valid_from: "1900-01-01", valid_to: "2026-04-01"},
      {...post, leg_code: "farmers", valid_from: "2026-04-01", valid_to: "9000-01-01"},
    ],
  });
  expect(
    pick(rows, "order_id", "order_month", "client_id", "client_match_code", "leg_code", "order_amount"),
  ).toEqual([
    {
      order_id: "o1",
      order_month: "2026-03-01",
      client_id: null,
      client_match_code: "none",
      leg_code: "hunters",
      order_amount: "-50.25",
    },
    {
      order_id: "o2",
      order_month: "2026-04-01",
      client_id: null,
      client_match_code: "none",
      leg_code: "farmers",
      order_amount: "100.00",
    },
  ]);
});

test("a receipt without a client belongs to the client of its deal, else of its invoice", async () => {
  const payment = {paid_on: "2026-03-02", amount: 10};
  const rows = await runModel("fct_payments", {
    "stage.payments": [
      {...payment, payment_id: "p1", client_id: "k1", deal_id: "d1"},
      {...payment, payment_id: "p2", deal_id: "d1"},
      {...payment, payment_id: "p3", invoice_id: "i1"},
      {...payment, payment_id: "p4"},
    ],
    int_client_references: [{client_reference: "k1|||", client_id: "k1", client_match_code: "id"}],
    fct_deals: [{deal_id: "d1", client_id: "k5"}],
    fct_invoices: [{invoice_id: "i1", client_id: "k6"}],
  });
  expect(pick(rows, "payment_id", "client_id", "client_match_code")).toEqual([
    {payment_id: "p1", client_id: "k1", client_match_code: "id"},
    {payment_id: "p2", client_id: "k5", client_match_code: "given"},
    {payment_id: "p3", client_id: "k6", client_match_code: "given"},
    {payment_id: "p4", client_id: null, client_match_code: "none"},
  ]);
});

test("a card seen late says nothing of the owner before the first recorded change", async () => {
  const always = {valid_from: "1900-01-01", valid_to: "9000-01-01"};
  const made = "2025-01-01 06:00:00+00";
  const card = {created_at: made, source_id: "crm", owner: "late"};
  const seen = {started_at: made, owner: "late", source_id: "crm"};
  const rows = await runModel("fct_ownership", {
    "stage.clients": [
      {...card, client_id: "logged"},
      {...card, client_id: "card alone"},
      {...card, client_id: "never seen change"},
      {...card, client_id: "changed between cards"},
    ],
    "stage.ownership_events": [
      {...seen, client_id: "logged"},
      {
        client_id: "logged",
        started_at: "2025-03-01 06:00:00+00",
        owner: "early",
        leg: "hunters",
        source_id: "log",
      },
      {
        client_id: "logged",
        started_at: "2025-05-01 06:00:00+00",
        owner: "late",
        leg: "hunters",
        source_id: "log",
      },
      {...seen, client_id: "card alone"},
      {...seen, client_id: "changed between cards", owner: "early"},
      {...seen, client_id: "changed between cards", started_at: "2025-06-01 06:00:00+00"},
    ],
    dim_employees: [
      {employee_id: "early", employee_name: "Early", hired_date: "2020-01-01"},
      {employee_id: "late", employee_name: "Late", hired_date: "2025-04-17"},
    ],
    dim_employee_roles: [
      {employee_id: "early", valid_from: "2020-02-01", valid_to: "9000-01-01", leg_code: "hunters"},
      {employee_id: "late", valid_from: "2025-04-20", valid_to: "9000-01-01", leg_code: "hunters"},
    ],
    int_employee_posts: [
      {employee_key: "early", employee_id: "early", leg_code: "hunters", ...always},
      {employee_key: "late", employee_id: "late", leg_code: null, ...always, valid_to: "2025-04-20"},
      {employee_key: "late", employee_id: "late", leg_code: "hunters", ...always, valid_from: "2025-04-20"},
    ],
  });
  expect(
    rows.map((row) => [row["client_id"], row["valid_from"], row["owner_employee_id"], row["leg_code"]]),
  ).toEqual([
    ["card alone", "2025-04-20", "late", "hunters"],
    ["changed between cards", "2025-01-01", "early", "hunters"],
    ["changed between cards", "2025-06-01", "late", "hunters"],
    ["logged", "2025-03-01", "early", "hunters"],
    ["logged", "2025-05-01", "late", "hunters"],
    ["never seen change", "2025-04-20", "late", "hunters"],
  ]);
});

test("nobody holds a client before being hired, whatever the list of owners says", async () => {
  const rows = await runModel("fct_ownership", {
    "stage.ownership_events": [
      {client_id: "k1", started_at: "2026-01-10 08:00:00+00", owner: "e1", leg: "hunters", source_id: "log"},
      {client_id: "k1", started_at: "2026-02-10 08:00:00+00", owner: "e2", leg: "hunters", source_id: "log"},
      {client_id: "k2", started_at: "2026-01-10 08:00:00+00", owner: "e2", leg: "hunters", source_id: "log"},
      {client_id: "k2", started_at: "2026-02-10 08:00:00+00", owner: "e1", leg: "hunters", source_id: "log"},
    ],
    dim_employees: [
      {employee_id: "e1", employee_name: "One"},
      {employee_id: "e2", employee_name: "Two", hired_date: "2026-03-01"},
    ],
    int_employee_posts: ["e1", "e2"].map((employee_id) => ({
      employee_key: employee_id,
      employee_id,
      leg_code: "hunters",
      valid_from: "1900-01-01",
      valid_to: "9000-01-01",
    })),
  });
  expect(
    rows.map((row) => [row["client_id"], row["valid_from"], row["valid_to"], row["owner_employee_id"]]),
  ).toEqual([
    ["k1", "2026-01-10", "2026-02-10", "e1"],
    ["k1", "2026-03-01", "9000-01-01", "e2"],
    ["k2", "2026-02-10", "9000-01-01", "e1"],
  ]);
});

test("an owner holds a client until the next; of two changes on one day the last stands", async () => {
  const rows = await runModel("fct_ownership", {
    "stage.ownership_events": [
      {client_id: "k1", started_at: "2026-01-10 08:00:00+00", owner: "e1"},
      {client_id: "k1", started_at: "2026-03-01 08:00:00+00", owner: "e2", leg: "hunters"},
      {client_id: "k1", started_at: "2026-03-01 09:00:00+00", owner: "e3"},
    ],
    "stage.clients": [
      {client_id: "k1", owner: "e9", created_at: "2025-01-01 00:00:00+00"},
      {client_id: "k2", owner: "e1", created_at: "2025-12-31 21:00:00+00"},
    ],
    int_employee_posts: ["e1", "e3"].map((employee_id) => ({
      employee_key: employee_id,
      employee_id,
      leg_code: employee_id === "e1" ? "hunters" : "farmers",
      valid_from: "1900-01-01",
      valid_to: "9000-01-01",
    })),
  });
  expect(pick(rows, "client_id", "valid_from", "valid_to", "owner_employee_id", "leg_code")).toEqual([
    {
      client_id: "k1",
      valid_from: "2026-01-10",
      valid_to: "2026-03-01",
      owner_employee_id: "e1",
      leg_code: "hunters",
    },
    {
      client_id: "k1",
      valid_from: "2026-03-01",
      valid_to: "9000-01-01",
      owner_employee_id: "e3",
      leg_code: "farmers",
    },
    {
      client_id: "k2",
      valid_from: "2026-01-01",
      valid_to: "9000-01-01",
      owner_employee_id: "e1",
      leg_code: "hunters",
    },
  ]);
});
