import type {Preset} from "../../mapping.ts";
import {durationSql} from "../../parse-sql.ts";

/** Value of a property: the API nests all of them, the export of a list has them as columns. */
const value = (property: string, ...columns: string[]) =>
  `coalesce(("props"->>'${property}')${columns.map((column) => `, "${column}"`).join("")})`;

/** Properties of a record of the API; none in the export of a list. */
const props = `try_cast("properties" as json)`;
const gone = `lower("archived") = 'true'`;
const isTrue = (text: string) => `coalesce(lower(${text}) in ('true', 'yes', '1'), false)`;

export const hubspotDeals: Preset = {
  id: "hubspot_deals",
  title: "HubSpot, deals (JSON of the API or CSV export of the list)",
  doc: "JSON as /crm/v3/objects/deals gives it, with the properties dealname, amount, deal_currency_code, dealstage, pipeline, createdate, closedate, hs_is_closed, hs_is_closed_won and hubspot_owner_id asked for. Stages and owners are ids there: give the stages a meaning in dictionaries/stages.csv and add owner ids to the aliases of employees. The closing date of an open deal is only a plan and is left out. Archived deals take out what came before.",
  format: {path: "results[]"},
  entities: {
    deals: {
      gone,
      derive: {
        props,
        closed_as: `case when ${isTrue(value("hs_is_closed_won", "Is Closed Won", "Is closed won"))} or ${value("dealstage", "Deal Stage")} in ('closedwon', 'Closed Won', 'Closed won') then 'won'
          when ${isTrue(value("hs_is_closed", "Is Deal Closed?", "Is Closed Lost", "Is closed lost"))} or ${value("dealstage", "Deal Stage")} in ('closedlost', 'Closed Lost', 'Closed lost') then 'lost'
          when ${value("hs_is_closed", "Is Deal Closed?")} is not null then 'open' end`,
      },
      fields: {
        deal_id: {columns: ["id", "Record ID", "Record Id"]},
        deal_name: {sql: value("dealname", "Deal Name")},
        client_id: {sql: `try_cast("associations" as json)->>'$.companies.results[0].id'`},
        client_name: {columns: ["Associated Company (Primary)", "Associated Company"]},
        pipeline: {sql: value("pipeline", "Pipeline")},
        stage: {sql: value("dealstage", "Deal Stage")},
        status: {column: "closed_as"},
        amount: {
          sql: `${value("amount", "Amount")} || coalesce(' ' || ${value("deal_currency_code", "Currency")}, '')`,
        },
        created_at: {sql: value("createdate", "Create Date")},
        closed_at: {
          sql: `case when "closed_as" in ('won', 'lost') then ${value("closedate", "Close Date")} end`,
        },
        owner: {sql: value("hubspot_owner_id", "Deal owner", "Deal Owner")},
        loss_reason: {sql: value("closed_lost_reason", "Closed Lost Reason")},
        updated_at: {sql: value("hs_lastmodifieddate", "Last Modified Date", "updatedAt")},
      },
    },
  },
};

/** Outcomes every account has by the same ids; the list export writes their labels. */
const outcomes: Record<string, string> = {
  "9d9162e7-6cf3-4944-bf63-4dff82258764": "busy",
  busy: "busy",
  "73a0d17f-1163-4015-bdd5-ec830791da20": "no_answer",
  "no answer": "no_answer",
  "b2cf5968-551e-4856-9783-52b3da59a7d0": "voicemail",
  "left voicemail": "voicemail",
};
const statuses: Record<string, string> = {
  BUSY: "busy",
  NO_ANSWER: "no_answer",
  FAILED: "failed",
  CANCELED: "cancelled",
};
const branches = (codes: Record<string, string>) =>
  Object.entries(codes)
    .map(([text, code]) => `when '${text}' then '${code}'`)
    .join(" ");

export const hubspotCalls: Preset = {
  id: "hubspot_calls",
  title: "HubSpot, calls (JSON of the API or CSV export of the list)",
  doc: "JSON as /crm/v3/objects/calls gives it, with the properties hs_timestamp, hs_call_duration (milliseconds), hs_call_direction, hs_call_status, hs_call_disposition, hs_call_from_number, hs_call_to_number and hubspot_owner_id asked for. A voicemail is no talk, however long. Calls logged by hand often lack direction or duration and are set aside; give a default for them if you want them counted.",
  format: {path: "results[]"},
  entities: {
    calls: {
      gone,
      derive: {
        props,
        written_duration: value("hs_call_duration", "Call duration", "Call duration (HH:mm:ss)"),
        milliseconds: `case when contains("written_duration", ':') then (${durationSql('"written_duration"', "hms")} * 1000)::varchar else "written_duration" end`,
        call_status: `upper(${value("hs_call_status", "Call status", "Call Status")})`,
        outcome: `lower(${value("hs_call_disposition", "Call outcome", "Call Outcome")})`,
        unanswered: `coalesce(case "outcome" ${branches(outcomes)} end, case "call_status" ${branches(statuses)} end)`,
        way: `upper(${value("hs_call_direction", "Call direction", "Call Direction")})`,
      },
      fields: {
        call_id: {columns: ["id", "Record ID", "Record Id"]},
        started_at: {sql: value("hs_timestamp", "Activity date", "Activity Date")},
        direction: {column: "way", map: {INBOUND: "in", OUTBOUND: "out"}},
        operator: {sql: value("hubspot_owner_id", "Activity assigned to", "Activity Assigned To")},
        client_phone: {
          sql: `case "way" when 'INBOUND' then ${value("hs_call_from_number", "From number")} else ${value("hs_call_to_number", "To number")} end`,
        },
        talk_seconds: {
          sql: `case when "unanswered" is not null or ("milliseconds" is null and "call_status" <> 'COMPLETED') then '0' else "milliseconds" end`,
          duration: "ms",
        },
        disposition: {
          sql: `coalesce("unanswered", case when try_cast("milliseconds" as double) > 0 then 'answered' when "call_status" = 'COMPLETED' then 'no_answer' else 'unknown' end)`,
        },
        recording: {sql: value("hs_call_recording_url", "Recording URL")},
        updated_at: {sql: value("hs_lastmodifieddate", "Last Modified Date", "updatedAt")},
      },
    },
  },
};
