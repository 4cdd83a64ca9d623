import {beforeAll, describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {estafeta, loadRealCompany, type RealCompany} from "../helpers/real-data.ts";

interface Answers {
  "freepbx_cdr.csv": {
    rows: number;
    rows_year_1000: number;
    calls_by_linkedid: {
      calls: number;
      answered: number;
      talk_seconds: number;
      legs_per_call: Record<string, number>;
    };
  };
  "freepbx_gui_export_cdr.csv": {
    rows: number;
    billsec_answered_Dial: number;
    rows_by_day: Record<string, number>;
    by_src_Dial_only: Record<string, {talk_seconds: number}>;
  };
}
interface Rejected {
  source_id: string;
  line_number: number;
  reason_code: string;
  value: string;
}

describe("Asterisk and FreePBX: two exchanges", () => {
  let exchanges: RealCompany;
  let table: Answers["freepbx_cdr.csv"];
  let gui: Answers["freepbx_gui_export_cdr.csv"];
  let rejected: Rejected[];
  beforeAll(async () => {
    exchanges = await loadRealCompany("asterisk_cdr");
    const answers = exchanges.answers as unknown as Answers;
    table = answers["freepbx_cdr.csv"];
    gui = answers["freepbx_gui_export_cdr.csv"];
    rejected = JSON.parse(
      await estafeta(["rejected", "--limit", "1000", "--json", "--home", exchanges.home]),
    ) as Rejected[];
  });

  const totals = async (where: string) => {
    const [row] = await exchanges.query(
      `select count(*) as calls, count(*) filter (where disposition = 'answered') as answered, sum(talk_seconds) as seconds from fct_calls where ${where}`,
    );
    return row;
  };
  const isTable = "call_id not like 'preset-%' and call_id not like 'gui-%'";
  const linesOf = (reason: string) => [
    ...new Set(
      rejected
        .filter((row) => row.source_id === "freepbx" && row.reason_code === reason)
        .map((row) => `${row.line_number} ${row.value}`),
    ),
  ];

  test("33 rows of the year 1000 and 5 rows without a date are set aside, and no other", () => {
    const impossible = linesOf("impossible_date");
    const dateless = linesOf("unreadable");
    expect(impossible).toHaveLength(table.rows_year_1000);
    expect(impossible.every((line) => line.endsWith("1000-01-01 00:00:00"))).toBe(true);
    expect(dateless).toHaveLength(5);
    expect(dateless.every((line) => line.endsWith("0000-00-00 00:00:00"))).toBe(true);
    expect(new Set(rejected.map((row) => row.reason_code))).toEqual(
      new Set(["impossible_date", "unreadable"]),
    );
  });

  test("376 calls by linkedid, five of them rows without a date; 148 answered, 4,982 seconds", async () => {
    const {calls, answered, talk_seconds} = table.calls_by_linkedid;
    expect(await totals(isTable)).toEqual({
      calls: calls - linesOf("unreadable").length,
      answered,
      seconds: talk_seconds,
    });
  });

  test("the preset alone counts no Dial that reached no telephone: 32 calls and 1,337 seconds fewer", async () => {
    expect(await totals("call_id like 'preset-%'")).toEqual({
      calls: 371,
      answered: 148 - 32,
      seconds: 4982 - 1337,
    });
  });

  test("legs of each call are all there", async () => {
    const warehouse = await Database.open(homeAt(exchanges.home).warehouse, {access_mode: "READ_ONLY"});
    const rows = await warehouse.rows<{legs: number; calls: number}>(
      `select legs, count(*) as calls from (select count(*) as legs from stage.call_legs where ${isTable} group by call_id) group by legs`,
    );
    warehouse.close();
    const expected = {...table.calls_by_linkedid.legs_per_call};
    // rows without a date are calls of one leg there
    expected["1"]! -= linesOf("unreadable").length;
    expect(Object.fromEntries(rows.map((row) => [row.legs, row.calls]))).toEqual(expected);
  });

  test("the page's export: 45,118 seconds of Dial, not 154,112; each extension's talk", async () => {
    expect(await totals("call_id like 'gui-%'")).toMatchObject({
      calls: gui.rows,
      seconds: gui.billsec_answered_Dial,
    });
    const rows = await exchanges.query<{person: string; seconds: number}>(
      "select employee_id as person, sum(talk_seconds) as seconds from fct_calls where call_id like 'gui-%' group by person",
    );
    const found = Object.fromEntries(rows.map((row) => [row.person, row.seconds]));
    for (const [extension, {talk_seconds}] of Object.entries(gui.by_src_Dial_only))
      expect([extension, found[extension]]).toEqual([extension, talk_seconds]);
  });

  test("days come before months in the page's export", async () => {
    const rows = await exchanges.query<{day: string; calls: number}>(
      "select call_date::varchar as day, count(*) as calls from fct_calls where call_id like 'gui-%' group by day",
    );
    expect(Object.fromEntries(rows.map((row) => [row.day, row.calls]))).toEqual(gui.rows_by_day);
  });
});
