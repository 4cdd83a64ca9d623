import {fieldsOf} from "../contracts/index.ts";
import type {CompiledEntity} from "../sources/compile.ts";
import {type FieldDraft, type InspectContext, question} from "./context.ts";
import {scaleAbove} from "./header-units.ts";
import type {Question} from "./inspection.ts";

/** A preset reads sums as its vendor writes them: a unit above the table is this file's own, and only a person can say. */
export function unitAbove(
  {sample}: InspectContext,
  compiled: readonly CompiledEntity[],
): {fields: string[]; doubt: Pick<FieldDraft, "status" | "why">; question: Question} | null {
  const scale = scaleAbove(sample.above);
  const money = compiled.flatMap(({contract, mapped}) => {
    const sums = fieldsOf(contract).filter(({unit}) => unit === "money");
    return sums
      .filter((sum) => mapped.some(({name}) => name === sum.name))
      .map(({name}) => ({contract, name}));
  });
  if (!scale || money.length === 0) return null;
  const {contract, name} = money[0]!;
  const {word, factor} = scale;
  return {
    fields: money.map((one) => `${one.contract.entity}.${one.name}`),
    doubt: {
      status: "ask",
      why: {
        en: `above the table it says "${word}"; the preset reads sums as they are written`,
        ru: `над таблицей написано «${word}»; готовая настройка читает суммы как написаны`,
      },
    },
    question: question(
      contract.entity,
      name,
      {
        en: `Above the table it says "${word}", and the preset reads the sums as they are written. Are they? If they are to be multiplied by ${factor}, export the file in whole units, or choose no preset above.`,
        ru: `Над таблицей написано «${word}», а готовая настройка читает суммы как написаны. Так и есть? Если их надо умножить на ${factor}, выгрузите файл в целых единицах или откажитесь выше от готовой настройки.`,
      },
      [{label: {en: "Yes: the sums are as written", ru: "Да: суммы такие, как написаны"}, set: {}}],
      "unit",
    ),
  };
}
