import {PipelineError, saidOf} from "./errors.ts";
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
