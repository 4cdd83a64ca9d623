// @vitest-environment jsdom
import {expect, test} from "vitest";
import {lanesFinding, runSentence} from "../../dashboards/pages/data-health/health-titles.ts";
import type {SourceDaysRow} from "../../queries/generated/rows.ts";
import {english, plain, russian} from "./chart-snapshot.ts";

test("a run that published but could not load every file says both", () => {
  const run = {
    run_id: "a",
    started_at: "2026-11-01T06:30:00Z",
    finished_at: "2026-11-01T06:30:42Z",
    status: "failed",
    message: "x",
    steps: [],
  };
  expect(runSentence({...run, snapshot: "s"}, russian)).toContain("часть файлов не загрузилась");
  expect(runSentence(run, russian)).toContain("не удалась");
  expect(plain(runSentence({...run, status: "done"}, russian))).toContain("42 с");
});

test("why a run failed is said in the reader's language; what an older run wrote stays as it is", () => {
  const failed = {
    run_id: "a",
    started_at: "2026-11-01T06:30:00Z",
    finished_at: "2026-11-01T06:30:42Z",
    status: "failed",
    message: "shop/a.csv: the file is empty",
    steps: [],
  };
  const said = {...failed, message_ru: "shop/a.csv: файл пустой"};
  expect(runSentence(said, russian)).toContain(said.message_ru);
  expect(runSentence(said, russian)).not.toContain(said.message);
  expect(runSentence(said, english)).toContain(said.message);
  expect(runSentence(failed, russian)).toContain(failed.message);
});

test("lanes say that all came in time only where every file did load", () => {
  const day = {status_code: "fresh"} as SourceDaysRow;
  expect(lanesFinding([day], [{status_code: "fresh"}], russian)).toContain("пришли вовремя");
  expect(lanesFinding([day], [{status_code: "fresh"}, {status_code: "failed"}], russian)).toBeNull();
});
