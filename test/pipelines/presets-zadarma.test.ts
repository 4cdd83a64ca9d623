import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const row = (call_id: string, more: Record<string, unknown>) =>
  // a JavaScript number would lose the last nought of call_id, which is why the text is made by hand
  `{"call_id":${call_id},${JSON.stringify(more).slice(1)}`;
const incoming = {pbx_call_id: "in_aaa", clid: '"Client" <+79000000001>', is_recorded: "false"};
const stats = [
  // the menu answers, then 101 does, and passes on to 102
  row("1439981389.2702770", {
    ...incoming,
    sip: "00001",
    callstart: "2026-03-02 10:00:00",
    destination: "74950000001",
    disposition: "answered",
    seconds: 120,
  }),
  row("1439981389.2702771", {
    ...incoming,
    sip: "00001-101",
    callstart: "2026-03-02 10:00:10",
    destination: "101",
    disposition: "answered",
    seconds: 60,
    is_recorded: "true",
  }),
  row("1439981389.2702772", {
    ...incoming,
    sip: "00001-102",
    callstart: "2026-03-02 10:01:20",
    destination: "102",
    disposition: "answered",
    seconds: 40,
  }),
  // the menu alone spoke
  row("1439981400.100", {
    ...incoming,
    pbx_call_id: "in_bbb",
    clid: "89000000002",
    sip: "00001",
    callstart: "2026-03-02 10:05:00",
    destination: "74950000001",
    disposition: "answered",
    seconds: 15,
  }),
  // out: answered, and two for which there was neither money nor a line
  ...["answered", "no money", "line limit"].map((disposition, index) =>
    row(`1439981500.${index + 1}0`, {
      sip: "00001-101",
      callstart: `2026-03-02 10:1${index}:00`,
      clid: "74950000001",
      destination: "79000000003",
      disposition,
      seconds: index === 0 ? 33 : 0,
      is_recorded: "false",
      pbx_call_id: `out_c${index}`,
    }),
  ),
  // inside the house
  row("1439981600.5", {
    sip: "00001-101",
    callstart: "2026-03-02 10:20:00",
    clid: "101",
    destination: "102",
    disposition: "answered",
    seconds: 9,
    is_recorded: "false",
    pbx_call_id: "out_ddd",
  }),
];

test("Zadarma: rows of one pbx_call_id are one call, the menu is no talk, limits are failures, call_id keeps its noughts", async () => {
  const text = `{"status":"success","version":2,"stats":[${stats.join(",\n")}]}`;
  await load("zadarma", text, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toMatchObject([{rows: 8, accepted: 8}]);
    const rows = await open.rows(
      `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition, recording, transfer_count from stage.calls order by started_at`,
    );
    const plain = {recording: null, transfer_count: 0};
    const out = {...plain, direction: "out", operator: "101", client_phone: "+79000000003"};
    expect(rows).toEqual([
      {
        call_id: "in_aaa",
        started_at: "02.03.2026 10:00:00",
        direction: "in",
        operator: "101",
        client_phone: "+79000000001",
        talk_seconds: 100,
        disposition: "answered",
        recording: "1439981389.2702771",
        transfer_count: 1,
      },
      {
        ...plain,
        call_id: "in_bbb",
        started_at: "02.03.2026 10:05:00",
        direction: "in",
        operator: null,
        client_phone: "+79000000002",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        ...out,
        call_id: "out_c0",
        started_at: "02.03.2026 10:10:00",
        talk_seconds: 33,
        disposition: "answered",
      },
      {
        ...out,
        call_id: "out_c1",
        started_at: "02.03.2026 10:11:00",
        talk_seconds: 0,
        disposition: "failed",
      },
      {
        ...out,
        call_id: "out_c2",
        started_at: "02.03.2026 10:12:00",
        talk_seconds: 0,
        disposition: "failed",
      },
      {
        ...plain,
        call_id: "out_ddd",
        started_at: "02.03.2026 10:20:00",
        direction: "internal",
        operator: "101",
        client_phone: null,
        talk_seconds: 9,
        disposition: "answered",
      },
    ]);
    expect(
      await open.rows(
        "select operator, talk_seconds, is_transfer from stage.call_legs where call_id = 'in_aaa' order by leg_number",
      ),
    ).toEqual([
      {operator: null, talk_seconds: 0, is_transfer: false},
      {operator: "101", talk_seconds: 60, is_transfer: false},
      {operator: "102", talk_seconds: 40, is_transfer: true},
    ]);
  });
});

