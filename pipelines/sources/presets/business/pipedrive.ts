import type {Preset} from "../../mapping.ts";

/** A reference is a number in the newer API and an object with id, name or value in the older one. */
const reference = (column: string, key: string) =>
  `case json_type(try_cast("${column}" as json)) when 'OBJECT' then try_cast("${column}" as json)->>'${key}' else "${column}" end`;
const nameOf = (column: string) =>
  `case json_type(try_cast("${column}" as json)) when 'OBJECT' then try_cast("${column}" as json)->>'name' end`;
/** The first version of the API writes UTC without saying so; the list writes the account's clock the same way. */
const utc = (column: string) =>
  `case when regexp_full_match("${column}", '[0-9-]{10} [0-9:]{8}') then "${column}" || '+00:00' else "${column}" end`;
const status = `lower(coalesce("status", "Deal - Status", "Status"))`;

export const pipedriveDeals: Preset = {
  id: "pipedrive_deals",
  title: "Pipedrive, deals (JSON of the API, versions 1 and 2, or CSV export of the list)",
  doc: "Times are UTC in the API; those of the CSV of the list are on the account's clock, so set `zone` when it is not the company's. Stages and pipelines are numbers in the API: give the stages a meaning in dictionaries/stages.csv. The expected closing date is left out; won and lost times count. Deleted deals take out what came before.",
  format: {path: "data[]"},
  entities: {
    deals: {
      gone: `${status} = 'deleted' or lower("is_deleted") = 'true'`,
      fields: {
        deal_id: {columns: ["id", "Deal - ID", "ID"]},
        deal_name: {columns: ["title", "Deal - Title", "Title"]},
        client_id: {sql: reference("org_id", "value")},
        client_name: {
          sql: `coalesce("org_name", ${nameOf("org_id")}, "Deal - Organization", "Organization", "person_name", ${nameOf("person_id")}, "Deal - Contact person", "Contact person")`,
        },
        client_phone: {
          sql: `coalesce(try_cast("person_id" as json)->>'$.phone[0].value', "Person - Phone - Work", "Person - Phone - Mobile", "Person - Phone")`,
        },
        pipeline: {columns: ["pipeline_id", "Deal - Pipeline", "Pipeline"]},
        stage: {columns: ["stage_id", "Deal - Stage", "Stage"]},
        status: {sql: status},
        amount: {
          sql: `coalesce("value", "Deal - Value", "Value") || coalesce(' ' || coalesce("currency", "Deal - Currency", "Currency"), '')`,
        },
        created_at: {
          sql: `coalesce(${utc("add_time")}, "Deal - Deal created", "Deal - Add time", "Deal created")`,
        },
        closed_at: {
          sql: `case ${status} when 'won' then coalesce(${utc("won_time")}, ${utc("close_time")}, "Deal - Won time", "Deal - Deal closed on", "Won time") when 'lost' then coalesce(${utc("lost_time")}, ${utc("close_time")}, "Deal - Lost time", "Deal - Deal closed on", "Lost time") end`,
        },
        owner: {
          sql: `coalesce("owner_name", ${nameOf("user_id")}, ${reference("owner_id", "id")}, ${reference("user_id", "id")}, "Deal - Owner", "Owner")`,
        },
        loss_reason: {columns: ["lost_reason", "Deal - Lost reason", "Lost reason"]},
        deal_source: {columns: ["channel", "Deal - Source channel", "Deal - Source"]},
        updated_at: {sql: `coalesce(${utc("update_time")}, "Deal - Update time", "Update time")`},
      },
    },
  },
};
