import {contracts, fieldsOf} from "../contracts/index.ts";
import {identifier} from "../sources/sql.ts";
import {looksLikeCodes} from "./codes.ts";
import {type EntityDraft, type InspectContext, question} from "./context.ts";
import {addColumn, draftEntity, setField, weigh} from "./draft.ts";
import {headerScore, matchFields} from "./match.ts";
import {meaningful, type Profile} from "./profile.ts";

/** What the same rows make beside their main entity: posts and extensions of people, outcomes of calls, cards of clients. */
export async function companions(
  context: InspectContext,
  main: EntityDraft,
  columns: Profile[],
): Promise<EntityDraft[]> {
  const found: EntityDraft[] = [];
  if (main.entity === "employees") {
    const [roles] = await personPeriods(context, main, columns, "employee_roles", "role");
    const taken = new Set([...(roles?.fields.values() ?? [])].map(({from}) => from));
    const rest = columns.filter(({name}) => !taken.has(name));
    const [extensions] = await personPeriods(context, main, rest, "employee_extensions", "extension");
    if (extensions) askExtension(extensions, rest);
    if (extensions?.fields.get("valid_from")?.from === "value" && roles)
      setField(extensions, "valid_from", roles.fields.get("valid_from")!);
    found.push(...[roles, extensions].filter((draft) => draft !== undefined));
  }
  if (main.entity === "calls") found.push(...(await outcomes(context, main, columns)));
  return found;
}

async function personPeriods(
  context: InspectContext,
  main: EntityDraft,
  columns: Profile[],
  entity: string,
  sign: string,
): Promise<EntityDraft[]> {
  const id = main.fields.get("employee_id");
  const column =
    columns.find((profile) => headerScore(entity, sign, profile) >= 0.9 && profile.filled > 0) ??
    (sign === "extension" ? shortNumbers(main, columns) : undefined);
  if (!id || !column) return [];
  const matches = matchFields(entity, columns, new Map([[sign, column.name]]));
  const draft = await draftEntity(context, {entity, matches, score: 0, named: false});
  setField(draft, "employee_id", id);
  if (!draft.fields.has("valid_from")) {
    const hired = main.fields.get("hired_on");
    setField(
      draft,
      "valid_from",
      hired
        ? {
            ...hired,
            status: "guess",
            why: main.fields.has("left_on")
              ? {
                  en: "no day of its own: from the day of hiring, until the person leaves",
                  ru: "своей даты нет: со дня приёма и до ухода человека",
                }
              : {en: "no day of its own: the day of hiring", ru: "своей даты нет: день приёма"},
          }
        : {
            mapping: {value: "2000-01-01"},
            from: "value",
            status: "ask",
            why: {en: "no column tells since when", ru: "ни один столбец не говорит, с какого дня"},
          },
    );
  }
  if (column.filled < context.sample.rows) draft.shape.rows = `${identifier(column.name)} is not null`;
  return [draft];
}

/** Two to five digits of each person's own, under a header that speaks of a telephone: hardly anything but an extension. */
function shortNumbers(main: EntityDraft, columns: Profile[]): Profile | undefined {
  const used = new Set([...main.fields.values()].map(({from}) => from));
  return columns.find(
    (column) =>
      !used.has(column.name) &&
      column.filled > 0 &&
      column.distinct === column.filled &&
      speaksOfLines.test(column.name) &&
      meaningful(column).every((value) => /^\d{2,5}$/u.test(value)),
  );
}

const speaksOfLines =
  /тел|внутр|доб|лини|атс|трубк|аппарат|гарнитур|phone|ext|line|sip|pbx|voip|handset|(?:^|[^\p{L}])ip(?:$|[^\p{L}])/iu;

/** An internal number that only its cells tell: without it no call counts for the person, so it is taken and asked about. */
function askExtension(extensions: EntityDraft, columns: Profile[]): void {
  const entry = extensions.fields.get("extension")!;
  const column = columns.find(({name}) => name === entry.from);
  if (!column || headerScore("employee_extensions", "extension", column) >= 0.9) return;
  entry.status = "ask";
  entry.why = {
    en: "short numbers, another for each person: taken for internal ones",
    ru: "короткие номера, у каждого свой: приняты за внутренние",
  };
  extensions.questions.push(
    question(
      "employee_extensions",
      "extension",
      {
        en: `Are the numbers in ${column.name} (${column.samples.slice(0, 2).join(", ")}) the internal ones that telephony writes?`,
        ru: `«${column.name}» (${column.samples.slice(0, 2).join(", ")}) — внутренние номера, которые пишет телефония?`,
      },
      [
        {
          label: {en: "Yes: calls are met with people by them", ru: "Да: по ним звонки относятся к людям"},
          set: {},
        },
        {
          label: {en: "No, leave them out", ru: "Нет, не брать"},
          set: {entities: {employee_extensions: null}},
        },
      ],
    ),
  );
}

/** Results of conversations that the telephony's own table carries. */
async function outcomes(
  context: InspectContext,
  main: EntityDraft,
  columns: Profile[],
): Promise<EntityDraft[]> {
  const taken = new Set([...main.fields.values()].map(({from}) => from));
  const entity = "call_results";
  const field = fieldsOf(contracts.find((contract) => contract.entity === entity)!).find(
    ({name}) => name === "result_code",
  )!;
  const column = columns.find(
    (profile) =>
      !taken.has(profile.name) &&
      headerScore(entity, "result_code", profile) >= 0.9 &&
      looksLikeCodes(
        "result_code",
        ["goal", "secondary", "refusal", "callback", "screened_out"],
        meaningful(profile),
      ),
  );
  const [id, moment, operator] = ["call_id", "started_at", "operator"].map((name) => main.fields.get(name));
  if (!column || !id || !moment || !operator) return [];
  const draft: EntityDraft = {entity, fields: new Map(), shape: {}, questions: [], score: 0};
  setField(draft, "result_id", id);
  setField(draft, "call_id", id);
  setField(draft, "filed_at", moment);
  setField(draft, "operator", operator);
  const phone = main.fields.get("client_phone");
  if (phone) setField(draft, "client_phone", phone);
  const sure = {
    status: "sure" as const,
    why: {en: "header and cells agree", ru: "заголовок и значения согласны"},
  };
  await addColumn(context, draft, field, column, sure);
  const rest = columns.filter(({name}) => !taken.has(name) && name !== column.name);
  for (const match of matchFields(entity, rest, new Map()).filter(({header}) => header >= 0.9))
    if (!draft.fields.has(match.field.name)) await addColumn(context, draft, match.field, match.column, sure);
  draft.shape.rows = `${identifier(column.name)} is not null`;
  return [draft];
}

/** Internal numbers of people, for a staff list whose preset does not know them. */
export async function extensionsOf(context: InspectContext): Promise<EntityDraft[]> {
  const {columns} = context;
  const people = weigh(context, "employees", columns, new Map());
  if (!people) return [];
  const found = await companions(context, await draftEntity(context, people), columns);
  return found.filter(({entity}) => entity === "employee_extensions");
}
