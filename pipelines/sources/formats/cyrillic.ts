/** One byte a character: which of these it is, only the letters tell. */
export const singleByte = [
  "windows-1251",
  "cp866",
  "koi8-r",
  "koi8-u",
  "x-mac-cyrillic",
  "windows-1252",
] as const;
export type SingleByte = (typeof singleByte)[number];

/** Letters of Russian and Ukrainian texts by how often they stand there, per thousand. */
const frequencies: Record<string, number> = {
  ...{о: 105, е: 82, а: 80, и: 71, н: 66, т: 60, с: 53, р: 47, в: 45, л: 43, к: 35, м: 32, д: 30, п: 28},
  ...{у: 27, я: 19, ы: 14, ь: 17, г: 17, з: 17, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5},
  ...{щ: 3.5, э: 3, ф: 3, ъ: 0.5, ё: 1, і: 20, ї: 4, є: 4, ґ: 0.2, ў: 0.1},
};
/** Signs beside letters; the marks and frames that the other encodings have there stand in no export. */
const signs = "«»—–№„“”‘’…°€₽\u00a0·•±§®©²×÷";
const never = -9;
const [signLog, mixed, turned, shouted, odd] = [-4.5, -5, -5, -0.5, -4] as const;
const vowels = "аеёиоуыэюяіїє";

interface Letters {
  /** By byte: log of how often it stands in texts, or what a sign is worth. */
  worth: Float64Array;
  isLetter: Uint8Array;
  isUpper: Uint8Array;
  /** Signs that soften the letter before them. */
  isSoft: Uint8Array;
  isVowel: Uint8Array;
}

function lettersOf(encoding: SingleByte): Letters {
  const table = {
    worth: new Float64Array(256),
    isLetter: new Uint8Array(256),
    isUpper: new Uint8Array(256),
    isSoft: new Uint8Array(256),
    isVowel: new Uint8Array(256),
  };
  for (let byte = 0; byte < 256; byte++) {
    const character = new TextDecoder(encoding).decode(Uint8Array.of(byte));
    const lower = character.toLowerCase();
    const isLatin = /^\p{Script=Latin}$/u.test(character);
    if (byte < 128) {
      table.isLetter[byte] = isLatin ? 2 : 0;
      continue;
    }
    const share = frequencies[lower];
    if (share !== undefined) {
      table.worth[byte] = Math.log(share / 1000);
      table.isLetter[byte] = 1;
      table.isUpper[byte] = character === lower ? 0 : 1;
      table.isSoft[byte] = "ьъы".includes(lower) ? 1 : 0;
      table.isVowel[byte] = vowels.includes(lower) ? 1 : 0;
    } else if (encoding === "windows-1252" && isLatin) {
      table.worth[byte] = -3;
      table.isLetter[byte] = 3;
      table.isUpper[byte] = character === lower ? 0 : 1;
    } else table.worth[byte] = signs.includes(character) ? signLog : never;
  }
  return table;
}

const tables = new Map<SingleByte, Letters>();

/** How likely the bytes are as a text in this encoding, as a sum of logarithms over what is no Latin letter. */
function worthOf(bytes: Uint8Array, encoding: SingleByte): number {
  const letters = tables.get(encoding) ?? lettersOf(encoding);
  tables.set(encoding, letters);
  const {worth, isLetter, isUpper, isSoft, isVowel} = letters;
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 128) continue;
    sum += worth[byte]!;
    const kind = isLetter[byte]!;
    if (kind === 0) continue;
    const before = at > 0 ? bytes[at - 1]! : 0;
    const behind = bytes[at + 1] ?? 0;
    if (kind === 3) {
      // letters with marks stand among those without, one by one
      const stands = isLetter[before] === 2 || isLetter[behind] === 2;
      if (!stands || isLetter[before] === 3) sum += never;
      if (isUpper[byte] && isLetter[before] !== 0) sum += turned;
      continue;
    }
    const previous = isLetter[before]!;
    if (previous === 2 || isLetter[behind] === 2) sum += mixed;
    if (isUpper[byte]) sum += previous === 1 ? (isUpper[before] ? shouted : turned) : 0;
    if (isSoft[byte] && (previous !== 1 || isVowel[before])) sum += odd;
  }
  return sum;
}

export interface Guess {
  encoding: SingleByte;
  /** By how much it is likelier than the next one that reads other letters; logarithm. */
  margin: number;
  /** The next one. */
  rival: SingleByte;
  /** False for bytes that make no plausible text in any of these. */
  isText: boolean;
}

/** What is usual needs less to be believed. */
const prior = 3;
/** Below this mean of a character's logarithm nothing of the text is words. */
const leastMean = -4.6;
const mostBytes = 64 * 1024;

/** Finds out from its letters in which of the encodings a text is written; it has bytes that are no ASCII. */
export function guessSingleByte(sample: Buffer): Guess {
  const bytes = tellingPart(sample);
  let foreign = 0;
  for (const byte of bytes) if (byte > 127) foreign++;
  const candidates = singleByte
    .filter((encoding) => encoding !== "koi8-u")
    .map((encoding) => ({
      encoding: encoding as SingleByte,
      worth: worthOf(bytes, encoding) + (encoding === "windows-1251" ? prior : 0),
    }))
    .toSorted((left, right) => right.worth - left.worth);
  const [first] = candidates;
  const read = decoded(bytes, first!.encoding);
  const second = candidates.slice(1).find(({encoding}) => decoded(bytes, encoding) !== read);
  const isUkrainian = first!.encoding === "koi8-r" && worthOf(bytes, "koi8-u") > first!.worth;
  return {
    encoding: isUkrainian ? "koi8-u" : first!.encoding,
    margin: second ? first!.worth - second.worth : Number.POSITIVE_INFINITY,
    rival: second?.encoding ?? first!.encoding,
    isText: first!.worth / Math.max(1, foreign) >= leastMean,
  };
}

/** How much likelier the text is in one encoding than in another; logarithm. */
export function likelier(sample: Buffer, one: SingleByte, other: SingleByte): number {
  const bytes = tellingPart(sample);
  return worthOf(bytes, one) - worthOf(bytes, other);
}

const decoded = (bytes: Uint8Array, encoding: SingleByte) => new TextDecoder(encoding).decode(bytes);

/** From the first byte that tells on; a letter that fills a cell tells no more than one written twice. */
function tellingPart(sample: Buffer): Uint8Array {
  const first = sample.findIndex((byte) => byte > 127);
  const part = new Uint8Array(mostBytes);
  let length = 0;
  for (let at = Math.max(0, first - 1); at < sample.length && length < mostBytes; at++) {
    const byte = sample[at]!;
    if (byte < 128 || byte !== sample[at - 1] || byte !== sample[at - 2]) part[length++] = byte;
  }
  return part.subarray(0, length);
}
