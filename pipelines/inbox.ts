import {existsSync, readdirSync, statSync} from "node:fs";
import {join, resolve} from "node:path";
import type {Bilingual} from "./bilingual.ts";
import type {Company, Home} from "./company/company.ts";
import {counted} from "./counted.ts";
import type {Source} from "./sources/mapping.ts";

/** What lies in the inbox and was not taken, and why. */
export interface LeftFile {
  /** Path below the inbox. */
  file: string;
  said: Bilingual;
  /** Downloads that go on and what other programs lay beside their files are nobody's concern. */
  isUnfinished?: boolean;
}

/** As a sentence of the terminal. */
export const leftSentence = ({file, said}: LeftFile): string => `${file}: ${said.en}`;

/** What lies in the inbox where no source looks. */
export function strays(company: Company, home: Home): LeftFile[] {
  if (!existsSync(home.inbox)) return [];
  const known = new Set(company.sources.map((source) => source.id));
  return readdirSync(home.inbox, {withFileTypes: true})
    .filter((entry) => !entry.name.startsWith(".") && !(entry.isDirectory() && known.has(entry.name)))
    .flatMap((entry) => {
      if (!entry.isDirectory())
        return {
          file: entry.name,
          said: {en: "put it into the folder of its source", ru: "переложите файл в папку его источника"},
        };
      const count = readdirSync(join(home.inbox, entry.name)).length;
      if (count === 0) return [];
      return {
        file: `${entry.name}/`,
        said: {
          en: `${counted(count, "file")}, but sources.yaml names no such source`,
          ru: `файлов: ${count}, но источника с таким именем нет в sources.yaml`,
        },
      };
    });
}

export function folderOf(company: Company, home: Home, source: Source): string {
  return source.folder ? resolve(company.directory, source.folder) : join(home.inbox, source.id);
}

/** An export that nobody sees for its name; `._` and `~$` are what other programs lay beside theirs. */
const hiddenExport =
  /^(?:\.(?!_)|~(?!\$))(?=(?:.*\.)?(?:csv|tsv|txt|xlsx?|json|ndjson|jsonl|html?|parquet|zip|gz)$)/isu;

/** Files to take, in natural order of their names, so that `_2` comes before `_10`, and what else lies there. */
export function incomingFiles(folder: string, pattern: string): {files: string[]; left: LeftFile[]} {
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "ius",
  );
  const files: string[] = [];
  const left: LeftFile[] = [];
  const leave = (file: string, en: string, ru: string) => left.push({file, said: {en, ru}});
  const unfinished: string[] = [];
  for (const {name} of readdirSync(folder, {withFileTypes: true})) {
    const hidden = hiddenExport.exec(name)?.[0];
    if (hidden)
      leave(
        name,
        `its name begins with ${hidden} and hides it; rename it`,
        `имя начинается с ${hidden} и скрывает файл; переименуйте его`,
      );
    // hidden names and those of unfinished downloads
    if (/^[.~]|\.(tmp|part|partial|crdownload|filepart)$/i.test(name)) {
      if (!hidden) unfinished.push(name);
      continue;
    }
    const stat = statSync(join(folder, name), {throwIfNoEntry: false});
    if (!stat) leave(name, "a link that leads nowhere; remove it", "ссылка ведёт в никуда; удалите её");
    else if (stat.isDirectory())
      leave(
        name,
        "a folder; put its files into the source's own folder",
        "это папка; переложите её файлы в папку самого источника",
      );
    else if (!stat.isFile()) leave(name, "not a file; remove it", "это не файл; удалите его");
    else if (!expression.test(name))
      leave(name, `its name does not fit files: ${pattern}`, `имя не подходит под files: ${pattern}`);
    else files.push(name);
  }
  if (unfinished.length > 0)
    left.push({
      file: unfinished.join(", "),
      said: {
        en: "unfinished downloads and files of other programs are not taken",
        ru: "недокачанные файлы и файлы других программ не загружаются",
      },
      isUnfinished: true,
    });
  return {files: files.sort((left, right) => left.localeCompare(right, "en", {numeric: true})), left};
}
