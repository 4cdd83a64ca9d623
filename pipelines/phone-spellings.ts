import type {Database} from "./database.ts";
import type {CompiledEntity, SourceRows} from "./sources/compile.ts";
import {normalisePhone, normalisePhones} from "./sources/phones.ts";

/** Spellings that SQL cannot read go through the phone library once each. */
export async function readPhones(
  warehouse: Database,
  entity: CompiledEntity,
  rows: SourceRows,
  country: string,
): Promise<string | null> {
  if (entity.phones.length === 0) return null;
  const names = entity.phones.map((field) => `p_${field.name}`).join(", ");
  // nulls are left to the loop: a filter would be pushed below the texts and evaluate each of them many times
  const hard = await warehouse.rows<Record<string, string | null>>(
    `select distinct ${names} from (${entity.selectPhones(rows)}) as hard`,
  );
  await warehouse.run(
    "create or replace temp table phone_spellings (raw varchar, one varchar, many varchar)",
  );
  const spellings = new Set<string>();
  for (const row of hard) for (const raw of Object.values(row)) if (raw !== null) spellings.add(raw);
  if (spellings.size === 0) return null;
  const appender = await warehouse.connection.createAppender("phone_spellings", undefined, "temp");
  const append = (text: string | null) =>
    text === null ? appender.appendNull() : appender.appendVarchar(text);
  for (const raw of spellings) {
    const many = normalisePhones(raw, country);
    append(raw);
    // where one number is expected the first of several counts
    append(normalisePhone(raw, country) ?? many?.split(";")[0] ?? null);
    append(many);
    appender.endRow();
  }
  appender.closeSync();
  return "temp.phone_spellings";
}
