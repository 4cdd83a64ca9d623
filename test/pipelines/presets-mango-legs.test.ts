import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

/** 02.03.2026 10:00:00 in Moscow. */
const ten = Date.UTC(2026, 2, 2, 7) / 1000;
const line = "74950000001";

test("Mango statistics: the menu that answered is no talk, a leg to an employee's mobile is", async () => {
  const rows = [
    // answered by the scheme at once, which ended by itself
    `;${ten};${ten + 40};${ten};;79120000001;;${line};1170;${line};;menu1`,
    `;${ten + 60};${ten + 90};${ten + 60};;79120000002;;;1110;${line};;menu2`,
    // the menu for 10 s, then 101 speaks for a minute
    `;${ten + 100};${ten + 180};${ten + 100};;79120000003;;${line};1110;${line};;talk`,
    `[r1];${ten + 110};${ten + 180};${ten + 120};;79120000003;101;101;1110;${line};;talk`,
    // passed to a mobile that has no extension
    `[r2];${ten + 300};${ten + 350};${ten + 320};;79120000004;;79120000009;1110;${line};;mobile`,
  ];
  await load("mango_stats", `${rows.join("\n")}\n`, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select call_id, operator, talk_seconds, disposition, transfer_count from stage.calls order by call_id",
      ),
    ).toEqual([
      {call_id: "menu1", operator: null, talk_seconds: 0, disposition: "no_answer", transfer_count: 0},
      {call_id: "menu2", operator: null, talk_seconds: 0, disposition: "no_answer", transfer_count: 0},
      {call_id: "mobile", operator: null, talk_seconds: 30, disposition: "answered", transfer_count: 0},
      {call_id: "talk", operator: "101", talk_seconds: 60, disposition: "answered", transfer_count: 0},
    ]);
  });
});

test.each([
  ["1100", "no_answer"],
  ["1110", "no_answer"],
  ["1111", "no_answer"],
  ["1120", "no_answer"],
  ["1121", "busy"],
  ["1122", "busy"],
  ["1151", "failed"],
  ["1163", "no_answer"],
  ["1164", "no_answer"],
  ["1170", "no_answer"],
  ["9999", "unknown"],
])("Mango statistics: an unanswered call that ended by %s is %s", async (reason, disposition) => {
  const row = `;${ten};${ten + 20};0;;79120000001;101;101;${reason};${line};;e1`;
  await load("mango_stats", `${row}\n`, async (open) => {
    expect(await open.rows("select disposition, talk_seconds, ring_seconds from stage.calls")).toEqual([
      {disposition, talk_seconds: 0, ring_seconds: 20},
    ]);
  });
});

test.each(["9000000000000000000", "253402300801", "вчера"])(
  "Mango statistics: a start of %s that no calendar holds waits with its cell, the calls beside it load",
  async (start) => {
    const whole = `;${ten};${ten + 20};0;;79120000001;101;101;1111;${line};;e1`;
    const wrong = `;${start};${start};0;;79120000002;101;101;1111;${line};;e2`;
    await load("mango_stats", `${whole}\n${wrong}\n`, async (open) => {
      const waiting = (await open.rejected()).filter(({entity}) => entity === "calls");
      expect(waiting.map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
        ["started_at", "unreadable", start],
      ]);
      expect(
        await open.rows(
          "select call_id, strftime(started_at at time zone 'UTC', '%Y-%m-%d %H:%M') as begun from stage.calls",
        ),
      ).toEqual([{call_id: "e1", begun: "2026-03-02 07:00"}]);
    });
  },
);

test("Mango statistics of the edition without entry_id are set aside, no column is taken for another", async () => {
  const whole = `;${ten};${ten + 20};0;;79120000001;101;101;1111;${line};;e1`;
  const short = `;${ten};${ten + 20};0;;79120000001;101;101;1111;${line};`;
  await load("mango_stats", `${whole}\n${short}\n`, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.reason_code])).toEqual([
      [2, "too_few_cells"],
    ]);
    expect(await open.rows("select call_id from stage.calls")).toEqual([{call_id: "e1"}]);
  });
});

test("Mango: a number with the prefix of the dial plan before it is the subscriber's", async () => {
  const row = `;${ten};${ten + 50};${ten + 10};101;sip:user1@x.mangosip.ru;;7007379120000001;1110;${line};;e1`;
  await load("mango_stats", `${row}\n`, async (open) => {
    expect(await open.rows("select direction, operator, client_phone from stage.calls")).toEqual([
      {direction: "out", operator: "101", client_phone: "+79120000001"},
    ]);
  });
  const call = {
    entry_id: "m1",
    context_type: 2,
    context_start_time: ten,
    caller_name: "Иванова Анна",
    caller_number: "sip:user1@x.mangosip.ru",
    called_number: "7007379120000001",
    duration: 50,
    talk_duration: 40,
    context_calls: [],
  };
  await load("mango_calls", JSON.stringify({data: [{list: [call]}]}), async (open) => {
    expect(await open.rows("select direction, operator, client_phone from stage.calls")).toEqual([
      {direction: "out", operator: "Иванова Анна", client_phone: "+79120000001"},
    ]);
  });
});

