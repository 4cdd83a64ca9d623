import {isUtf8} from "node:buffer";
import {PipelineError} from "../../errors.ts";
import type {Dialect} from "./dialect.ts";
import type {TextHead} from "./text.ts";

/** Refuses headers that are in another encoding than the file, or that were encoded twice: no mapping fits these. */
export function refuseTwoEncodings(name: string, head: TextHead, {columns, skip}: Dialect): void {
  if (head.encoding !== "utf-8") return;
  const line = skip + 1;
  if (head.isBroken && columns.some((column) => column.includes("\ufffd")))
    throw new PipelineError("bad_file", {
      en: `${name}: line ${line} is not in UTF-8 as other lines are; save the file again in one encoding`,
      ru: `${name}: строка ${line} не в UTF-8, хотя другие строки в нём; сохраните файл заново в одной кодировке`,
    });
  const foreign = columns.filter((column) => /[^\p{ASCII}]/u.test(column));
  const twice = foreign.flatMap((column) => {
    const meant = encodedOnce(column);
    return meant === null ? [] : [{column, meant}];
  });
  const [first] = twice;
  if (first && twice.length > foreign.length / 2)
    throw new PipelineError("bad_file", {
      en: `${name}: the text was encoded twice (${first.column} stands for ${first.meant}); export the file again and do not convert it`,
      ru: `${name}: текст перекодирован дважды (вместо «${first.meant}» стоит «${first.column}»); выгрузите файл заново и не меняйте его кодировку`,
    });
}

let bytesOf: ReadonlyMap<string, number> | undefined;

/** What a text was before its UTF-8 was taken for windows-1251; null when it makes no Cyrillic words then. */
function encodedOnce(text: string): string | null {
  bytesOf ??= new Map(
    Array.from({length: 256}, (_, byte) => [
      new TextDecoder("windows-1251").decode(Uint8Array.of(byte)),
      byte,
    ]),
  );
  const bytes = [...text].map((character) => bytesOf!.get(character));
  if (bytes.includes(undefined)) return null;
  const raw = Buffer.from(bytes as number[]);
  const meant = isUtf8(raw) ? raw.toString() : "";
  return /\p{Script=Cyrillic}{2}/u.test(meant) ? meant : null;
}
