import {expect, test} from "vitest";
import {parse, stringify} from "yaml";
import {run} from "../../pipelines/run.ts";
import {makeHome} from "../helpers/home.ts";
import {look, rowsOf} from "../helpers/look.ts";
import {queryPublished} from "../helpers/published.ts";

const text = [
  "id;stage;amount;created",
  "1;won;1000;2026-09-01",
  "2;lost;1001;2026-09-02",
  "3;open;1002;2026-09-03",
  "4;won;1003;2026-09-04",
  "",
].join("\n");

test("what is proposed for stages that say how a deal ended is loaded so, and none of them is warned of", async () => {
  const {settings} = await look(text, {home: makeHome()});
  const home = makeHome({sources: stringify({sources: {crm: settings}}), inbox: {"crm/deals.csv": text}});
  const {checks, rejected} = await run(home, {});
  expect(rejected).toBe(0);
  expect(
    await queryPublished(
      home,
      "select status, count(*)::integer as deals from fct_deals group by 1 order by 1",
    ),
  ).toEqual([
    {status: "lost", deals: 1},
    {status: "open", deals: 1},
    {status: "won", deals: 2},
  ]);
  const warned = checks.find(({check_name}) => check_name === "unmapped_stages")!;
  // the mapping says of each stage what it is, of the open one too
  expect(warned).toMatchObject({status_code: "passed", failed_row_count: 0});
});

test("stages that nobody gave a meaning are counted as stages, with where to give it", async () => {
  const source = "crm: {preset: deals}";
  const home = makeHome({
    sources: `sources:\n  ${source}\n`,
    inbox: {
      "crm/deals.csv": [
        "deal_id;stage;status;amount;created_at",
        "1;Думает;;1000;2026-09-01",
        "2;Думает;;1001;2026-09-02",
        "3;Ждёт;;1002;2026-09-03",
        "4;Замер;open;1003;2026-09-04",
        "5;Сдан;won;1003;2026-09-04",
        "",
      ].join("\n"),
    },
  });
  const {checks} = await run(home, {});
  const warned = checks.find(({check_name}) => check_name === "unmapped_stages")!;
  expect(warned.failed_row_count).toBe(2);
  expect(warned.message).toContain("company/dictionaries/stages.csv");
  expect(warned.message).toContain("sources.yaml");
  expect(warned.message_ru).toContain("stages.csv (pipeline,stage,stage_code,status,position");
});

test("what is to be written for another answer is the whole field, and loads as it is pasted", async () => {
  const unclear = text.replace("3;open", "3;Архив");
  const file = await look(unclear, {home: makeHome()});
  const written = /for "Won" write status: (\{.*?\}\})/u.exec(file.yaml)?.[1];
  const {deals} = file.settings.entities!;
  const settings = {entities: {deals: {...deals, fields: {...deals!.fields, status: parse(written!)}}}};
  const again = await look(unclear, {home: makeHome(), settings, isExact: true});
  const status = again.preview[0]!.columns.indexOf("status");
  expect(again.preview[0]!.rows.map((row) => row[status])).toEqual(["won", "lost", "won", "won"]);
});

test.each([
  [
    "won",
    "Closed - won|Closed won|Closed/Won|CLOSED_WON|Deal won|Успішно реалізовано|Виграно|Сделка выиграна",
  ],
  ["lost", "Closed - lost|Closed – Lost|Closed/Lost|Deal lost|Програно|Відмова|Закрито і не реалізовано"],
] as const)("stages whose words say %s are nothing to ask", async (status, words) => {
  for (const word of words.split("|")) {
    const file = await look(`id;stage;amount;created\n1;${word};1000;2026-09-01\n2;open;1001;2026-09-02\n`, {
      home: makeHome(),
    });
    expect([word, rowsOf(file, "deals").map((row) => row["status"])]).toEqual([word, [status, "open"]]);
    expect(file.questions.filter(({field}) => field === "status")).toEqual([]);
  }
});
