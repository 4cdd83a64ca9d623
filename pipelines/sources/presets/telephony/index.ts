import type {Preset} from "../../mapping.ts";
import {asterisk} from "./asterisk.ts";
import {sipuni} from "./sipuni.ts";

/** Call statistics of telephone systems, one preset per export. */
export const telephonyPresets: readonly Preset[] = [sipuni, asterisk];
