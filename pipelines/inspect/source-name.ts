import {takenSourceNames} from "../../queries/vocabulary.ts";
import {presets} from "../sources/presets/index.ts";

const letters: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  і: "i",
  ї: "yi",
  є: "e",
  ґ: "g",
};

/** Names of devices, which are no folders where an inbox is shared with Windows. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;
const longest = 60;

/** A name for the source: the preset's where it is one vendor's, else the file's without dates and endings, in letters a source may have. */
export function sourceName(file: string, preset: string | null): string {
  if (preset !== null && !preset.startsWith("form_") && !presets.get(preset)?.isPlain) return preset;
  const plain = file
    .replace(/(?:\.(?:gz|zip|csv|tsv|txt|xlsx?|json|ndjson|jsonl|html?|parquet))+$/iu, "")
    .toLowerCase()
    .replace(/[а-яёіїєґ]/gu, (letter) => letters[letter] ?? "")
    .replace(/\d{2,4}[-_.]\d{2}(?:[-_.]\d{2,4})?|\d{6,}/gu, "")
    .replace(/[^a-z0-9]+/gu, "_")
    .replace(/^[_0-9]+|_+$/gu, "");
  const short = plain.slice(0, longest).replace(/_+$/u, "");
  if (short === "") return "source";
  return takenSourceNames.includes(short) || devices.test(short) ? `${short}_export` : short;
}
