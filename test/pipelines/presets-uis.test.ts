import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {load, time} from "../helpers/preset.ts";
import {staged} from "../helpers/stage.ts";

const person = (name: string, is_talked: boolean) => ({
  employee_id: name.length,
  employee_full_name: name,
  is_answered: is_talked,
  is_talked,
});
const common = {direction: "in", virtual_phone_number: "74950000001", source: "va"};
const data = [
  // two spoke, hold and work after the call are in talk_duration
  {
    ...common,
    id: 1001,
    start_time: "2026-03-02 10:00:00",
    contact_phone_number: "79000000001",
    is_lost: false,
    finish_reason: "success_finish",
    wait_duration: 12,
    talk_duration: 150,
    clean_talk_duration: 90,
    total_duration: 170,
    is_transfer: true,
    employees: [person("Иванова Анна", true), person("Петров Пётр", true), person("Сидорова Ольга", false)],
    last_talked_employee_full_name: "Петров Пётр",
    call_records: ["abc123"],
  },
  // not lost, and yet nobody spoke
  {
    ...common,
    id: 1002,
    start_time: "2026-03-02 10:05:00",
    contact_phone_number: "79000000002",
    is_lost: false,
    finish_reason: "success_finish",
    wait_duration: 3,
    talk_duration: 0,
    clean_talk_duration: 0,
    total_duration: 20,
    is_transfer: false,
    employees: [],
    call_records: [],
  },
  // a callback rings the operator first and is an outgoing call
  {
    ...common,
    id: 1003,
    direction: "out",
    source: "callback",
    start_time: "2026-03-02 10:10:00",
    contact_phone_number: "79000000003",
    is_lost: true,
    finish_reason: "subscriber_busy",
    wait_duration: 9,
    talk_duration: 0,
    clean_talk_duration: 0,
    total_duration: 9,
    is_transfer: false,
    employees: [person("Иванова Анна", false)],
    call_records: null,
  },
];
const columns = `call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, disposition, transfer_count, recording`;

test("UIS: clean talk is the talk, the last who talked is the operator, a call not lost may hold no conversation", async () => {
  await load("uis", JSON.stringify({jsonrpc: "2.0", id: 1, result: {data}}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows(`select ${columns} from stage.calls order by call_id`)).toEqual([
      {
        call_id: "1001",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Петров Пётр",
        client_phone: "+79000000001",
        ring_seconds: 12,
        talk_seconds: 90,
        disposition: "answered",
        transfer_count: 1,
        recording: "https://app.comagic.ru/system/media/talk/1001/abc123/",
      },
      {
        call_id: "1002",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000002",
        ring_seconds: 3,
        talk_seconds: 0,
        disposition: "no_answer",
        transfer_count: 0,
        recording: null,
      },
      {
        call_id: "1003",
        started_at: "02.03.2026 10:10:00",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000003",
        ring_seconds: 9,
        talk_seconds: 0,
        disposition: "busy",
        transfer_count: 0,
        recording: null,
      },
    ]);
  });
});

test("UIS: the default answer without employees and clean talk still loads, on the account's clock", async () => {
  const short = data.map(({id, start_time, direction, contact_phone_number, is_lost, talk_duration}) => ({
    id,
    start_time,
    direction,
    contact_phone_number,
    is_lost,
    talk_duration,
  }));
  const text = JSON.stringify({result: {data: short}});
  await load(
    "uis",
    text,
    async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(
        await open.rows(
          `select call_id, ${time("started_at")}, operator, talk_seconds, disposition from stage.calls order by call_id`,
        ),
      ).toEqual([
        // Yekaterinburg is two hours ahead of Moscow
        {
          call_id: "1001",
          started_at: "02.03.2026 08:00:00",
          operator: null,
          talk_seconds: 150,
          disposition: "answered",
        },
        {
          call_id: "1002",
          started_at: "02.03.2026 08:05:00",
          operator: null,
          talk_seconds: 0,
          disposition: "unknown",
        },
        {
          call_id: "1003",
          started_at: "02.03.2026 08:10:00",
          operator: null,
          talk_seconds: 0,
          disposition: "no_answer",
        },
      ]);
    },
    ", zone: Asia/Yekaterinburg",
  );
});

