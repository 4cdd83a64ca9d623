import {closeSync, createReadStream, createWriteStream, openSync, readSync} from "node:fs";
import {Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {constants, createGunzip, gunzipSync} from "node:zlib";
import {PipelineError} from "../../errors.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251";

export interface TextHead {
  gzip: boolean;
  encoding: Encoding;
  /** Bytes of the byte-order mark. */
  mark: number;
  text: string;
}

const headBytes = 256 * 1024;

export function readHead(path: string, bytes = headBytes): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Finds out compression and encoding from the first bytes, never from the name. */
export function readTextHead(path: string, name: string, declared: Encoding | undefined): TextHead {
  let head = readHead(path);
  const gzip = isGzip(head);
  if (gzip) {
    try {
      head = gunzipSync(head, {finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * headBytes});
    } catch (cause) {
      throw new PipelineError("bad_file", `${name}: the gzip data is damaged; ask for the file again`, {
        cause,
      });
    }
  }
  const {encoding, mark} = declared ? {encoding: declared, mark: markLength(head)} : sniffEncoding(head);
  return {gzip, encoding, mark, text: decode(head.subarray(mark), encoding)};
}

function markLength(head: Buffer): number {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 3;
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) ? 2 : 0;
}

function sniffEncoding(head: Buffer): {encoding: Encoding; mark: number} {
  const mark = markLength(head);
  if (mark === 3) return {encoding: "utf-8", mark};
  if (mark === 2) return {encoding: head[0] === 0xff ? "utf-16le" : "utf-16be", mark};
  // without a mark UTF-16 text of delimiters and digits still shows as every other byte being zero
  const sample = head.subarray(0, 4096);
  const zeros = (offset: number) => {
    let count = 0;
    for (let index = offset; index < sample.length; index += 2) if (sample[index] === 0) count++;
    return count;
  };
  if (zeros(1) > sample.length / 8) return {encoding: "utf-16le", mark: 0};
  if (zeros(0) > sample.length / 8) return {encoding: "utf-16be", mark: 0};
  return {encoding: isUtf8(head) ? "utf-8" : "windows-1251", mark: 0};
}

/** Strict, but the last character may be cut by the end of the sample. */
function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder("utf-8", {fatal: true}).decode(head, {stream: true});
    return true;
  } catch {
    return false;
  }
}

export function decode(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, {stream: true});
}

/** Writes a UTF-8 copy, each line changed by `change` when given; streams, so that size does not matter. */
export async function convertText(
  source: {path: string; gzip: boolean; encoding: Encoding},
  target: string,
  change?: (line: string) => string,
): Promise<void> {
  const decoder = new TextDecoder(source.encoding);
  let rest = "";
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = decoder.decode(chunk, {stream: true});
      if (!change) return done(null, text);
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      done(null, lines.map((line) => `${change(line.replace(/\r$/, ""))}\n`).join(""));
    },
    flush(done) {
      const text = decoder.decode();
      if (!change) return done(null, text);
      const last = rest + text;
      done(null, last === "" ? "" : `${change(last.replace(/\r$/, ""))}\n`);
    },
  });
  const steps = source.gzip ? [createGunzip(), transform] : [transform];
  await pipeline([createReadStream(source.path), ...steps, createWriteStream(target)]);
}
