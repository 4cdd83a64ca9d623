import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const ten = Date.UTC(2026, 2, 2, 7);

test("MegaFon: UTC times, duration is talk alone, a success of no seconds is no conversation", async () => {
  const row = (uid: string, start: string, more: object) => ({
    uid,
    type: "in",
    status: "success",
    client: "79000000001",
    user: "ivanova",
    diversion: "74950000001",
    start,
    wait: 8,
    duration: 0,
    record: "",
    ...more,
  });
  const history = [
    row("f1", "20260302T070000Z", {duration: 60, record: "https://example.com/f1.mp3"}),
    row("f2", "20260302T070500Z", {}),
    row("f3", "20260302T071000Z", {status: "missed", client: "89000000002", user: null}),
    row("f4", "20260302T071500Z", {type: "out", status: "cancel", wait: 3}),
    row("f5", "20260302T072000Z", {type: "out", client: "102", duration: 5}),
    row("f6", "20260302T072500Z", {duration: 90_000}),
  ];
  await load("megafon", JSON.stringify(history), async (open) => {
    // more than a day of talk is another unit, and is not taken for seconds
    expect((await open.rejected()).map((row) => [row.column_name, row.reason_code, row.value])).toEqual([
      ["talk_seconds", "out_of_range", "90000"],
    ]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, duration_seconds, disposition from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "f1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "ivanova",
        client_phone: "+79000000001",
        ring_seconds: 8,
        talk_seconds: 60,
        duration_seconds: 68,
        disposition: "answered",
      },
      {
        call_id: "f2",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: "ivanova",
        client_phone: "+79000000001",
        ring_seconds: 8,
        talk_seconds: 0,
        duration_seconds: 8,
        disposition: "no_answer",
      },
      {
        call_id: "f3",
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000002",
        ring_seconds: 8,
        talk_seconds: 0,
        duration_seconds: 8,
        disposition: "no_answer",
      },
      {
        call_id: "f4",
        started_at: "02.03.2026 10:15:00",
        direction: "out",
        operator: "ivanova",
        client_phone: "+79000000001",
        ring_seconds: 3,
        talk_seconds: 0,
        duration_seconds: 3,
        disposition: "cancelled",
      },
      {
        call_id: "f5",
        started_at: "02.03.2026 10:20:00",
        direction: "internal",
        operator: "ivanova",
        client_phone: null,
        ring_seconds: 8,
        talk_seconds: 5,
        duration_seconds: 13,
        disposition: "answered",
      },
    ]);
  });
});

test("Beeline: milliseconds, two records of one call are its legs", async () => {
  const record = (id: string, more: object) => ({
    id,
    externalId: `x-${id}`,
    phone: "9000000001",
    direction: "INBOUND",
    date: ten,
    duration: 61_400,
    abonent: {userId: "u1", extension: "101", firstName: "Анна"},
    ...more,
  });
  const records = [
    record("1", {extTrackingId: "t1"}),
    record("2", {
      extTrackingId: "t1",
      date: ten + 65_000,
      duration: 29_600,
      abonent: {extension: "102"},
    }),
    record("3", {extTrackingId: "t2", direction: "OUTBOUND", date: ten + 300_000, duration: 400}),
  ];
  await load("beeline", JSON.stringify(records), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition, transfer_count from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "t1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "101",
        client_phone: "+79000000001",
        talk_seconds: 91,
        disposition: "answered",
        transfer_count: 1,
      },
      {
        call_id: "t2",
        started_at: "02.03.2026 10:05:00",
        direction: "out",
        operator: "101",
        client_phone: "+79000000001",
        talk_seconds: 0,
        disposition: "no_answer",
        transfer_count: 0,
      },
    ]);
  });
});

