import {isAscii, isUtf8} from "node:buffer";
import {closeSync, createReadStream, createWriteStream, fstatSync, openSync, readSync} from "node:fs";
import {Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {guessSingleByte, likelier, type SingleByte, singleByte} from "./cyrillic.ts";

export const encodings = ["utf-8", "utf-16le", "utf-16be", ...singleByte] as const;
export type Encoding = (typeof encodings)[number];

export interface TextHead {
  encoding: Encoding;
  text: string;
  /** True when some of its bytes are no text in this encoding. */
  isBroken: boolean;
  /** Another encoding in which the few letters of the text may as well be; its words in both. */
  doubt?: {encoding: Encoding; words: Record<string, string>};
}

const headBytes = 256 * 1024;
const chunkBytes = headBytes;

/** Stands in decoded text where bytes were no character; no text holds it otherwise. */
export const brokenMark = "\uffff";

export function readHead(path: string, bytes = headBytes): Buffer {
  return readAt(path, 0, bytes);
}

/** The last bytes of a file, and whether they are all of it. */
export function readTail(path: string, bytes: number): {tail: Buffer; whole: boolean} {
  const file = openSync(path, "r");
  const {size} = fstatSync(file);
  closeSync(file);
  return {tail: readAt(path, Math.max(0, size - bytes), bytes), whole: size <= bytes};
}

function readAt(path: string, from: number, bytes: number): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, from));
  } finally {
    closeSync(file);
  }
}

/** Finds out the encoding from the bytes, never from the name. */
export function readTextHead(path: string, declared?: Encoding): TextHead {
  const head = readHead(path);
  const foreign = () => firstForeign(path);
  const encoding = declared ?? sniffEncoding(head, foreign);
  const text = decode(head.subarray(markLength(head)), encoding);
  const doubt = declared === undefined && isSingle(encoding) ? doubtOf(foreign()) : null;
  const isBroken = encoding === "utf-8" && !isUtf8(head.subarray(0, head.length - cutBytes(head)));
  return {encoding, text, isBroken, ...(doubt ? {doubt} : {})};
}

const isSingle = (encoding: Encoding): encoding is SingleByte =>
  (singleByte as readonly Encoding[]).includes(encoding);

/** A sum of logarithms below which letters tell nothing, and one from which they contradict what was declared. */
const [doubtful, clear] = [3, 20] as const;

function doubtOf(sample: Buffer): NonNullable<TextHead["doubt"]> | null {
  const {encoding, margin, rival, isText} = guessSingleByte(sample);
  if (isText && margin >= doubtful) return null;
  const words = (one: Encoding) => wordsOf(decode(sample, one)).slice(0, 3).join(", ");
  return {encoding: rival, words: {[encoding]: words(encoding), [rival]: words(rival)}};
}

const wordsOf = (text: string) =>
  [...new Set(text.match(/[^\s;,|"]*[^\p{ASCII}]+[^\s;,|"]*/gu) ?? [])].map((word) => word.slice(0, 30));

/**
 * The encoding in which a text clearly makes words and not in the declared one, with such words and what stands in
 * their place where that is text at all; null when none does.
 */
export function betterEncoding(
  path: string,
  declared: Encoding,
): {encoding: Encoding; words: string; instead: string | null} | null {
  const first = firstForeign(path);
  const mark = markLength(first);
  const sample = first.subarray(mark);
  // letters of UTF-16 are made of bytes that may each be ASCII
  const isTelling = mark === 2 || !isAscii(sample);
  if (!isTelling || (declared !== "utf-8" && !isSingle(declared))) return null;
  const encoding = sniffEncoding(mark === 2 ? first : sample);
  if (encoding === declared) return null;
  if (isSingle(encoding)) {
    const isClear = isSingle(declared)
      ? likelier(sample, encoding, declared) >= clear
      : guessSingleByte(sample).isText;
    if (!isClear) return null;
  }
  const words = (one: Encoding) => wordsOf(decode(sample, one)).slice(0, 3).join(", ");
  return {encoding, words: words(encoding), instead: isSingle(declared) ? words(declared) : null};
}

