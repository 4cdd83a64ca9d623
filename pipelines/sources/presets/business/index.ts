import type {Preset} from "../../mapping.ts";
import {amocrmContacts, amocrmLeads} from "./amocrm.ts";
import {oneCSales} from "./one-c.ts";

/** Exports of CRM, accounting, staff and quality control, one preset per export. */
export const businessPresets: readonly Preset[] = [amocrmLeads, amocrmContacts, oneCSales];
