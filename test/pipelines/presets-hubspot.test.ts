import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const answer = (results: object[]) => JSON.stringify({results, paging: {next: {after: "100"}}}, null, 1);
const deal = (id: string, properties: Record<string, string | null>, more: object = {}) => ({
  id,
  properties: {
    hs_lastmodifieddate: "2026-03-05T10:00:00.120Z",
    createdate: "2026-03-01T21:30:00.000Z",
    ...properties,
  },
  createdAt: "2026-03-01T21:30:00.000Z",
  updatedAt: "2026-03-05T10:00:00.120Z",
  archived: false,
  ...more,
});

const columns = `deal_id, deal_name, client_id, stage, status, amount, ${time("created_at")}, ${time("closed_at")}, owner, loss_reason`;

test("HubSpot deals of the API: nested properties, a planned closing, other money, archived records", async () => {
  const file = answer([
    deal(
      "9007199254740993",
      {
        dealname: "Первая",
        amount: "1500.5",
        deal_currency_code: "RUB",
        dealstage: "presentationscheduled",
        pipeline: "default",
        closedate: "2026-04-30T00:00:00Z",
        hs_is_closed: "false",
        hs_is_closed_won: "false",
        hubspot_owner_id: "41629779",
      },
      {associations: {companies: {results: [{id: "77", type: "deal_to_company"}]}}},
    ),
    deal("2", {
      dealname: "Вторая",
      amount: "1000",
      dealstage: "closedwon",
      closedate: "2026-03-04T09:00:00Z",
      hs_is_closed: "true",
      hs_is_closed_won: "true",
    }),
    deal("3", {
      dealname: "Третья",
      amount: null,
      dealstage: "closedlost",
      closed_lost_reason: "Дорого",
      closedate: "2026-03-04T09:00:00Z",
    }),
    deal("4", {dealname: "Чужая", amount: "9", deal_currency_code: "EUR", dealstage: "1"}),
    deal("5", {dealname: "Удалённая", dealstage: "1"}, {archived: true}),
  ]);
  await load("hubspot_deals", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
      ["amount", "other_currency", "9 EUR"],
    ]);
    expect(open.files).toMatchObject([{rows: 5, accepted: 3, rejected: 1, skipped: 1}]);
    expect(await open.rows(`select ${columns} from stage.deals order by deal_name`)).toEqual([
      {
        deal_id: "2",
        deal_name: "Вторая",
        client_id: null,
        stage: "closedwon",
        status: "won",
        amount: "1000.00",
        created_at: "02.03.2026 00:30:00",
        closed_at: "04.03.2026 12:00:00",
        owner: null,
        loss_reason: null,
      },
      {
        deal_id: "9007199254740993",
        deal_name: "Первая",
        client_id: "77",
        stage: "presentationscheduled",
        status: "open",
        amount: "1500.50",
        created_at: "02.03.2026 00:30:00",
        closed_at: null,
        owner: "41629779",
        loss_reason: null,
      },
      {
        deal_id: "3",
        deal_name: "Третья",
        client_id: null,
        stage: "closedlost",
        status: "lost",
        amount: null,
        created_at: "02.03.2026 00:30:00",
        closed_at: "04.03.2026 12:00:00",
        owner: null,
        loss_reason: "Дорого",
      },
    ]);
  });
});

