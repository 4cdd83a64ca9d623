// @vitest-environment jsdom
import {expect, test} from "vitest";
import {failedSentence} from "../../dashboards/components/banner.tsx";
import {RequestError} from "../../dashboards/lib/http.ts";
import {chooseLanguage} from "../../dashboards/lib/language.ts";
import {failedFiles, failedFinding} from "../../dashboards/pages/data-health/failed-files-card.tsx";
import {failureText} from "../../dashboards/pages/data-health/failure-words.ts";
import {loadsFinding, rejectedFinding} from "../../dashboards/pages/data-health/health-titles.ts";
import {type Group, reasonSentence} from "../../dashboards/pages/data-health/reason-words.ts";
import {sameKeyText} from "../../dashboards/pages/data-health/same-keys.tsx";
import {setAsideBy} from "../../dashboards/pages/data-health/set-aside.tsx";
import type {LoadsRow} from "../../queries/generated/rows.ts";
import {english, plain, russian} from "./chart-snapshot.ts";

const load: LoadsRow = {
  load_id: 1,
  source_id: "bank",
  file_name: "1.csv",
  received_at: "2026-11-02T10:00:05.000Z",
  byte_count: 1000,
  sha256: "0",
  row_count: 241,
  accepted_count: 141,
  rejected_count: 99,
  superseded_count: 0,
  unchanged_count: 0,
  skipped_count: 1,
  first_event_date: null,
  last_event_date: null,
  status_code: "staged",
  message: null,
  message_ru: null,
};

test("the numbers of the files add up, and the share is of the rows that should be data", () => {
  // 141 + 99 + 1 = 241, and 99 of 240 is 41.25 %
  expect(plain(loadsFinding([load], russian) ?? "")).toBe(
    "1 файл: прочитано строк 241, принято 141, отложено 99 (41,3 % принятых и отложенных), пропущено 1",
  );
  const failed = {...load, load_id: 2, status_code: "failed", row_count: null};
  expect(plain(loadsFinding([load, failed], english) ?? "")).toBe(
    "1 file: 241 rows read, 141 accepted, 99 set aside (41.3% of both), 1 skipped",
  );
  // 141 + 90 + 9 + 1 = 241, and 90 of 231 is 38.96 %, said as 39
  expect(plain(loadsFinding([{...load, rejected_count: 90, superseded_count: 9}], english) ?? "")).toBe(
    "1 file: 241 rows read, 141 accepted, 90 set aside (39% of both), 1 skipped; 9 more are held by another file: they came again there or were corrected there",
  );
});

test("files that did not load are told with their sources, and pages made from them say so", () => {
  const failed = {...load, load_id: 2, source_id: "shop", status_code: "failed"};
  const rows = failedFiles([load, failed, {...failed, load_id: 3}, {...failed, status_code: "withdrawn"}]);
  expect(rows.map(({load_id}) => load_id)).toEqual([3, 2]);
  expect(plain(failedFinding(rows, english))).toBe(
    "2 files of shop did not load; their rows are in no figure",
  );
  const missing = [
    {load_id: 2, entity: "payments", received_at: "2026-11-02T10:00:05.000Z"},
    {load_id: 2, entity: "orders", received_at: "2026-11-02T10:00:05.000Z"},
    {load_id: 3, entity: "orders", received_at: "2026-11-03T10:00:05.000Z"},
    {load_id: 4, entity: "calls", received_at: "2026-11-01T10:00:05.000Z"},
  ];
  expect(failedSentence(missing, ["deals", "clients"], russian)).toBe("");
  expect(failedSentence(missing, ["payments", "orders"], russian)).toMatch(
    /^Показатели неполны: 2 файла не загрузились/,
  );
});

test("reasons that are equally frequent are none of them the main one", () => {
  const group = {
    row_count: 1,
    all_row_count: 2,
    reason_code: "missing",
    column_name: "amount",
    source_id: "bank",
  };
  const groups = [group, {...group, column_name: "paid_on"}] as Group[];
  expect(plain(rejectedFinding(groups, english) ?? "")).toBe(
    "2 rows are set aside; 2 reasons are equally frequent, 1 each",
  );
});

test("a run says what its own files left in quarantine; one that read old files again what waits in all", () => {
  const run = {started_at: "2026-11-02T10:00:00.000Z", finished_at: "2026-11-02T10:00:20.000Z"};
  const stage = (rows: number) => [
    {step: "stage", status: "done", message: null, rows, seconds: 1, progress: null},
  ];
  const earlier = {...load, received_at: "2026-11-01T10:00:00.000Z", accepted_count: 10, rejected_count: 1};
  expect(setAsideBy({...run, steps: stage(141)}, [load, earlier])).toEqual({
    isOfRun: true,
    rejected: 99,
    all: 240,
  });
  expect(setAsideBy({...run, steps: stage(10)}, [earlier])).toEqual({isOfRun: false, rejected: 1, all: 11});
  // nothing came and nothing was read
  expect(setAsideBy({...run, steps: stage(0)}, [earlier])).toMatchObject({rejected: 0});
});

test("the row that a correction takes the place of is named by its key and its values", () => {
  const found = {
    entity: "payments",
    key: {payment_id: "p1"},
    rows: [{load_id: 1, line: 4}],
    accepted_in: "bank/1.csv",
    replaced: [{field: "amount", before: "100.00", after: null}],
  };
  expect(plain(sameKeyText(found, russian))).toBe(
    "Номер оплаты «p1» (bank/1.csv, исправленная строка 4): Сумма: 100.00 → —",
  );
  const both = [...found.rows, {load_id: 1, line: 7}];
  expect(plain(sameKeyText({...found, accepted_in: null, replaced: [], rows: both}, english))).toBe(
    "Payment number «p1» (corrected rows 4 and 7)",
  );
});

test("what went wrong is said in the reader's language, by its code or in the pipeline's own words", () => {
  const unseen = new RequestError(409, "effect_unseen", {en: "fix: not shown", ru: "правка: не показана"});
  expect(failureText(unseen, russian)).toBe(
    "Данные изменились с тех пор, как вы смотрели, что выйдет из правки: посмотрите ещё раз.",
  );
  expect(failureText(unseen, english)).toBe("The data have changed since you saw the effect: see it again.");
  const said = {en: "bank/1.csv:4: nothing differs", ru: "bank/1.csv:4: строка осталась прежней"};
  const refused = () => new RequestError(422, "refused", said);
  chooseLanguage("ru");
  expect(failureText(refused(), russian)).toBe(said.ru);
  chooseLanguage("en");
  expect(failureText(refused(), english)).toBe(said.en);
  expect(failureText(new Error("offline"), russian)).toBe("offline");
});

test("dates in the wrong order are named both; a number that is taken is not said to be a source", () => {
  const group = {entities: "employees", column_name: "left_on", reason_code: "not_in_order"} as Group;
  const left = {...group, example: "01.02.2026"};
  expect(reasonSentence(left, russian)).toBe(
    "Конец не позже начала: «Первый день после увольнения» не позже, чем «Принят», например «01.02.2026»",
  );
  expect(reasonSentence(left, english)).toBe(
    "The end is not after the start: “First day after leaving” is not after “Hired”, such as “01.02.2026”",
  );
  const taken = {...group, entities: "payments", column_name: "payment_id", reason_code: "taken_elsewhere"};
  expect(reasonSentence({...taken, example: "2"}, russian)).toBe(
    "Номер уже занят другим источником: Номер оплаты «2»",
  );
});
