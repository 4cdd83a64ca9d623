import {randomUUID} from "node:crypto";
import {createReadStream, createWriteStream, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {type Readable, Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import {PipelineError} from "../../errors.ts";
import type {OpenContext} from "./format.ts";

/** What an archive may unpack to, so that one small file cannot fill the disk. */
export const limits = {
  bytes: 8_000_000_000,
  /** Unpacked bytes to packed ones, looked at beyond `freeBytes`: text seldom packs better than 1 : 50. */
  ratio: 200,
  freeBytes: 100_000_000,
};

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Unpacks gzip into the temporary folder and returns the new path. */
export async function unpackGzip({path, name, temporary}: OpenContext): Promise<string> {
  const target = join(temporary, `${randomUUID()}.unpacked`);
  const packed: Packed = {name, kind: "gzip", bytes: statSync(path).size};
  await unpack(packed, target, createReadStream(path), createGunzip());
  return target;
}

interface Packed {
  name: string;
  kind: "gzip" | "zip";
  /** Packed size. */
  bytes: number;
}

/** Writes what comes out of the streams to `target`, within the limits; nothing stays of what exceeds them. */
export async function unpack(
  {name, kind, bytes: packedBytes}: Packed,
  target: string,
  ...streams: [Readable, ...Transform[]]
): Promise<void> {
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(refusal(name, packedBytes, bytes), chunk);
    },
  });
  try {
    await pipeline([...streams, meter, createWriteStream(target)]);
  } catch (cause) {
    rmSync(target, {force: true});
    if (cause instanceof PipelineError) throw cause;
    const isCut = cause instanceof Error && cause.message === "unexpected end of file";
    throw new PipelineError(
      "bad_file",
      isCut
        ? {
            en: `${name}: the ${kind} data breaks off; ask for the file again`,
            ru: `${name}: архив ${kind} обрывается; запросите файл ещё раз`,
          }
        : {
            en: `${name}: the ${kind} data is damaged; ask for the file again`,
            ru: `${name}: архив ${kind} повреждён; запросите файл ещё раз`,
          },
      {cause},
    );
  }
}

function refusal(name: string, packedBytes: number, bytes: number): PipelineError | null {
  if (bytes > limits.bytes)
    return new PipelineError("bad_file", {
      en: `${name}: it unpacks to more than ${limits.bytes / 1e9} GB; send a shorter period`,
      ru: `${name}: после распаковки больше ${limits.bytes / 1e9} ГБ; отправьте за более короткий период`,
    });
  if (bytes > limits.freeBytes && bytes > limits.ratio * packedBytes)
    return new PipelineError("bad_file", {
      en: `${name}: ${packedBytes} bytes unpack to more than ${bytes}, as no export does; send the file unpacked if it is one`,
      ru: `${name}: из ${packedBytes} байт распаковывается больше ${bytes}, у выгрузок так не бывает; если это всё же выгрузка, отправьте её без архива`,
    });
  return null;
}
