import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const columns = `deal_id, client_id, client_name, client_phone, stage, status, amount, ${time("created_at")}, ${time("closed_at")}, owner, loss_reason`;

test("Pipedrive deals of the first version: references are objects, naive times are UTC", async () => {
  const one = {
    id: 101,
    title: "Первая",
    value: 1500.5,
    currency: "RUB",
    status: "open",
    stage_id: 3,
    pipeline_id: 1,
    add_time: "2026-03-01 21:30:00",
    update_time: "2026-03-05 10:00:00",
    won_time: null,
    lost_time: null,
    lost_reason: null,
    expected_close_date: "2026-04-30",
    user_id: {id: 7, name: "Серов Пётр"},
    org_id: {name: "ООО Ромашка", value: 55},
    person_id: {name: "Иванова Анна", phone: [{value: "8 900 000-00-01", primary: true}], value: 66},
  };
  const file = JSON.stringify({
    success: true,
    data: [
      one,
      {
        ...one,
        id: 102,
        status: "won",
        won_time: "2026-03-04 09:00:00",
        close_time: "2026-03-04 09:00:00",
        org_id: null,
      },
      {...one, id: 103, status: "lost", lost_time: "2026-03-04 10:00:00", lost_reason: "Дорого"},
      {...one, id: 104, status: "deleted"},
      {...one, id: 105, currency: "USD"},
      {...one, id: 106, status: "paused"},
    ],
    additional_data: {pagination: {start: 0}},
  });
  await load("pipedrive_deals", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
      ["amount", "other_currency", "1500.5 USD"],
      ["status", "not_in_list", "paused"],
    ]);
    expect(open.files).toMatchObject([{rows: 6, accepted: 3, rejected: 2, skipped: 1}]);
    const common = {
      client_phone: "+79000000001",
      stage: "3",
      amount: "1500.50",
      created_at: "02.03.2026 00:30:00",
      owner: "Серов Пётр",
    };
    expect(await open.rows(`select ${columns} from stage.deals order by 1`)).toEqual([
      {
        ...common,
        deal_id: "101",
        client_id: "55",
        client_name: "ООО Ромашка",
        status: "open",
        closed_at: null,
        loss_reason: null,
      },
      {
        ...common,
        deal_id: "102",
        client_id: null,
        client_name: "Иванова Анна",
        status: "won",
        closed_at: "04.03.2026 12:00:00",
        loss_reason: null,
      },
      {
        ...common,
        deal_id: "103",
        client_id: "55",
        client_name: "ООО Ромашка",
        status: "lost",
        closed_at: "04.03.2026 13:00:00",
        loss_reason: "Дорого",
      },
    ]);
  });
});

test("Pipedrive deals of the second version: references are numbers, times name their offset", async () => {
  const file = JSON.stringify({
    success: true,
    data: [
      {
        id: 201,
        title: "Вторая",
        value: 1000,
        currency: "RUB",
        status: "won",
        stage_id: 4,
        pipeline_id: 1,
        add_time: "2026-03-01T21:30:00Z",
        won_time: "2026-03-04T09:00:00Z",
        owner_id: 7,
        org_id: 55,
        person_id: 66,
        is_deleted: false,
      },
      {id: 202, title: "Удалённая", status: "open", add_time: "2026-03-01T21:30:00Z", is_deleted: true},
    ],
  });
  await load("pipedrive_deals", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows(`select ${columns} from stage.deals`)).toEqual([
      {
        deal_id: "201",
        client_id: "55",
        client_name: null,
        client_phone: null,
        stage: "4",
        status: "won",
        amount: "1000.00",
        created_at: "02.03.2026 00:30:00",
        closed_at: "04.03.2026 12:00:00",
        owner: "7",
        loss_reason: null,
      },
    ]);
  });
});

test("Pipedrive deals of the list export: labels for columns, times of the account's zone", async () => {
  const file = [
    "Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Status,Deal - Stage,Deal - Pipeline,Deal - Organization,Deal - Contact person,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Expected close date,Deal - Lost reason,Person - Phone - Work",
    '301,Третья,"1,500.50",RUB,Lost,Offer,Sales,ООО Ромашка,Иванова Анна,Серов Пётр,2026-03-01 10:00:00,,2026-03-04 12:00:00,2026-04-30,Дорого,+79000000001',
    "",
  ].join("\n");
  await load(
    "pipedrive_deals",
    file,
    async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(await open.rows(`select ${columns} from stage.deals`)).toEqual([
        {
          deal_id: "301",
          client_id: null,
          client_name: "ООО Ромашка",
          client_phone: "+79000000001",
          stage: "Offer",
          status: "lost",
          amount: "1500.50",
          created_at: "01.03.2026 10:00:00",
          closed_at: "04.03.2026 12:00:00",
          owner: "Серов Пётр",
          loss_reason: "Дорого",
        },
      ]);
    },
    ", zone: Europe/Moscow",
  );
});

test("Pipedrive: naive times are UTC in the API whatever the source's zone, and the company's in the list export", async () => {
  const file = JSON.stringify({
    data: [
      {
        id: 1,
        title: "Первая",
        status: "won",
        add_time: "2026-02-28 22:30:00",
        won_time: "2026-03-31 22:30:00",
      },
    ],
  });
  const list =
    "Deal - ID,Deal - Title,Deal - Status,Deal - Deal created,Deal - Won time\n1,Первая,Won,2026-02-28 22:30:00,2026-03-31 22:30:00\n";
  const times = `select ${time("created_at")}, ${time("closed_at")} from stage.deals`;
  for (const more of ["", ", zone: Asia/Vladivostok"])
    await load(
      "pipedrive_deals",
      file,
      async (open) => {
        expect(await open.rows(times)).toEqual([
          {created_at: "01.03.2026 01:30:00", closed_at: "01.04.2026 01:30:00"},
        ]);
      },
      more,
    );
  await load("pipedrive_deals", list, async (open) => {
    expect(await open.rows(times)).toEqual([
      {created_at: "28.02.2026 22:30:00", closed_at: "31.03.2026 22:30:00"},
    ]);
  });
});
