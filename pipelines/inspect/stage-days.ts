import type {FieldMapping} from "../sources/mapping.ts";
import {identifier} from "../sources/sql.ts";
import type {InspectContext} from "./context.ts";
import type {Question} from "./inspection.ts";

/** Further moments of a deal may be the days it came into its stages: a person says whether they are. */
export function askStageDays(
  {columns}: InspectContext,
  deal: FieldMapping | undefined,
  used: ReadonlySet<string>,
): Question | null {
  const moments = columns.filter(
    ({name, shape, filled}) => !used.has(name) && filled > 0 && (shape === "datetime" || shape === "date"),
  );
  if (!deal || moments.length < 2) return null;
  const names = moments.map(({name}) => name);
  return {
    id: "stage_events",
    entity: "stage_events",
    field: null,
    text: {
      en: `Are ${names.join(", ")} the days a deal came into its stages?`,
      ru: `${names.join(", ")} — это дни, когда сделка вошла в этап?`,
    },
    options: [
      {label: {en: "No, leave them out", ru: "Нет, не брать"}, set: {}},
      {
        label: {en: "Yes, each is a stage", ru: "Да, каждый — этап"},
        set: {
          entities: {
            stage_events: {
              unpivot: {columns: names, name: "event", value: "moment"},
              fields: {
                deal_id: deal,
                entered_at: {column: "moment"},
                stage: {sql: `regexp_replace(${identifier("event")}, '^(Дата|Date of)\\s+', '')`},
              },
            },
          },
        },
      },
    ],
  };
}
