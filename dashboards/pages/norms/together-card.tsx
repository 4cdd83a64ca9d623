import {useCallback} from "preact/hooks";
import {normGraph} from "../../charts/norm-graph.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {noValue} from "../../lib/format.ts";
import {normCell} from "../../lib/norm-rows.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import type {NormCardProps} from "./register-card.tsx";
import {normsTogether, type Together} from "./together.ts";

export function togetherFinding({conflict, narrowed, quantities}: Together, {t, f}: Words): string | null {
  if (quantities.length === 0) return null;
  if (conflict.length > 0) return t("norms.together.conflict", {names: f.list(conflict)});
  const [first] = narrowed;
  return first
    ? t("norms.together.narrowed", {name: first.name, said: first.said, left: first.left})
    : t("norms.together.fine");
}

/** The norms as equations: what follows from what, and what cannot hold at once. */
export function TogetherCard({params, register}: NormCardProps) {
  const all = words.value;
  const {t, f} = all;
  const facts = useReport("norm_facts", params);
  const [fact] = facts.rows;
  const together = normsTogether(register.rows, fact, all);
  const draw = useCallback(
    (options: ChartOptions) => {
      const {quantities, relations} = normsTogether(register.rows, fact, options.words);
      return normGraph(quantities, relations, options);
    },
    [register.rows, fact],
  );
  const mean =
    fact?.conversation_count && fact.talk_seconds ? fact.talk_seconds / fact.conversation_count : null;
  return (
    <Card
      id="together"
      span="full"
      report="norm_register"
      params={params}
      loaded={
        register.state === "ready" && facts.state === "loading" ? {...register, state: "loading"} : register
      }
      finding={togetherFinding(together, all)}
      question={t("norms.together.question")}
      subtitle={t("norms.together.subtitle", {
        month: f.month(params?.month),
        days: f.count(fact?.working_day_count),
        length: mean === null ? noValue : f.length(mean),
      })}
      draw={draw}
      height={560}
      columns={[
        all.language === "ru" ? "name_ru" : "name_en",
        all.language === "ru" ? "definition_ru" : "definition_en",
        "unit",
        "low",
        "high",
        "direction",
      ]}
      groups={{direction: "direction", unit: "normUnit"}}
      cell={(row, column) => normCell(row, column, all)}
      note={
        together.narrowed.length > 0 && (
          <ul class="plain">
            {together.narrowed.map(({id, name, said, left}) => (
              <li key={id}>{t("norms.together.each", {name, said: said || t("norms.anything"), left})}</li>
            ))}
          </ul>
        )
      }
    />
  );
}
