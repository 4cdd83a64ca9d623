import {expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {load, time} from "../helpers/preset.ts";
import {type Staged, staged} from "../helpers/stage.ts";

test("Salesforce opportunities: UTC, a plan is no closing, deleted ones are skipped, ids of 15 become 18", async () => {
  const file = [
    '"Id","Name","AccountId","StageName","IsClosed","IsWon","IsDeleted","Amount","CurrencyIsoCode","CloseDate","CreatedDate","OwnerId","Owner.Name","SystemModstamp"',
    '"006D000000CwAbzIAF","First","001A0000006Vm9r","Prospecting","false","false","false","1500.5","RUB","2026-04-30","2026-03-01T21:30:00.000Z","005A0000000abcD","","2026-03-05T10:00:00.000Z"',
    '"006d000000cwabz","Second","","Closed Won","true","true","false","1000","","2026-03-04","2026-03-02T07:00:00.000+0000","005A0000000abcD","Серов Пётр","2026-03-05T10:00:00.000Z"',
    '"006D000000CwAb3IAF","Gone","","Closed Lost","true","false","true","9","RUB","2026-03-04","2026-03-02T07:00:00.000Z","","","2026-03-05T10:00:00.000Z"',
    '"006D000000CwAb4IAF","Abroad","","Closed Lost","true","false","false","9","USD","2026-03-04","2026-03-02T07:00:00.000Z","","","2026-03-05T10:00:00.000Z"',
    '"006D000000CwAb5IAF","Lost","","Closed Lost","true","false","false","","USD","2026-03-04","2026-03-02T07:00:00.000Z","","","2026-03-05T10:00:00.000Z"',
    "",
  ].join("\n");
  await load("salesforce_opportunities", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.reason_code, row.value])).toEqual([
      [5, "other_currency", "9 USD"],
    ]);
    expect(open.files).toEqual([{rows: 5, accepted: 3, rejected: 1, unchanged: 0, skipped: 1}]);
    expect(
      await open.rows(
        `select deal_id, client_id, status, amount, ${time("created_at")}, ${time("closed_at")}, owner from stage.deals order by deal_name`,
      ),
    ).toEqual([
      {
        deal_id: "006D000000CwAbzIAF",
        // 001A0 00000 6Vm9r: of each five characters capitals are the 4th; none; the 2nd: 8 = I, 0 = A, 2 = C
        client_id: "001A0000006Vm9rIAC",
        status: "open",
        amount: "1500.50",
        created_at: "02.03.2026 00:30:00",
        closed_at: null,
        // 005A0 00000 0abcD: the 4th; none; the 5th: 8 = I, 0 = A, 16 = Q
        owner: "005A0000000abcDIAQ",
      },
      {
        deal_id: "006D000000CwAb5IAF",
        client_id: null,
        status: "lost",
        amount: null,
        created_at: "02.03.2026 10:00:00",
        closed_at: "04.03.2026 14:00:00",
        owner: null,
      },
      {
        deal_id: "006d000000cwabzAAA",
        client_id: null,
        status: "won",
        amount: "1000.00",
        created_at: "02.03.2026 10:00:00",
        closed_at: "04.03.2026 14:00:00",
        owner: "Серов Пётр",
      },
    ]);
  });
});

test("Salesforce tasks: only calls are taken, and a call without duration is set aside", async () => {
  const file = [
    "Id,TaskSubtype,CallType,CallDurationInSeconds,CallDisposition,CreatedDate,OwnerId,AccountId,Phone,IsDeleted",
    "00T000000000001AAA,Call,Outbound,65,Connected,2026-03-02T07:00:00.000Z,005A0000000abcDIAQ,001A0000006Vm9rIAC,+7 900 000-00-01,false",
    "00T000000000002AAA,Email,,,,2026-03-02T07:05:00.000Z,005A0000000abcDIAQ,,,false",
    "00T000000000003AAA,Call,Inbound,0,Left Voicemail,2026-03-02T07:10:00.000Z,005A0000000abcDIAQ,,89000000002,false",
    "00T000000000004AAA,Call,Inbound,,,2026-03-02T07:20:00.000Z,005A0000000abcDIAQ,,89000000003,false",
    "00T000000000005AAA,Call,Internal,12,,2026-03-02T07:30:00.000Z,005A0000000abcDIAQ,,,true",
    "",
  ].join("\n");
  await load("salesforce_tasks", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [[5, "talk_seconds", "missing"]],
    );
    expect(open.files).toMatchObject([{rows: 5, accepted: 2, rejected: 1, skipped: 2}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, talk_seconds, disposition, client_phone, client_id from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "00T000000000001AAA",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        talk_seconds: 65,
        disposition: "answered",
        client_phone: "+79000000001",
        client_id: "001A0000006Vm9rIAC",
      },
      {
        call_id: "00T000000000003AAA",
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        talk_seconds: 0,
        disposition: "voicemail",
        client_phone: "+79000000002",
        client_id: null,
      },
    ]);
  });
});

