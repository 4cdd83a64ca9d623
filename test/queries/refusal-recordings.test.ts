import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const refusal = {
  result_month: "2026-03-01",
  result_date: "2026-03-10",
  result_code: "refusal",
  leg_code: "call_centre",
  refusal_reason: "price",
};
const call = {
  call_month: "2026-03-01",
  call_date: "2026-03-10",
  has_recording: true,
  talk_seconds: 120,
  source_id: "telephony",
};
const numbered = Array.from({length: 23}, (_, index) => String(index + 10));

test("the last twenty recorded refusals of each reason, with the recording of their call", async () => {
  const results = numbered.map((id) => ({
    ...refusal,
    result_id: id,
    call_id: `c${id}`,
    filed_at: `2026-03-10 10:${id}:00+00`,
  }));
  const others = [
    {...refusal, result_id: "silent", call_id: "c1", filed_at: "2026-03-10 12:00:00+00"},
    {...refusal, result_id: "goal", result_code: "goal", call_id: "c2", filed_at: "2026-03-10 12:00:00+00"},
    {...refusal, result_id: "hunter", leg_code: "hunters", call_id: "c2", filed_at: "2026-03-10 12:00:00+00"},
    {...refusal, result_id: "no id", call_id: "c3", filed_at: "2026-03-10 12:00:00+00"},
    {...refusal, result_id: "no call", call_id: null, filed_at: "2026-03-10 12:00:00+00"},
    {
      ...refusal,
      result_id: "unnamed",
      refusal_reason: null,
      call_id: "c2",
      filed_at: "2026-03-10 12:00:00+00",
    },
  ];
  const recorded = [...numbered.map((id) => `c${id}`), "c2"];
  const rows = await runModel("rollup_refusal_recordings", {
    fct_call_results: [...results, ...others],
    fct_calls: [
      ...recorded.map((call_id) => ({...call, call_id})),
      {...call, call_id: "c1", has_recording: false},
      {...call, call_id: "c3"},
    ],
    "stage.calls": [...recorded, "c3"].map((call_id) => ({
      call_id,
      started_at: "2026-03-10 09:00:00+00",
      recording: call_id === "c3" ? null : `rec-${call_id}`,
    })),
  });
  expect(pick(rows, "result_id", "refusal_reason", "recording")).toEqual([
    ...numbered.slice(3).map((id) => ({result_id: id, refusal_reason: "price", recording: `rec-c${id}`})),
    {result_id: "unnamed", refusal_reason: "not_given", recording: "rec-c2"},
  ]);
});

test("the list names client and operator and knows where the source's recordings are heard", async () => {
  const row = {
    result_month: "2026-03-01",
    result_date: "2026-03-10",
    refusal_reason: "price",
    recording: "77",
  };
  const rows = await runModel(
    "refusal_recordings",
    {
      rollup_refusal_recordings: [
        {...row, result_id: "1", client_id: "k1", employee_id: "e1", source_id: "telephony"},
        {...row, result_id: "2", source_id: "other"},
        {...row, result_id: "3", result_month: "2026-02-01"},
      ],
      dim_clients: [{client_id: "k1", client_name: "Сталь", client_size: "small"}],
      dim_employees: [{employee_id: "e1", employee_name: "Иванова Анна"}],
      dim_recording_links: [{source_id: "telephony", link: "https://pbx.example/{id}"}],
    },
    {month: "2026-03-01"},
  );
  expect(pick(rows, "result_id", "client_name", "employee_name", "recording", "recording_link")).toEqual([
    {
      result_id: "1",
      client_name: "Сталь",
      employee_name: "Иванова Анна",
      recording: "77",
      recording_link: "https://pbx.example/{id}",
    },
    {result_id: "2", client_name: null, employee_name: null, recording: "77", recording_link: null},
  ]);
});
