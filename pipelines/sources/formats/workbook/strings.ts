import {PipelineError} from "../../../errors.ts";
import type {Parts} from "./parts.ts";
import {readXml} from "./xml.ts";

/** Characters of texts kept in memory, for a sheet refers to them in any order. */
const most = 200_000_000;

/** The texts that cells refer to by number; runs of rich text joined, phonetic hints left out. */
export async function readStrings(parts: Parts, part: string, file: string): Promise<string[]> {
  const strings: string[] = [];
  let size = 0;
  let text = "";
  let isText = false;
  let phonetic = false;
  let ended = !parts.has(part);
  await readXml(parts.text(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") isText = !phonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "sst") ended = true;
      else if (name === "si") {
        size += text.length;
        strings.push(plainText(text));
        if (size > most)
          throw new PipelineError("bad_file", {
            en: `${file}: its texts take more than ${most} characters; send the rows as CSV`,
            ru: `${file}: в книге больше ${most} знаков текста; отправьте строки как CSV`,
          });
      }
    },
  });
  if (!ended)
    throw new PipelineError("bad_file", {
      en: `${file}: its texts break off after ${strings.length}; save the workbook again`,
      ru: `${file}: тексты книги обрываются, прочитано ${strings.length}; сохраните книгу заново`,
    });
  return strings;
}

/** Control characters are written as _x000D_; line breaks come out as one character. */
export function plainText(text: string): string {
  const plain = text.includes("_x")
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain;
}
