import {payEntities} from "../queries/vocabulary.ts";
import type {Company} from "./company/company.ts";
import type {Database} from "./database.ts";
import {literal} from "./sources/sql.ts";

const pay = payEntities.map(literal).join(", ");
/** Where an engine's message quotes a cell. */
const quoted = literal(`"[^"]*"|'[^']*'|«[^»]*»`);

/**
 * Takes out of the health file what people are paid: more people read it than pay is for. Of files that hold pay there
 * remain lines, columns and reasons; whoever keeps the file finds the cells there.
 */
export async function withholdPay(warehouse: Database, company: Company): Promise<void> {
  const mapped = company.sources.filter(({entities}) => payEntities.some((entity) => entities[entity]));
  // also files of a source that sources.yaml no longer names
  const held = [
    ...payEntities.map((entity) => `select source_id from stage.${entity}`),
    `select source_id from health.rejected_rows where entity in (${pay})`,
    ...mapped.map(({id}) => `select ${literal(id)} as source_id`),
  ].join(" union ");
  await warehouse.run(`
    update health.rejected_rows set raw_text = null, amount = null,
        value = case when column_name is null or column_name like '%amount' then null else value end
    where source_id in (${held})`);
  await warehouse.run(
    `update health.corrections set before_text = null, after_text = null where source_id in (${held})`,
  );
  await warehouse.run(
    `update health.loads set ${["message", "message_ru"].map((said) => `${said} = regexp_replace(${said}, ${quoted}, '…', 'g')`).join(", ")} where source_id in (${held})`,
  );
}
