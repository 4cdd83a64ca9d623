import {type FSWatcher, mkdirSync, watch} from "node:fs";
import {join} from "node:path";
import {HttpError, nothingPublished} from "./errors.ts";
import type {Events} from "./events.ts";
import {type Pointer, readPointer} from "./pointer.ts";
import {openSnapshot, type Snapshot} from "./snapshot.ts";

export interface SnapshotsOptions {
  directory: string;
  events: Events;
  log: (line: string) => void;
  /** How often the pointer is looked at, beside what the file system tells. */
  pollMilliseconds?: number;
}

export interface Snapshots {
  current(): Pointer | undefined;
  /** Runs work on the current snapshot, or on an earlier one by its id; it stays open until the work ends. */
  read<Value>(asOf: string | undefined, work: (snapshot: Snapshot) => Promise<Value>): Promise<Value>;
  /** Looks at the pointer now instead of at the next tick. */
  refresh(): Promise<void>;
  close(): void;
}

const keptEarlier = 3;

/** Follows current.json: opens what it names, swaps, and lets the old snapshot go with its last reader. */
export async function followSnapshots(options: SnapshotsOptions): Promise<Snapshots> {
  const {directory, events, log} = options;
  const pointerPath = join(directory, "current.json");
  mkdirSync(directory, {recursive: true});
  let current: {text: string; snapshot: Snapshot} | undefined;
  let complaint = "";
  let closed = false;

  async function follow() {
    const found = await readPointer(pointerPath);
    if (!found || found.text === current?.text) return;
    const snapshot = await openSnapshot(directory, found.pointer);
    if (closed) return snapshot.release();
    const old = current?.snapshot;
    current = {text: found.text, snapshot};
    old?.release();
    const {id, published_at} = found.pointer;
    events.emit({type: "snapshot", data: {id, published_at}});
  }

  /** A pointer that cannot be followed leaves the old snapshot serving; it is tried again, complained of once. */
  async function tryFollow() {
    try {
      await follow();
      complaint = "";
    } catch (error) {
      const message = `snapshots: ${error instanceof Error ? error.message : error}`;
      if (message !== complaint) log(message);
      complaint = message;
    }
  }

  let following = Promise.resolve();
  const refresh = () => {
    following = following.then(tryFollow);
    return following;
  };
  const earlier = keepEarlier(directory);
  const watcher = watchPointer(directory, refresh, log);
  const timer = setInterval(refresh, options.pollMilliseconds ?? 1000).unref();
  await refresh();

  async function hold(asOf: string | undefined): Promise<Snapshot> {
    if (asOf !== undefined && asOf !== current?.snapshot.pointer.id) return earlier.hold(asOf);
    if (!current?.snapshot.hold()) throw new HttpError("no_snapshot", nothingPublished);
    return current.snapshot;
  }

  return {
    current: () => current?.snapshot.pointer,
    async read(asOf, work) {
      const snapshot = await hold(asOf);
      try {
        return await work(snapshot);
      } finally {
        snapshot.release();
      }
    },
    refresh,
    close() {
      closed = true;
      watcher?.close();
      clearInterval(timer);
      earlier.close();
      current?.snapshot.release();
      current = undefined;
    },
  };
}

/** Some file systems cannot be watched; polling alone follows them. */
function watchPointer(
  directory: string,
  refresh: () => void,
  log: (line: string) => void,
): FSWatcher | undefined {
  try {
    const watcher = watch(directory, {persistent: false}, (_event, name) => {
      if (name === null || name === "current.json") refresh();
    });
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch (error) {
    log(
      `snapshots: the folder cannot be watched, polling instead (${error instanceof Error ? error.message : error})`,
    );
    return undefined;
  }
}

/** The few earlier snapshots asked for last stay open. */
function keepEarlier(directory: string) {
  const kept = new Map<string, Promise<Snapshot>>();

  async function open(id: string): Promise<Snapshot> {
    const found = await readPointer(join(directory, id, "manifest.json"));
    if (!found)
      throw new HttpError("unknown_snapshot", {
        en: `there is no snapshot ${id}; it may have been removed`,
        ru: `данных ${id} нет; возможно, их уже удалили`,
      });
    return openSnapshot(directory, found.pointer);
  }

  function drop(id: string) {
    const opening = kept.get(id);
    kept.delete(id);
    opening?.then((snapshot) => snapshot.release()).catch(() => undefined);
  }

  return {
    async hold(id: string): Promise<Snapshot> {
      if (!/^[\w-]+$/.test(id))
        throw new HttpError("unknown_snapshot", {
          en: "asOf: it is not the id of a snapshot",
          ru: "asOf: это не номер опубликованных данных",
        });
      for (;;) {
        const opening = kept.get(id) ?? open(id);
        kept.delete(id);
        kept.set(id, opening);
        for (const oldest of [...kept.keys()].slice(0, -keptEarlier)) drop(oldest);
        const snapshot = await opening.catch((error: unknown) => {
          if (kept.get(id) === opening) kept.delete(id);
          throw error;
        });
        if (snapshot.hold()) return snapshot;
      }
    },
    close() {
      for (const id of [...kept.keys()]) drop(id);
    },
  };
}
