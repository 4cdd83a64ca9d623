import {isUtf8} from "node:buffer";
import {randomUUID} from "node:crypto";
import {join} from "node:path";
import type {Readable} from "node:stream";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import {PipelineError} from "../../errors.ts";
import {unpack} from "./archive.ts";
import type {OpenContext} from "./format.ts";

export function isZip(head: Buffer): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && [0x03, 0x05].includes(head[2]!);
}

/** More files than a person would send in one archive. */
const mostMembers = 10_000;

/** True for a zip that is an Office file: the reader of workbooks says which. */
export async function isWorkbook(path: string, name: string): Promise<boolean> {
  return withZip(path, name, async (_zip, members) => {
    const has = (fileName: string) => members.some((member) => member.fileName === fileName);
    if (has("mimetype") && has("content.xml"))
      throw new PipelineError("bad_file", {
        en: `${name}: this is an OpenDocument file; save it as .xlsx or CSV and send it again`,
        ru: `${name}: это файл OpenDocument; сохраните его как .xlsx или CSV и отправьте снова`,
      });
    return has("xl/workbook.xml") || has("[Content_Types].xml");
  });
}

/** The one table of a zip, or the one `format.member` names, unpacked into the temporary folder. */
export async function unpackZip(context: OpenContext): Promise<string> {
  const {path, name, temporary} = context;
  return withZip(path, name, async (zip, members) => {
    const {fileName, entry} = chosenMember(
      members.filter((member) => isData(member.fileName)),
      context,
    );
    if (entry.isEncrypted())
      throw new PipelineError("bad_file", {
        en: `${name}: ${fileName} is behind a password; send it without one`,
        ru: `${name}: ${fileName} закрыт паролем; отправьте без пароля`,
      });
    const target = join(temporary, `${randomUUID()}.unpacked`);
    const packed = {name, kind: "zip" as const, bytes: Math.max(1, entry.compressedSize)};
    await unpack(packed, target, await readMember(zip, entry, name));
    return target;
  });
}

/** The file of a zip that is read, and those beside it that are not. */
export async function chosenInZip(context: OpenContext): Promise<{member: string; beside: string[]}> {
  return withZip(context.path, context.name, async (_zip, members) => {
    const data = members.filter((member) => isData(member.fileName));
    const {fileName} = chosenMember(data, context);
    const beside = data.map((member) => member.fileName).filter((name) => name !== fileName);
    return {member: fileName, beside};
  });
}

async function withZip<Result>(
  path: string,
  name: string,
  work: (zip: ZipFile, members: Member[]) => Promise<Result>,
): Promise<Result> {
  const zip = await openZip(path, name);
  try {
    return await work(zip, await listMembers(zip, name));
  } finally {
    zip.close();
  }
}

async function openZip(path: string, name: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      // names serve to choose only, so a path that leads elsewhere does no harm
      decodeStrings: false,
    });
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(name: string, cause: unknown): PipelineError {
  return new PipelineError(
    "bad_file",
    {
      en: `${name}: the zip is damaged or cut off; ask for the file again`,
      ru: `${name}: архив zip повреждён или обрывается; запросите файл ещё раз`,
    },
    {cause},
  );
}

interface Member {
  fileName: string;
  entry: Entry;
}

async function listMembers(zip: ZipFile, name: string): Promise<Member[]> {
  const members: Member[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      members.push({fileName: nameOf(entry), entry});
      if (members.length > mostMembers) break;
    }
  } catch (cause) {
    throw damaged(name, cause);
  }
  if (members.length > mostMembers)
    throw new PipelineError("bad_file", {
      en: `${name}: the zip holds more than ${mostMembers} files; send the exports alone`,
      ru: `${name}: в архиве больше ${mostMembers} файлов; отправьте только выгрузки`,
    });
  return members;
}

/** Windows packs Cyrillic names in its old console's encoding and does not say so. */
function nameOf({fileNameRaw, generalPurposeBitFlag}: Entry): string {
  const isUnicode = (generalPurposeBitFlag & 0x800) !== 0 || isUtf8(fileNameRaw);
  return new TextDecoder(isUnicode ? "utf-8" : "ibm866").decode(fileNameRaw);
}

/** Folders and what systems add to every archive are no data. */
function isData(member: string): boolean {
  return (
    !member.endsWith("/") && !/(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i.test(member)
  );
}

/** Words about the file beside it, by their names; never the only file of an archive. */
const aboutIt =
  /(^|\/)(read[ _-]?me|прочти|прочитай|о файле|licen[cs]e|лицензия|changelog)[^/]*$|\.(md|pdf|docx?|rtf|url|lnk|png|jpe?g|gif)$/iu;

function chosenMember(members: Member[], {name, options}: OpenContext): Member {
  const tables = members.filter(({fileName}) => !aboutIt.test(fileName));
  const fitting = options.member
    ? members.filter(({fileName}) => fits(fileName, options.member!))
    : tables.length > 0
      ? tables
      : members;
  if (fitting.length === 1) return fitting[0]!;
  const names = members.slice(0, 10).map(({fileName}) => fileName);
  const more = members.length - names.length;
  const found = {
    en: [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ") || "no file",
    ru: [...names, ...(more > 0 ? [`ещё ${more}`] : [])].join(", ") || "ни одного файла",
  };
  if (options.member)
    throw new PipelineError("bad_file", {
      en: `${name}: format.member ${options.member} fits ${fitting.length} files of the zip, not one; it holds ${found.en}`,
      ru: `${name}: под format.member ${options.member} подходит файлов: ${fitting.length}, а нужен один; в архиве — ${found.ru}`,
    });
  if (members.length === 0)
    throw new PipelineError("bad_file", {
      en: `${name}: the zip holds ${found.en}; check the export`,
      ru: `${name}: в архиве ${found.ru}; проверьте выгрузку`,
    });
  throw new PipelineError("bad_file", {
    en: `${name}: the zip holds ${found.en}; name the one to read in format.member, or send them one by one`,
    ru: `${name}: в архиве несколько файлов: ${found.ru}; укажите нужный в format.member или отправьте их по одному`,
  });
}

/** Name pattern with * and ?, of the whole name or of its last part; the folders in an archive mean nothing. */
function fits(member: string, pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${escaped}$`, "iu");
  return expression.test(member) || expression.test(member.split("/").at(-1)!);
}

async function readMember(zip: ZipFile, member: Entry, name: string): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(member);
  } catch (cause) {
    throw damaged(name, cause);
  }
}
