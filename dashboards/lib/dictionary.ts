import {signal} from "@preact/signals";
import type {DictionaryRow} from "../../queries/generated/rows.ts";

/** The company's own names for codes: refusal reasons, results, goals. */
export const dictionary = signal<readonly DictionaryRow[]>([]);
