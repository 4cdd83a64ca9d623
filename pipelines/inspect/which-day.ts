import {contractOf, fieldsOf} from "../contracts/index.ts";
import type {EntityDraft, InspectContext} from "./context.ts";
import {whichColumn} from "./draft.ts";

/** Headers that can only be the day of the document. */
const plainDay =
  /^(?:дата|период|день|date|day|дата (?:документа|продажи|счета|оплаты|платежа)|(?:order|invoice|payment) date)$/iu;

/** Money belongs to the month of its day: of several days in a row a person says which. */
export function askDay(context: InspectContext, draft: EntityDraft, used: ReadonlySet<string>): void {
  if (!["orders", "payments", "invoices"].includes(draft.entity)) return;
  const {event} = contractOf(draft.entity)!;
  const entry = draft.fields.get(event!);
  const column = context.columns.find(({name}) => name === entry?.mapping.column);
  if (!entry || !column || plainDay.test(column.name.trim())) return;
  const others = context.columns.filter(
    ({name, shape}) => !used.has(name) && (shape === "date" || shape === "datetime"),
  );
  const field = fieldsOf(contractOf(draft.entity)!).find(({name}) => name === event)!;
  if (others.length === 0) {
    if (entry.status === "sure") entry.status = "guess";
    return;
  }
  entry.status = "ask";
  entry.why = {
    en: `"${column.name}" or "${others.map(({name}) => name).join('" or "')}"`,
    ru: `«${column.name}» или «${others.map(({name}) => name).join("» или «")}»`,
  };
  draft.questions.push(whichColumn(draft.entity, field, [column, ...others]));
}
