import {computed, signal} from "@preact/signals";
import type {Role} from "../../queries/vocabulary.ts";
import {getJson} from "./http.ts";

export interface User {
  name: string;
  role: Role;
  employee_id: string | null;
  team_id: string | null;
}
export interface DemoUser {
  name: string;
  role: Role;
  password: string;
}
export interface Company {
  name: string;
  timezone: string;
  locale: string;
  currency: string;
  country: string;
}
export interface Session {
  user: User | null;
  demo: {users: DemoUser[]} | null;
  company: Company | null;
}
export interface Snapshot {
  id: string;
  published_at: string;
  data_until: string;
  /** The run that wrote what is known of the data's health; it may be newer than the snapshot. */
  health_run?: string | null;
  company: Company;
}

/** null until the server has answered. */
export const session = signal<Session | null>(null);
export const snapshot = signal<Snapshot | null>(null);
/** What stopped the page from starting, in the server's words. */
export const startFailure = signal<string | null>(null);

export const user = computed(() => session.value?.user ?? null);
export const company = computed(() => snapshot.value?.company ?? session.value?.company ?? null);

/** Before the first run nothing is published: the pages then say so. */
export async function loadSnapshot(): Promise<void> {
  snapshot.value = await getJson<Snapshot>("/api/snapshot").catch(() => null);
}
