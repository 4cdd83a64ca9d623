import {contracts, fieldsOf} from "../contracts/index.ts";
import {identifier} from "../sources/sql.ts";
import {looksLikeCodes} from "./codes.ts";
import type {EntityDraft, InspectContext} from "./context.ts";
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
  const column = columns.find((profile) => headerScore(entity, sign, profile) >= 0.9 && profile.filled > 0);
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
            why: {en: "no day of its own: the day of hiring", ru: "своей даты нет: день приёма"},
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
