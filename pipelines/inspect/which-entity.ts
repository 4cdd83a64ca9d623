import {entityCaption} from "../contracts/captions.ts";
import type {EntityDraft} from "./context.ts";
import type {Question} from "./inspection.ts";
import {entitySettings} from "./settings.ts";

/** Several entities fit the same columns: only a person knows which of them the file is. */
export function whichEntity(main: EntityDraft, others: readonly EntityDraft[]): Question {
  return {
    id: "entity",
    entity: main.entity,
    field: null,
    text: {en: "What is one row of this file?", ru: "Что такое одна строка этого файла?"},
    options: [
      {label: entityCaption(main.entity), set: {}},
      ...others.map((other) => ({
        label: entityCaption(other.entity),
        set: {entities: {[main.entity]: null, [other.entity]: entitySettings(other)}},
      })),
    ],
  };
}
