import fc from "fast-check";
import {fieldsOf} from "../../pipelines/contracts/contract.ts";
import {contractOf} from "../../pipelines/contracts/index.ts";
import {
  absenceKinds,
  callDirections,
  campaignKinds,
  clientSizes,
  dealStatuses,
  employeeRoles,
  legs,
  resultCodes,
} from "../../queries/vocabulary.ts";

/** One file of one source: the generic preset of the entity, a few rows. */
export interface RandomLoad {
  entity: string;
  rows: Record<string, string>[];
}

type Row = Record<string, fc.Arbitrary<string>>;

// Few keys, people, numbers and moments: what is drawn meets, moves and overwrites each other all the time.
// The moments stand close together and on both sides of month and year ends of the company's zone (UTC+3).
const moments = [
  "2025-11-30T20:59:59Z",
  "2025-11-30T21:00:00Z",
  "2025-12-15T08:00:00Z",
  "2025-12-15T08:20:00Z",
  "2025-12-15T09:10:00Z",
  "2025-12-31T20:30:00Z",
  "2025-12-31T21:30:00Z",
  "2026-01-10T07:00:00Z",
  "2026-01-10T07:25:00Z",
  "2026-01-31T20:50:00Z",
  "2026-01-31T21:10:00Z",
  "2026-02-14T10:00:00Z",
  "2026-02-14T11:30:00Z",
  "2026-03-03T06:00:00Z",
];
/** A call and its legs lie within an hour or so of each other; each number has an hour of its own, the last is free. */
const hours: Record<string, string[]> = {
  call1: moments.slice(0, 2),
  call2: moments.slice(2, 5),
  call3: moments.slice(5, 7),
  call4: moments.slice(7, 9),
  call5: moments.slice(9, 11),
  call6: moments.slice(11, 13),
  call7: moments,
};
const days = [
  ...new Set(moments.map((moment) => moment.slice(0, 10))),
  "2025-12-01",
  "2026-01-01",
  "2026-02-01",
];
const numbers = ["+79120000001", "+79120000002", "+79120000003", "+79120000004"];
const clientNames = ["ООО Ромашка", "Ромашка", "АО Лютик", "Василёк"];
const taxIds = ["7701000001", "7701000002"];

const pick = (...values: readonly string[]) => fc.constantFrom(...values);
const maybe = (values: readonly string[]) => fc.constantFrom("", ...values);
const numbered = (prefix: string, most: number) =>
  fc.integer({min: 1, max: most}).map((n) => `${prefix}${n}`);
const moment = () => pick(...moments);
const dayOf = () => pick(...days);
const person = () => pick("e1", "e2", "e3", "201", "202", "Анна Белова", "Пётр Серов", "Петр Серов", "900");
const maybePerson = () => fc.oneof(fc.constant(""), person());
const clientId = () => pick("c1", "c2", "c3", "c9");
const clientReference = (): Row => ({
  client_id: maybe(["c1", "c2", "c3", "c9"]),
  client_name: maybe(clientNames),
  client_tax_id: maybe(taxIds),
  client_phone: maybe(numbers),
});
const stages = ["новая", "предложение", "успех", "отказ"];

