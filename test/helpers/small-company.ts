import type {Fixture, FixtureRow} from "./run-model.ts";

/** A seeded generator of numbers in [0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Stage rows of a company of nine people and forty clients over five months, with strangers, transfers and gaps. */
export function smallCompany(seed: number): Fixture {
  const next = random(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const chance = (share: number) => next() < share;
  const people = Array.from({length: 9}, (_, index) => ({
    employee_id: `e${index + 1}`,
    role: index < 4 ? "operator" : index < 7 ? "hunter" : "farmer",
    extension: String(401 + index),
  }));
  const of = (role: string) => people.filter((person) => person.role === role);
  const phone = (client: number) => `+7916${String(1_000_000 + client)}`;
  const moment = (): Date => new Date(Date.UTC(2026, 0, 1) + Math.floor(next() * 150 * 86_400_000));
  const stamp = (date: Date) => date.toISOString();
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const after = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000);

  const calls: FixtureRow[] = [];
  const legs: FixtureRow[] = [];
  const results: FixtureRow[] = [];
  const reviews: FixtureRow[] = [];
  for (let index = 0; index < 900; index++) {
    const client = Math.floor(next() * 44);
    const person = pick(people);
    const started = moment();
    const talk = chance(0.5) ? Math.floor(next() * 400) : 0;
    const call_id = `c${index}`;
    calls.push({
      call_id,
      started_at: stamp(started),
      direction: pick(["out", "out", "out", "in", "internal"]),
      operator: chance(0.02) ? "999" : person.extension,
      client_phone: phone(client),
      ring_seconds: Math.floor(next() * 30),
      talk_seconds: talk,
      disposition: talk > 0 ? "answered" : pick(["no_answer", "busy"]),
      recording: chance(0.9) ? `rec${index}` : null,
    });
    if (talk > 100 && chance(0.1))
      for (const [leg, other] of [person, pick(people)].entries())
        legs.push({
          call_id,
          leg_number: leg + 1,
          started_at: stamp(after(started, leg)),
          operator: other.extension,
          talk_seconds: Math.floor(talk / 2),
          disposition: "answered",
          is_transfer: leg > 0,
        });
    if (talk > 30 && chance(0.6)) {
      const result: FixtureRow = {
        result_id: `r${index}`,
        call_id: chance(0.3) ? call_id : null,
        client_phone: chance(0.8) ? phone(client) : null,
        operator: person.employee_id,
        filed_at: stamp(after(started, Math.floor(next() * 150))),
        result_code: pick(["goal", "secondary", "refusal", "refusal", "callback", "screened_out"]),
        refusal_reason: pick(["price", "later", null]),
        is_decision_maker: chance(0.4),
      };
      if (result["result_code"] === "secondary")
        result["secondary_goal"] = index % 2 ? "profile" : "materials_read";
      if (result["result_code"] === "callback")
        result["callback_at"] = stamp(after(started, 1440 * (index % 40)));
      results.push(result);
    }
    if (talk > 200)
      for (const reviewer of index % 3 ? ["e1"] : ["e1", "e2"])
        for (const item_code of ["greeting", "need"])
          reviews.push({
            review_id: `${call_id}-${reviewer}`,
            item_code,
            call_id,
            operator: person.employee_id,
            reviewer,
            reviewed_on: day(after(started, 1440)),
            score: (index + reviewer.length) % 7 ? index % 2 : null,
          });
  }
  const clients = Array.from({length: 40}, (_, index) => `k${index}`);
  const owned = clients.slice(0, 30).flatMap((client_id, index) => {
    const start = moment();
    return (["operator", "hunter", "farmer"] as const).slice(0, 1 + (index % 3)).map((role, step) => ({
      client_id,
      started_at: stamp(after(start, step * 40_000)),
      owner: pick(of(role)).employee_id,
    }));
  });
  const norm = {name_en: "Norm", name_ru: "Норма", unit: "count"};
  return {
    "stage.employees": people.map(({employee_id}) => ({
      employee_id,
      employee_name: `Имя ${employee_id}`,
      hired_on: "2025-01-01",
    })),
    "stage.employee_roles": people.map(({employee_id, role}) => ({
      employee_id,
      role,
      team_id: role,
      valid_from: "2025-01-01",
    })),
    "stage.employee_extensions": people.map(({employee_id, extension}) => ({
      employee_id,
      extension,
      valid_from: "2025-01-01",
    })),
    "stage.salaries": people.flatMap(({employee_id}, index) => [
      {employee: employee_id, valid_from: "2025-01-01", monthly_amount: 40_000 + 1_000 * index},
      ...(index % 3 === 0 ? [{employee: employee_id, valid_from: "2026-03-16", monthly_amount: 50_000}] : []),
    ]),
    "stage.script_versions": [
      {script_version: "v1", valid_from: "2025-01-01"},
      {script_version: "v2", valid_from: "2026-03-10"},
    ],
    "stage.clients": clients.map((client_id, index) => ({
      client_id,
      client_name: `Фирма ${index}`,
      phones: phone(index),
      client_size: pick(["small", "large"]),
      client_group: index % 2 === 0 ? "A" : "B",
    })),
    "stage.ownership_events": owned,
    "stage.calls": calls,
    "stage.call_legs": legs,
    "stage.call_results": results,
    "stage.qa_reviews": reviews,
    "stage.deals": Array.from({length: 40}, (_, index) => {
      const created = moment();
      const status = pick(["open", "won", "lost"]);
      return {
        deal_id: `d${index}`,
        client_id: pick(clients),
        stage: pick(["КП", "Новая"]),
        status,
        amount: Math.floor(next() * 100_000),
        created_at: stamp(created),
        closed_at: status === "open" ? null : stamp(after(created, next() * 40_000)),
        owner: pick(of("hunter")).employee_id,
        sourced_by: pick(of("operator")).employee_id,
      };
    }),
    "stage.stage_events": Array.from({length: 40}, (_, index) => ({
      deal_id: `d${index}`,
      entered_at: stamp(moment()),
      stage: "КП",
    })),
    "stage.orders": Array.from({length: 150}, (_, index) => ({
      order_id: `o${Math.floor(index / 2)}-${index}`,
      line_number: String(index % 2),
      client_id: chance(0.95) ? pick(clients) : null,
      ordered_on: day(moment()),
      amount: chance(0.05) ? -500 : Math.floor(next() * 20_000),
    })),
    "stage.payments": Array.from({length: 60}, (_, index) => ({
      payment_id: `p${index}`,
      deal_id: index % 3 === 0 ? `d${index % 40}` : null,
      client_id: pick(clients),
      paid_on: day(moment()),
      amount: Math.floor(next() * 30_000),
    })),
    "stage.handovers": Array.from({length: 30}, (_, index) => {
      const offered = moment();
      return {
        handover_id: `h${index}`,
        client_id: pick(clients),
        from_leg: "call_centre",
        to_leg: "hunters",
        from_employee: `e${(index % 4) + 1}`,
        returned_at: index % 7 === 0 ? stamp(after(offered, 10_000)) : null,
        to_employee: pick(of("hunter")).employee_id,
        offered_at: stamp(offered),
        accepted_at: chance(0.7) ? stamp(after(offered, next() * 6_000)) : null,
      };
    }),
    "stage.campaigns": [{campaign_id: "r1", campaign_kind: "revival", started_on: "2026-03-02"}],
    "stage.campaign_members": clients
      .slice(0, 12)
      .map((client_id, index) => ({campaign_id: "r1", client_id, is_control: index % 2 === 1})),
    "company.recording_links": [{source_id: "telephony", link: "https://pbx.example/{id}"}],
    "company.breaks": [{break_date: "2026-02-15", name_en: "New law", name_ru: "Новый закон"}],
    "company.contact_groups": [{client_group: "A", contact_days: 14}],
    "company.stages": [
      {pipeline: "", stage: "КП", stage_code: "offer", status: "open", position: 2},
      {pipeline: "", stage: "Новая", stage_code: "new", status: "open", position: 1},
    ],
    "company.dictionary": ["price", "later"].map((code) => ({dictionary: "refusal_reasons", code})),
    "company.norms": [
      {...norm, norm_id: "results_per_month", direction: "up", low: 20, valid_from: "2020-01-01"},
      {...norm, norm_id: "talk_minutes_per_day", direction: "up", low: 120, valid_from: "2020-01-01"},
    ],
  };
}
