import type {Company} from "../company/company.ts";
import type {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";

/** Parses every piece of SQL of sources.yaml, before any file is touched; columns are known only with a file. */
export async function requireSyntax(database: Database, company: Company): Promise<void> {
  for (const source of company.sources)
    for (const [entity, mapping] of Object.entries(source.entities)) {
      const at = `sources.yaml: ${source.id}.entities.${entity}`;
      const pieces: [string, string | undefined, string][] = [
        [`${at}.rows`, mapping.rows, "select 1 where "],
        [`${at}.one_per`, mapping.one_per, "select "],
        [`${at}.prefer`, mapping.prefer, "select 1 order by "],
        ...Object.entries(mapping.derive ?? {}).map(([name, sql]): [string, string, string] => [
          `${at}.derive.${name}`,
          sql,
          "select ",
        ]),
        ...Object.entries(mapping.unpivot?.about ?? {}).map(([name, sql]): [string, string, string] => [
          `${at}.unpivot.about.${name}`,
          sql,
          "select 1 where ",
        ]),
        ...Object.entries(mapping.fields).map(([name, field]): [string, string | undefined, string] => [
          `${at}.fields.${name}.sql`,
          field.sql,
          "select ",
        ]),
      ];
      for (const [where, sql, prefix] of pieces) {
        if (sql === undefined) continue;
        const parsed = JSON.parse(
          await database.value<string>("select json_serialize_sql($sql::varchar)::varchar", {
            sql: prefix + sql,
          }),
        ) as {error: boolean; error_message?: string};
        if (parsed.error)
          throw new PipelineError(
            "bad_config",
            `${where}: ${parsed.error_message ?? "not SQL"}, in ${sql.trim()}; correct the expression`,
          );
      }
    }
}