const entities: Record<string, Row> = {
  employees: {
    employee_id: numbered("e", 3),
    employee_name: pick("Анна Белова", "Пётр Серов", "Ольга Дым"),
    aliases: maybe(["Петр Серов", "Белова А.;Анна"]),
    hired_on: maybe(days),
    left_on: maybe(["2026-01-10", "2026-02-01"]),
  },
  employee_roles: {
    employee_id: numbered("e", 3),
    role: pick(...employeeRoles),
    team_id: maybe(["север", "юг"]),
    valid_from: pick("2025-11-01", "2025-12-15", "2026-01-10"),
    valid_to: maybe(["2025-12-15", "2026-01-10", "2026-02-14"]),
  },
  employee_extensions: {
    extension: pick("201", "202"),
    employee_id: numbered("e", 3),
    valid_from: pick("2025-11-01", "2025-12-15", "2026-01-10"),
    valid_to: maybe(["2025-12-15", "2026-01-10", "2026-02-14"]),
  },
  absences: {
    employee: person(),
    started_on: dayOf(),
    ended_on: dayOf(),
    absence_kind: pick(...absenceKinds),
  },
  salaries: {
    employee: person(),
    valid_from: pick("2025-11-01", "2025-12-15", "2026-01-10"),
    valid_to: maybe(["2026-02-14"]),
    monthly_amount: pick("30000", "45500.50"),
  },
  clients: {
    client_id: pick("c1", "c2", "c3"),
    client_name: maybe(clientNames),
    tax_id: maybe(taxIds),
    phones: fc.uniqueArray(pick(...numbers), {maxLength: 2}).map((some) => some.join(", ")),
    client_size: maybe(clientSizes),
    client_group: maybe(["A", "B"]),
    segment: maybe(["юр", "физ"]),
    decision_maker_phone: maybe(numbers),
    created_at: maybe(moments),
    owner: maybePerson(),
    updated_at: maybe(moments),
  },
  client_potentials: {
    client_id: clientId(),
    estimated_on: dayOf(),
    potential_amount: pick("100", "2500.50"),
  },
  ownership_events: {
    client_id: clientId(),
    started_at: moment(),
    owner: person(),
    leg: maybe(legs),
  },
  campaigns: {
    campaign_id: numbered("k", 2),
    campaign_kind: pick(...campaignKinds),
    started_on: dayOf(),
    ended_on: maybe(days),
  },
  campaign_members: {campaign_id: numbered("k", 2), client_id: clientId(), is_control: pick("true", "false")},
  client_feedback: {
    feedback_id: numbered("f", 3),
    client_id: maybe(["c1", "c2"]),
    client_phone: maybe(numbers),
    answered_at: moment(),
    score: pick("1", "5"),
    score_max: pick("5"),
    employee: maybePerson(),
  },
  script_versions: {
    script_version: numbered("s", 2),
    valid_from: pick("2025-11-01", "2026-01-01"),
    valid_to: maybe(["2026-01-01", "2026-02-01"]),
  },
  calls: {
    direction: pick(...callDirections),
    operator: maybePerson(),
    client_phone: maybe([...numbers, "anonymous"]),
    client_id: maybe(["c1", "c9"]),
    ring_seconds: maybe(["0", "12"]),
    talk_seconds: pick("0", "5", "40", "600"),
    disposition: pick("answered", "no_answer"),
    recording: maybe(["rec"]),
    transfer_count: maybe(["1"]),
    updated_at: maybe(moments),
  },
  call_legs: {
    leg_number: pick("1", "2"),
    operator: maybePerson(),
    talk_seconds: pick("0", "5", "20"),
    disposition: pick("answered", "no_answer"),
    is_transfer: maybe(["true", "false"]),
  },
  call_results: {
    result_id: numbered("r", 4),
    call_id: maybe(["call1", "call2", "call3"]),
    client_id: maybe(["c1", "c2"]),
    client_phone: maybe(numbers),
    operator: person(),
    filed_at: moment(),
    result_code: pick(...resultCodes),
    refusal_reason: maybe(["price", "other"]),
    secondary_goal: maybe(["profile", "materials_read"]),
    callback_at: maybe(moments),
    is_decision_maker: maybe(["true"]),
    script_version: maybe(["s1"]),
  },
  qa_reviews: {
    review_id: numbered("q", 2),
    item_code: pick("hello", "price"),
    call_id: maybe(["call1", "call2"]),
    operator: person(),
    reviewer: maybePerson(),
    reviewed_on: dayOf(),
    client_phone: maybe(numbers),
    called_at: maybe(moments),
    score: maybe(["0", "1", "0.5"]),
    weight: maybe(["2"]),
  },
  deals: {
    deal_id: numbered("d", 3),
    ...clientReference(),
    pipeline: maybe(["основная"]),
    stage: maybe(stages),
    status: maybe(dealStatuses),
    amount: maybe(["1000", "99.90"]),
    created_at: moment(),
    closed_at: maybe(moments),
    owner: maybePerson(),
    sourced_by: maybePerson(),
    updated_at: maybe(moments),
  },
  deal_shares: {deal_id: numbered("d", 3), employee: person(), share: pick("1", "0.5", "0")},
  stage_events: {deal_id: numbered("d", 3), entered_at: moment(), stage: pick(...stages)},
  orders: {
    order_id: numbered("o", 4),
    line_number: pick("1", "2"),
    ...clientReference(),
    ordered_on: dayOf(),
    product_group: maybe(["A"]),
    amount: pick("500", "-500", "1200.10"),
    manager: maybePerson(),
  },
  invoices: {
    invoice_id: numbered("i", 3),
    ...clientReference(),
    deal_id: maybe(["d1", "d2"]),
    issued_on: dayOf(),
    due_on: maybe(days),
    amount: pick("500", "70"),
  },
  payments: {
    payment_id: numbered("p", 3),
    ...clientReference(),
    deal_id: maybe(["d1", "d2"]),
    paid_on: dayOf(),
    amount: pick("500", "-500", "70.01"),
    manager: maybePerson(),
  },
  handovers: {
    handover_id: numbered("h", 3),
    ...clientReference(),
    from_leg: pick(...legs),
    to_leg: pick(...legs),
    from_employee: maybePerson(),
    to_employee: maybePerson(),
    offered_at: moment(),
    accepted_at: maybe(moments),
    returned_at: maybe(moments),
  },
};

