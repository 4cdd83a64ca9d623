import type {Preset} from "../../mapping.ts";

/**
 * The 18-character form of an id. Reports write 15 characters that differ only in case; the three more say which of
 * each five are capitals, lowest first, as a digit of base 32.
 */
function longId(column: string): string {
  const digit = (block: number) => {
    const capitals = [0, 1, 2, 3, 4].map(
      (index) =>
        `case when regexp_matches(substr(${column}, ${block * 5 + index + 1}, 1), '[A-Z]') then ${2 ** index} else 0 end`,
    );
    return `substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', ${capitals.join(" + ")} + 1, 1)`;
  };
  return `case when length(${column}) = 15 then ${column} || ${[0, 1, 2].map(digit).join(" || ")} else ${column} end`;
}

/** The API writes UTC, also where it does not say so; a report's columns are on the clock of who saved it. */
const utc = (column: string) =>
  `case when regexp_full_match("${column}", '\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]{5,}') then "${column}" || '+00:00' else "${column}" end`;
const moment = (api: string, report: string) => `coalesce(${utc(api)}, "${report}")`;
/** A day without a time: of the API an hour of UTC that is the same day from Samoa to Kamchatka, of a report noon. */
const closingDay = `coalesce("CloseDate" || ' 11:00:00+00:00', "Close Date" || ' 12:00:00')`;
const isTrue = (column: string) => `coalesce(lower("${column}") in ('true', '1'), false)`;
const gone = isTrue("IsDeleted");
/** Reports carry no IsClosed; their standard stages say it. */
const stageSays = (words: string) => `lower(coalesce("StageName", "Stage")) = '${words}'`;
const isWon = `${isTrue("IsWon")} or ("IsClosed" is null and ${stageSays("closed won")})`;
const isClosed = `${isTrue("IsClosed")} or ("IsClosed" is null and (${stageSays("closed won")} or ${stageSays("closed lost")}))`;
const opportunity = `coalesce("Id", "Opportunity ID")`;

export const salesforceOpportunities: Preset = {
  id: "salesforce_opportunities",
  title: "Salesforce, opportunities (CSV of the Bulk API)",
  doc: "Columns carry API names and times are UTC; a report carries labels, and its days and times are on the clock of who saved it: set `zone` when that is not the company's. Ask with queryAll, so that deleted records come too: they take out what came before. CloseDate is a plan until IsClosed, or where a report lacks it, until the stage Closed Won or Closed Lost. Ids of 15 characters are brought to 18. Owner.Name and Account.Name are used when asked for, else the ids. An amount in another currency than the company's is set aside.",
  format: {},
  entities: {
    deals: {
      gone,
      fields: {
        deal_id: {sql: longId(opportunity)},
        deal_name: {columns: ["Name", "Opportunity Name"]},
        client_id: {sql: longId(`coalesce("AccountId", "Account ID")`)},
        client_name: {columns: ["Account.Name", "Account Name"]},
        pipeline: {columns: ["RecordType.Name", "RecordTypeId"]},
        stage: {columns: ["StageName", "Stage"]},
        status: {
          sql: `case when ${isWon} then 'won' when ${isClosed} then 'lost' when "IsClosed" is not null then 'open' end`,
        },
        amount: {sql: `"Amount" || coalesce(' ' || "CurrencyIsoCode", '')`},
        created_at: {sql: moment("CreatedDate", "Created Date")},
        closed_at: {sql: `case when ${isClosed} then ${closingDay} end`},
        owner: {sql: `coalesce("Owner.Name", "Opportunity Owner", ${longId('"OwnerId"')})`},
        loss_reason: {columns: ["Loss_Reason__c", "LossReason__c", "Lost_Reason__c"]},
        deal_source: {columns: ["LeadSource", "Lead Source"]},
        updated_at: {
          sql: `coalesce(${utc("SystemModstamp")}, ${moment("LastModifiedDate", "Last Modified Date")})`,
        },
      },
    },
  },
};

const result = `lower("CallDisposition")`;

export const salesforceTasks: Preset = {
  id: "salesforce_tasks",
  title: "Salesforce, calls (tasks, CSV of the Bulk API)",
  doc: "Only tasks that are calls, by TaskSubtype, Type or CallType. The moment is CreatedDate, in UTC, because a task has no other time of day; of a report it is Created Date, on the clock of who saved it. A call without CallDurationInSeconds is set aside: nobody knows whether anybody spoke. Ids of 15 characters are brought to 18.",
  format: {},
  entities: {
    calls: {
      gone,
      rows: `lower("TaskSubtype") = 'call' or lower("Type") = 'call' or "CallType" is not null`,
      fields: {
        call_id: {sql: longId(`coalesce("Id", "Activity ID")`)},
        started_at: {sql: moment("CreatedDate", "Created Date")},
        direction: {column: "CallType", map: {Inbound: "in", Outbound: "out", Internal: "internal"}},
        operator: {sql: `coalesce("Owner.Name", ${longId('"OwnerId"')})`},
        client_id: {sql: longId('"AccountId"')},
        client_phone: {columns: ["Phone", "Who.Phone"]},
        talk_seconds: {column: "CallDurationInSeconds"},
        disposition: {
          sql: `case when try_cast("CallDurationInSeconds" as double) > 0 then 'answered' when contains(${result}, 'voicemail') or contains(${result}, 'message') then 'voicemail' when contains(${result}, 'busy') then 'busy' else 'no_answer' end`,
        },
        recording: {column: "CallRecordingUrl__c"},
        updated_at: {sql: `coalesce(${utc("SystemModstamp")}, ${utc("LastModifiedDate")})`},
      },
    },
  },
};
