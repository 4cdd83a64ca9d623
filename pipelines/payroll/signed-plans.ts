import type * as z from "zod";
import type {eventsSchema} from "./events-schema.ts";
import type {Acknowledgement} from "./inputs.ts";
import {type Plan, planOf} from "./plan.ts";
import {planSchema} from "./plan-schema.ts";

type Events = z.output<typeof eventsSchema>;

/**
 * Contents of plans that people have signed and that stand in no file any more: never in force, only what a person may
 * rely on. The hashes of signatures come out as this program makes them, so that another program is no other content.
 */
export function signedPlans(
  {acknowledgements, signed_plans: contents}: Pick<Events, "acknowledgements" | "signed_plans">,
  plans: readonly Plan[],
): {past: Plan[]; hashOf: (hash: string) => string} {
  const read = new Map(
    contents.flatMap(({hash, content}) => {
      const {data} = planSchema.safeParse(content);
      return data ? [[hash, planOf(data)] as const] : [];
    }),
  );
  const now = new Set(plans.map(({hash}) => hash));
  const past = new Map(
    acknowledgements.flatMap(({hash}) => {
      const plan = hash === null ? undefined : read.get(hash);
      return plan && !now.has(plan.hash) ? [[plan.hash, outOfForce(plan)] as const] : [];
    }),
  );
  return {past: [...past.values()], hashOf: (hash) => read.get(hash)?.hash ?? hash};
}

const outOfForce = (plan: Plan): Plan => ({
  ...plan,
  key: `${plan.key}#${plan.hash.slice(0, 8)}`,
  valid_to: plan.valid_from,
});

export const withHashes = (
  given: readonly Acknowledgement[],
  hashOf: (hash: string) => string,
): Acknowledgement[] => given.map((one) => ({...one, hash: one.hash ? hashOf(one.hash) : null}));
