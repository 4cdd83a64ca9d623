import {type Contract, fieldsOf} from "./contracts/index.ts";
import type {Database} from "./database.ts";

/** Corrections changed more than they added: only all files in their order of arrival give the right rows. */
export class OutOfOrder extends Error {}

/**
 * Leaves in `stage.incoming` what corrections added to a file that others followed: its rows less those of
 * `stage.former`, the same file as it was staged before. A row that is new and whose key nobody has stands for itself,
 * whatever came later; any other difference throws OutOfOrder. Returns how many rows were there before.
 */
export async function keepAdded(warehouse: Database, contract: Contract): Promise<number> {
  const names = fieldsOf(contract).map((field) => field.name);
  const same = (left: string, right: string) =>
    names.map((name) => `${left}.${name} is not distinct from ${right}.${name}`).join(" and ");
  const lost = await warehouse.value(
    `select count(*) from stage.former as former anti join stage.incoming as incoming on ${same("former", "incoming")}`,
  );
  if (lost > 0) throw new OutOfOrder(`${contract.entity}: ${lost} rows read differently now`);
  const all = await warehouse.value("select count(*) from stage.incoming");
  await warehouse.run(
    `delete from stage.incoming where rowid in (
        select incoming.rowid from stage.incoming as incoming semi join stage.former as former on ${same("incoming", "former")})`,
  );
  await warehouse.run("drop table stage.former");
  const key = contract.key.map((name) => `present.${name} = incoming.${name}`).join(" and ");
  const known = await warehouse.value(
    `select count(*) from stage.incoming as incoming semi join stage.${contract.entity} as present on ${key}`,
  );
  if (known > 0) throw new OutOfOrder(`${contract.entity}: ${known} keys are known already`);
  return all - (await warehouse.value("select count(*) from stage.incoming"));
}
