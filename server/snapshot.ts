import {join} from "node:path";
import {type Audience, audienceOfRole} from "../queries/vocabulary.ts";
import {type DataFile, openDataFile} from "./data-file.ts";
import {HttpError} from "./errors.ts";
import type {Pointer} from "./pointer.ts";

const served = new Set<Audience>(Object.values(audienceOfRole));

/** One published state, open; it closes when nobody holds it any more. */
export interface Snapshot {
  pointer: Pointer;
  audience(audience: Audience): DataFile;
  health(): DataFile;
  /** False when it has been closed already. */
  hold(): boolean;
  release(): void;
}

/** Opens every file of a snapshot; its opener holds it. */
export async function openSnapshot(directory: string, pointer: Pointer): Promise<Snapshot> {
  const files = new Map<string, DataFile>();
  const close = () => {
    for (const file of files.values()) file.close();
  };
  const open = async (key: string, file: string, attach: {name: string; file: string}[] = []) => {
    const parts = attach.map((part) => ({name: part.name, path: join(directory, part.file)}));
    files.set(key, await openDataFile(join(directory, file), parts));
  };
  const opening = [...served].map(async (audience) => {
    const published = pointer.audiences[audience];
    if (published) await open(audience, published.file, published.attach);
  });
  if (pointer.health) opening.push(open("health", pointer.health));
  const failed = (await Promise.allSettled(opening)).find((outcome) => outcome.status === "rejected");
  if (failed) {
    close();
    throw failed.reason;
  }

  const fileOf = (key: string) => {
    const file = files.get(key);
    if (!file)
      throw new HttpError("no_snapshot", {
        en: `snapshot ${pointer.id}: it has no data for ${key}; run the pipeline`,
        ru: `в опубликованных данных ${pointer.id} нет части ${key}; запустите загрузку`,
      });
    return file;
  };
  let holders = 1;
  return {
    pointer,
    audience: fileOf,
    health: () => fileOf("health"),
    hold() {
      if (holders === 0) return false;
      holders += 1;
      return true;
    },
    release() {
      holders -= 1;
      if (holders === 0) close();
    },
  };
}
