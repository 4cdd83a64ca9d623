import {contracts} from "../../pipelines/contracts/index.ts";
import {type Fixture, type FixtureRow, settings} from "./run-model.ts";
import {callsOf} from "./small-company-calls.ts";
import {type Drawing, drawing, fates} from "./small-company-draws.ts";

/** First day, number of days, and what company.yaml says otherwise than the settings of the tests. */
export interface Span {
  since?: string;
  days?: number;
  clients?: number;
  /** More clients that buy twice a month, by their fate. */
  regulars?: readonly number[];
  /** Everybody holds one post all the time. */
  isSteady?: boolean;
  settings?: FixtureRow;
}

/** Stage rows of a company of twelve people and fifty clients, with strangers, transfers, gaps and changes of posts. */
export function smallCompany(seed: number, span: Span = {}): Fixture {
  const known = {...settings, ...span.settings};
  const until = String(known["data_until"]);
  const {since = "2026-01-01", days = 150, clients: count = 50, regulars = [], isSteady = false} = span;
  const draw = drawing(seed, {since, days, clients: count, regulars, isSteady, until});
  const revival = Number(known["revival_days"]);
  const {people, clients, day, stamp, at} = draw;
  const norm = {name_en: "Norm", name_ru: "Норма", unit: "count", valid_from: "2020-01-01"};
  return knownBy(until, {
    "company.settings": [known],
    "stage.employees": people.map(({employee_id, left_on}) => ({
      employee_id,
      employee_name: `Имя ${employee_id}`,
      hired_on: draw.before,
      left_on,
    })),
    "stage.employee_roles": people.flatMap(({employee_id, posts}) =>
      posts.map(({role, valid_from}, index) => ({
        employee_id,
        role,
        team_id: Number(employee_id.slice(1)) % 2 ? role : `${role} ${index + 1}`,
        valid_from,
      })),
    ),
    "stage.employee_extensions": people.map(({employee_id, extension}) => ({
      employee_id,
      extension,
      valid_from: draw.before,
    })),
    "stage.salaries": people.flatMap(({employee_id}, index) => [
      {employee: employee_id, valid_from: draw.before, monthly_amount: 40_000 + 1_000 * index},
      ...(index % 3 === 0 ? [{employee: employee_id, valid_from: day(at(0.5)), monthly_amount: 50_000}] : []),
    ]),
    "stage.script_versions": [
      {script_version: "v1", valid_from: draw.before},
      {script_version: "v2", valid_from: day(at(0.46))},
    ],
    "stage.absences": people.flatMap(({employee_id}) =>
      // the last of them lasts beyond the last day for some
      [0, 0.33, 0.66, 0.965].map((place) => {
        const started = draw.between(place, Math.min(place + 0.3, 0.99));
        return {
          employee: employee_id,
          started_on: day(started),
          ended_on: day(draw.after(started, 1440 * (2 + draw.below(20)))),
          absence_kind: draw.pick(["vacation", "sick"]),
        };
      }),
    ),
    "stage.clients": [
      ...clients.map(({client_id, phone, life, spoken}, index) => ({
        client_id,
        client_name: `Фирма ${index}`,
        tax_id: String(7_700_000_000 + index),
        phones: phone,
        client_size: spoken ? "small" : draw.pick(["small", "small", "large", null]),
        client_group: spoken ? "C" : draw.pick(["A", "B ", "C", null]),
        client_source: draw.pick(["fair", "list", null]),
        industry: draw.pick(["metal", "wood", null]),
        created_at: draw.chance(0.8) ? stamp(life[0]) : null,
        created_by: draw.chance(0.7) ? draw.pick(people).employee_id : null,
        owner: index % 5 === 0 ? draw.pick(people).employee_id : null,
      })),
      // cards that one person makes to hold the clients
      ...Array.from({length: 24}, (_, index) => ({
        client_id: `held${index}`,
        created_at: stamp(at(0.5 + index * 0.015)),
        created_by: draw.of("hunter")[0]!.employee_id,
        owner: draw.of("hunter")[0]!.employee_id,
      })),
    ],
    "stage.client_potentials": clients.slice(clients.length / 3).flatMap(({client_id}) =>
      [0.1, 0.9].map((place) => ({
        client_id,
        estimated_on:
          place < 0.5 && draw.chance(0.3)
            ? draw.ago(365)
            : day(draw.between(place - 0.1, place + (draw.chance(0.5) ? 0.1 : -0.05))),
        potential_amount: draw.chance(0.9) ? draw.below(400_000) : null,
      })),
    ),
    "stage.ownership_events": owned(draw),
    ...callsOf(draw),
    ...dealsOf(draw),
    ...moneyOf(draw),
    "stage.handovers": Array.from({length: draw.scaled(100)}, (_, index) => handover(draw, index)),
    "stage.campaigns": [
      {campaign_id: "r1", campaign_kind: "revival", started_on: day(at(0.4))},
      {campaign_id: "r2", campaign_kind: "revival", started_on: day(at(0.95))},
      // on its first day, on its last, and just over when others were left alone
      ...[0, revival - 1, 2 * revival - 1, 2 * revival].map((days) => ({
        campaign_id: `r-${days}`,
        campaign_kind: "revival",
        started_on: draw.ago(days),
      })),
      {campaign_id: "cold", campaign_kind: "cold", started_on: day(at(0.6))},
    ],
    "stage.campaign_members": [
      ...["r1", "r2", "cold"],
      ...[0, revival - 1, 2 * revival - 1, 2 * revival].map((days) => `r-${days}`),
    ].flatMap((campaign_id, place) =>
      clients
        .slice(place * 10)
        .filter((_, index) => index % 3 < 1)
        .map(({client_id}, index) => ({
          campaign_id,
          client_id,
          is_control: index === 5 ? null : index % 2 === 1,
        })),
    ),
    "stage.client_feedback": [
      ...Array.from({length: draw.scaled(50)}, (_, index) => ({
        feedback_id: `f${index}`,
        client_id: draw.chance(0.6) ? draw.pick(clients).client_id : null,
        client_phone: draw.chance(0.6) ? draw.pick(clients).phone : null,
        answered_at: stamp(draw.moment()),
        score: draw.below(6) + (index % 2) * draw.below(6),
        score_max: index % 2 ? 10 : 5,
        stage: draw.pick(["hunters", "farmers", null]),
        employee: draw.chance(0.7) ? draw.pick(people).employee_id : null,
      })),
      // clients of one farmer are content, those of another are not
      ...Array.from({length: 60}, (_, index) => ({
        feedback_id: `g${index}`,
        answered_at: stamp(at(0.6 + index * 0.005)),
        score: index % 2 ? 5 : 1,
        score_max: 5,
        stage: "farmers",
        employee: draw.of("farmer")[index % 2]!.employee_id,
      })),
    ],
    "company.recording_links": [{source_id: "telephony", link: "https://pbx.example/{id}"}],
    "company.breaks": [{break_date: day(at(0.3)), name_en: "New law", name_ru: "Новый закон"}],
    "company.contact_groups": [
      {client_group: "A", contact_days: 14},
      {client_group: "B", contact_days: 45},
    ],
    "company.stages": [
      {pipeline: "", stage: "Новая", stage_code: "new", status: "open", position: 1},
      {pipeline: "", stage: "КП", stage_code: "offer", status: "open", position: 2},
      {pipeline: "Опт", stage: "КП", stage_code: "offer", status: "open", position: 7},
      {pipeline: "", stage: "Договор", stage_code: "contract", status: "open", position: 3},
      {pipeline: "", stage: "Успех", stage_code: "won", status: "won", position: 4},
      {pipeline: "", stage: "Отказ", stage_code: "lost", status: "lost", position: 5},
    ],
    "company.dictionary": [
      ...["price", "later", "other"].map((code) => ({
        dictionary: "refusal_reasons",
        code,
        is_other: code === "other",
      })),
      ...["profile", "materials_read"].map((code) => ({dictionary: "secondary_goals", code})),
    ],
    "company.norms": [
      {...norm, norm_id: "results_per_month", direction: "up", low: 20, high: 30},
      {...norm, norm_id: "companies_per_month", direction: "band", low: 5, high: 9},
      {...norm, norm_id: "talk_minutes_per_day", direction: "up", low: 120},
      {...norm, norm_id: "recording_coverage", direction: "up", low: 0.95},
      {...norm, norm_id: "result_rate_per_company", direction: "up", low: 0.7, valid_to: day(at(0.5))},
      {...norm, norm_id: "result_rate_per_company", direction: "up", low: 0.9, valid_from: day(at(0.5))},
      ...["calls_per_goal", "carried_over", "companies_per_year", "result_rate_per_call"].map((norm_id) => ({
        ...norm,
        norm_id,
        direction: "up",
        low: 1,
      })),
    ],
  });
}

