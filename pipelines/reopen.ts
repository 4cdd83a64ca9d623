import {type Company, type Home, mappingHash, refusalHash} from "./company/company.ts";
import {stageTableSql} from "./contracts/ddl.ts";
import {contracts} from "./contracts/index.ts";
import {correctedFiles, isWithdrawn, readFileLog} from "./corrections.ts";
import type {Database} from "./database.ts";
import {touchAllMonths} from "./touch.ts";
import {writeState} from "./warehouse.ts";

/**
 * Decides which files are staged again: all of them when a mapping or dictionary reads differently now, a source was
 * taken away, or the run is a full one; else those that were refused under other settings and those that were corrected.
 * A replay without corrections takes those with rejected rows. Files are staged in the order they arrived, for what
 * came later must stay on top; a corrected one that only gains rows may be staged alone.
 */
export async function reopenLoads(
  warehouse: Database,
  home: Home,
  company: Company,
  options: {full?: boolean; replay?: boolean},
): Promise<void> {
  await withdrawLoads(warehouse, home);
  const loads = await warehouse.rows<{
    load_id: number;
    source_id: string;
    sha256: string;
    status_code: string;
    mapping_hash: string | null;
    rejected_count: number | null;
    correction_count: number | null;
    is_set_aside: boolean;
  }>(
    `select load_id, source_id, sha256, status_code, mapping_hash, rejected_count, correction_count,
         load_id in (select load_id from ops.rejected_rows where reason_code = 'columns_changed') as is_set_aside
     from ops.loads
     where status_code not in ('landed', 'again', 'corrected', 'withdrawn') order by load_id`,
  );
  const isStaged = (load: (typeof loads)[number]) => load.status_code === "staged";
  // of a file that was set aside as a whole nothing stands
  const stands = (load: (typeof loads)[number]) => isStaged(load) && !load.is_set_aside;
  const present = new Map(company.sources.map((source) => [source.id, source]));
  const isStale = (load: (typeof loads)[number]) => {
    const source = present.get(load.source_id);
    if (!source) return load.mapping_hash !== null;
    return load.mapping_hash !== (stands(load) ? mappingHash : refusalHash)(source, company);
  };
  const records = new Map(correctedFiles(home).map((sha256) => [sha256, readFileLog(home, sha256).length]));
  const corrected = loads.filter((load) => (records.get(load.sha256) ?? 0) !== (load.correction_count ?? 0));
  const replaysAll = options.replay && corrected.length === 0;
  // what a later file may have taken out again is only known by reading it once more
  const takesOut = new Set(
    company.sources
      .filter(({entities}) =>
        Object.values(entities).some(({replaces, gone, counts}) => replaces ?? gone ?? counts),
      )
      .map(({id}) => id),
  );
  const isTakenOut = ({load_id, source_id}: (typeof loads)[number]) =>
    takesOut.has(source_id) &&
    loads.some((later) => later.source_id === source_id && isStaged(later) && later.load_id > load_id);
  const standing = corrected.filter((load) => stands(load) && !isTakenOut(load));
  const again = loads.filter((load) =>
    stands(load)
      ? (corrected.includes(load) && !standing.includes(load)) ||
        (replaysAll && (load.rejected_count ?? 0) > 0)
      : (options.replay && (!isStaged(load) || replaysAll)) || isStale(load) || corrected.includes(load),
  );
  const first = again[0]?.load_id ?? Number.POSITIVE_INFINITY;
  const comesLater = loads.some((load) => isStaged(load) && load.load_id > first && !again.includes(load));
  if (options.full || comesLater || loads.some((load) => stands(load) && isStale(load)))
    return forgetStaged(warehouse, company);
  const reopen = (load: number, status: string) =>
    warehouse.run("update ops.loads set status_code = $status where load_id = $load::integer", {
      load,
      status,
    });
  for (const {load_id} of again) await reopen(load_id, "landed");
  for (const {load_id} of standing) await reopen(load_id, "corrected");
}

/** Empties the canonical tables; the archive holds everything to fill them again, in the order it arrived. */
export async function forgetStaged(warehouse: Database, company: Company): Promise<void> {
  await warehouse.transaction(async () => {
    for (const contract of contracts) {
      await warehouse.run(`drop table if exists stage.${contract.entity}`);
      await warehouse.run(stageTableSql(contract));
    }
    // a file that was good must be good again, or the figures would lose it in silence
    await warehouse.run(
      `update ops.loads set status_code = case when status_code in ('staged', 'again', 'corrected') then 'again'
           when status_code = 'withdrawn' then status_code else 'landed' end`,
    );
    for (const table of ["rejected_rows", "row_keys", "answered_rows"])
      await warehouse.run(`delete from ops.${table}`);
    // nothing that was built from the old rows may remain
    await writeState(warehouse, "build_hash", "");
    await touchAllMonths(warehouse, company.config.timezone);
  });
}

/** Files that failed and that somebody withdrew wait no longer; one whose withdrawal was taken back waits again. */
async function withdrawLoads(warehouse: Database, home: Home): Promise<void> {
  const withdrawn = correctedFiles(home).map((sha256) => ({sha256, records: readFileLog(home, sha256)}));
  const loads = await warehouse.rows<{
    load_id: number;
    source_id: string;
    sha256: string;
    status_code: string;
  }>(
    "select load_id, source_id, sha256, status_code from ops.loads where status_code in ('landed', 'failed', 'withdrawn')",
  );
  for (const load of loads) {
    const records = withdrawn.find(({sha256}) => sha256 === load.sha256)?.records ?? [];
    const isAway = isWithdrawn(records, load.source_id);
    if (isAway === (load.status_code === "withdrawn")) continue;
    await warehouse.run(
      "update ops.loads set status_code = $status, mapping_hash = null where load_id = $load::integer",
      {status: isAway ? "withdrawn" : "failed", load: load.load_id},
    );
    await warehouse.run("delete from ops.drift where load_id = $load::integer", {load: load.load_id});
  }
}
