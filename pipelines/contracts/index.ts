import * as calls from "./calls.ts";
import * as clients from "./clients.ts";
import type {Contract} from "./contract.ts";
import * as people from "./people.ts";
import * as sales from "./sales.ts";

/** Every entity, in the order they are staged: what others refer to comes first. */
export const contracts: readonly Contract[] = [
  people.employees,
  people.employeeRolePeriods,
  people.employeeExtensions,
  people.absences,
  people.salaries,
  clients.clients,
  clients.clientPotentials,
  clients.ownershipEvents,
  clients.campaigns,
  clients.campaignMembers,
  clients.clientFeedback,
  calls.scriptVersions,
  calls.calls,
  calls.callLegs,
  calls.callResults,
  calls.qaReviews,
  sales.deals,
  sales.dealShares,
  sales.stageEvents,
  sales.orders,
  sales.invoices,
  sales.payments,
  sales.handovers,
];

const byEntity = new Map(contracts.map((contract) => [contract.entity, contract]));

export function contractOf(entity: string): Contract | undefined {
  return byEntity.get(entity);
}

/** Entities whose rows belong to a month. */
export const datedEntities: readonly string[] = contracts.flatMap(({entity, event}) =>
  event ? [entity] : [],
);

export {type Contract, codesOf, type Field, fieldsOf, momentSlackHours} from "./contract.ts";
