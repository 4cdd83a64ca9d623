import type {Database} from "../database.ts";
import type {CompiledEntity} from "../sources/compile.ts";
import type {EntityMapping} from "../sources/mapping.ts";
import {type WrongForm, wrongForms} from "../wrong-forms.ts";
import {question} from "./context.ts";
import type {Question} from "./inspection.ts";

/** Asked where the settings declare a form of days that reads hardly a cell of its column: one line, not one a row. */
export async function askForms(
  database: Database,
  compiled: CompiledEntity,
  mapping: EntityMapping,
  relation: string,
): Promise<Question[]> {
  const rows = {
    relation,
    typed: (field: string) => `t_${field}`,
    refused: (field: string) => `r_${field}`,
  };
  const found = await wrongForms(database, compiled, mapping, rows);
  return found.map((wrong) => askForm(compiled.contract.entity, wrong));
}

function askForm(entity: string, {field, column, form, value, refused, fitting}: WrongForm): Question {
  const set = {entities: {[entity]: {fields: {[field]: {date: fitting}}}}};
  const said = [fitting].flat().join(", ");
  const label =
    fitting === null ? {en: "without `date`", ru: "без формы, как написано"} : {en: said, ru: said};
  const remedy =
    fitting === undefined
      ? {en: "no form we know does; correct `date`", ru: "из известных не подходит ни одна; исправьте её"}
      : {en: `this would: ${label.en}`, ru: `подходит: ${label.ru}`};
  return question(
    entity,
    field,
    {
      en: `${column}: the form ${form} reads neither ${value} nor nearly any other cell (${refused} refused); ${remedy.en}.`,
      ru: `${column}: форма даты ${form} не подходит к ${value} и почти ко всем ячейкам (не прочитано: ${refused}); ${remedy.ru}.`,
    },
    fitting === undefined ? [] : [{label, set}],
    "form",
  );
}
