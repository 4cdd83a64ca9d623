import type {DataFile} from "../data-file.ts";
import {type Output, type Question, readOutput} from "./output.ts";
import {standIns} from "./stand-ins.ts";
import {requireSelect} from "./statement.ts";
import {withNearest} from "./unknown-name.ts";

export interface Answer extends Output {
  /** Columns that the statement names and whose values stand for others here. */
  standIns: string[];
}

/** Free SQL against a published file: checked, run, and a name that is not there met with those nearest to it. */
export function answer(file: DataFile, question: Question): Promise<Answer> {
  const {sql} = question;
  return file.use(async (connection) => {
    try {
      await requireSelect(connection, sql);
      return {...(await readOutput(connection, question)), standIns: await standIns(connection, sql)};
    } catch (error) {
      throw await withNearest(connection, sql, error);
    }
  });
}

/** A statement as it stands inside another one. */
export const withoutEnd = (sql: string): string => sql.trim().replace(/;\s*$/, "");
