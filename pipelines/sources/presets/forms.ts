import {captionOf, codeCaption, entityCaption} from "../../contracts/captions.ts";
import {type Contract, codesOf, contracts, type Field, fieldsOf} from "../../contracts/index.ts";
import type {FieldMapping, Preset} from "../mapping.ts";

/**
 * For every entity a form that people fill in (`estafeta template`): headers are the fields' captions in either
 * language or their names, codes may be written in words, and an empty cell says nothing.
 */
export const forms: readonly Preset[] = contracts.map((contract) => ({
  id: `form_${contract.entity}`,
  title: `Form: ${entityCaption(contract.entity).en.toLowerCase()}`,
  doc: `The table of \`estafeta template ${contract.entity}\`, filled in by people. ${contract.doc}`,
  format: {},
  entities: {
    [contract.entity]: {
      blanks: "keep" as const,
      fields: Object.fromEntries(fieldsOf(contract).map((field) => [field.name, filledIn(contract, field)])),
    },
  },
}));

function filledIn(contract: Contract, field: Field): FieldMapping {
  const {ru, en} = captionOf(contract.entity, field.name);
  const columns = [...new Set([ru, en, field.name])];
  const codes = codesOf(field);
  if (!codes) return {columns};
  const words = codes.flatMap((code) => {
    const caption = codeCaption(code);
    return [code, caption.ru, caption.en].map((word) => [word, code] as const);
  });
  return {columns, map: Object.fromEntries(words)};
}
