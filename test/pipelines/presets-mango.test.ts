import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {load, time} from "../helpers/preset.ts";
import {staged} from "../helpers/stage.ts";

/** 02.03.2026 10:00:00 in Moscow. */
const ten = Date.UTC(2026, 2, 2, 7) / 1000;

test("Mango statistics without header: legs of one entry_id are one call, answer 0 is no talk, records in brackets", async () => {
  const rows = [
    // a queue rang 101 and 102; 102 answered after 12 s, spoke for a minute, passed on to 103 who spoke 30 s
    `[];${ten};${ten + 12};0;;79000000001;101;101;1111;74950000001;;e1`,
    `[r1,r2];${ten};${ten + 72};${ten + 12};;79000000001;102;102;1110;74950000001;;e1`,
    `[r3];${ten + 75};${ten + 110};${ten + 80};;79000000001;103;103;1110;74950000001;;e1`,
    // nobody of two came
    `;${ten + 200};${ten + 230};0;;89000000002;101;101;1163;74950000001;;e2`,
    `;${ten + 200};${ten + 230};0;;89000000002;102;102;1163;74950000001;;e2`,
    // out, records without brackets
    `r9;${ten + 300};${ten + 350};${ten + 310};101;74950000001;;79000000003;1100;74950000001;;e3`,
    // out to a busy number, and a call inside the house
    `;${ten + 400};${ten + 405};0;101;74950000001;;79000000003;1121;74950000001;;e4`,
    `;${ten + 500};${ten + 520};${ten + 505};101;101;102;102;1110;;;e5`,
  ];
  await load("mango_stats", `${rows.join("\n")}\n`, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toEqual([{rows: 8, accepted: 8, rejected: 0, unchanged: 0, skipped: 0}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, ring_seconds, disposition, recording, transfer_count from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "e1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "102",
        client_phone: "+79000000001",
        talk_seconds: 90,
        ring_seconds: 12,
        disposition: "answered",
        recording: "r1",
        transfer_count: 1,
      },
      {
        call_id: "e2",
        started_at: "02.03.2026 10:03:20",
        direction: "in",
        operator: "101",
        client_phone: "+79000000002",
        talk_seconds: 0,
        ring_seconds: 30,
        disposition: "no_answer",
        recording: null,
        transfer_count: 0,
      },
      {
        call_id: "e3",
        started_at: "02.03.2026 10:05:00",
        direction: "out",
        operator: "101",
        client_phone: "+79000000003",
        talk_seconds: 40,
        ring_seconds: 10,
        disposition: "answered",
        recording: "r9",
        transfer_count: 0,
      },
      {
        call_id: "e4",
        started_at: "02.03.2026 10:06:40",
        direction: "out",
        operator: "101",
        client_phone: "+79000000003",
        talk_seconds: 0,
        ring_seconds: 5,
        disposition: "busy",
        recording: null,
        transfer_count: 0,
      },
      {
        call_id: "e5",
        started_at: "02.03.2026 10:08:20",
        direction: "internal",
        operator: "101",
        client_phone: null,
        talk_seconds: 15,
        ring_seconds: 5,
        disposition: "answered",
        recording: null,
        transfer_count: 0,
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, is_transfer from stage.call_legs where call_id = 'e1' order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: "101", talk_seconds: 0, is_transfer: false},
      {leg_number: 2, operator: "102", talk_seconds: 60, is_transfer: false},
      {leg_number: 3, operator: "103", talk_seconds: 30, is_transfer: true},
    ]);
  });
});

const leg = (more: object) => ({call_type: "user", recording_id: [], members: [], ...more});
const contexts = [
  // in, to a group of two: the second answers, and passes on to a third
  {
    entry_id: "m1",
    context_type: 1,
    context_status: 1,
    context_start_time: ten,
    caller_id: null,
    caller_name: null,
    caller_number: "79000000001",
    called_number: "74950000001",
    duration: 130,
    talk_duration: 100,
    context_calls: [
      leg({
        call_type: "group",
        call_abonent_info: "Отдел продаж",
        members: [
          {
            call_abonent_id: 1,
            call_abonent_info: "Иванова Анна",
            call_start_time: ten + 5,
            call_answer_time: null,
            call_end_time: ten + 15,
            talk_duration: 0,
            call_end_reason: 1111,
          },
          {
            call_abonent_id: 2,
            call_abonent_info: "Петров Пётр",
            call_start_time: ten + 5,
            call_answer_time: ten + 15,
            call_end_time: ten + 85,
            talk_duration: 70,
            call_end_reason: 1110,
            recording_id: ["r7"],
          },
        ],
      }),
      leg({
        call_abonent_id: 3,
        call_abonent_info: "Сидорова Ольга",
        call_start_time: ten + 90,
        call_answer_time: ten + 100,
        call_end_time: ten + 130,
        talk_duration: 30,
        call_end_reason: 1110,
        recording_id: ["r8"],
      }),
    ],
  },
  // the exchange answered (context_status 1) and the client left in the menu
  {
    entry_id: "m2",
    context_type: 1,
    context_status: 1,
    context_start_time: ten + 300,
    caller_number: "79000000002",
    called_number: "74950000001",
    duration: 20,
    talk_duration: 0,
    context_calls: [],
  },
  // out, answered
  {
    entry_id: "m3",
    context_type: 2,
    context_status: 1,
    context_start_time: ten + 400,
    caller_id: 1,
    caller_name: "Иванова Анна",
    caller_number: "101",
    called_number: "79000000003",
    duration: 50,
    talk_duration: 40,
    context_calls: [
      leg({
        call_type: "number",
        call_abonent_info: "79000000003",
        call_start_time: ten + 400,
        call_answer_time: ten + 410,
        call_end_time: ten + 450,
        talk_duration: 40,
        call_end_reason: 1100,
        recording_id: ["r9"],
      }),
    ],
  },
  // between two employees; busy
  {
    entry_id: "m4",
    context_type: 3,
    context_status: 0,
    context_start_time: ten + 500,
    caller_id: 1,
    caller_name: "Иванова Анна",
    caller_number: "101",
    called_number: "102",
    duration: 3,
    talk_duration: 0,
    context_calls: [
      leg({
        call_abonent_id: 2,
        call_abonent_info: "Петров Пётр",
        call_start_time: ten + 500,
        call_answer_time: 0,
        call_end_time: ten + 503,
        call_end_reason: 1121,
      }),
    ],
  },
];