test("MTS: milliseconds of the moment, talk is answerDuration, telephones that rang together are one missed call", async () => {
  const row = (extTrackingId: string, more: object) => ({
    extTrackingId,
    callTime: ten,
    callingNumber: "79000000001",
    calledNumber: "74950000001",
    direction: "TERMINATING",
    status: "PLACED",
    duration: 70,
    answerDuration: 60,
    abonentName: "Иванова Анна",
    userId: "u1",
    ...more,
  });
  const missed = {callTime: ten + 300_000, status: "MISSED", duration: 20, answerDuration: 0};
  const content = [
    row("m1", {}),
    row("m2", missed),
    row("m2", {...missed, abonentName: "Петров Пётр", userId: "u2"}),
    row("m3", {
      callTime: ten + 600_000,
      direction: "ORIGINATING",
      callingNumber: "101",
      calledNumber: "79000000003",
      answerDuration: 5,
      duration: 9,
    }),
    // an answer in milliseconds must not become a day of talk
    row("m4", {answerDuration: 600_000}),
  ];
  await load("mts", JSON.stringify({content, totalElements: 5, totalPages: 1}), async (open) => {
    expect(
      (await open.rejected()).map((row) => [row.entity, row.column_name, row.reason_code]),
    ).toContainEqual(["calls", "talk_seconds", "out_of_range"]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, disposition from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "m1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        ring_seconds: 10,
        talk_seconds: 60,
        disposition: "answered",
      },
      {
        call_id: "m2",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        ring_seconds: 20,
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        call_id: "m3",
        started_at: "02.03.2026 10:10:00",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000003",
        ring_seconds: 4,
        talk_seconds: 5,
        disposition: "answered",
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds from stage.call_legs where call_id = 'm2' order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: "Иванова Анна", talk_seconds: 0},
      {leg_number: 2, operator: "Петров Пётр", talk_seconds: 0},
    ]);
  });
});

test("Telfin: UTC text, bridged_duration is the talk, legs in cdr, the longest talk names the operator", async () => {
  const call = (call_uuid: string, more: object) => ({
    call_uuid,
    flow: "in",
    init_time_gmt: "2026-03-02 07:00:00",
    from_username: "79000000001",
    to_username: "74950000001",
    duration: 100,
    bridged_duration: 0,
    result: "answered",
    cdr: [],
    ...more,
  });
  const leg = (name: string, bridged_duration: number, second: string) => ({
    extension_name: name,
    bridged_duration,
    duration: bridged_duration + 5,
    init_time_gmt: `2026-03-02 07:00:${second}`,
    record_uuid: bridged_duration > 0 ? `rec-${name}` : null,
    result: bridged_duration > 0 ? "answered" : "not answered",
  });
  const call_history = [
    call("t1", {
      bridged_duration: 80,
      cdr: [leg("101", 0, "05"), leg("102", 50, "05"), leg("103", 30, "58")],
    }),
    // the menu answered and nobody else
    call("t2", {init_time_gmt: "2026-03-02 07:05:00", duration: 20}),
    call("t3", {
      init_time_gmt: "2026-03-02 07:10:00",
      flow: "out",
      from_username: "101",
      to_username: "79000000003",
      result: "busy",
    }),
  ];
  await load("telfin", JSON.stringify({total: 3, page: 1, call_history}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, duration_seconds, disposition, recording, transfer_count from stage.calls order by call_id`,
      ),
    ).toEqual([
      {
        call_id: "t1",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "102",
        client_phone: "+79000000001",
        talk_seconds: 80,
        duration_seconds: 100,
        disposition: "answered",
        recording: "rec-102",
        transfer_count: 1,
      },
      {
        call_id: "t2",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000001",
        talk_seconds: 0,
        duration_seconds: 20,
        disposition: "no_answer",
        recording: null,
        transfer_count: 0,
      },
      {
        call_id: "t3",
        started_at: "02.03.2026 10:10:00",
        direction: "out",
        operator: "101",
        client_phone: "+79000000003",
        talk_seconds: 0,
        duration_seconds: 100,
        disposition: "busy",
        recording: null,
        transfer_count: 0,
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, disposition, is_transfer from stage.call_legs order by leg_number",
      ),
    ).toEqual([
      {
        leg_number: 1,
        operator: "101",
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
      {
        leg_number: 2,
        operator: "102",
        talk_seconds: 50,
        disposition: "answered",
        is_transfer: false,
      },
      {
        leg_number: 3,
        operator: "103",
        talk_seconds: 30,
        disposition: "answered",
        is_transfer: true,
      },
    ]);
  });
});