/** The last day of data is that of the last event: nothing comes after it but what was planned or promised. */
function knownBy(until: string, fixture: Fixture): Fixture {
  const end = Date.parse(`${until}T24:00:00+03:00`);
  for (const {entity, event} of contracts) {
    const rows = fixture[`stage.${entity}`];
    if (event && rows)
      fixture[`stage.${entity}`] = rows.filter(({[event]: at}) => Date.parse(String(at)) < end);
  }
  return fixture;
}

/** Clients pass from post to post, and between people of one post; some owners nobody knows. */
function owned(draw: Drawing): FixtureRow[] {
  return draw.clients.slice(draw.clients.length / 5).flatMap(({client_id, life, fate}, index) => {
    // the first hunter keeps his long
    if (fate)
      return ["hunter", "farmer"].map((role, step) => ({
        client_id,
        started_at: draw.stamp(draw.share(life, (fate === "lost" ? 0.25 : 0.05) * step)),
        owner: draw.of(role)[fates.indexOf(fate)]!.employee_id,
      }));
    const steps = [
      ...(["operator", "hunter", "farmer"] as const).slice(0, 1 + (index % 3)),
      ...(index % 6 > 3 ? [index % 2 ? "farmer" : "hunter"] : []),
      ...(index % 6 > 4 ? ["farmer"] : []),
    ];
    const places = steps.map(() => draw.next() ** 2).sort();
    return steps.map((role, step) => ({
      client_id,
      started_at: draw.stamp(atMonth(draw, draw.share(life, places[step]!))),
      owner: draw.chance(0.06) ? "nobody" : draw.pick(draw.of(role)).employee_id,
    }));
  });
}