test("HubSpot deals of the list export: labels for columns, times of the account", async () => {
  const file = [
    '"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Close Date","Create Date","Deal owner","Is Closed Won","Closed Lost Reason"',
    '"11","Первая","Closed Won","Sales Pipeline","100","2026-03-04 12:00","2026-03-01 10:00","Серов Пётр","true",""',
    '"12","Вторая","Qualified To Buy","Sales Pipeline","","2026-04-30 12:00","2026-03-01 11:00","","false",""',
    "",
  ].join("\n");
  await load("hubspot_deals", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select deal_id, status, amount, ${time("created_at")}, ${time("closed_at")}, owner from stage.deals order by 1`,
      ),
    ).toEqual([
      {
        deal_id: "11",
        status: "won",
        amount: "100.00",
        created_at: "01.03.2026 10:00:00",
        closed_at: "04.03.2026 12:00:00",
        owner: "Серов Пётр",
      },
      {
        deal_id: "12",
        status: null,
        amount: null,
        created_at: "01.03.2026 11:00:00",
        closed_at: null,
        owner: null,
      },
    ]);
  });
});

const call = (id: string, properties: Record<string, string | null>) => ({
  id,
  properties: {
    hs_timestamp: "2026-03-02T07:00:00Z",
    hs_call_direction: "OUTBOUND",
    hs_call_status: "COMPLETED",
    hs_call_from_number: "+74950000100",
    hs_call_to_number: "+79000000001",
    hubspot_owner_id: "41629779",
    ...properties,
  },
  archived: false,
});

test("HubSpot calls: milliseconds, outcomes by id, a voicemail is no talk, a hand-made entry is set aside", async () => {
  const file = answer([
    call("1", {hs_call_duration: "65400", hs_call_disposition: "f240bbac-87c9-4f6e-bf70-924b57d47db7"}),
    call("2", {hs_call_duration: "38000", hs_call_disposition: "b2cf5968-551e-4856-9783-52b3da59a7d0"}),
    call("3", {hs_call_duration: null, hs_call_status: "NO_ANSWER"}),
    call("4", {
      hs_call_duration: "12000",
      hs_call_direction: "INBOUND",
      hs_call_from_number: "+79000000004",
      hs_call_to_number: "+74950000100",
    }),
    call("5", {hs_call_duration: null, hs_call_disposition: "9d9162e7-6cf3-4944-bf63-4dff82258764"}),
    call("6", {hs_call_duration: "60000", hs_call_direction: null}),
    call("7", {hs_call_duration: null}),
    call("8", {hs_call_duration: "90000000"}),
    call("9", {hs_call_duration: null, hs_call_status: "RINGING"}),
  ]);
  await load("hubspot_calls", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
      ["direction", "missing", null],
      ["talk_seconds", "missing", null],
      ["talk_seconds", "out_of_range", "90000000"],
    ]);
    expect(
      await open.rows(
        "select call_id, direction, client_phone, talk_seconds, disposition from stage.calls order by call_id",
      ),
    ).toEqual([
      {
        call_id: "1",
        direction: "out",
        client_phone: "+79000000001",
        talk_seconds: 65,
        disposition: "answered",
      },
      {
        call_id: "2",
        direction: "out",
        client_phone: "+79000000001",
        talk_seconds: 0,
        disposition: "voicemail",
      },
      {
        call_id: "3",
        direction: "out",
        client_phone: "+79000000001",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        call_id: "4",
        direction: "in",
        client_phone: "+79000000004",
        talk_seconds: 12,
        disposition: "answered",
      },
      {call_id: "5", direction: "out", client_phone: "+79000000001", talk_seconds: 0, disposition: "busy"},
      {call_id: "9", direction: "out", client_phone: "+79000000001", talk_seconds: 0, disposition: "unknown"},
    ]);
  });
});

test("HubSpot calls of the list export write the length as hours, minutes and seconds", async () => {
  const file =
    '"Record ID","Activity date","Call direction","Call status","Call duration (HH:mm:ss)","Call outcome","Activity assigned to"\n' +
    '"1","2026-03-02 10:00","Outbound","Completed","00:01:05","Connected","Серов Пётр"\n' +
    '"2","2026-03-02 10:10","Outbound","Completed","00:00:20","Left voicemail","Серов Пётр"\n';
  await load("hubspot_calls", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, talk_seconds, disposition, operator from stage.calls order by 1`,
      ),
    ).toEqual([
      {
        call_id: "1",
        started_at: "02.03.2026 10:00:00",
        talk_seconds: 65,
        disposition: "answered",
        operator: "Серов Пётр",
      },
      {
        call_id: "2",
        started_at: "02.03.2026 10:10:00",
        talk_seconds: 0,
        disposition: "voicemail",
        operator: "Серов Пётр",
      },
    ]);
  });
});

test("a call without direction counts when the company says which way such calls go", async () => {
  const file = answer([call("6", {hs_call_duration: "60000", hs_call_direction: null})]);
  await load(
    "hubspot_calls",
    file,
    async (open) => {
      expect(await open.rows("select call_id, direction, talk_seconds from stage.calls")).toEqual([
        {call_id: "6", direction: "out", talk_seconds: 60},
      ]);
    },
    ", entities: {calls: {fields: {direction: {default: out}}}}",
  );
});

test("HubSpot calls: an outcome that says nobody came is no talk, however long it rang", async () => {
  const file = answer([
    call("1", {hs_call_duration: "21000", hs_call_disposition: "73a0d17f-1163-4015-bdd5-ec830791da20"}),
    call("2", {hs_call_duration: "999", hs_call_disposition: "f240bbac-87c9-4f6e-bf70-924b57d47db7"}),
    call("3", {hs_call_duration: "21000", hs_call_status: "FAILED"}),
  ]);
  await load("hubspot_calls", file, async (open) => {
    expect(await open.rows("select call_id, talk_seconds, disposition from stage.calls order by 1")).toEqual([
      {call_id: "1", talk_seconds: 0, disposition: "no_answer"},
      {call_id: "2", talk_seconds: 1, disposition: "answered"},
      {call_id: "3", talk_seconds: 0, disposition: "failed"},
    ]);
  });
});