test("UIS legs: clients' legs are left out, a coach does not speak, the second talk is a transfer", async () => {
  const leg = (id: number, second: string, name: string, more: object) => ({
    id,
    call_session_id: 1001,
    start_time: `2026-03-02 10:00:${second}`,
    employee_full_name: name,
    is_operator: true,
    is_talked: false,
    is_coach: false,
    duration: 0,
    ...more,
  });
  const legs = [
    leg(1, "00", "", {is_operator: false, is_talked: true, duration: 100}),
    leg(2, "05", "Иванова Анна", {is_talked: true, duration: 60}),
    leg(3, "05", "Сидорова Ольга", {}),
    leg(5, "10", "Котов Кот", {is_talked: true, is_coach: true, duration: 50}),
    leg(4, "50", "Петров Пётр", {is_talked: true, duration: 40}),
  ];
  await load("uis_legs", JSON.stringify({result: {data: legs}}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toMatchObject([{rows: 5, accepted: 4, rejected: 0, skipped: 1}]);
    expect(
      await open.rows(
        "select call_id, leg_number, operator, talk_seconds, disposition, is_transfer from stage.call_legs order by leg_number",
      ),
    ).toEqual([
      {
        call_id: "1001",
        leg_number: 1,
        operator: "Иванова Анна",
        talk_seconds: 60,
        disposition: "answered",
        is_transfer: false,
      },
      {
        call_id: "1001",
        leg_number: 2,
        operator: "Сидорова Ольга",
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
      {
        call_id: "1001",
        leg_number: 3,
        operator: "Котов Кот",
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
      {
        call_id: "1001",
        leg_number: 4,
        operator: "Петров Пётр",
        talk_seconds: 40,
        disposition: "answered",
        is_transfer: true,
      },
    ]);
  });
});

const one = (more: object) => ({...data[1]!, id: 2001, ...more});
const answer = (...records: object[]) => JSON.stringify({result: {data: records}});

test.each([
  ["success_finish", "no_answer"],
  ["no_success_operator_call", "no_answer"],
  ["no_success_subscriber_call", "no_answer"],
  ["subscriber_busy", "busy"],
  ["subscriber_disconnects", "cancelled"],
  ["numa_in_black_list", "failed"],
  ["something_new", "unknown"],
])(
  "UIS: a call without talk that finished by %s is %s, and with talk it is answered",
  async (finish_reason, expected) => {
    const records = answer(
      one({finish_reason, is_lost: true}),
      one({id: 2002, finish_reason, clean_talk_duration: 5, talk_duration: 40}),
    );
    await load("uis", records, async (open) => {
      expect(await open.rows("select disposition, talk_seconds from stage.calls order by call_id")).toEqual([
        {disposition: expected, talk_seconds: 0},
        {disposition: "answered", talk_seconds: 5},
      ]);
    });
  },
);

test("UIS: without the list of employees the last who talked names the operator, and one person twice is no transfer", async () => {
  const records = answer(
    {
      ...one({clean_talk_duration: 9, last_talked_employee_full_name: "Петров Пётр", is_transfer: true}),
      employees: undefined,
    },
    one({
      id: 2002,
      clean_talk_duration: 9,
      employees: [person("Иванова Анна", true), person("Иванова Анна", true)],
    }),
  );
  await load("uis", records, async (open) => {
    expect(await open.rows("select operator, transfer_count from stage.calls order by call_id")).toEqual([
      {operator: "Петров Пётр", transfer_count: 1},
      {operator: "Иванова Анна", transfer_count: 0},
    ]);
  });
});

test("UIS: a call that was still going on is the same call when it has ended", async () => {
  const home = makeHome({
    sources: "sources: {it: {preset: uis}}\n",
    inbox: {
      "it/1.json": answer(
        one({finish_reason: null, is_lost: null, clean_talk_duration: null, talk_duration: null}),
      ),
    },
  });
  await staged(home, async (open) => {
    put(home, "it/2.json", answer(one({clean_talk_duration: 61, talk_duration: 70})));
    await open.take();
    expect(await open.rows("select call_id, talk_seconds, disposition from stage.calls")).toEqual([
      {call_id: "2001", talk_seconds: 61, disposition: "answered"},
    ]);
  });
});

test("UIS legs: with the time of connection alone they follow each other by it", async () => {
  const leg = (minute: number, employee_id: number, seconds: number) => ({
    call_session_id: 1001,
    is_operator: true,
    is_transfered: false,
    is_talked: seconds > 0,
    is_coach: false,
    connect_time: `2026-03-02 10:0${minute}:00`,
    duration: seconds,
    employee_id,
  });
  // the smaller number joined later
  await load("uis_legs", JSON.stringify({result: {data: [leg(5, 11, 40), leg(1, 77, 60)]}}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, is_transfer from stage.call_legs order by 1",
      ),
    ).toEqual([
      {leg_number: 1, operator: "77", talk_seconds: 60, is_transfer: false},
      {leg_number: 2, operator: "11", talk_seconds: 40, is_transfer: true},
    ]);
  });
});