/** Books are often passed on with the month: on its first day, or on the last of the one before. */
function atMonth(draw: Drawing, moment: Date): Date {
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()];
  return draw.chance(0.5) ? new Date(Date.UTC(year, month, draw.pick([0, 1]), 9)) : moment;
}

/** Deals that return to a stage they had left, that stand, that were closed before they were opened by mistake of a clock. */
function dealsOf(draw: Drawing): Fixture {
  const deals: FixtureRow[] = [];
  const events: FixtureRow[] = [];
  for (let index = 0; index < draw.scaled(60); index++) {
    const created = draw.moment();
    const deal_id = `d${index}`;
    const status = draw.pick(["open", "won", "lost"]);
    const stages = ["Новая", "КП", "Договор", "КП", "Новая", "КП"].slice(0, draw.below(7));
    let entered = created;
    for (const stage of stages) {
      events.push({deal_id, entered_at: draw.stamp(entered), stage});
      if (draw.chance(0.05)) events.push({deal_id, entered_at: draw.stamp(entered), stage: "Неведомая"});
      entered = draw.after(entered, 1 + draw.below(40_000));
    }
    const closed = draw.chance(0.1) ? draw.after(created, -900) : draw.after(entered, draw.below(20_000));
    if (status !== "open" && draw.chance(0.5))
      events.push({deal_id, entered_at: draw.stamp(closed), stage: status === "won" ? "Успех" : "Отказ"});
    deals.push({
      deal_id,
      client_id: draw.chance(0.93) ? draw.pick(draw.clients).client_id : null,
      pipeline: draw.pick(["Опт", "Розница", null]),
      stage: stages.at(-1) ?? draw.pick(["КП", "Новая", null]),
      status,
      amount: draw.chance(0.9) ? draw.below(10_000_000) / 100 : null,
      created_at: draw.stamp(created),
      closed_at: status === "open" || draw.chance(0.2) ? null : draw.stamp(closed),
      owner: draw.pick(draw.of(draw.chance(0.85) ? "hunter" : "farmer")).employee_id,
      sourced_by: draw.chance(0.7) ? draw.pick(draw.of("operator")).employee_id : null,
      loss_reason: status === "lost" ? draw.pick(["price", "silent", null]) : null,
    });
  }
  return {"stage.deals": deals, "stage.stage_events": events};
}

