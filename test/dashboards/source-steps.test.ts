// @vitest-environment jsdom
import {expect, test} from "vitest";
import type {EntityChoice, InspectedFile, Preview, Question} from "../../dashboards/lib/inspection.ts";
import {createWords} from "../../dashboards/lib/words.ts";
import type {Draft} from "../../dashboards/pages/sources/drafts.ts";
import {nextStep, openQuestions, stepSentence} from "../../dashboards/pages/sources/next-step.ts";

const field = (name: string, ru: string, required: boolean) => ({
  field: name,
  caption: {ru, en: name},
  doc: "",
  required,
  isKey: false,
  type: "varchar",
  unit: "text",
  codes: null,
  codeCaptions: null,
  dictionary: null,
});
const campaigns: EntityChoice = {
  entity: "campaigns",
  caption: {ru: "Кампании", en: "Campaigns"},
  doc: "",
  key: [],
  fields: [field("campaign_name", "Название кампании", false), field("started_on", "Начало", true)],
};
const filled = (name: string) => ({
  entity: "campaigns",
  field: name,
  from: name,
  status: "sure" as const,
  why: {ru: "", en: ""},
});
const preview = (accepted: number, rejected: number): Preview => ({
  entity: "campaigns",
  columns: [],
  rows: [],
  accepted,
  rejected,
  skipped: 0,
  repeated: 0,
  sums: [],
  rejects: [],
});
const whatIsIt: Question = {id: "entity", entity: "", field: null, text: {ru: "?", en: "?"}, options: []};
const whichDay: Question = {
  id: "day",
  entity: "campaigns",
  field: null,
  text: {ru: "?", en: "?"},
  options: [
    {label: {ru: "а", en: "a"}, set: {}},
    {label: {ru: "б", en: "b"}, set: {}},
  ],
};

function draftOf(found: Partial<InspectedFile>, change: Partial<Draft> = {}): Draft {
  return {
    name: "a.csv",
    size: 1,
    progress: 1,
    upload: "u",
    error: null,
    found: {
      file: "a.csv",
      error: null,
      format: {kind: "csv", rows: 3, totalsRows: 0, headerRows: 0, brokenRows: 0},
      columns: [],
      source: "a",
      preset: null,
      entity: "campaigns",
      settings: {entities: {campaigns: {fields: {}}}},
      yaml: "",
      fields: [],
      unused: [],
      sameAs: [],
      questions: [],
      links: [],
      preview: [],
      ...found,
    },
    given: null,
    settings: null,
    isProposal: true,
    proposed: [],
    isStale: false,
    source: "a",
    questions: found.questions ?? [],
    answers: {},
    decided: new Set(),
    changes: null,
    isArchived: false,
    saved: null,
    ...change,
  };
}

const unmapped = {en: "must be mapped", ru: "не указано, откуда брать"};
const whole = {fields: [filled("started_on")], preview: [preview(3, 0)]};

test.each([
  ["a change is not seen yet", draftOf(whole, {isStale: true}), "counting"],
  ["nobody knows what a row is", draftOf({entity: null, settings: {}, questions: [whatIsIt]}), "row"],
  ["a required field is empty", draftOf({fields: [filled("campaign_name")]}), "fields"],
  ["a required field is empty and the program complains", draftOf({}, {error: unmapped}), "fields"],
  [
    "the settings cannot be read",
    draftOf(whole, {error: {en: "no such zone", ru: "такого пояса нет"}}),
    "failed",
  ],
  [
    "a ready mapping finds none of its columns",
    draftOf({preset: "sipuni", settings: {}}, {error: unmapped}),
    "preset",
  ],
  ["the file has headers alone", draftOf({...whole, preview: [preview(0, 0)]}), "empty"],
  ["every row would be set aside", draftOf({...whole, preview: [preview(0, 3)]}), "refused"],
  ["the name cannot be one", draftOf(whole, {source: "1"}), "name"],
  ["some rows load", draftOf({...whole, preview: [preview(1, 2)]}), "ready"],
])("%s", (_, draft, expected) => {
  expect(nextStep(draft, [campaigns]).kind).toBe(expected);
});

test("what is missing is said by its name, and nothing else is", () => {
  const draft = draftOf({fields: [filled("campaign_name")]});
  const say = (language: "ru" | "en") =>
    stepSentence(nextStep(draft, [campaigns]), [campaigns], createWords(language));
  expect(say("ru")).toBe("Не заполнено обязательное поле: Начало");
  expect(say("en")).toBe("A required field is not filled: started_on");
});

test("a question is open until it is answered, also the one about the row itself", () => {
  expect(openQuestions(draftOf({questions: [whatIsIt]}))).toBe(1);
  expect(openQuestions(draftOf({questions: [whatIsIt, whichDay]}))).toBe(2);
  expect(openQuestions(draftOf({questions: [whichDay]}, {answers: {day: 1}}))).toBe(0);
});

test("questions without an answer do not forbid to save, but they are named", () => {
  const step = nextStep(draftOf({...whole, questions: [whichDay]}), [campaigns]);
  expect(stepSentence(step, [campaigns], createWords("ru"))).toBe(
    "Без ответа остался 1 вопрос: пока взято то, что вероятнее",
  );
  const answered = nextStep(draftOf({...whole, questions: [whichDay]}, {answers: {day: 0}}), [campaigns]);
  expect(stepSentence(answered, [campaigns], createWords("ru"))).toBeNull();
});
