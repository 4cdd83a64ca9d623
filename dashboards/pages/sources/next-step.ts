import type {EntityChoice, FieldTarget} from "../../lib/inspection.ts";
import type {Words} from "../../lib/words.ts";
import {missingFields} from "./corrections.ts";
import type {Draft} from "./drafts.ts";
import {isSourceName} from "./settings.ts";
import {fieldName} from "./source-titles.ts";

/** What stands between a file and its loading: one thing at a time, in the order in which it can be mended. */
export type NextStep =
  | {kind: "counting" | "row" | "preset" | "failed" | "empty" | "refused" | "name"}
  | {kind: "fields"; missing: FieldTarget[]}
  /** It may be saved; questions that nobody has answered are left to the program's guess. */
  | {kind: "ready"; open: number};

export function nextStep(draft: Draft, entities: readonly EntityChoice[]): NextStep {
  const {found} = draft;
  if (draft.isStale) return {kind: "counting"};
  if (!found) return {kind: "failed"};
  const isNothing = Object.keys(found.settings.entities ?? {}).length === 0;
  if (found.preset === null && isNothing && !draft.error) return {kind: "row"};
  if (found.preset !== null && found.fields.length === 0) return {kind: "preset"};
  const missing = missingFields(found, entities);
  if (missing.length > 0) return {kind: "fields", missing};
  if (draft.error) return {kind: "failed"};
  const sum = (part: "accepted" | "rejected") =>
    found.preview.reduce((total, preview) => total + preview[part], 0);
  if (sum("accepted") === 0) return {kind: sum("rejected") === 0 ? "empty" : "refused"};
  return isSourceName(draft.source) ? {kind: "ready", open: openQuestions(draft)} : {kind: "name"};
}

/** A question without options is answered by choosing above, and then it is not asked any more. */
export function openQuestions({questions, answers}: Draft): number {
  return questions.filter(({id, options}) => options.length === 0 || answers[id] === undefined).length;
}

/** The step in words; null when nothing is left to do or its place says it already. */
export function stepSentence(
  step: NextStep,
  entities: readonly EntityChoice[],
  {t, f, language}: Words,
): string | null {
  switch (step.kind) {
    case "fields": {
      const names = step.missing.map((target) => fieldName(entities, target, language));
      return t("sources.step.fields", {count: names.length, names: names.join(", ")});
    }
    case "ready":
      return step.open === 0 ? null : t("sources.step.open", {count: step.open, n: f.count(step.open)});
    case "name":
      return null;
    case "counting":
      return t("sources.counting");
    case "row":
      return t("sources.step.row");
    case "preset":
      return t("sources.step.preset");
    case "failed":
      return t("sources.step.failed");
    case "empty":
      return t("sources.step.empty");
    case "refused":
      return t("sources.step.refused");
  }
}

/** The part of the card of this id where the step is taken; null when it is where it is said. */
export function placeOf({kind}: NextStep, id: string): string | null {
  const places: Partial<Record<NextStep["kind"], string>> = {
    row: "reading",
    preset: "reading",
    empty: "reading",
    fields: "missing",
    failed: "failure",
    refused: "effect",
    ready: "questions",
  };
  const part = places[kind];
  return part ? `${id}-${part}` : null;
}
