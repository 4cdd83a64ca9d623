import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const ten = Date.UTC(2026, 2, 2, 7) / 1000;

test("Aircall: duration includes ringing, an empty answer time is a missed call, anonymous is no number", async () => {
  const call = (id: number, more: object) => ({
    id,
    direction: "inbound",
    status: "done",
    missed_call_reason: null,
    started_at: ten + id,
    answered_at: null,
    ended_at: ten + id + 70,
    duration: 70,
    raw_digits: "+7 900 000-00-01",
    user: null,
    recording: null,
    voicemail: null,
    ...more,
  });
  const calls = [
    call(1, {answered_at: ten + 11, user: {id: 5, name: "Иванова Анна", email: "anna@example.com"}}),
    call(2, {missed_call_reason: "agents_did_not_answer", raw_digits: "anonymous"}),
    call(3, {missed_call_reason: "abandoned_in_ivr"}),
    call(4, {voicemail: "https://example.com/voicemail.mp3"}),
    call(5, {direction: "outbound", user: {id: 5, name: "Иванова Анна"}}),
  ];
  await load("aircall", JSON.stringify({meta: {count: 5}, calls}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    const row = {operator: null, client_phone: "+79000000001", talk_seconds: 0, ring_seconds: 70};
    expect(
      await open.rows(
        "select call_id, direction, operator, client_phone, talk_seconds, ring_seconds, disposition from stage.calls order by call_id",
      ),
    ).toEqual([
      {
        call_id: "1",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        talk_seconds: 60,
        ring_seconds: 10,
        disposition: "answered",
      },
      {...row, call_id: "2", direction: "in", client_phone: null, disposition: "no_answer"},
      {...row, call_id: "3", direction: "in", disposition: "cancelled"},
      {...row, call_id: "4", direction: "in", disposition: "voicemail"},
      {...row, call_id: "5", direction: "out", operator: "Иванова Анна", disposition: "no_answer"},
    ]);
  });
});

test("Ringostat: semicolons, a masked caller is nobody's number, a callback is an outgoing call", async () => {
  const file = [
    "calldate;caller;dst;disposition;billsec;duration;duration_ms;waittime;call_type;uniqueid;employee_fio;department;connected_with;recording",
    "2026-03-02 10:00:00;79000000001;74950000001;ANSWERED;60;72;72000;12;in;s1;Иванова Анна;Продажи;101;https://example.com/s1.wav",
    "2026-03-02 10:05:00;7900000****;74950000001;NO ANSWER;0;20;20000;20;in;s2;;;;",
    "2026-03-02 10:10:00;101;79000000003;BUSY;0;5;5000;5;out;s3;Иванова Анна;Продажи;101;",
    "2026-03-02 10:15:00;101;79000000004;ANSWERED;0;15;15000;15;callback;s4;;;102;",
    "",
  ].join("\n");
  await load("ringostat", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, duration_seconds, disposition from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "s1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        ring_seconds: 12,
        talk_seconds: 60,
        duration_seconds: 72,
        disposition: "answered",
      },
      {
        call_id: "s2",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: null,
        ring_seconds: 20,
        talk_seconds: 0,
        duration_seconds: 20,
        disposition: "no_answer",
      },
      {
        call_id: "s3",
        started_at: "02.03.2026 10:10:00",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000003",
        ring_seconds: 5,
        talk_seconds: 0,
        duration_seconds: 5,
        disposition: "busy",
      },
      {
        call_id: "s4",
        started_at: "02.03.2026 10:15:00",
        direction: "out",
        operator: "102",
        client_phone: "+79000000004",
        ring_seconds: 15,
        talk_seconds: 0,
        duration_seconds: 15,
        disposition: "no_answer",
      },
    ]);
  });
});

test("Bitrix24 grid: an HTML table named .xls, lengths in words, a missed call's length is ringing", async () => {
  const rows = [
    [
      "Иванова Анна",
      "+7 900 000-00-01",
      "Исходящий",
      "1 мин. 5 сек.",
      "02.03.2026 10:00:00",
      "Успешный звонок",
    ],
    ["Иванова Анна", "+7 900 000-00-02", "Входящий", "20 сек.", "02.03.2026 10:05:00", "Пропущенный звонок"],
    [
      "Петров Пётр",
      "+7 900 000-00-03",
      "Входящий с перенаправлением",
      "1 ч. 2 мин.",
      "02.03.2026 10:10:00",
      "Успешный звонок",
    ],
    ["Петров Пётр", "+7 900 000-00-04", "Исходящий", "0 сек.", "02.03.2026 10:15:00", "Успешный звонок"],
    ["Петров Пётр", "+7 900 000-00-05", "Исходящий", "00:40", "02.03.2026 10:20:00", "Успешный звонок"],
    ["Петров Пётр", "+7 900 000-00-06", "Исходящий", "долго", "02.03.2026 10:25:00", "Успешный звонок"],
  ];
  const html = `<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><table border="1"><thead><tr>${[
    "Сотрудник",
    "Номер телефона",
    "Тип звонка",
    "Время звонка",
    "Дата вызова",
    "Статус",
  ]
    .map((name) => `<th>${name}</th>`)
    .join("")}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("\n")}</tbody></table>`;
  await load("bitrix24_telephony", html, async (open) => {
    expect((await open.rejected()).map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
      ["talk_seconds", "unreadable", "долго"],
    ]);
    expect(
      await open.rows(
        "select client_phone, direction, operator, ring_seconds, talk_seconds, disposition from stage.calls order by started_at",
      ),
    ).toEqual([
      {
        client_phone: "+79000000001",
        direction: "out",
        operator: "Иванова Анна",
        ring_seconds: null,
        talk_seconds: 65,
        disposition: "answered",
      },
      {
        client_phone: "+79000000002",
        direction: "in",
        operator: "Иванова Анна",
        ring_seconds: 20,
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        client_phone: "+79000000003",
        direction: "in",
        operator: "Петров Пётр",
        ring_seconds: null,
        talk_seconds: 3720,
        disposition: "answered",
      },
      {
        client_phone: "+79000000004",
        direction: "out",
        operator: "Петров Пётр",
        ring_seconds: null,
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        client_phone: "+79000000005",
        direction: "out",
        operator: "Петров Пётр",
        ring_seconds: null,
        talk_seconds: 40,
        disposition: "answered",
      },
    ]);
  });
});

