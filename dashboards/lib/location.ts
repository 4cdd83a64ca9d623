import {computed, signal} from "@preact/signals";

/** The address is the state: a link shows the same picture. */
export const path = signal(location.pathname);
export const query = signal(new URLSearchParams(location.search));

export type QueryChange = Record<string, string | null>;

export function readLocation(): void {
  path.value = location.pathname;
  query.value = new URLSearchParams(location.search);
}

export function listenToHistory(): void {
  addEventListener("popstate", readLocation);
}

/** The address of a page with the present choices kept, those in `change` replaced, null removed. */
export function hrefOf(page: string, change: QueryChange = {}): string {
  const next = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString().replaceAll("%2C", ",");
  return text ? `${page}?${text}` : page;
}

export function go(href: string, {replace = false} = {}): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  const moved = location.pathname !== path.value;
  readLocation();
  if (moved) scrollTo({top: 0});
}

export function setQuery(change: QueryChange): void {
  go(hrefOf(path.value, change), {replace: true});
}

export const param = (name: string): string | null => query.value.get(name);

/** Several values in one parameter, as team=a,b. */
export const listParam = (name: string): string[] => (param(name) ?? "").split(",").filter(Boolean);

export const comparisons = ["previous", "year", "norm"] as const;
export type Comparison = (typeof comparisons)[number];
export const comparison = computed<Comparison>(
  () => comparisons.find((name) => name === param("compare")) ?? "previous",
);
export const teams = computed(() => listParam("team"));
export const people = computed(() => listParam("people"));
export const asOf = computed(() => param("asOf"));