function markLength(head: Buffer): number {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 3;
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) ? 2 : 0;
}

/** `further` is asked for bytes that tell when the head holds Latin letters only. */
export function sniffEncoding(head: Buffer, further: () => Buffer = () => head): Encoding {
  const mark = markLength(head);
  if (mark === 3) return "utf-8";
  if (mark === 2) return head[0] === 0xff ? "utf-16le" : "utf-16be";
  // without a mark UTF-16 text of delimiters and digits still shows as every other byte being zero
  const sample = head.subarray(0, 4096);
  const zeros = (offset: number) => {
    let count = 0;
    for (let index = offset; index < sample.length; index += 2) if (sample[index] === 0) count++;
    return count;
  };
  const [even, odd] = [zeros(0), zeros(1)];
  // rows damaged by zero bytes have them on either side
  if (odd > sample.length / 8 && odd > 4 * even) return "utf-16le";
  if (even > sample.length / 8 && even > 4 * odd) return "utf-16be";
  const telling = isAscii(head) ? further() : head;
  if (hasMostlyUtf8Lines(telling)) return "utf-8";
  const {encoding, isText} = guessSingleByte(telling);
  return isText ? encoding : "windows-1251";
}

/** The first part of a file that holds more than Latin letters; the last part when none does. */
function firstForeign(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(chunkBytes);
    for (;;) {
      const part = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null));
      if (part.length < buffer.length || !isAscii(part)) return part;
    }
  } finally {
    closeSync(file);
  }
}

/** Lines of the other encoding may have got into a file: the more frequent one is the file's. */
function hasMostlyUtf8Lines(sample: Buffer): boolean {
  if (isUtf8(sample)) return true;
  let valid = 0;
  let broken = 0;
  for (let at = 0; at < sample.length; ) {
    const lineEnd = sample.indexOf(10, at);
    // the last line may be cut within a character
    if (lineEnd === -1 && valid + broken > 0) break;
    const line = sample.subarray(at, lineEnd === -1 ? sample.length - cutBytes(sample) : lineEnd);
    if (!isAscii(line)) isUtf8(line) ? valid++ : broken++;
    at = lineEnd === -1 ? sample.length : lineEnd + 1;
  }
  return valid >= broken;
}

/** Bytes of a character at the end of which the rest has not come. */
function cutBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

export function decode(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, {stream: true});
}

/** Text of bytes that come in pieces; without the byte-order mark, `brokenMark` where bytes are no character. */
export class Decoder {
  private readonly encoding: Encoding;
  private readonly decoder: TextDecoder;
  private rest = Buffer.alloc(0);

  constructor(encoding: Encoding) {
    this.encoding = encoding;
    this.decoder = new TextDecoder(encoding);
  }

  take(chunk: Buffer): string {
    if (this.encoding !== "utf-8") return marked(this.decoder.decode(chunk, {stream: true}));
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const end = bytes.length - cutBytes(bytes);
    this.rest = Buffer.from(bytes.subarray(end));
    return this.utf8(bytes.subarray(0, end));
  }

  end(): string {
    // what is left of UTF-8 is the beginning of a character that never came
    return marked(this.decoder.decode(this.encoding === "utf-8" ? this.rest : undefined));
  }

  /** Where all bytes are right, a replacement character is what the vendor wrote. */
  private utf8(bytes: Buffer): string {
    const text = this.decoder.decode(bytes, {stream: true});
    return isUtf8(bytes) ? text : marked(text);
  }
}

function marked(text: string): string {
  return text.includes("\ufffd") ? text.replaceAll("\ufffd", brokenMark) : text;
}

