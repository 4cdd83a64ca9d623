import {Database} from "../../database.ts";
import {PipelineError} from "../../errors.ts";
import {identifier, literal} from "../sql.ts";
import {type Format, type RawTable, uniqueNames} from "./format.ts";

/** Columns with types, which are brought to text without loss. */
export const parquet: Format = {
  kind: "parquet",
  matches: (head) => head.subarray(0, 4).equals(Buffer.from("PAR1")),
  async open({path, name}): Promise<RawTable> {
    const described = await describe(path, name);
    const columns = uniqueNames(described.map(({column_name}) => column_name));
    const texts = described.map(
      ({column_name, column_type}, index) =>
        `${textOf(identifier(column_name), column_type)} as ${identifier(columns[index]!)}`,
    );
    return {
      columns,
      relation: ({lines = false} = {}) =>
        `(select ${texts.join(", ")}${lines ? ', file_row_number + 1 as "__line"' : ""} from read_parquet(${literal(path)}, file_row_number = true))`,
      split: () => Promise.resolve(),
      hasLines: true,
      rejects: null,
      totals: null,
      repeatedHeaders: 0,
      close: () => undefined,
    };
  },
};

interface Described {
  column_name: string;
  column_type: string;
}

/** Names and types; every page of the file is read once, so that damage shows before anything is loaded. */
async function describe(path: string, name: string): Promise<Described[]> {
  const database = await Database.open(":memory:");
  try {
    const described = await database.rows<Described>(`describe from read_parquet(${literal(path)})`);
    const hashed = described.map(({column_name}) => `max(hash(${identifier(column_name)}))`);
    await database.run(`select ${hashed.join(", ")} from read_parquet(${literal(path)})`);
    return described;
  } catch (cause) {
    throw new PipelineError(
      "bad_file",
      {
        en: `${name}: the Parquet file is damaged or cut off; ask for the file again`,
        ru: `${name}: файл Parquet повреждён или обрывается; запросите его ещё раз`,
      },
      {cause},
    );
  } finally {
    database.close();
  }
}

/** SQL: the text of a value, such that nothing of it is lost. */
function textOf(column: string, type: string): string {
  if (type === "TIMESTAMP WITH TIME ZONE")
    return `replace((${column} at time zone 'UTC')::varchar, ' ', 'T') || 'Z'`;
  if (/\[\d*\]$|^(STRUCT|MAP|UNION|JSON|VARIANT)\b/.test(type)) return `to_json(${column})::varchar`;
  if (type === "FLOAT" || type === "DOUBLE") return numberText(column);
  return `${column}::varchar`;
}

/** Whole numbers without a point, never powers of ten, and never three decimals alone, which would look like a thousand. */
function numberText(column: string): string {
  const text = `${column}::varchar`;
  return `case when ${column} = floor(${column}) and abs(${column}) < 1e38 then ${column}::hugeint::varchar
    when contains(${text}, 'e') then coalesce(rtrim(try_cast(${column} as decimal(38, 15))::varchar, '0'), ${text})
    when regexp_matches(${text}, '\\.\\d{3}$') then ${text} || '0' else ${text} end`;
}
