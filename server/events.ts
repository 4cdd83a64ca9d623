import type {JournalLine} from "./journal.ts";

export type ServerEvent =
  | {type: "run"; data: JournalLine & {run_id: string}}
  | {type: "snapshot"; data: {id: string; published_at: string}};

/** What happens in the server, told to whoever listens. */
export function createEvents() {
  const listeners = new Set<(event: ServerEvent) => void>();
  return {
    emit(event: ServerEvent) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener: (event: ServerEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Events = ReturnType<typeof createEvents>;
