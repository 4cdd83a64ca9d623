import type {Preset} from "../../mapping.ts";
import {aircall} from "./aircall.ts";
import {asterisk, asterisk16, asterisk18} from "./asterisk.ts";
import {beeline} from "./beeline.ts";
import {binotel} from "./binotel.ts";
import {bitrix24Calls, bitrix24Telephony} from "./bitrix24-calls.ts";
import {freepbx, freepbxGui, freepbxGui26} from "./freepbx.ts";
import {mangoCabinet, mangoStats} from "./mango.ts";
import {mangoCalls} from "./mango-calls.ts";
import {megafon} from "./megafon.ts";
import {mts} from "./mts.ts";
import {ringostat} from "./ringostat.ts";
import {sipuni} from "./sipuni.ts";
import {telfin} from "./telfin.ts";
import {twilio} from "./twilio.ts";
import {uis, uisLegs} from "./uis.ts";
import {zadarma} from "./zadarma.ts";

/** Call statistics of telephone systems, one preset per export. */
export const telephonyPresets: readonly Preset[] = [
  sipuni,
  mangoCalls,
  mangoStats,
  mangoCabinet,
  uis,
  uisLegs,
  zadarma,
  binotel,
  ringostat,
  megafon,
  beeline,
  mts,
  telfin,
  twilio,
  aircall,
  asterisk,
  asterisk18,
  asterisk16,
  freepbx,
  freepbxGui,
  freepbxGui26,
  bitrix24Telephony,
  bitrix24Calls,
];
