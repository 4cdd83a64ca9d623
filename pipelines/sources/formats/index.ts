import {rmSync, statSync} from "node:fs";
import {PipelineError} from "../../errors.ts";
import {isGzip, unpackGzip} from "./archive.ts";
import {csv} from "./csv.ts";
import {emptyFile, type Format, mostColumns, type OpenContext, type RawTable} from "./format.ts";
import {html} from "./html.ts";
import {json} from "./json.ts";
import {parquet} from "./parquet.ts";
import {refuseKnown} from "./signatures.ts";
import {betterEncoding, type Encoding, readHead} from "./text.ts";
import {xlsx} from "./xlsx.ts";
import {chosenInZip, isWorkbook, isZip, unpackZip} from "./zip.ts";

/** Formats that show in the first bytes; delimited text is what is left. */
const formats: readonly Format[] = [xlsx, parquet, html, json, csv];

const headBytes = 64 * 1024;

/** Opens a file by what its first bytes are, whatever its name says; an archive is unpacked before. */
export async function openTable(context: OpenContext): Promise<RawTable> {
  const {path, name} = context;
  if (isEmpty(path, name)) throw new PipelineError("bad_file", emptyFile(name));
  if (!(await isArchive(path, name))) return openPlain(context);
  const unpacked = await unpackArchive(context);
  const remove = () => rmSync(unpacked, {force: true});
  try {
    return closing(await openPlain({...context, path: unpacked}), remove);
  } catch (cause) {
    remove();
    throw cause;
  }
}

/** The path of the file itself, unpacked into the temporary folder when it is in an archive. */
export async function unpackArchive(context: OpenContext): Promise<string> {
  const {path, name} = context;
  if (!(await isArchive(path, name))) return path;
  const unpacked = isGzip(readHead(path, 4)) ? await unpackGzip(context) : await unpackZip(context);
  try {
    if (isEmpty(unpacked, name))
      throw new PipelineError("bad_file", {
        en: `${name}: the file in the archive is empty; check the export`,
        ru: `${name}: файл в архиве пустой; проверьте выгрузку`,
      });
    if (await isArchive(unpacked, name))
      throw new PipelineError("bad_file", {
        en: `${name}: an archive within an archive; unpack it and send what it holds`,
        ru: `${name}: в архиве лежит ещё один архив; распакуйте его и отправьте то, что внутри`,
      });
    return unpacked;
  } catch (cause) {
    rmSync(unpacked, {force: true});
    throw cause;
  }
}

function isEmpty(path: string, name: string): boolean {
  const status = statSync(path);
  if (status.isFile()) return status.size === 0;
  throw new PipelineError("bad_file", {
    en: `${name}: this is no file but a folder; send the files in it`,
    ru: `${name}: это не файл, а папка; отправьте файлы из неё`,
  });
}

/** Which file of a zip is read; nothing for any other file. */
export async function memberOf(context: OpenContext): Promise<{member?: string; beside?: string[]}> {
  const {path, name} = context;
  return isZip(readHead(path, 4)) && !(await isWorkbook(path, name)) ? chosenInZip(context) : {};
}

async function isArchive(path: string, name: string): Promise<boolean> {
  const head = readHead(path, 4);
  return isGzip(head) || (isZip(head) && !(await isWorkbook(path, name)));
}

/** The same table, which also removes what it was unpacked to. */
function closing(table: RawTable, remove: () => void): RawTable {
  const close = table.close.bind(table);
  table.close = () => {
    close();
    remove();
  };
  return table;
}

/** What a file that is no archive is by its first bytes. */
export function kindOf(path: string): Format["kind"] {
  return formatOf(readHead(path, headBytes)).kind;
}

const formatOf = (head: Buffer) => formats.find((candidate) => candidate.matches(head)) ?? csv;

async function openPlain(context: OpenContext): Promise<RawTable> {
  const {path, name, options} = context;
  const head = readHead(path, headBytes);
  refuseKnown(head, name);
  const format = formatOf(head);
  if (options.kind && options.kind !== format.kind)
    throw new PipelineError("bad_file", {
      en: `${name}: the mapping says ${options.kind} but the bytes are ${format.kind}; remove format.kind or send the other file`,
      ru: `${name}: по настройке это ${options.kind}, а на деле файл — ${format.kind}; уберите format.kind или отправьте другой файл`,
    });
  const isText = format.kind === "csv" || format.kind === "html";
  const better = isText && options.encoding ? betterEncoding(path, options.encoding) : null;
  if (better) throw otherEncoding(name, options.encoding!, better);
  const table = await format.open(context);
  if (table.columns.length <= mostColumns) return table;
  table.close();
  throw new PipelineError("bad_file", {
    en: `${name}: it has more than ${mostColumns} columns, which are not read; if they hold days or people, export one row for each of these, else leave out the columns that nobody needs`,
    ru: `${name}: столбцов больше ${mostColumns}, столько не читается; если в них дни или люди, выгрузите по строке на каждого, иначе уберите лишние столбцы`,
  });
}

function otherEncoding(
  name: string,
  declared: Encoding,
  {encoding, words, instead}: NonNullable<ReturnType<typeof betterEncoding>>,
): PipelineError {
  const not = instead === null ? declared : `${declared} (${instead})`;
  return new PipelineError("bad_file", {
    en: `${name}: by its letters it is ${encoding} (${words}), not ${not} as format.encoding says; write \`encoding: ${encoding}\` there or take the key out`,
    ru: `${name}: по буквам это ${encoding} (${words}), а не ${not}, как сказано в format.encoding; впишите туда ${encoding} или уберите этот ключ`,
  });
}

export type {RawTable} from "./format.ts";