test("Zadarma: ids that differ in the last nought only are two records", async () => {
  const record = (call_id: string, start: string) =>
    row(call_id, {
      sip: "00001-101",
      callstart: start,
      destination: "79000000003",
      disposition: "answered",
      seconds: 5,
      clid: "74950000001",
      is_recorded: "true",
      pbx_call_id: `out_${start.slice(-2)}`,
    });
  const text = `{"stats":[${record("1439981389.2702770", "2026-03-02 10:00:01")},${record("1439981389.270277", "2026-03-02 10:00:02")}]}`;
  await load("zadarma", text, async (open) => {
    expect(await open.rows("select recording from stage.calls order by started_at")).toEqual([
      {recording: "1439981389.2702770"},
      {recording: "1439981389.270277"},
    ]);
  });
});

test.each([
  ["busy", "busy"],
  ["cancel", "cancelled"],
  ["no answer", "no_answer"],
  ["failed", "failed"],
  ["call failed", "failed"],
  ["no money", "failed"],
  ["unallocated number", "failed"],
  ["no limit", "failed"],
  ["no day limit", "failed"],
  ["line limit", "failed"],
  ["something new", "unknown"],
])(
  "Zadarma: a call out that ended as `%s` is %s and no talk, whatever its seconds",
  async (disposition, expected) => {
    const text = `{"stats":[${row("1439981389.2702770", {
      sip: "00001-101",
      callstart: "2026-03-02 10:00:00",
      clid: "74950000001",
      destination: "79120000001",
      disposition,
      seconds: 14,
      is_recorded: "false",
      pbx_call_id: "out_1",
    })}]}`;
    await load("zadarma", text, async (open) => {
      expect(await open.rows("select disposition, talk_seconds, operator from stage.calls")).toEqual([
        {disposition: expected, talk_seconds: 0, operator: "101"},
      ]);
    });
  },
);

test("Zadarma: telephones that rang together are one missed call, a hidden caller still calls in, the cabinet's zone counts", async () => {
  const rung = ["101", "102", "103"].map((extension, index) =>
    row(`1439981389.10${index}`, {
      sip: `00001-${extension}`,
      callstart: "2026-03-02 23:30:00",
      clid: "anonymous",
      destination: extension,
      disposition: "no answer",
      seconds: 0,
      is_recorded: "false",
      pbx_call_id: "in_1",
    }),
  );
  await load(
    "zadarma",
    `{"stats":[${rung.join(",")}]}`,
    async (open) => {
      // Kyiv is an hour behind Moscow in winter
      expect(
        await open.rows(
          `select call_id, ${time("started_at")}, direction, talk_seconds, disposition from stage.calls`,
        ),
      ).toEqual([
        {
          call_id: "in_1",
          started_at: "03.03.2026 00:30:00",
          direction: "in",
          talk_seconds: 0,
          disposition: "no_answer",
        },
      ]);
      expect(await open.rows("select count(*)::integer as legs from stage.call_legs")).toEqual([{legs: 3}]);
    },
    ", zone: Europe/Kyiv",
  );
});

test("Zadarma: the statistics of paid calls have no legs of the exchange, so they are set aside", async () => {
  const paid = {
    id: "5f1",
    sip: "00001",
    callstart: "2026-03-02 10:00:00",
    from: "74950000001",
    to: "79120000001",
    disposition: "answered",
    billseconds: 33,
    cost: 1,
    currency: "RUB",
  };
  await load("zadarma", JSON.stringify({stats: [paid]}), async (open) => {
    expect(new Set((await open.rejected()).map((one) => `${one.column_name} ${one.reason_code}`))).toEqual(
      new Set(["call_id missing"]),
    );
    expect(await open.rows("select * from stage.calls")).toEqual([]);
  });
});