test("Mango calls: members of groups are legs, context_type has its own list, an answering menu is no talk", async () => {
  const answer = {
    status: "complete",
    data: [{list: contexts.slice(0, 2)}, {list: contexts.slice(2)}],
  };
  await load("mango_calls", JSON.stringify(answer), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toEqual([{rows: 4, accepted: 4, rejected: 0, unchanged: 0, skipped: 0}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, duration_seconds, disposition, recording, transfer_count from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "m1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Петров Пётр",
        client_phone: "+79000000001",
        talk_seconds: 100,
        duration_seconds: 130,
        disposition: "answered",
        recording: "r7",
        transfer_count: 1,
      },
      {
        call_id: "m2",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000002",
        talk_seconds: 0,
        duration_seconds: 20,
        disposition: "no_answer",
        recording: null,
        transfer_count: 0,
      },
      {
        call_id: "m3",
        started_at: "02.03.2026 10:06:40",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000003",
        talk_seconds: 40,
        duration_seconds: 50,
        disposition: "answered",
        recording: "r9",
        transfer_count: 0,
      },
      {
        call_id: "m4",
        started_at: "02.03.2026 10:08:20",
        direction: "internal",
        operator: "Иванова Анна",
        client_phone: null,
        talk_seconds: 0,
        duration_seconds: 3,
        disposition: "busy",
        recording: null,
        transfer_count: null,
      },
    ]);
    expect(
      await open.rows(
        `select leg_number, operator, ${time("started_at")}, ring_seconds, talk_seconds, disposition, is_transfer from stage.call_legs where call_id = 'm1' order by leg_number`,
      ),
    ).toEqual([
      {
        leg_number: 1,
        operator: "Иванова Анна",
        started_at: "02.03.2026 10:00:05",
        ring_seconds: 10,
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
      {
        leg_number: 2,
        operator: "Петров Пётр",
        started_at: "02.03.2026 10:00:05",
        ring_seconds: 10,
        talk_seconds: 70,
        disposition: "answered",
        is_transfer: false,
      },
      {
        leg_number: 3,
        operator: "Сидорова Ольга",
        started_at: "02.03.2026 10:01:30",
        ring_seconds: 10,
        talk_seconds: 30,
        disposition: "answered",
        is_transfer: true,
      },
    ]);
  });
});

test("Mango calls: a part of an answer whose status is still `work` loads, and the whole one takes its place", async () => {
  const early = {...contexts[2]!, talk_duration: 0, context_calls: []};
  const home = makeHome({
    sources: "sources: {it: {preset: mango_calls}}\n",
    inbox: {"it/1.json": JSON.stringify({status: "work", data: [{list: [early]}]})},
  });
  await staged(home, async (open) => {
    const calls = "select call_id, disposition, talk_seconds from stage.calls";
    expect(await open.rows(calls)).toEqual([{call_id: "m3", disposition: "no_answer", talk_seconds: 0}]);
    put(home, "it/2.json", JSON.stringify({status: "complete", data: [{list: [contexts[2]]}]}));
    await open.take();
    expect(await open.rows(calls)).toEqual([{call_id: "m3", disposition: "answered", talk_seconds: 40}]);
  });
});

test("Mango cabinet: day and time apart, hours:minutes:seconds, a dash is no talk", async () => {
  const file = [
    "Дата;Время;Кто звонил;Номер или Call-back компании;Кому звонили;Длительность вызова ЧЧ:MM:СС",
    "02.03.2026;10:00:00;+7 900 000-00-01;74950000001;Иванова Анна;00:01:05",
    "02.03.2026;10:05:00;+7 900 000-00-02;74950000001;–;–",
    "02.03.2026;10:10;Иванова Анна;74950000001;79000000003;01:00:00",
    "02.03.2026;10:15:00;Иванова Анна;;102;00:00:07",
    "",
  ].join("\r\n");
  await load("mango_cabinet", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition from stage.calls order by started_at`,
      ),
    ).toEqual([
      {
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        talk_seconds: 65,
        disposition: "answered",
      },
      {
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000002",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        started_at: "02.03.2026 10:10:00",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000003",
        talk_seconds: 3600,
        disposition: "answered",
      },
      {
        started_at: "02.03.2026 10:15:00",
        direction: "internal",
        operator: "Иванова Анна",
        client_phone: null,
        talk_seconds: 7,
        disposition: "answered",
      },
    ]);
  });
});
