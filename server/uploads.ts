import {randomBytes} from "node:crypto";
import {createWriteStream, mkdirSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {type Readable, Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {defaultUploadLimit} from "./config.ts";
import {HttpError} from "./errors.ts";

/** A file that came from the page; it stays until it is saved as a source's, thrown away, or a day old. */
export interface Upload {
  upload: string;
  name: string;
  size: number;
}

const lifetime = 24 * 60 * 60_000;
/** A name under which the file is still being written; no upload has it. */
const unfinished = ".unfinished";

/** Files that wait to be looked at, each in a folder of its own whose name nobody can guess. */
export function openUploads(directory: string, limit = defaultUploadLimit) {
  /** Removes what is older than a day; called at the start and with every new upload. */
  function sweep(now = Date.now()) {
    for (const name of namesIn(directory)) {
      const path = join(directory, name);
      const age = now - (statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? now);
      if (age > lifetime) rmSync(path, {recursive: true, force: true});
    }
  }
  sweep();

  /** Keeps the bytes under a safe name; a body that breaks off or is too large leaves nothing. */
  async function receive(body: Readable, wanted: string, announced: number | undefined): Promise<Upload> {
    const name = safeName(wanted);
    if (announced !== undefined && announced > limit) throw tooLarge(name, limit);
    sweep();
    const upload = randomBytes(16).toString("hex");
    const folder = join(directory, upload);
    mkdirSync(folder, {recursive: true, mode: 0o700});
    let size = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        done(size > limit ? tooLarge(name, limit) : null, chunk);
      },
    });
    try {
      await pipeline(body, counted, createWriteStream(join(folder, unfinished), {mode: 0o600}));
      renameSync(join(folder, unfinished), join(folder, name));
    } catch (error) {
      rmSync(folder, {recursive: true, force: true});
      throw error;
    }
    return {upload, name, size};
  }

  /** The one file of an upload. */
  function pathOf(upload: string): string {
    const folder = join(directory, upload);
    const [name] = /^[0-9a-f]{32}$/.test(upload) ? namesIn(folder) : [];
    if (name === undefined || name === unfinished)
      throw new HttpError("unknown_upload", {
        en: `upload ${upload}: it is not here any more; drop the file again`,
        ru: `файл ${upload}: на сервере его уже нет; перетащите его снова`,
      });
    return join(folder, name);
  }

  return {
    limit,
    receive,
    pathOf,
    sweep,
    /** Takes the folder away, also one whose file has moved on. */
    remove(upload: string) {
      rmSync(join(directory, upload), {recursive: true, force: true});
    },
  };
}

export type Uploads = ReturnType<typeof openUploads>;

/** The last part of a name without what a file system, a shell or a pattern could take for something else. */
export function safeName(wanted: string): string {
  const last = wanted.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{C}<>:"|?*]/gu, "")
    .trim()
    .replace(/^[.\-\s]+/, "");
  const dot = plain.lastIndexOf(".");
  const extension = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : "";
  const stem = extension ? plain.slice(0, dot) : plain;
  return `${Array.from(stem).slice(0, 80).join("") || "file"}${extension}`;
}

function tooLarge(name: string, limit: number): HttpError {
  const most =
    limit >= 1024 ** 2
      ? {en: `${Math.floor(limit / 1024 ** 2)} MB`, ru: `${Math.floor(limit / 1024 ** 2)} МБ`}
      : {en: `${limit} bytes`, ru: `${limit} байт`};
  return new HttpError("too_large", {
    en: `${name}: it is larger than ${most.en}; put it into var/inbox/<source> on the server instead`,
    ru: `${name}: файл больше ${most.ru}; положите его на сервере в папку var/inbox/<источник>`,
  });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
