import type {Bilingual} from "../../bilingual.ts";
import {PipelineError} from "../../errors.ts";

interface Signature {
  bytes: string | number[];
  /** Where the bytes stand; at the beginning by default. */
  at?: number;
  what: Bilingual;
  remedy: Bilingual;
}

const send = {en: "send CSV or XLSX", ru: "отправьте CSV или XLSX"};
const sendTable = {
  en: "send the table itself as XLSX or CSV",
  ru: "отправьте саму таблицу в XLSX или CSV",
};
const sendCalls = {
  en: "send the list of calls as CSV or XLSX",
  ru: "отправьте список звонков в CSV или XLSX",
};
const repack = {
  en: "unpack it, or pack it as zip or gzip",
  ru: "распакуйте его или упакуйте в zip или gzip",
};
const picture = {en: "a picture", ru: "картинка"};
const program = {en: "a program", ru: "программа"};
const recording = {en: "a sound recording", ru: "звукозапись"};

const signatures: readonly Signature[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: {en: "an old binary .xls", ru: "старый формат .xls"},
    remedy: {
      en: "save it as .xlsx or CSV and send it again; a workbook behind a password looks the same: save it without one",
      ru: "сохраните файл как .xlsx или CSV и отправьте снова; так же выглядит книга под паролем: сохраните её без пароля",
    },
  },
  {
    bytes: "MOXCEL",
    what: {en: "a spreadsheet of 1C (.mxl)", ru: "табличный документ 1С (.mxl)"},
    remedy: {
      en: "open it in 1C, save it as .xlsx and send it again",
      ru: "откройте его в 1С, сохраните как .xlsx и отправьте снова",
    },
  },
  {
    bytes: "1CClientBankExchange",
    what: {
      en: "an exchange between a bank and 1C (1CClientBankExchange)",
      ru: "файл обмена банка с 1С (1CClientBankExchange)",
    },
    remedy: {
      en: "export the same statement from the bank as CSV or XLSX",
      ru: "выгрузите ту же выписку из банка в CSV или XLSX",
    },
  },
  {
    bytes: "%PDF",
    what: {en: "a PDF", ru: "PDF"},
    remedy: {
      en: "export the same report to XLSX or CSV",
      ru: "выгрузите тот же отчёт в XLSX или CSV",
    },
  },
  {bytes: "{\\rtf", what: {en: "a text document (.rtf)", ru: "текстовый документ (.rtf)"}, remedy: send},
  {bytes: [0x89, 0x50, 0x4e, 0x47], what: picture, remedy: sendTable},
  {bytes: [0xff, 0xd8, 0xff], what: picture, remedy: sendTable},
  {bytes: "GIF8", what: picture, remedy: sendTable},
  {
    bytes: "SQLite format 3",
    what: {en: "an SQLite database", ru: "база данных SQLite"},
    remedy: {en: "export its tables to CSV", ru: "выгрузите её таблицы в CSV"},
  },
  {
    bytes: "DUCK",
    at: 8,
    what: {en: "a DuckDB database", ru: "база данных DuckDB"},
    remedy: {en: "export its tables to CSV or Parquet", ru: "выгрузите её таблицы в CSV или Parquet"},
  },
  {bytes: "MZ", what: program, remedy: send},
  {bytes: [0x7f, 0x45, 0x4c, 0x46], what: program, remedy: send},
  {bytes: "Rar!", what: {en: "a RAR archive", ru: "архив RAR"}, remedy: repack},
  {bytes: "7z\xbc\xaf\x27\x1c", what: {en: "a 7z archive", ru: "архив 7z"}, remedy: repack},
  {bytes: [0x28, 0xb5, 0x2f, 0xfd], what: {en: "a zstd archive", ru: "архив zstd"}, remedy: repack},
  {bytes: "BZh", what: {en: "a bzip2 archive", ru: "архив bzip2"}, remedy: repack},
  {bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: {en: "an xz archive", ru: "архив xz"}, remedy: repack},
  {
    bytes: "ustar",
    at: 257,
    what: {en: "a tar archive", ru: "архив tar"},
    remedy: {
      en: "send its files one by one, or as a zip",
      ru: "отправьте файлы из него по одному или в zip",
    },
  },
  {
    bytes: "PARE",
    what: {en: "an encrypted Parquet file", ru: "зашифрованный файл Parquet"},
    remedy: {en: "send it without encryption", ru: "отправьте его без шифрования"},
  },
  {bytes: "ID3", what: recording, remedy: sendCalls},
  {bytes: "RIFF", what: recording, remedy: sendCalls},
];

/** Refuses by its first bytes what is known and is no table; says what it is and what to send. */
export function refuseKnown(head: Buffer, name: string): void {
  for (const {bytes, at = 0, what, remedy} of signatures) {
    const wanted = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : Buffer.from(bytes);
    // "MZ" and the like may also begin a text: only with bytes that no text has
    const isSame = head.subarray(at, at + wanted.length).equals(wanted);
    if (isSame && (wanted.length > 3 || head.subarray(0, 512).some((byte) => byte < 9)))
      throw new PipelineError("bad_file", {
        en: `${name}: this is ${what.en}; ${remedy.en}`,
        ru: `${name}: это ${what.ru}; ${remedy.ru}`,
      });
  }
}
