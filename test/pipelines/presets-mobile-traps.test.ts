import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const ten = Date.UTC(2026, 2, 2, 7);

test("MegaFon: times are UTC whatever the source's zone, a hidden caller still calls in", async () => {
  const history = [null, "anonymous"].map((client, index) => ({
    uid: `f${index}`,
    type: "in",
    status: "missed",
    client,
    user: null,
    start: "20260302T213000Z",
    wait: 8,
    duration: 0,
  }));
  await load(
    "megafon",
    JSON.stringify(history),
    async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(
        await open.rows(`select ${time("started_at")}, direction, disposition from stage.calls`),
      ).toEqual(
        Array(2).fill({started_at: "03.03.2026 00:30:00", direction: "in", disposition: "no_answer"}),
      );
    },
    ", zone: Asia/Yekaterinburg",
  );
});

test.each([
  ["success", "no_answer"],
  ["missed", "no_answer"],
  ["noanswer", "no_answer"],
  ["cancel", "cancelled"],
  ["busy", "busy"],
  ["notavailable", "failed"],
])("MegaFon: %s without talk is %s", async (status, disposition) => {
  const row = {
    uid: "f1",
    type: "out",
    status,
    client: "79120000001",
    user: "ivanova",
    start: "20260302T070000Z",
    wait: 5,
    duration: 0,
  };
  await load("megafon", JSON.stringify([row]), async (open) => {
    expect(await open.rows("select disposition, talk_seconds from stage.calls")).toEqual([
      {disposition, talk_seconds: 0},
    ]);
  });
});

test("Beeline: a record that came on two pages is one talk, and milliseconds over a day are another unit", async () => {
  const record = (id: string, more: object) => ({
    id,
    extTrackingId: `t${id}`,
    phone: "9120000001",
    direction: "INBOUND",
    date: ten,
    duration: 61_400,
    abonent: {extension: "101"},
    ...more,
  });
  await load(
    "beeline",
    JSON.stringify([record("1", {}), record("1", {}), record("2", {duration: 90_000_000})]),
    async (open) => {
      expect(
        (await open.rejected())
          .filter((row) => row.entity === "calls")
          .map((row) => [row.column_name, row.reason_code]),
      ).toEqual([["talk_seconds", "out_of_range"]]);
      expect(await open.rows("select call_id, talk_seconds, transfer_count from stage.calls")).toEqual([
        {call_id: "t1", talk_seconds: 61, transfer_count: 0},
      ]);
    },
  );
});

test("MTS: a call inside the house, a hidden caller, and one passed on from a telephone to another", async () => {
  const row = (extTrackingId: string, more: object) => ({
    extTrackingId,
    callTime: ten,
    callingNumber: "79120000001",
    calledNumber: "74950000001",
    direction: "TERMINATING",
    status: "PLACED",
    duration: 40,
    answerDuration: 30,
    abonentName: "Иванова Анна",
    userId: "u1",
    ...more,
  });
  const content = [
    row("m1", {callingNumber: "101", calledNumber: "102", direction: "ORIGINATING"}),
    row("m2", {callingNumber: null, status: "MISSED", answerDuration: 0}),
    row("m3", {}),
    row("m3", {
      callTime: ten + 45_000,
      abonentName: "Петров Пётр",
      userId: "u2",
      answerDuration: 20,
      duration: 25,
    }),
  ];
  await load("mts", JSON.stringify({content}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select call_id, direction, operator, client_phone, talk_seconds, transfer_count from stage.calls order by 1",
      ),
    ).toEqual([
      {
        call_id: "m1",
        direction: "internal",
        operator: "Иванова Анна",
        client_phone: null,
        talk_seconds: 30,
        transfer_count: 0,
      },
      {
        call_id: "m2",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: null,
        talk_seconds: 0,
        transfer_count: 0,
      },
      {
        call_id: "m3",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79120000001",
        talk_seconds: 50,
        transfer_count: 1,
      },
    ]);
  });
});

test("Telfin: UTC whatever the zone, calls inside the house, another unit for seconds, going on with the same telephone", async () => {
  const leg = (extension_name: string, bridged_duration: number) => ({
    extension_name,
    bridged_duration,
    result: "answered",
  });
  const call = (call_uuid: string, more: object) => ({
    call_uuid,
    flow: "in",
    init_time_gmt: "2026-03-02 21:30:00",
    from_username: "79120000001",
    to_username: "74950000001",
    duration: 100,
    bridged_duration: 80,
    result: "answered",
    cdr: [],
    ...more,
  });
  const call_history = [
    call("t1", {from_username: "101", to_username: "102", flow: "out"}),
    call("t2", {cdr: [leg("102", 50), leg("102", 30)]}),
    call("t3", {bridged_duration: 80_000_000}),
    call("t4", {from_username: "anonymous", bridged_duration: 0, cdr: [leg("101", 0), leg("102", 0)]}),
  ];
  await load(
    "telfin",
    JSON.stringify({call_history}),
    async (open) => {
      expect((await open.rejected()).map((row) => [row.column_name, row.reason_code])).toEqual([
        ["talk_seconds", "out_of_range"],
      ]);
      expect(
        await open.rows(
          `select call_id, ${time("started_at")}, direction, operator, talk_seconds, disposition, transfer_count from stage.calls order by 1`,
        ),
      ).toEqual(
        [
          ["t1", "internal", "101", 80, "answered"],
          ["t2", "in", "102", 80, "answered"],
          ["t4", "in", null, 0, "no_answer"],
        ].map(([call_id, direction, operator, talk_seconds, disposition]) => ({
          call_id,
          started_at: "03.03.2026 00:30:00",
          direction,
          operator,
          talk_seconds,
          disposition,
          transfer_count: 0,
        })),
      );
    },
    ", zone: Asia/Yekaterinburg",
  );
});
