import {Database} from "../../pipelines/database.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {temporaryFolder} from "./home.ts";

/** Rows of a file as its format gives them, each with `__line`; every value is text or null. */
export async function readWith(
  path: string,
  options: FormatOptions = {},
): Promise<Record<string, string | null>[]> {
  const table = await openTable({path, name: "a file", options, temporary: temporaryFolder()});
  const database = await Database.open(":memory:");
  try {
    await table.split();
    const result = await database.connection.runAndReadAll(`from ${table.relation({lines: true})}`);
    return result
      .getRowObjects()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
        ),
      );
  } finally {
    database.close();
    table.close();
  }
}
