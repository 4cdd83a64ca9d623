import {signal} from "@preact/signals";
import {getJson} from "../../lib/http.ts";

/** A source that is set up, whether or not anything has come from it. */
export interface KnownSource {
  source_id: string;
  preset: string | null;
  entities: string[];
}

export const known = signal<KnownSource[] | null>(null);
/** Why the configuration cannot be read, in the program's words. */
export const knownFailure = signal<string | null>(null);

export async function loadKnown(): Promise<void> {
  try {
    known.value = await getJson<KnownSource[]>("/api/sources");
    knownFailure.value = null;
  } catch (error) {
    knownFailure.value = error instanceof Error ? error.message : String(error);
  }
}
