import {readFileSync} from "node:fs";
import {join} from "node:path";
import {wordGroups} from "../queries/vocabulary.ts";

export const languages = ["ru", "en"] as const;
export type Language = (typeof languages)[number];

/** What an export says in the page's language. */
export interface ExportWords {
  language: Language;
  heading(column: string): string;
  /** The word for a code of this column of this report; a code nobody has named stays as it is. */
  code(report: string, column: string, code: string): string;
  flag(value: boolean): string;
}

/** Words of the built pages, which lie beside them; without built pages columns and codes keep their names. */
export function exportWords(
  pages: string,
  language: Language,
  names: readonly {code: string; name: string}[] = [],
): ExportWords {
  const messages = readMessages(pages, language);
  const word = (key: string) => {
    const message = messages[key];
    return typeof message === "string" ? message : undefined;
  };
  const own = new Map(names.map(({code, name}) => [code, name]));
  return {
    language,
    heading: (column) => word(`columns.${column}`) ?? column,
    code(report, column, code) {
      const groups = wordGroups[`${report}.${column}`] ?? wordGroups[column] ?? [];
      for (const group of groups) {
        const found = word(`${group}.${code}`);
        if (found) return found;
      }
      return own.get(code) ?? code;
    },
    flag: (value) => word(value ? "table.yes" : "table.no") ?? String(value),
  };
}

function readMessages(pages: string, language: Language): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(join(pages, "words", `${language}.json`), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