test("Salesforce opportunities: the closing day is the same in every zone from Honolulu to Kamchatka", async () => {
  const file =
    "Id,StageName,IsClosed,IsWon,CloseDate,CreatedDate\n006D000000CwAbzIAF,Closed Won,true,true,2026-03-31,2026-03-02T07:00:00.000Z\n";
  await load("salesforce_opportunities", file, async (open) => {
    for (const zone of ["Pacific/Honolulu", "Europe/Moscow", "Asia/Vladivostok", "Asia/Kamchatka"])
      expect(
        await open.rows(`select timezone('${zone}', closed_at)::date::varchar as day from stage.deals`),
      ).toEqual([{day: "2026-03-31"}]);
  });
});

test("Salesforce: a report without IsClosed is won, lost and dated by its standard stages", async () => {
  const file = [
    "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Created Date",
    "006A0000001aAbC,First,Closed Won,1500,2026-03-04,2026-03-01",
    "006A0000001aAbD,Second,Closed Lost,200,2026-03-05,2026-03-01",
    "006A0000001aAbE,Third,Prospecting,300,2026-12-14,2026-03-01",
    "",
  ].join("\n");
  await load("salesforce_opportunities", file, async (open) => {
    expect(
      await open.rows(`select status, ${time("closed_at")} from stage.deals order by deal_name`),
    ).toEqual([
      {status: "won", closed_at: "04.03.2026 12:00:00"},
      {status: "lost", closed_at: "05.03.2026 12:00:00"},
      {status: null, closed_at: null},
    ]);
  });
});

test("Salesforce: a report's days and times are the company's, the API's are UTC though they do not say so", async () => {
  const report = [
    "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Created Date,Last Modified Date",
    "006A0000001aAbC,First,Closed Won,1500,31.03.2026,01.03.2026,01.04.2026 23:30",
    "006A0000001aAbD,Second,Closed Lost,200,2026-03-05,2026-03-01,2026-04-01 23:30:00",
    "",
  ].join("\n");
  const local = (column: string) => `timezone('America/Los_Angeles', ${column})::varchar as ${column}`;
  const inWest = <Result>(file: string, ask: (open: Staged) => Promise<Result>) =>
    staged(
      makeHome({
        timezone: "America/Los_Angeles",
        sources: "sources: {it: {preset: salesforce_opportunities}}\n",
        inbox: {"it/export.csv": file},
      }),
      ask,
    );
  const deals = `select ${local("created_at")}, ${local("closed_at")}, ${local("updated_at")} from stage.deals order by deal_name`;
  // in the west a day read as UTC would be the day before
  await inWest(report, async (open) => {
    expect(await open.rows(deals)).toEqual([
      {
        created_at: "2026-03-01 00:00:00",
        closed_at: "2026-03-31 12:00:00",
        updated_at: "2026-04-01 23:30:00",
      },
      {
        created_at: "2026-03-01 00:00:00",
        closed_at: "2026-03-05 12:00:00",
        updated_at: "2026-04-01 23:30:00",
      },
    ]);
  });
  const api = [
    "Id,Name,StageName,IsClosed,IsWon,CloseDate,CreatedDate,SystemModstamp",
    "006D000000CwAbzIAF,First,Closed Won,true,true,2026-03-31,2026-03-02T07:00:00.000,2026-03-02 07:30:00",
    "",
  ].join("\n");
  // summer time begins there on 8 March: eight hours behind UTC before it
  await inWest(api, async (open) => {
    expect(await open.rows(deals)).toMatchObject([
      {created_at: "2026-03-01 23:00:00", updated_at: "2026-03-01 23:30:00"},
    ]);
  });
});
