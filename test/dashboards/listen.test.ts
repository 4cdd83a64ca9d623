// @vitest-environment jsdom
import {expect, test} from "vitest";
import {recordingAddress} from "../../dashboards/lib/recording.ts";
import {heardReasons, listenFinding} from "../../dashboards/pages/refusals/listen-card.tsx";
import type {RefusalReasonsRow, RefusalRecordingsRow} from "../../queries/generated/rows.ts";
import {english, russian} from "./chart-snapshot.ts";

test.each([
  ["https://pbx.example/r/1.mp3", null, "https://pbx.example/r/1.mp3"],
  [" http://pbx.example/r/1.mp3 ", null, "http://pbx.example/r/1.mp3"],
  ["https://pbx.example/1", "https://other.example/{id}", "https://pbx.example/1"],
  ["77a/б?", "https://pbx.example/r/{id}.mp3", "https://pbx.example/r/77a%2F%D0%B1%3F.mp3"],
  ["77a", null, null],
  ["javascript:alert(1)", null, null],
  ["JaVaScRiPt:alert(1)", "https://pbx.example/{id}", "https://pbx.example/JaVaScRiPt%3Aalert(1)"],
  ["data:text/html,hello", null, null],
  ["file:///etc/passwd", null, null],
  ["//pbx.example/1", null, null],
  ["1", "javascript:open('{id}')", null],
  ["https://", null, null],
])("a recording %j with the link %j is heard at %j", (recording, link, address) => {
  expect(recordingAddress(recording, link)).toBe(address);
});

const row = (refusal_reason: string, result_id: string): RefusalRecordingsRow => ({
  result_id,
  refusal_reason,
  result_date: "2026-10-02",
  script_version: "v3",
  client_id: "k1",
  client_name: "Сталь",
  employee_id: "o1",
  employee_name: "Иванова Анна",
  talk_seconds: 300,
  recording: "r1",
  recording_link: null,
});

test("reasons stand in the order of the ranking, those without a recording are left out", () => {
  const ranking = ["has_supplier", "no_need", "price"].map(
    (refusal_reason) => ({refusal_reason}) as RefusalReasonsRow,
  );
  const rows = [row("price", "1"), row("other", "2"), row("has_supplier", "3")];
  expect(heardReasons(rows, ranking)).toEqual(["has_supplier", "price", "other"]);
});

test("the card says how many there are to listen to", () => {
  expect(listenFinding([row("no_need", "1")], "no_need", english)).toBe(
    "To listen to: 1 recorded refusal for “no need”",
  );
  expect(listenFinding([row("not_given", "1"), row("not_given", "2")], "not_given", russian)).toBe(
    "Послушать: последние 2 записанных отказа по причине «причина не указана»",
  );
  expect(listenFinding([], undefined, english)).toBeNull();
});
