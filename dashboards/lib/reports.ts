import {computed, signal} from "@preact/signals";
import {useEffect, useState} from "preact/hooks";
import type {MonthsRow, ReportName, ReportRows} from "../../queries/generated/rows.ts";
import type {Metric} from "../../queries/metrics/metric.ts";
import {rowsOf} from "./arrow-rows.ts";
import {dictionary} from "./dictionary.ts";
import {getJson, RequestError, request} from "./http.ts";
import {asOf, param} from "./location.ts";
import {maybeMonth} from "./month.ts";
import {snapshot} from "./session.ts";

export type Loaded<Row> =
  | {state: "loading"; rows: Row[]}
  | {state: "ready"; rows: Row[]}
  | {state: "failed"; rows: Row[]; message: string};

export type ReportParams = Record<string, string | null>;

export interface Definition {
  name: string;
  doc: string;
  grain: string[] | string;
  columns: {name: string; type: string; unit: string; doc: string}[];
  metrics: Metric[];
  params: {name: string; type: string; doc: string}[];
  sql: string;
}

const answers = new Map<string, Promise<unknown[]>>();

/** The address of a report's rows; with a format it is the download of the same rows. */
export function reportUrl(name: ReportName, params: ReportParams, format?: "csv" | "json" | "xlsx"): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries({...params, asOf: asOf.value, format: format ?? null}))
    if (value !== null) given.set(key, value);
  const text = given.toString();
  return `/api/reports/${name}${text ? `?${text}` : ""}`;
}

export function loadReport<Name extends ReportName>(
  name: Name,
  params: ReportParams,
): Promise<ReportRows[Name][]> {
  const url = reportUrl(name, params);
  const key = `${snapshot.value?.id ?? ""} ${url}`;
  let answer = answers.get(key) as Promise<ReportRows[Name][]> | undefined;
  if (!answer) {
    answer = request(url)
      .then((response) => response.arrayBuffer())
      .then((buffer) => rowsOf<ReportRows[Name]>(buffer));
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
  }
  return answer;
}

export function forgetReports(): void {
  answers.clear();
}

const attempt = signal(0);

/** "Try again" on a failed card: asks for everything that is not here yet. */
export function retryReports(): void {
  attempt.value += 1;
}

/** Rows of a report for the present snapshot; null params mean: not yet known, keep waiting. */
export function useReport<Name extends ReportName>(
  name: Name,
  params: ReportParams | null,
): Loaded<ReportRows[Name]> {
  const [loaded, setLoaded] = useState<Loaded<ReportRows[Name]>>({state: "loading", rows: []});
  const key = params && `${snapshot.value?.id} ${attempt.value} ${reportUrl(name, params)}`;
  useEffect(() => {
    if (!params) return;
    let isCurrent = true;
    setLoaded((before) => ({state: "loading", rows: before.rows}));
    loadReport(name, params).then(
      (rows) => isCurrent && setLoaded({state: "ready", rows}),
      (error: unknown) =>
        isCurrent &&
        setLoaded({state: "failed", rows: [], message: error instanceof Error ? error.message : `${error}`}),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return loaded;
}

/** A card of several reports waits for all of them, and fails with any. */
export function together<Row>(own: Loaded<Row>, others: readonly Loaded<unknown>[]): Loaded<Row> {
  const failed = others.find((other) => other.state === "failed");
  if (failed?.state === "failed") return {state: "failed", rows: [], message: failed.message};
  return others.every((other) => other.state === "ready") ? own : {state: "loading", rows: []};
}

export function loadDefinition(name: ReportName): Promise<Definition> {
  return getJson<Definition>(`/api/reports/${name}/definition`);
}

/** Months that have data, oldest first; filled once after sign-in. */
export const months = signal<MonthsRow[] | null>(null);

/** The month of the link, else the last one that is whole, else the last one. */
export const month = computed<string | null>(() => {
  const known = months.value;
  if (!known) return null;
  const linked = maybeMonth(param("month"));
  if (linked) return linked;
  const whole = known.findLast((row) => row.is_complete) ?? known.at(-1);
  return whole?.month ?? null;
});

/** A month that has not ended is provisional: its figures are hatched and say so. */
export const isProvisional = computed(() => {
  const row = months.value?.find((candidate) => candidate.month === month.value);
  return row ? !row.is_complete : false;
});

/** What every page needs before its own reports. */
export async function loadBasics(): Promise<void> {
  const [known, names] = await Promise.all([
    loadReport("months", {}).catch((error: unknown) => {
      // data that are no longer kept are not data without a month
      if (error instanceof RequestError && error.code === "unknown_snapshot") throw error;
      return [];
    }),
    loadReport("dictionary", {}).catch(() => []),
  ]);
  dictionary.value = names;
  months.value = known;
}
