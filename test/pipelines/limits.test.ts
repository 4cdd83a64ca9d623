import {expect, test} from "vitest";
import {contractOf} from "../../pipelines/contracts/index.ts";
import {health, published} from "../helpers/fixing.ts";
import {makeHome, put} from "../helpers/home.ts";
import {staged} from "../helpers/stage.ts";

/** Rows that are refused, of a table whose columns carry the contract's own names; the header is line 1. */
async function refusedOf(preset: string, lines: string[]) {
  const home = makeHome({
    sources: `sources: {it: {preset: ${preset}}}\n`,
    inbox: {"it/rows.csv": `${lines.join("\n")}\n`},
  });
  return staged(home, async (open) =>
    (await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code, row.value]),
  );
}

test("a mark above the best possible one is set aside, the best one is not", async () => {
  const rows = [
    "feedback_id,client_id,answered_at,score,score_max",
    "1,k1,2026-03-01 10:00,12,10",
    "2,k1,2026-03-01 10:00,10,10",
    "3,k1,2026-03-01 10:00,4.5,5",
  ];
  expect(await refusedOf("client_feedback", rows)).toEqual([[2, "score", "out_of_range", "12"]]);
  const row = {feedback_id: "1", answered_at: "2026-03-01T10:00:00Z", score_max: 10};
  const {schema} = contractOf("client_feedback")!;
  expect([12, 10].map((score) => schema.safeParse({...row, score}).success)).toEqual([false, true]);
});

test("nobody could buy for less than nought", async () => {
  const rows = [
    "client_id,estimated_on,potential_amount",
    "k1,2026-03-01,(500)",
    "k2,2026-03-01,-0.01",
    "k3,2026-03-01,0",
  ];
  expect(await refusedOf("client_potentials", rows)).toEqual([
    [2, "potential_amount", "out_of_range", "(500)"],
    [3, "potential_amount", "out_of_range", "-0.01"],
  ]);
});

test("potentials of unknown clients and outcomes of unknown calls are listed as having met nothing", async () => {
  const home = makeHome({
    sources:
      "sources:\n  clients: {preset: clients}\n  plans: {preset: client_potentials}\n  results: {preset: call_results}\n  calls: {preset: calls}\n",
  });
  put(home, "clients/1.csv", "client_id,client_name\nk1,One\n");
  put(
    home,
    "plans/1.csv",
    "client_id,estimated_on,potential_amount\nk1,2026-03-01,100\nk9,2026-02-01,900\nk9,2026-03-01,700\n",
  );
  put(
    home,
    "calls/1.csv",
    "call_id,started_at,direction,operator,client_id,talk_seconds,disposition\nc1,2026-03-02 10:00,out,201,k1,60,answered\n",
  );
  put(
    home,
    "results/1.csv",
    "result_id,call_id,operator,filed_at,result_code,client_id\nr1,c1,201,2026-03-02 10:02,goal,k1\nr2,c77,201,2026-03-02 11:02,goal,k1\n",
  );
  await published(home);
  expect(
    await health(
      home,
      "select kind_code, value, row_count, first_date, last_date, amount from unmatched where kind_code in ('potential_client', 'result_call') order by kind_code",
    ),
  ).toEqual([
    // two estimates of one client; the last is what he could buy
    {
      kind_code: "potential_client",
      value: "k9",
      row_count: 2,
      first_date: "2026-02-01",
      last_date: "2026-03-01",
      amount: "700.00",
    },
    {
      kind_code: "result_call",
      value: "r2",
      row_count: 1,
      first_date: "2026-03-02",
      last_date: "2026-03-02",
      amount: null,
    },
  ]);
});
