import {identifier} from "../sources/sql.ts";
import type {EntityDraft, InspectContext} from "./context.ts";
import {isNothing, isPhone} from "./shapes.ts";

const speaksOfPhone = /тел|моб|сот(?:ов|\.|$)|phone|mobile|cell|whats ?app|viber/iu;
const isNoTalk = /факс|fax|внутр|доб\.|добавоч|ext/iu;

/** A client has several numbers, and a call meets it by any: every column of telephones beside the first is taken too. */
export function takeMorePhones({columns}: InspectContext, draft: EntityDraft): void {
  const entry = draft.fields.get("phones");
  if (draft.entity !== "clients" || entry?.mapping.column === undefined) return;
  const used = new Set([...draft.fields.values()].flatMap(({from}) => [from, ...from.split(", ")]));
  const more = columns.filter(
    ({name, shape, values}) =>
      !used.has(name) &&
      speaksOfPhone.test(name) &&
      !isNoTalk.test(name) &&
      (shape === "phone" || values.some(({value}) => !isNothing(value) && isPhone(value))),
  );
  if (more.length === 0) return;
  const names = [entry.from, ...more.map(({name}) => name)];
  draft.fields.set("phones", {
    mapping: {sql: `concat_ws(';', ${names.map(identifier).join(", ")})`},
    from: names.join(", "),
    status: "guess",
    why: {
      en: "all telephones of the row: a call to any of them meets the client",
      ru: "все телефоны строки: звонок на любой из них находит клиента",
    },
  });
  // which of them it is need not be asked any more
  draft.questions = draft.questions.filter(({field}) => field !== "phones");
}