test("Bitrix24 statistics: call types 1 to 5, failure codes, code 200 without a second is no conversation", async () => {
  const call = (ID: string, CALL_TYPE: string, CALL_FAILED_CODE: string, CALL_DURATION: string) => ({
    ID,
    CALL_ID: `externalCall.${ID}`,
    CALL_TYPE,
    CALL_FAILED_CODE,
    CALL_DURATION,
    CALL_START_DATE: `2026-03-02T10:0${ID}:00+03:00`,
    PHONE_NUMBER: "+79000000001",
    PORTAL_USER_ID: "7",
    CALL_RECORD_URL: "",
  });
  const result = [
    call("1", "1", "200", "60"),
    call("2", "2", "304", "15"),
    call("3", "3", "200", "0"),
    call("4", "4", "486", "0"),
    call("5", "5", "603-S", "0"),
  ];
  await load("bitrix24_calls", JSON.stringify({result, total: 5}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select ${time("started_at")}, direction, operator, talk_seconds, disposition from stage.calls order by started_at`,
      ),
    ).toEqual(
      [
        ["out", 60, "answered"],
        ["in", 0, "no_answer"],
        ["in", 0, "no_answer"],
        ["out", 0, "busy"],
        ["out", 0, "cancelled"],
      ].map(([direction, talk_seconds, disposition], index) => ({
        started_at: `02.03.2026 10:0${index + 1}:00`,
        direction,
        operator: "7",
        talk_seconds,
        disposition,
      })),
    );
  });
});

test("Ringostat: voicemail and a failed call are no talk, whatever their seconds, and words count in any case", async () => {
  const file = [
    "calldate;caller;caller_number;dst;disposition;billsec;duration;waittime;call_type;uniqueid;employee_fio;connected_with",
    "2026-03-02 10:00:00;7912****001;79120000001;74950000001;VOICEMAIL;25;40;15;in;v1;;",
    "2026-03-02 10:01:00;101;;79120000002;FAILED;3;3;0;out;v2;Иванова Анна;101",
    "2026-03-02 10:02:00;79120000003;79120000003;74950000001;PROPER;61;70;9;in;v3;Иванова Анна;101",
    "2026-03-02 10:03:00;79120000003;79120000003;74950000001;REPEATED;0;9;9;in;v4;Иванова Анна;101",
    "",
  ].join("\n");
  await load("ringostat", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select call_id, client_phone, talk_seconds, disposition from stage.calls order by 1"),
    ).toEqual([
      {call_id: "v1", client_phone: "+79120000001", talk_seconds: 0, disposition: "voicemail"},
      {call_id: "v2", client_phone: "+79120000002", talk_seconds: 0, disposition: "failed"},
      {call_id: "v3", client_phone: "+79120000003", talk_seconds: 61, disposition: "answered"},
      {call_id: "v4", client_phone: "+79120000003", talk_seconds: 0, disposition: "no_answer"},
    ]);
  });
});

test.each([
  ["no_available_agent", "no_answer"],
  ["agents_did_not_answer", "no_answer"],
  ["out_of_opening_hours", "no_answer"],
  ["abandoned_in_ivr", "cancelled"],
  ["abandoned_in_classic", "cancelled"],
  ["short_abandoned", "cancelled"],
  ["something_new", "unknown"],
])(
  "Aircall: missed by %s is %s; a call that has not ended is set aside",
  async (missed_call_reason, disposition) => {
    const call = {
      id: 1,
      direction: "inbound",
      status: "done",
      started_at: ten,
      raw_digits: "+7 912 000-00-01",
    };
    const calls = [
      {...call, missed_call_reason, answered_at: null, ended_at: ten + 20, duration: 20},
      {...call, id: 2, answered_at: ten + 5, ended_at: null, duration: 0},
    ];
    await load("aircall", JSON.stringify({calls}), async (open) => {
      expect((await open.rejected()).map((row) => [row.column_name, row.reason_code])).toEqual([
        ["talk_seconds", "missing"],
      ]);
      expect(await open.rows("select call_id, talk_seconds, disposition from stage.calls")).toEqual([
        {call_id: "1", talk_seconds: 0, disposition},
      ]);
    });
  },
);
