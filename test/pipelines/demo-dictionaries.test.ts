import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {
  refusalReasons,
  screeningReasons,
  secondaryGoals,
} from "../../pipelines/demo/simulation/conversation.ts";
import {lossReasons, pipelineName, stageNames} from "../../pipelines/demo/simulation/deals.ts";
import {
  reasonSpellings,
  resultSpellings,
  screeningSpellings,
  secondarySpellings,
} from "../../pipelines/demo/writers/words.ts";
import {dealStatuses, dispositions, resultCodes} from "../../queries/vocabulary.ts";
import {parseCsv} from "./demo-reading.ts";

function table(name: string): Record<string, string>[] {
  const [header, ...rows] = parseCsv(readFileSync(`data/company/dictionaries/${name}.csv`, "utf8"), ",");
  return rows.map((cells) => {
    expect(cells, cells[0]!).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((column, i) => [column, cells[i]!]));
  });
}

const key = (text: string) => text.trim().toLowerCase();

test.each([
  ["results", resultCodes],
  ["dispositions", dispositions],
  ["refusal_reasons", [...refusalReasons, ...screeningReasons]],
  ["secondary_goals", secondaryGoals],
] as const)("%s lists its codes once, in both languages", (name, codes) => {
  const rows = table(name);
  expect(rows.map((row) => row["code"])).toEqual([...codes]);
  for (const row of rows) {
    expect(row["name_en"]).toMatch(/^[A-Z]/);
    expect(row["name_ru"]).toMatch(/^[А-ЯЁ]/);
    expect(["true", "false"]).toContain(row["is_other"]);
  }
});

test("no spelling of a dictionary means two things", () => {
  for (const name of ["results", "dispositions", "refusal_reasons", "secondary_goals"]) {
    const owner = new Map<string, string>();
    for (const row of table(name))
      for (const spelling of row["raw"]!.split("|")) {
        const before = owner.get(key(spelling));
        expect(before === undefined || before === row["code"], `${name}: ${spelling}`).toBe(true);
        owner.set(key(spelling), row["code"]!);
      }
  }
});

test.each([
  ["results", resultSpellings],
  ["refusal_reasons", reasonSpellings],
  ["secondary_goals", secondarySpellings],
  [
    "refusal_reasons",
    Object.fromEntries(Object.entries(screeningSpellings).map(([code, word]) => [code, [word]])),
  ],
] as const)("every spelling the demo uses is in %s", (name, spellings) => {
  const known = new Map(table(name).map((row) => [row["code"]!, row["raw"]!.split("|").map(key)]));
  for (const [code, words] of Object.entries(spellings))
    for (const word of words) expect(known.get(code), code).toContain(key(word));
});

test("every stage of the demo's funnel has a meaning", () => {
  const rows = table("stages");
  for (const [code, name] of Object.entries(stageNames)) {
    const row = rows.find((other) => other["pipeline"] === pipelineName && other["stage"] === name);
    expect(row?.["stage_code"], name).toBe(code);
    expect(dealStatuses).toContain(row?.["status"]);
  }
  expect(lossReasons.length).toBeGreaterThan(4);
});
