import type {Database} from "./database.ts";
import type {LoadTable} from "./open-load.ts";
import type {Load} from "./stage.ts";

/** Rows of files that were read and left out, by why; null is not known. */
export interface LeftOut {
  totals: number | null;
  headers: number | null;
  dismissed: number | null;
  /** Of several rows that share something one is taken: these are the others. */
  several: number | null;
}

/** Rows that are no data: totals, headers said again, and what people dismissed; notes how many of each there are. */
export async function countLeftOut(
  warehouse: Database,
  {load_id}: Load,
  {totals, leftOut, repeatedHeaders}: LoadTable,
): Promise<number> {
  const count = async (relation: string | null) =>
    relation ? await warehouse.value(`select count(*) from ${relation}`) : 0;
  const counts = {totals: await count(totals), dismissed: await count(leftOut), headers: repeatedHeaders};
  await warehouse.run(
    `update ops.loads set totals_count = $totals::bigint, dismissed_count = $dismissed::bigint,
         headers_count = $headers::bigint, several_count = 0 where load_id = $load::integer`,
    {...counts, load: load_id},
  );
  return counts.totals + counts.dismissed + counts.headers;
}

/** Notes how many rows were left out because another one with the same was taken. */
export async function noteSeveral(warehouse: Database, {load_id}: Load, count: number): Promise<void> {
  await warehouse.run("update ops.loads set several_count = $count::bigint where load_id = $load::integer", {
    count,
    load: load_id,
  });
}

/** Why rows were left out, each with its number; the rest are none by the settings. */
export function whyLeftOut(skipped: number, {totals, headers, dismissed, several}: LeftOut): string {
  const known = [several, totals, headers, dismissed].map((count) => count ?? 0);
  const rest = skipped - known.reduce((sum, count) => sum + count, 0);
  const told = (count: number | null, words: string) => (count ? [`${count} ${words}`] : []);
  return [
    ...told(several, "beside another row with the same key, of which one is taken"),
    ...told(totals, "of totals"),
    ...told(headers, "with the header once more"),
    ...told(dismissed, "dismissed"),
    ...told(rest, "no data by its settings in sources.yaml; change the settings if they should count"),
  ].join(", ");
}
