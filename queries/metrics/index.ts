import {baseMetrics} from "./base.ts";
import {callCentreMetrics} from "./call-centre.ts";
import {callQualityMetrics} from "./call-quality.ts";
import {caseMetrics} from "./case.ts";
import {farmerMetrics} from "./farmers.ts";
import {hunterMetrics} from "./hunters.ts";
import type {Metric} from "./metric.ts";
import {ownMetrics} from "./my.ts";
import {normMetrics} from "./norms.ts";
import {refusalMetrics} from "./refusals.ts";
import {relayMetrics} from "./relay.ts";

export type {Metric, PayMetric} from "./metric.ts";
export {payMetrics} from "./pay.ts";

/** Every number that a report answers, each once; those of the payroll are `payMetrics`. */
export const metrics: readonly Metric[] = [
  ...relayMetrics,
  ...callCentreMetrics,
  ...callQualityMetrics,
  ...refusalMetrics,
  ...hunterMetrics,
  ...farmerMetrics,
  ...baseMetrics,
  ...caseMetrics,
  ...normMetrics,
  ...ownMetrics,
];
