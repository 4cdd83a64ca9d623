import type {Preset} from "../../mapping.ts";
import {amocrmContacts, amocrmLeads} from "./amocrm.ts";
import {bitrix24Companies, bitrix24Contacts, bitrix24Deals, bitrix24Leads} from "./bitrix24.ts";
import {hubspotCalls, hubspotDeals} from "./hubspot.ts";
import {oneCSales, oneCSalesItems} from "./one-c.ts";
import {oneCGrossProfit} from "./one-c-report.ts";
import {pipedriveDeals} from "./pipedrive.ts";
import {qaScores, qaTransposed, qaWide} from "./qa.ts";
import {salesforceOpportunities, salesforceTasks} from "./salesforce.ts";
import {zupStaff} from "./zup.ts";

/** Exports of CRM, accounting, staff and quality control, one preset per export. */
export const businessPresets: readonly Preset[] = [
  amocrmLeads,
  amocrmContacts,
  oneCSales,
  oneCSalesItems,
  oneCGrossProfit,
  bitrix24Deals,
  bitrix24Leads,
  bitrix24Contacts,
  bitrix24Companies,
  hubspotDeals,
  hubspotCalls,
  pipedriveDeals,
  salesforceOpportunities,
  salesforceTasks,
  zupStaff,
  qaWide,
  qaTransposed,
  qaScores,
];
