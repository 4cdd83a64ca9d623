import type {Database} from "./database.ts";
import {noteChanged} from "./touch.ts";

/**
 * Owner and stage history of sources that send only the present: each change seen between two loads becomes an
 * event. Its moment is the row's own last change; a source without one gives the moment the file was received.
 */
export async function deriveHistory(
  warehouse: Database,
  entity: string,
  mapped: readonly string[],
  load: {loadId: number; receivedAt: string; sourceEntities: readonly string[]},
): Promise<string | null> {
  const event = histories.find(
    (history) =>
      history.entity === entity &&
      mapped.includes(history.watches) &&
      !load.sourceEntities.includes(history.target),
  );
  if (!event) return null;
  await noteChanged(warehouse, event.target);
  for (const moment of event.moments.filter((name) => mapped.includes(name)))
    await correctMoment(warehouse, event, moment);
  const columns = ["source_id", "load_id", ...event.columns.map(([name]) => name)];
  await warehouse.run(
    `create or replace table stage.incoming as
     select ${event.columns.map(([name, expression]) => `${expression} as ${name}`).join(", ")},
         source_id, load_id
     from stage.changed where ${event.watches} is not null and (is_new or ${event.watches} is distinct from old_${event.watches})`,
    {received_at: load.receivedAt},
  );
  await warehouse.run(
    `insert into stage.${event.target} (${columns.join(", ")})
     select ${columns.join(", ")} from stage.incoming as incoming
     where not exists (select 1 from stage.${event.target} as present
         where ${event.key.map((name) => `present.${name} = incoming.${name}`).join(" and ")})`,
  );
  return event.target;
}

/** An event that stands at a moment of the row moves with it when the row comes with that moment corrected. */
async function correctMoment(warehouse: Database, event: History, moment: string): Promise<void> {
  const {target, at, key} = event;
  const id = key[0]!;
  const others = key.filter((name) => name !== at).map((name) => `present.${name} = ${target}.${name}`);
  await warehouse.run(
    `update stage.${target} set ${at} = changed.${moment}, load_id = changed.load_id
     from stage.changed as changed
     where not changed.is_new and changed.${moment} <> changed.old_${moment}
         and ${target}.${id} = changed.${id} and ${target}.source_id = changed.source_id
         and ${target}.${at} = changed.old_${moment}
         and not exists (
             select 1 from stage.${target} as present
             where ${others.join(" and ")} and present.${at} = changed.${moment})`,
  );
}

interface History {
  entity: string;
  watches: string;
  target: string;
  key: string[];
  /** Column of the event's moment, and the moments of the row at which it may stand. */
  at: string;
  moments: string[];
  columns: [string, string][];
}

const histories: readonly History[] = [
  {
    entity: "clients",
    watches: "owner",
    target: "ownership_events",
    key: ["client_id", "started_at"],
    at: "started_at",
    moments: ["created_at"],
    columns: [
      ["client_id", "client_id"],
      [
        "started_at",
        "case when is_new then coalesce(created_at, updated_at, $received_at::timestamptz) else coalesce(updated_at, $received_at::timestamptz) end",
      ],
      ["owner", "owner"],
    ],
  },
  {
    entity: "deals",
    watches: "stage",
    target: "stage_events",
    key: ["deal_id", "entered_at", "stage"],
    at: "entered_at",
    moments: ["created_at", "closed_at"],
    columns: [
      ["deal_id", "deal_id"],
      [
        "entered_at",
        "coalesce(closed_at, updated_at, case when is_new then created_at else $received_at::timestamptz end)",
      ],
      ["stage", "stage"],
      ["pipeline", "pipeline"],
      ["moved_by", "owner"],
    ],
  },
];
