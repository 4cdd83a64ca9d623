import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const ten = Date.UTC(2026, 2, 2, 7) / 1000;
const call = (generalCallID: string, minute: number, more: object) => ({
  generalCallID,
  callID: generalCallID,
  startTime: ten + minute * 60,
  callType: "0",
  internalNumber: "901",
  externalNumber: "79000000001",
  waitsec: 10,
  billsec: 0,
  isNewCall: "1",
  employeeData: {name: "Иванова Анна", email: "anna@example.com"},
  historyData: [],
  ...more,
});
const list = [
  call("2000", 0, {
    disposition: "TRANSFER",
    billsec: 90,
    historyData: [
      {
        waitsec: 10,
        billsec: 30,
        disposition: "ANSWER",
        internalNumber: "901",
        employeeData: {name: "Иванова Анна"},
      },
      {
        waitsec: 5,
        billsec: 60,
        disposition: "ANSWER",
        internalNumber: "902",
        employeeData: {name: "Петров Пётр"},
      },
    ],
  }),
  call("1000", 1, {
    callType: "1",
    externalNumber: "79000000002",
    disposition: "CHANUNAVAIL",
    waitsec: 2,
  }),
  call("3000", 2, {disposition: "VM-SUCCESS", billsec: 25}),
  call("4000", 3, {disposition: "SMS-SENDING-SUCCESS"}),
  call("5000", 4, {disposition: "ANSWER", billsec: 0}),
  call("6000", 5, {
    disposition: "NOANSWER",
    waitsec: 30,
    historyData: [
      {waitsec: 30, billsec: 0, disposition: "NOANSWER", internalNumber: "901"},
      {waitsec: 30, billsec: 0, disposition: "NOANSWER", internalNumber: "902"},
    ],
  }),
];

test("Binotel: an object keyed by id, TRANSFER is answered, messages are no calls, voicemail is no talk", async () => {
  const callDetails = Object.fromEntries(list.map((one) => [one.generalCallID, one]));
  await load("binotel", JSON.stringify({status: "success", callDetails}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toMatchObject([{rows: 6, accepted: 5, rejected: 0, skipped: 1}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, disposition, transfer_count from stage.calls order by started_at`,
      ),
    ).toEqual([
      {
        call_id: "2000",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "Петров Пётр",
        client_phone: "+79000000001",
        ring_seconds: 10,
        talk_seconds: 90,
        disposition: "answered",
        transfer_count: 1,
      },
      {
        call_id: "1000",
        started_at: "02.03.2026 10:01:00",
        direction: "out",
        operator: "Иванова Анна",
        client_phone: "+79000000002",
        ring_seconds: 2,
        talk_seconds: 0,
        disposition: "failed",
        transfer_count: 0,
      },
      ...(["voicemail", "no_answer"] as const).map((disposition, index) => ({
        call_id: index === 0 ? "3000" : "5000",
        started_at: `02.03.2026 10:0${index === 0 ? 2 : 4}:00`,
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        ring_seconds: 10,
        talk_seconds: 0,
        disposition,
        transfer_count: 0,
      })),
      {
        call_id: "6000",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: "Иванова Анна",
        client_phone: "+79000000001",
        ring_seconds: 30,
        talk_seconds: 0,
        disposition: "no_answer",
        transfer_count: 0,
      },
    ]);
    expect(
      await open.rows(
        "select call_id, leg_number, operator, ring_seconds, talk_seconds, disposition, is_transfer from stage.call_legs order by call_id, leg_number",
      ),
    ).toEqual([
      {
        call_id: "2000",
        leg_number: 1,
        operator: "Иванова Анна",
        ring_seconds: 10,
        talk_seconds: 30,
        disposition: "answered",
        is_transfer: false,
      },
      {
        call_id: "2000",
        leg_number: 2,
        operator: "Петров Пётр",
        ring_seconds: 5,
        talk_seconds: 60,
        disposition: "answered",
        is_transfer: true,
      },
      {
        call_id: "6000",
        leg_number: 1,
        operator: "901",
        ring_seconds: 30,
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
      {
        call_id: "6000",
        leg_number: 2,
        operator: "902",
        ring_seconds: 30,
        talk_seconds: 0,
        disposition: "no_answer",
        is_transfer: false,
      },
    ]);
  });
});

test.each([
  ["BUSY", "busy"],
  ["NOANSWER", "no_answer"],
  ["CANCEL", "cancelled"],
  ["CONGESTION", "failed"],
  ["CHANUNAVAIL", "failed"],
  ["VM", "voicemail"],
  ["VM-SUCCESS", "voicemail"],
  ["ONLINE", "unknown"],
  ["TRANSFER", "no_answer"],
  ["SOMETHING", "unknown"],
])("Binotel: %s without talk is %s", async (disposition, expected) => {
  const one = call("7000", 0, {disposition});
  await load("binotel", JSON.stringify({callDetails: {"7000": one}}), async (open) => {
    expect(await open.rows("select disposition, talk_seconds from stage.calls")).toEqual([
      {disposition: expected, talk_seconds: 0},
    ]);
  });
});

test("Binotel: legs of one person are no transfers, and every kind of message is left out", async () => {
  const leg = (name: string, billsec: number) => ({
    waitsec: 5,
    billsec,
    disposition: "ANSWER",
    internalNumber: "901",
    employeeData: {name},
  });
  const callDetails = {
    "7000": call("7000", 0, {
      disposition: "TRANSFER",
      billsec: 60,
      historyData: [leg("Иванова Анна", 30), leg("Иванова Анна", 30)],
    }),
    "7001": call("7001", 1, {disposition: "SMS-CHECKING"}),
    "7002": call("7002", 2, {disposition: "SMS-SENDING-FAILED"}),
  };
  await load("binotel", JSON.stringify({callDetails}), async (open) => {
    expect(await open.rows("select call_id, talk_seconds, transfer_count from stage.calls")).toEqual([
      {call_id: "7000", talk_seconds: 60, transfer_count: 0},
    ]);
  });
});
