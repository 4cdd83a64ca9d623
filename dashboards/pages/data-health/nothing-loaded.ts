import type {SourcesRow} from "../../../queries/generated/rows.ts";
import type {Key} from "../../lib/i18n.ts";
import {type Loaded, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";

/** An empty list is good news only where something was loaded. */
export const emptyKey = (sources: Loaded<SourcesRow>, good: Key): Key =>
  sources.state === "ready" && sources.rows.every((row) => !row.row_count) ? "health.nothingLoaded" : good;

export const useEmptyWords = (good: Key): string => words.value.t(emptyKey(useReport("sources", {}), good));
