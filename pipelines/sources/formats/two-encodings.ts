import {isUtf8} from "node:buffer";
import {PipelineError} from "../../errors.ts";
import type {Dialect} from "./dialect.ts";
import type {Encoding, TextHead} from "./text.ts";

/** Refuses headers that are in another encoding than the file, or that were encoded twice: no mapping fits these. */
export function refuseTwoEncodings(name: string, head: TextHead, {columns, skip}: Dialect): void {
  const line = skip + 1;
  const foreign = columns.filter((column) => /[^\p{ASCII}]/u.test(column));
  const garbled = (encoding: Encoding) => {
    const bytes = bytesOf(encoding);
    return foreign.flatMap((column) => {
      const meant = encodedOnce(column, bytes);
      return meant === null ? [] : [{column, meant}];
    });
  };
  if (head.encoding !== "utf-8") {
    if (garbled(head.encoding).length > foreign.length / 2)
      throw new PipelineError("bad_file", {
        en: `${name}: line ${line} is in UTF-8 and most other lines are not; save the file again in one encoding`,
        ru: `${name}: строка ${line} в UTF-8, а большинство других нет; сохраните файл заново в одной кодировке`,
      });
    return;
  }
  if (head.isBroken && columns.some((column) => column.includes("\ufffd")))
    throw new PipelineError("bad_file", {
      en: `${name}: line ${line} is not in UTF-8 as other lines are; save the file again in one encoding`,
      ru: `${name}: строка ${line} не в UTF-8, хотя другие строки в нём; сохраните файл заново в одной кодировке`,
    });
  const twice = garbled("windows-1251");
  const [first] = twice;
  if (first && twice.length > foreign.length / 2)
    throw new PipelineError("bad_file", {
      en: `${name}: the text was encoded twice (${first.column} stands for ${first.meant}); export the file again and do not convert it`,
      ru: `${name}: текст перекодирован дважды (вместо «${first.meant}» стоит «${first.column}»); выгрузите файл заново и не меняйте его кодировку`,
    });
}

const bytesOf = (encoding: Encoding): ReadonlyMap<string, number> =>
  new Map(
    Array.from({length: 256}, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  );

/** What a text was before its UTF-8 was taken for an encoding of these bytes; null when it makes no Cyrillic words then. */
function encodedOnce(text: string, known: ReadonlyMap<string, number>): string | null {
  const bytes = [...text].map((character) => known.get(character));
  if (bytes.includes(undefined)) return null;
  const raw = Buffer.from(bytes as number[]);
  const meant = isUtf8(raw) ? raw.toString() : "";
  return /\p{Script=Cyrillic}{2}/u.test(meant) ? meant : null;
}
