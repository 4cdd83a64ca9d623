import type {Database} from "../database.ts";
import {PipelineError, saidOf} from "../errors.ts";
import type {CompiledEntity, SourceRows} from "./compile.ts";
import {columnRu, listed} from "./listed.ts";
import {identifier} from "./sql.ts";
import {type Piece, type PieceKind, shown} from "./syntax.ts";

/** A piece of SQL of a mapping that cannot be worked out over the rows of a file. */
export class FaultyPiece extends PipelineError {
  readonly entity: string;
  /** Keys below the entity, such as `fields.amount.sql`. */
  readonly at: string;

  constructor(subject: string, entity: string, {at, sql}: Piece, cause: unknown, columns: readonly string[]) {
    const {en: message} = saidOf(cause);
    const place = `${subject}.entities.${entity}.${at}`;
    const absent = /^Binder Error: Referenced (?:column|table) "(.*)" not found/u.exec(message)?.[1];
    const present = listed(columns);
    const header = absent === undefined ? undefined : unquoted(absent, sql!, columns);
    const remedy =
      absent !== undefined
        ? header === undefined
          ? {en: "correct the name", ru: "исправьте имя"}
          : {
              en: `write the header in double quotes: ${identifier(header)}`,
              ru: `напишите заголовок в двойных кавычках: ${identifier(header)}`,
            }
        : message.startsWith("Conversion Error")
          ? {
              en: "read the column itself (`column:`), which sets rows that do not fit aside; `try_cast(… as …)` would leave the field empty there",
              ru: "читайте сам столбец (`column:`): неподходящие строки отложатся; с `try_cast(… as …)` поле в них было бы пустым",
            }
          : {en: "correct the expression", ru: "исправьте выражение"};
    super(
      "bad_mapping",
      absent === undefined
        ? {
            en: `${place}: ${message}, in ${shown(sql!)}; ${remedy.en}`,
            ru: `${place}: ошибка SQL (${message}) в выражении ${shown(sql!)}; ${remedy.ru}`,
          }
        : {
            en: `${place}: names column ${JSON.stringify(absent)}, which the file does not have; it has ${present.en}; ${remedy.en}`,
            ru: `${place}: в файле нет столбца ${columnRu(absent)}; в нём есть ${present.ru}; ${remedy.ru}`,
          },
      {cause},
    );
    this.entity = entity;
    this.at = at;
  }
}

/** The header whose first word stands alone in the SQL, because nobody put the whole of it in quotes. */
function unquoted(word: string, sql: string, columns: readonly string[]): string | undefined {
  if (sql.includes(identifier(word))) return undefined;
  const start = word.toLowerCase();
  return columns.find((name) => {
    const header = name.toLowerCase();
    return header.startsWith(start) && !/^[\p{L}\p{N}_]/u.test(header.slice(start.length));
  });
}

const probes: Record<PieceKind, (sql: string) => string> = {
  value: (sql) => `(${sql})::varchar`,
  condition: (sql) => `case when ${sql} then 1 end`,
  partition: (sql) => `row_number() over (partition by ${sql})`,
  order: (sql) => `row_number() over (order by ${sql})`,
};

/** Works out the pieces of an entity one by one over the rows; the first that fails, or null when none does alone. */
export async function faultyPiece(
  database: Database,
  entity: CompiledEntity,
  rows: SourceRows,
  subject: string,
  columns: readonly string[],
): Promise<FaultyPiece | null> {
  let cells = entity.cells(rows);
  for (const piece of entity.pieces) {
    const {at, kind, sql} = piece;
    // its columns are melted away below the others
    if (sql === undefined || at.startsWith("unpivot.")) continue;
    try {
      await database.run(`select count(probe) from (select ${probes[kind](sql)} as probe from ${cells})`);
    } catch (cause) {
      return new FaultyPiece(subject, entity.contract.entity, piece, cause, columns);
    }
    const [, derived] = /^derive\.(.+)$/.exec(at) ?? [];
    if (derived) cells = `(select *, ${sql} as ${identifier(derived)} from ${cells})`;
    else if (at === "rows") cells = `(select * from ${cells} where ${sql})`;
    else if (at === "gone") cells = `(select * from ${cells} where not coalesce((${sql}), false))`;
  }
  return null;
}
