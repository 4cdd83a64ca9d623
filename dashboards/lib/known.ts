import type {KnownFactsRow} from "../../queries/generated/rows.ts";
import type {KnownFact} from "../../queries/vocabulary.ts";
import {useReport} from "./reports.ts";
import {type Words, words} from "./words.ts";

/** Why a card is empty: the first thing it rests on of which nothing is known, else what it has to say itself. */
export function whyEmpty(
  rows: readonly KnownFactsRow[],
  needs: readonly KnownFact[],
  own: string,
  {t}: Pick<Words, "t">,
): string {
  const missing = needs.find((fact) => rows.some((row) => row.fact_code === fact && row.row_count === 0));
  return missing ? t(`known.${missing}`) : own;
}

/** The words of an empty card of this page; until it is known what the data hold it claims nothing. */
export function useEmpty(): (needs: readonly KnownFact[], own: string) => string {
  const known = useReport("known_facts", {});
  const all = words.value;
  return (needs, own) =>
    known.state === "loading" ? all.t("state.loading") : whyEmpty(known.rows, needs, own, all);
}

/** Whether the data hold anything of a fact; while that is not known, yes. */
export function useKnown(fact: KnownFact): boolean {
  const known = useReport("known_facts", {});
  return !known.rows.some((row) => row.fact_code === fact && row.row_count === 0);
}
