import {contractOf, fieldsOf} from "../contracts/index.ts";
import {identifier, literal} from "../sources/sql.ts";
import {type EntityDraft, type InspectContext, otherWays, question} from "./context.ts";
import {addColumn, setField} from "./draft.ts";
import type {Option} from "./inspection.ts";
import {headerScore} from "./match.ts";
import {meaningful, type Profile} from "./profile.ts";

const ofPerson = /контакт|фио|ф\.\s?и\.\s?о|полное имя|contact|full ?name|person|first ?name|last ?name/iu;
const ofCompany = /компан|организац|контрагент|фирм|юрлицо|предприят|company|account|organi[sz]ation|firm/iu;
const isId = /(?:^|[^\p{L}])(?:id|ид|код|номер|№|code|no|number|#)(?:$|[^\p{L}])|id$/iu;
const decides = /лпр|принима\p{L}* решени|decision|decides/iu;
const yes = /^(?:да|yes|true|1|y|истина|\+|v|x|так|✓|лпр)$/iu;

/**
 * A list of people of companies is no list of clients: a client is the company, and only who decides stands on its card.
 * What is proposed for it is asked about.
 */
export async function askContacts(context: InspectContext, draft: EntityDraft): Promise<void> {
  if (draft.entity !== "clients") return;
  doubtMobile(draft);
  const found = peopleOf(context.columns);
  if (!found) return;
  const {person, company, companyId, personId, flag} = found;
  const people: Record<string, object> = Object.fromEntries(
    [...draft.fields].map(([name, {mapping}]) => [name, mapping]),
  );
  if (people["phones"]) people["phones"] = {...otherWays, ...people["phones"]};
  const phone = draft.fields.get("decision_maker_phone") ?? draft.fields.get("phones");
  const ofPeople = ["phones", "decision_maker_phone"].flatMap(
    (name) => draft.fields.get(name)?.from.split(", ") ?? [],
  );
  for (const name of ["client_id", "client_name", "phones", "decision_maker_name", "decision_maker_phone"])
    draft.fields.delete(name);
  draft.questions = draft.questions.filter(({field}) => field !== "client_name" && field !== "client_id");
  const why = {
    en: "rows are people of companies: the client is the company",
    ru: "строки — люди компаний: клиент — компания",
  };
  const of = (name: string) => fieldsOf(contractOf("clients")!).find((field) => field.name === name)!;
  const sureness = {status: "ask" as const, why};
  await addColumn(context, draft, of("client_id"), companyId ?? company, sureness);
  await addColumn(context, draft, of("client_name"), company, sureness);
  if (ofPeople.length > 0)
    setField(draft, "phones", {
      mapping: {
        sql: `array_to_string(list_sort(list(concat_ws(';', ${ofPeople.map(identifier).join(", ")})) over (partition by ${identifier((companyId ?? company).name)})), ';')`,
      },
      from: ofPeople.join(", "),
      status: "guess",
      why: {
        en: "telephones of all people of the company: a call to any of them meets it",
        ru: "телефоны всех людей компании: звонок на любой из них находит её",
      },
    });
  if (flag) {
    const said = meaningful(flag).filter((value) => yes.test(value));
    draft.shape.rows = `${identifier(flag.name)} in (${said.map(literal).join(", ")})`;
    await addColumn(context, draft, of("decision_maker_name"), person, {
      status: "guess",
      why: {en: `only rows where ${flag.name} says yes`, ru: `только строки, где «${flag.name}» — да`},
    });
    // one telephone is wanted here, and several columns may hold it
    const mapping = phone?.mapping.sql === undefined ? phone?.mapping : {columns: phone.from.split(", ")};
    if (phone) setField(draft, "decision_maker_phone", {...phone, mapping: mapping!, status: "guess"});
  }
  const away = Object.fromEntries(
    [...draft.fields.keys()].filter((name) => !(name in people)).map((name) => [name, null]),
  );
  const adds = flag && companyId ? addingTo(draft, companyId.name) : null;
  const twice = adds
    ? {
        en: "Companies that another list loads by another number would stand twice.",
        ru: "Компании, которые другой список загружает под другими номерами, встали бы дважды.",
      }
    : {
        en: "Companies that another list has loaded would stand twice: then leave this file out, or export it with the company's number as that list has it and with who decides.",
        ru: "Компании, которые уже загружены другим списком, встали бы дважды: тогда этот файл не нужен, или выгрузите его с номером компании, как в том списке, и с отметкой, кто решает.",
      };
  draft.questions.push(
    question(
      "clients",
      "client_id",
      {
        en: `Rows are people (${person.name}) of companies (${company.name}). What are they taken for? ${twice.en}`,
        ru: `Строки — люди (${person.name}) компаний (${company.name}). За что их принять? ${twice.ru}`,
      },
      [
        {
          label: flag
            ? {
                en: "Companies, with who decides on the card",
                ru: "За компании, с тем, кто решает, в карточке",
              }
            : {en: "Companies; the people are left out", ru: "За компании; людей не брать"},
          set: {},
        },
        ...(adds ? [adds] : []),
        {
          label: {
            en: `Each person is a client${personId ? ` (${personId.name})` : ""}`,
            ru: `Каждый человек — клиент${personId ? ` (${personId.name})` : ""}`,
          },
          set: {
            entities: {
              clients: {
                rows: null,
                fields: {
                  ...away,
                  ...people,
                  client_name: {column: person.name},
                  decision_maker_name: null,
                },
              },
            },
          },
        },
      ],
      "people",
    ),
  );
}

/** Who decides, put on cards that another list makes: the company's number is what both have, and nothing else changes. */
function addingTo({fields}: EntityDraft, companyId: string): Option {
  const taken = ["client_id", "decision_maker_name", "decision_maker_phone"];
  const others = [...fields.keys()].filter((name) => !taken.includes(name));
  return {
    label: {
      en: `Who decides, for companies that another list loads under the same number (${companyId})`,
      ru: `За тех, кто решает: компании загружает другой список под тем же номером (${companyId})`,
    },
    set: {
      entities: {
        clients: {
          extends: true,
          blanks: "keep",
          fields: Object.fromEntries(others.map((name) => [name, null])),
        },
      },
    },
  };
}

interface People {
  person: Profile;
  company: Profile;
  companyId: Profile | undefined;
  personId: Profile | undefined;
  flag: Profile | undefined;
}

/** The columns of a list of people, when the rows are people and each names the company. */
function peopleOf(columns: Profile[]): People | null {
  const filled = columns.filter((column) => column.filled > 0);
  const named = (pattern: RegExp, wanted: boolean) =>
    filled.filter(({name}) => pattern.test(name) && isId.test(name) === wanted);
  const person = named(ofPerson, false).find(({shape}) => ["person", "text", "code"].includes(shape));
  const company = filled.find(
    (column) =>
      column !== person &&
      column.shape !== "person" &&
      (ofCompany.test(column.name) || column.shape === "company") &&
      !isId.test(column.name) &&
      headerScore("clients", "client_name", column) >= 0.9,
  );
  const personId = named(ofPerson, true)[0];
  const flag = filled.find(
    (column) =>
      decides.test(column.name) &&
      column.shape === "flag" &&
      meaningful(column).some((value) => yes.test(value)),
  );
  if (!person || !company || (!personId && !flag)) return null;
  return {person, company, personId, flag, companyId: named(ofCompany, true)[0]};
}

/** A mobile number is not always that of who decides. */
function doubtMobile(draft: EntityDraft): void {
  const entry = draft.fields.get("decision_maker_phone");
  if (entry?.status !== "sure" || decides.test(entry.from)) return;
  entry.status = "guess";
  entry.why = {
    en: "a mobile number is taken for that of who decides; check it",
    ru: "мобильный принят за номер того, кто решает; проверьте",
  };
}