const spoken = (who: string, from: number, seconds: number, more: object = {}) => ({
  call_type: "user",
  call_abonent_info: who,
  call_start_time: ten + from - 10,
  call_answer_time: ten + from,
  call_end_time: ten + from + seconds,
  talk_duration: seconds,
  call_end_reason: 1110,
  recording_id: [],
  members: [],
  ...more,
});
const context = (entry_id: string, context_type: number, talk_duration: number, context_calls: object[]) => ({
  entry_id,
  context_type,
  context_status: 1,
  context_start_time: ten,
  caller_id: 1,
  caller_name: "Иванова Анна",
  caller_number: "79120000001",
  called_number: "79120000002",
  duration: 200,
  talk_duration,
  context_calls,
});

test("Mango calls: ringing is that of who spoke, a service row without times takes those of the call", async () => {
  const service = {call_type: "conference", call_abonent_info: null, recording_id: [], members: []};
  const list = [
    context("m1", 1, 60, [service, spoken("Петров Пётр", 15, 60)]),
    context("m2", 1, 0, [
      {...spoken("Петров Пётр", 20, 0), call_start_time: ten, call_answer_time: null, call_end_reason: 1111},
    ]),
  ];
  await load("mango_calls", JSON.stringify({data: [{list}]}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select call_id, operator, ring_seconds, talk_seconds from stage.calls order by 1"),
    ).toEqual([
      {call_id: "m1", operator: "Петров Пётр", ring_seconds: 10, talk_seconds: 60},
      {call_id: "m2", operator: "Петров Пётр", ring_seconds: 20, talk_seconds: 0},
    ]);
    expect(
      await open.rows(
        `select leg_number, operator, ${time("started_at")}, talk_seconds, disposition from stage.call_legs where call_id = 'm1' order by 1`,
      ),
    ).toEqual([
      {
        leg_number: 1,
        operator: null,
        started_at: "02.03.2026 10:00:00",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        leg_number: 2,
        operator: "Петров Пётр",
        started_at: "02.03.2026 10:00:05",
        talk_seconds: 60,
        disposition: "answered",
      },
    ]);
  });
});

test("Mango calls: the leg to the client's number is the caller's own, and going on with the same person is no transfer", async () => {
  const list = [
    context("m1", 2, 90, [
      spoken("79120000002", 10, 60, {call_type: "number"}),
      spoken("Петров Пётр", 80, 30),
    ]),
    context("m2", 1, 90, [
      spoken("Петров Пётр", 10, 40),
      spoken("Петров Пётр", 60, 30),
      spoken("Сидорова Ольга", 100, 20),
    ]),
  ];
  await load("mango_calls", JSON.stringify({data: [{list}]}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select call_id, leg_number, operator, talk_seconds, is_transfer from stage.call_legs order by 1, 2",
      ),
    ).toEqual([
      {call_id: "m1", leg_number: 1, operator: "Иванова Анна", talk_seconds: 60, is_transfer: false},
      {call_id: "m1", leg_number: 2, operator: "Петров Пётр", talk_seconds: 30, is_transfer: true},
      {call_id: "m2", leg_number: 1, operator: "Петров Пётр", talk_seconds: 40, is_transfer: false},
      {call_id: "m2", leg_number: 2, operator: "Петров Пётр", talk_seconds: 30, is_transfer: false},
      {call_id: "m2", leg_number: 3, operator: "Сидорова Ольга", talk_seconds: 20, is_transfer: true},
    ]);
    expect(await open.rows("select call_id, operator, transfer_count from stage.calls order by 1")).toEqual([
      {call_id: "m1", operator: "Иванова Анна", transfer_count: 1},
      {call_id: "m2", operator: "Петров Пётр", transfer_count: 1},
    ]);
  });
});

test("Mango cabinet: a caller who hides the number still calls in, cp1251 reads as well", async () => {
  const file = [
    "Дата;Время;Кто звонил;Номер или Call-back компании;Кому звонили;Длительность вызова ЧЧ:MM:СС",
    "02.03.2026;10:00:00;anonymous;74950000001;Иванова Анна;00:01:05",
    "02.03.2026;10:05:00;Аноним;74950000001;–;–",
    "",
  ].join("\r\n");
  const cp1251 = Uint8Array.from(file, (sign) => {
    const code = sign.charCodeAt(0);
    return code === 0x2013 ? 0x96 : code >= 0x410 ? code - 0x350 : code;
  });
  for (const bytes of [file, cp1251])
    await load("mango_cabinet", bytes, async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(
        await open.rows(
          "select direction, operator, client_phone, talk_seconds, disposition from stage.calls order by started_at",
        ),
      ).toEqual([
        {
          direction: "in",
          operator: "Иванова Анна",
          client_phone: null,
          talk_seconds: 65,
          disposition: "answered",
        },
        {direction: "in", operator: null, client_phone: null, talk_seconds: 0, disposition: "no_answer"},
      ]);
    });
});
