import {beforeAll, describe, expect, test} from "vitest";
import {loadRealCompany, type RealCompany} from "../helpers/real-data.ts";

interface Operator {
  calls: number;
  active_days: number;
  talk_minutes_per_active_day: number;
}
interface Answers {
  rows: number;
  served: number;
  talk_hours_total: number;
  rows_by_month: Record<string, number>;
  by_month: Record<string, {served: number; service_seconds: number}>;
  by_operator: Record<string, Operator>;
  by_hour_of_vru_entry: Record<string, number>;
}

describe("anonymous bank: ten months of a call centre", () => {
  let bank: RealCompany;
  let answers: Answers;
  beforeAll(async () => {
    bank = await loadRealCompany("anonymous_bank_calls");
    answers = bank.answers as unknown as Answers;
  });

  test("360,364 calls, 285,689 served, 14,937.85 hours of talk", async () => {
    const [total] = await bank.query<{calls: number; served: number; seconds: number}>(
      "select count(*) as calls, count(*) filter (where disposition = 'answered') as served, sum(talk_seconds) as seconds from fct_calls",
    );
    expect(total!.calls).toBe(answers.rows);
    expect(total!.served).toBe(answers.served);
    expect(total!.seconds / 3600).toBeCloseTo(answers.talk_hours_total, 2);
  });

  test("calls and talk by month", async () => {
    const rows = await bank.query<{month: string; calls: number; served: number; seconds: number}>(
      `select strftime(call_date, '%Y-%m') as month, count(*) as calls,
         count(*) filter (where disposition = 'answered') as served, sum(talk_seconds) as seconds
       from fct_calls group by month`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.month, row.calls]))).toEqual(answers.rows_by_month);
    expect(Object.fromEntries(rows.map((row) => [row.month, [row.served, row.seconds]]))).toEqual(
      Object.fromEntries(
        Object.entries(answers.by_month).map(([month, row]) => [month, [row.served, row.service_seconds]]),
      ),
    );
  });

  test("calls, days and talk minutes a day of each of 45 operators", async () => {
    const rows = await bank.query<{person: string; calls: number; days: number; seconds: number}>(
      `select employee_id as person, count(*) as calls, count(distinct call_date) as days, sum(talk_seconds) as seconds
       from fct_calls where disposition = 'answered' and employee_id is not null group by person`,
    );
    const found = Object.fromEntries(
      rows.map((row) => [row.person, [row.calls, row.days, (row.seconds / 60 / row.days).toFixed(2)]]),
    );
    const expected = Object.fromEntries(
      Object.entries(answers.by_operator).map(([person, row]) => [
        person,
        [row.calls, row.active_days, row.talk_minutes_per_active_day.toFixed(2)],
      ]),
    );
    expect(found).toEqual(expected);
  });

  test("the daily rollup holds the same talk as the calls", async () => {
    const rows = await bank.query<{person: string; days: number; seconds: number}>(
      `select employee_id as person, count(*) filter (where contact_count > 0 or talk_seconds > 0) as days, sum(talk_seconds) as seconds
       from rollup_operator_days group by person`,
    );
    const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
    const named = Object.values(answers.by_operator).reduce(
      (sum, row) => sum + row.talk_minutes_per_active_day * row.active_days * 60,
      0,
    );
    expect(seconds / 3600).toBeCloseTo(named / 3600, 0);
    expect(rows).toHaveLength(Object.keys(answers.by_operator).length);
  });

  test("calls by hour of the day, phantom ones apart", async () => {
    const rows = await bank.query<{hour: number; calls: number}>(
      "select call_hour as hour, count(*) as calls from fct_calls where disposition <> 'failed' group by hour",
    );
    expect(Object.fromEntries(rows.map((row) => [row.hour, row.calls]))).toEqual(
      answers.by_hour_of_vru_entry,
    );
  });
});
