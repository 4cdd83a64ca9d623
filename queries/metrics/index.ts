import type {Metric} from "./metric.ts";

export type {Metric} from "./metric.ts";

export const metrics: readonly Metric[] = [];