/** A row whose end is before its start would be refused and meet nothing: such a pair is turned round. */
function inOrder(entity: string, drawn: Record<string, string>): Record<string, string> {
  const row = {...drawn};
  for (const {earlier, later, isApart} of contractOf(entity)!.ordered ?? []) {
    const [from, to] = [row[earlier], row[later]];
    if (!from || !to) continue;
    if (from === to && isApart) row[later] = "2026-03-20";
    if (to < from) [row[earlier], row[later]] = [to, from];
  }
  return row;
}

/** Rows of one entity; calls and legs take a number together with a moment of its hour. */
function rowOf(entity: string): fc.Arbitrary<Record<string, string>> {
  const row = fc.record(entities[entity]!).map((drawn) => inOrder(entity, drawn));
  if (entity !== "calls" && entity !== "call_legs") return row;
  const known = Object.keys(hours).filter((id) => entity === "calls" || id !== "call7");
  const place = fc
    .constantFrom(...known)
    .chain((id) => fc.constantFrom(...hours[id]!).map((at) => ({call_id: id, started_at: at})));
  return fc.tuple(row, place).map(([rest, where]) => ({...rest, ...where}));
}

/** A company to which random loads are added: people with posts and numbers, clients, some of everything that happens. */
export const foundation: RandomLoad[] = [
  {
    entity: "employees",
    rows: [
      {employee_id: "e1", employee_name: "Анна Белова"},
      {employee_id: "e2", employee_name: "Пётр Серов"},
    ],
  },
  {
    entity: "employee_roles",
    rows: [
      {employee_id: "e1", role: "operator", team_id: "север", valid_from: "2025-11-01"},
      {employee_id: "e2", role: "hunter", team_id: "юг", valid_from: "2025-11-01"},
    ],
  },
  {entity: "employee_extensions", rows: [{extension: "201", employee_id: "e1", valid_from: "2025-11-01"}]},
  {
    entity: "clients",
    rows: [
      {
        client_id: "c1",
        client_name: "Ромашка",
        phones: numbers[0]!,
        tax_id: taxIds[0]!,
        created_at: moments[0]!,
      },
      {client_id: "c2", client_name: "Лютик", phones: numbers[1]!, created_at: moments[0]!, owner: "e2"},
    ],
  },
  {
    entity: "calls",
    rows: moments.map((at, index) => ({
      call_id: `call${20 + index}`,
      started_at: at,
      direction: "out",
      operator: "201",
      client_phone: numbers[index % 4]!,
      talk_seconds: String(index * 20),
      disposition: "answered",
    })),
  },
  {
    entity: "call_results",
    rows: [2, 5, 8, 11].map((index) => ({
      result_id: `r${20 + index}`,
      client_phone: numbers[index % 4]!,
      operator: "201",
      filed_at: moments[index]!,
      result_code: "goal",
    })),
  },
  {
    entity: "orders",
    rows: days.map((day, index) => ({
      order_id: `o${20 + index}`,
      line_number: "1",
      client_name: clientNames[index % 4]!,
      client_phone: numbers[index % 3]!,
      ordered_on: day,
      amount: "100",
      manager: "e2",
    })),
  },
];

/** A random load; the entities are as likely as loads of them are in a working company. */
export function randomLoad(): fc.Arbitrary<RandomLoad> {
  const weights: Record<string, number> = {
    calls: 5,
    clients: 5,
    call_results: 3,
    orders: 3,
    deals: 2,
    payments: 2,
  };
  return fc.oneof(
    ...Object.keys(entities).map((entity) => ({
      weight: weights[entity] ?? 1,
      arbitrary: fc.array(rowOf(entity), {minLength: 1, maxLength: 4}).map((rows) => ({entity, rows})),
    })),
  );
}

/** sources.yaml with the generic preset of every entity under the entity's name. */
export const genericSources = `sources:\n${Object.keys(entities)
  .map((entity) => `  ${entity}: {preset: ${entity}}\n`)
  .join("")}`;

/** The file of a load, with every column of the contract. */
export function csvOf(load: RandomLoad): string {
  const columns = fieldsOf(contractOf(load.entity)!).map((field) => field.name);
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = load.rows.map((row) => columns.map((name) => cell(row[name] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