/** The text of a file, piece by piece. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string, void> {
  const decoder = new Decoder(encoding);
  for await (const chunk of createReadStream(path, {highWaterMark: chunkBytes}))
    yield decoder.take(chunk as Buffer);
  yield decoder.end();
}

/** The lines of a file, piece by piece, without their ends. A line longer than `longest` comes cut, marked by `isCut`. */
export async function* readLines(
  path: string,
  encoding: Encoding,
  longest: number,
): AsyncGenerator<{line: number; text: string; isCut: boolean}, void> {
  let line = 1;
  let rest = "";
  let isCut = false;
  for await (const piece of readText(path, encoding)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    for (const text of lines) {
      yield {line, text: withoutReturn(text), isCut: isCut || text.length > longest};
      line++;
      isCut = false;
    }
    if (rest.length > longest) {
      isCut = true;
      rest = rest.slice(0, longest);
    }
  }
  if (rest !== "") yield {line, text: withoutReturn(rest), isCut};
}

export function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** Writes a UTF-8 copy, each line changed by `change` when given; bytes that are no character stay broken in it. */
export async function convertText(
  source: {path: string; encoding: Encoding},
  target: string,
  change?: (line: string) => string,
): Promise<void> {
  const decoder = isCyrillic(source.encoding)
    ? new CyrillicDecoder(source.encoding)
    : new Decoder(source.encoding);
  let rest = "";
  const changed = (text: string, isLast: boolean) => {
    if (!change) return encoded(text);
    const lines = (rest + text).split("\n");
    rest = isLast ? "" : lines.pop()!;
    if (isLast && lines.at(-1) === "") lines.pop();
    return encoded(lines.map((line) => `${change(withoutReturn(line))}\n`).join(""));
  };
  const transform = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, changed(decoder.take(chunk), false)),
    flush: (done) => done(null, changed(decoder.end(), true)),
  });
  await pipeline([
    createReadStream(source.path, {highWaterMark: chunkBytes}),
    transform,
    createWriteStream(target),
  ]);
}

/** In the copy a byte that no UTF-8 has makes the fast reader stop, so that its line is found and set apart. */
function encoded(text: string): Buffer {
  if (!text.includes(brokenMark)) return Buffer.from(text);
  const parts = text.split(brokenMark).flatMap((part) => [Buffer.from(part), Buffer.from([0xff])]);
  return Buffer.concat(parts.slice(0, -1));
}

/** Encodings in whose texts two bytes of UTF-8 never stand as letters do. */
const isCyrillic = (encoding: Encoding) =>
  isSingle(encoding) && /^(?:windows-1251|cp866|koi8)/.test(encoding);

/** One byte a letter; a line of UTF-8 would read as letters without sense, and is marked as broken. */
class CyrillicDecoder {
  private readonly decoder: TextDecoder;
  private rest = Buffer.alloc(0);

  constructor(encoding: Encoding) {
    this.decoder = new TextDecoder(encoding);
  }

  take(chunk: Buffer): string {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    // a line may be longer than memory should hold: then it goes on without being looked at
    const end = bytes.lastIndexOf(10) + 1 || (bytes.length > 16 * chunkBytes ? bytes.length : 0);
    this.rest = Buffer.from(bytes.subarray(end));
    return this.lines(bytes.subarray(0, end));
  }

  end(): string {
    return this.lines(this.rest);
  }

  private lines(bytes: Buffer): string {
    const text = this.decoder.decode(bytes);
    // what the two bytes of a Cyrillic letter of UTF-8 look like, the first of them in each of the encodings
    if (!/[РС╨╤пя][^\p{ASCII}А-я]/u.test(text)) return text;
    let whole = "";
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(10, at) + 1 || bytes.length;
      const line = bytes.subarray(at, end);
      whole +=
        !isAscii(line) && isUtf8(line)
          ? line.toString().replace(/(\r?\n)?$/, `${brokenMark}$1`)
          : this.decoder.decode(line);
      at = end;
    }
    return whole;
  }
}
