import type {Change} from "./drift-columns.ts";
import {PipelineError, saidOf} from "./errors.ts";
import type {MissingColumn} from "./sources/field-sql.ts";
import type {Load} from "./stage.ts";

/** The fast reader met a record it could not split into cells, or a row to set aside whose line it does not know. */
export class BrokenRecords extends PipelineError {}

/** What DuckDB says of a file that it cannot read as the mapping wants, as a message about the file. */
export function mappingError(cause: unknown, load: Load, entity?: string): PipelineError {
  if (cause instanceof PipelineError) return cause;
  const {en: message} = saidOf(cause);
  const kind = message.startsWith("Invalid Input Error") ? BrokenRecords : PipelineError;
  const subject = `${load.source_id}/${load.file_name}${entity ? `: ${entity}` : ""}`;
  return new kind(
    "bad_mapping",
    {
      en: `${subject}: ${message}; correct the SQL of the mapping or the format settings`,
      ru: `${subject}: файл не читается по этой настройке (${message}); исправьте SQL настройки или то, как читается файл`,
    },
    {cause},
  );
}

/** True for an error that DuckDB gave while it read a file as the mapping says. */
export const isOfSql = (error: unknown) =>
  error instanceof PipelineError &&
  error.code === "bad_mapping" &&
  error.cause instanceof Error &&
  !(error.cause instanceof PipelineError);

/** A column that the mapping needs and the file lacks: what became of it since the file before, and what to write. */
export function missingColumn(
  cause: MissingColumn,
  changes: readonly Change[],
  source: string,
): PipelineError {
  const {said, reference, entity, field} = cause;
  const since = (language: "en" | "ru") => changes.map(({sentence}) => sentence[language]).join("; ");
  const renamed = changes.find(({kind, column}) => kind === "renamed_column" && column === reference);
  const names = renamed ? [JSON.stringify(reference), JSON.stringify(renamed.actual)].join(", ") : "";
  const line = `${field}: {columns: [${names}]}`;
  const place = ["entities", entity, "fields"].join(", ");
  const remedy = renamed
    ? {
        en: `write \`${line}\` below ${source}, ${place} in sources.yaml`,
        ru: `впишите в sources.yaml у источника ${source} (${place}): ${line}`,
      }
    : changes.length > 0
      ? {
          en: `ask for the export with this column, or name the one it has now in the mapping`,
          ru: `попросите выгрузку с этим столбцом или назовите в настройке тот, что теперь вместо него`,
        }
      : {en: "name one of these in the mapping", ru: "назовите в настройке один из них"};
  return new PipelineError(
    cause.code,
    {
      en: [
        said.en,
        ...(changes.length > 0 ? [`since the file before it: ${since("en")}`] : []),
        remedy.en,
      ].join("; "),
      ru: [
        said.ru,
        ...(changes.length > 0 ? [`с прошлого файла изменилось: ${since("ru")}`] : []),
        remedy.ru,
      ].join("; "),
    },
    {cause},
  );
}
