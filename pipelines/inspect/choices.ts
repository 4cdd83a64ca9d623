import type {Bilingual} from "../bilingual.ts";
import {captionOf, codeCaption, entityCaption} from "../contracts/captions.ts";
import {codesOf, contracts, fieldsOf} from "../contracts/index.ts";
import {presets} from "../sources/presets/index.ts";
import {titlesRu} from "../sources/presets/titles-ru.ts";
import type {EntityChoice, Inspection} from "./inspection.ts";

/** Every entity with its fields, as a person would choose among them. */
export function entityChoices(): EntityChoice[] {
  return contracts.map((contract) => ({
    entity: contract.entity,
    caption: entityCaption(contract.entity),
    doc: contract.doc,
    key: [...contract.key],
    fields: fieldsOf(contract).map((field) => ({
      field: field.name,
      caption: captionOf(contract.entity, field.name),
      doc: field.doc,
      required: field.required,
      isKey: contract.key.includes(field.name),
      type: field.sqlType,
      unit: field.unit,
      codes: codesOf(field),
      codeCaptions: captionsOf(codesOf(field)),
      dictionary: field.dictionary ?? null,
    })),
  }));
}

function captionsOf(codes: string[] | null): Record<string, Bilingual> | null {
  return codes && Object.fromEntries(codes.map((code) => [code, codeCaption(code)]));
}

export function presetChoices(): Inspection["presets"] {
  return [...presets.values()].map(({id, title, doc}) => ({
    id,
    title: {en: title, ru: titlesRu[id] ?? title},
    doc,
  }));
}
