import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {type Shape, shapeOf, type Values} from "./arrow.ts";
import {HttpError} from "./errors.ts";
import {lockDown, readOnlyOptions} from "./sandbox/lock-down.ts";

export interface Attached {
  name: string;
  path: string;
}

/** One published file, opened for reading together with the shared parts that its views name. */
export interface DataFile {
  /** Names of the parts, one a year. */
  parts: string[];
  use<Value>(work: (connection: DuckDBConnection) => Promise<Value>): Promise<Value>;
  /** Columns of a query; remembered, since a published file never changes. */
  shape(connection: DuckDBConnection, sql: string, values: Values): Promise<Shape>;
  close(): void;
}

export interface Limits {
  memory: string;
  threads: number;
  secondsPerQuery: number;
}

/** Of one thread, for a report's work is too little to share; several reports at once have a thread each all the same. */
const limitsOfReports: Limits = {memory: "1GB", threads: 1, secondsPerQuery: 30};

export async function openDataFile(
  path: string,
  parts: Attached[] = [],
  limits = limitsOfReports,
): Promise<DataFile> {
  const {secondsPerQuery} = limits;
  const instance = await DuckDBInstance.create(path, readOnlyOptions(limits));
  try {
    await prepare(instance, parts);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  const shapes = new Map<string, Shape>();
  return {
    parts: parts.map(({name}) => name),
    async use(work) {
      const connection = await instance.connect();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        connection.interrupt();
      }, secondsPerQuery * 1000);
      try {
        return await work(connection);
      } catch (error) {
        if (late)
          throw new HttpError("report_timeout", {
            en: `stopped after ${secondsPerQuery} s; ask for a shorter period`,
            ru: `отчёт остановлен через ${secondsPerQuery} с; выберите период короче`,
          });
        throw error;
      } finally {
        clearTimeout(timer);
        connection.closeSync();
      }
    },
    async shape(connection, sql, values) {
      const known = shapes.get(sql);
      if (known) return known;
      const shape = await shapeOf(connection, sql, values);
      shapes.set(sql, shape);
      return shape;
    },
    close: () => instance.closeSync(),
  };
}

async function prepare(instance: DuckDBInstance, parts: Attached[]) {
  const connection = await instance.connect();
  try {
    for (const {name, path} of parts)
      await connection.run(`attach '${path.replaceAll("'", "''")}' as "${name}" (read_only)`);
    await connection.run("set global timezone = 'UTC'"); // an answer must not depend on the machine's zone
    await lockDown(connection);
    await connection.run("select count(*) from duckdb_tables()");
  } finally {
    connection.closeSync();
  }
}