/** Round amounts, so that clients buy for as much as before, beside odd ones, returns and gifts. */
function orderAmount(draw: Drawing, fate: string | null, moment: Date): number {
  if (fate) return fate === "grown" && moment > draw.at(0.8) ? 20_000 : 5000;
  if (draw.chance(0.08)) return -draw.below(900);
  return draw.chance(0.5) ? 5000 * draw.below(4) : draw.below(2_000_000) / 100;
}

/** What each client buys in the stretch in which he buys at all: days of several lines, returns, months without. */
function moneyOf(draw: Drawing): Fixture {
  const orders: FixtureRow[] = [];
  const groups = ["boards", "nails", "paint", null];
  for (const {client_id, bought, rhythm, fate} of draw.clients) {
    let moment = bought[0];
    for (let number = 0; moment < bought[1] && rhythm > 0; number++) {
      for (let line = 0; line <= draw.below(2); line++)
        orders.push({
          order_id: `o-${client_id}-${number}`,
          line_number: String(line + 1),
          client_id: draw.chance(0.96) ? client_id : null,
          ordered_on: draw.day(moment),
          amount: orderAmount(draw, fate, moment),
          product_group: draw.pick(groups),
          manager: draw.chance(0.8) ? draw.pick(draw.people).employee_id : null,
        });
      moment = draw.after(moment, 1440 * (1 + draw.below(2 * rhythm)));
    }
  }
  const payments = Array.from({length: draw.scaled(80)}, (_, index) => ({
    payment_id: `p${index}`,
    client_id: draw.chance(0.8) ? draw.pick(draw.clients).client_id : null,
    deal_id: draw.chance(0.5) ? `d${draw.below(60)}` : null,
    paid_on: draw.day(draw.moment()),
    amount: draw.chance(0.1) ? -draw.below(500) : draw.below(3_000_000) / 100,
    manager: draw.chance(0.7) ? draw.pick(draw.people).employee_id : null,
  }));
  // money of some deals that all goes back
  const refunds = payments
    .filter(({deal_id, amount}) => amount > 0 && deal_id !== null && /[05]$/.test(deal_id))
    .map((payment) => ({...payment, payment_id: `${payment.payment_id}-back`, amount: -payment.amount}));
  const invoices = Array.from({length: draw.scaled(30)}, (_, index) => ({
    invoice_id: `i${index}`,
    client_id: draw.pick(draw.clients).client_id,
    deal_id: draw.chance(0.7) ? `d${draw.below(60)}` : null,
    issued_on: draw.day(draw.moment()),
    amount: draw.below(20_000),
  }));
  return {"stage.orders": orders, "stage.payments": [...payments, ...refunds], "stage.invoices": invoices};
}

function handover(draw: Drawing, index: number): FixtureRow {
  const offered = draw.moment();
  const isLast = index % 4 === 0;
  const takers = draw.of(isLast ? "farmer" : "hunter");
  // the first hunter has many, and lets them wait
  const taker = draw.chance(0.9) ? draw.pick([...takers, takers[0]!, takers[0]!]) : null;
  const givers = draw.of(isLast ? "hunter" : "operator");
  const minutes = draw.below(2_000) * (taker === takers[0] ? 40 : 1);
  return {
    handover_id: `h${index}`,
    client_id: draw.chance(0.95) ? draw.pick(draw.clients).client_id : null,
    from_leg: isLast ? "hunters" : "call_centre",
    to_leg: isLast ? "farmers" : "hunters",
    from_employee: index % 9 ? givers[index % givers.length]!.employee_id : null,
    to_employee: taker?.employee_id ?? null,
    offered_at: draw.stamp(offered),
    accepted_at: draw.chance(taker === takers[0] ? 0.7 : 0.9)
      ? draw.stamp(draw.after(offered, minutes))
      : null,
    returned_at: draw.chance(0.2) ? draw.stamp(draw.after(offered, minutes + draw.below(9_000))) : null,
    return_reason: draw.pick(["not ours", null]),
    due_at: draw.chance(0.1) ? draw.stamp(draw.after(offered, 3_000)) : null,
  };
}
