import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {deal, owned} from "../helpers/pay-rows.ts";
import {type Built, buildAll, type Fixture} from "../helpers/run-model.ts";

/** Two hunters, a farmer and a head. */
const staff: Fixture = {
  "stage.employees": ["h1", "h2", "f1", "boss"].map((employee_id) => ({
    employee_id,
    employee_name: `Имя ${employee_id}`,
    hired_on: "2024-01-09",
  })),
  "stage.employee_roles": [
    {employee_id: "h1", role: "hunter", team_id: "b", valid_from: "2024-01-09"},
    {employee_id: "h2", role: "hunter", team_id: "b", valid_from: "2024-01-09"},
    {employee_id: "f1", role: "farmer", team_id: "c", valid_from: "2024-01-09"},
    {employee_id: "boss", role: "head", team_id: "b", valid_from: "2024-01-09"},
  ],
  "stage.clients": ["c1", "c2", "c3"].map((client_id) => ({client_id, client_name: client_id})),
  "company.stages": [{pipeline: "", stage: "Успех", stage_code: "won", status: "won", position: 9}],
};
const check = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../queries/checks/${name}.sql`), "utf8");

async function built<Result>(fixture: Fixture, read: (open: Built) => Promise<Result>): Promise<Result> {
  const open = await buildAll({...staff, ...fixture});
  try {
    return await read(open);
  } finally {
    open.close();
  }
}

describe("who is credited with a deal", () => {
  const credits = (fixture: Fixture) =>
    built(fixture, async (open) =>
      (await open.query("select employee_id from fct_deal_credits order by 1")).map(
        ({employee_id: id}) => id,
      ),
    );
  const won = (moved_by: string) => ({
    deal_id: "d1",
    stage: "Успех",
    entered_at: "2026-06-01 12:00:00+00",
    moved_by,
  });

  test("its owner, where nobody else won it or a head pressed the button", async () => {
    expect(await credits({"stage.deals": [deal("d1", "c1", "h1")]})).toEqual(["h1"]);
    expect(
      await credits({"stage.deals": [deal("d1", "c1", "h1")], "stage.stage_events": [won("boss")]}),
    ).toEqual(["h1"]);
  });

  test("whoever won it and held the client then, though the CRM has given the deal to another since", async () => {
    const moved: Fixture = {
      "stage.deals": [deal("d1", "c1", "h2")],
      "stage.stage_events": [won("h1")],
    };
    expect(
      await credits({
        ...moved,
        "stage.ownership_events": [
          owned("c1", "h1", "2026-05-04", "hunters"),
          owned("c1", "h2", "2026-06-20", "hunters"),
        ],
      }),
    ).toEqual(["h1"]);
    expect(
      await credits({...moved, "stage.ownership_events": [owned("c1", "h2", "2026-05-04", "hunters")]}),
    ).toEqual(["h2"]);
  });

  test("both, so that the deal waits, where nothing tells which of two sellers it was", async () => {
    expect(
      await credits({"stage.deals": [deal("d1", "c1", "h2")], "stage.stage_events": [won("h1")]}),
    ).toEqual(["h1", "h2"]);
  });

  test("those whom the shares name, in place of the owner; a share of nought takes a person out", () =>
    built(
      {
        "stage.deals": [
          deal("d1", "c1", "h2"),
          deal("d2", "c2", "h2"),
          deal("d3", "c3", "h1", {status: "open", closed_at: null}),
        ],
        "stage.stage_events": [won("h1")],
        "stage.deal_shares": [
          {deal_id: "d1", employee: "h1", share: 0.3},
          {deal_id: "d1", employee: "Имя h2", share: 0.4},
          // the same person by his number
          {deal_id: "d1", employee: "h2", share: 0.1},
          {deal_id: "d1", employee: "f1", share: 0.2},
          {deal_id: "d2", employee: "h1", share: 0},
          {deal_id: "d3", employee: "h1", share: 1},
        ],
      },
      async (open) => {
        expect(
          await open.query(
            "select deal_id, employee_id, share::double as share from fct_deal_credits order by 1, 2",
          ),
        ).toEqual([
          {deal_id: "d1", employee_id: "f1", share: 0.2},
          {deal_id: "d1", employee_id: "h1", share: 0.3},
          {deal_id: "d1", employee_id: "h2", share: 0.5},
          {deal_id: "d2", employee_id: "h2", share: 1},
        ]);
        // hunters have their part of the deal won; a farmer's is no figure of his
        expect(
          await open.query(
            `select employee_id, numerator::double as n from rollup_pay_figures
             where metric_code = 'deals_won' and month = date '2026-06-01' and numerator > 0 order by 1`,
          ),
        ).toEqual([
          {employee_id: "h1", n: 0.3},
          {employee_id: "h2", n: 1.5},
        ]);
        expect(await open.query(check("deal_shares_add_up"))).toEqual([]);
      },
    ));

  test("not more than 100 %: shares that do not come to it pay nobody, and are told with unknown people and deals", () =>
    built(
      {
        "stage.deals": [deal("d1", "c1", "h1"), deal("d2", "c2", "h1"), deal("d3", "c3", "h1")],
        "stage.deal_shares": [
          {deal_id: "d1", employee: "h1", share: 0.6},
          {deal_id: "d1", employee: "h2", share: 0.5},
          {deal_id: "d2", employee: "h1", share: 0.6},
          {deal_id: "d2", employee: "Чужой", share: 0.4},
          // a third of Excel's, three times, is less than the whole
          ...["h1", "h2", "f1"].map((employee) => ({deal_id: "d3", employee, share: 0.333333})),
          {deal_id: "d9", employee: "h1", share: 1},
        ],
      },
      async (open) => {
        expect(
          await open.query(
            `select count(*)::integer as n from rollup_pay_figures
             where metric_code = 'deals_won' and month = date '2026-06-01' and numerator > 0`,
          ),
        ).toEqual([{n: 0}]);
        expect(
          await open.query(
            `select deal_id, share_sum::double as s, nobody_count as n, is_no_deal from (${check("deal_shares_add_up")}) order by 1`,
          ),
        ).toEqual([
          {deal_id: "d1", s: 1.1, n: 0, is_no_deal: false},
          {deal_id: "d2", s: 1, n: 1, is_no_deal: false},
          {deal_id: "d3", s: 0.999999, n: 0, is_no_deal: false},
          {deal_id: "d9", s: 1, n: 0, is_no_deal: true},
        ]);
      },
    ));

  test("nobody, where the owner is in no staff list or the deal is not won", async () => {
    expect(
      await credits({
        "stage.deals": [deal("d1", "c1", "Чужой"), deal("d2", "c1", "h1", {status: "open", closed_at: null})],
      }),
    ).toEqual([]);
  });
});
