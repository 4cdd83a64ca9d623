import {describe, expect, test} from "vitest";
import {captionOf, entityCaption} from "../../pipelines/contracts/captions.ts";
import {contracts, fieldsOf} from "../../pipelines/contracts/index.ts";

describe.each(contracts)("captions of $entity", (contract) => {
  const names = fieldsOf(contract).map((field) => field.name);

  test("every field and the entity itself are named in Russian and English", () => {
    for (const name of names) {
      const {ru, en} = captionOf(contract.entity, name);
      expect(ru, name).toMatch(/[а-яё]/i);
      expect(en, name).toMatch(/^[A-Z][a-z' ]/);
    }
    expect(entityCaption(contract.entity).ru).toMatch(/^[А-Я]/);
  });

  test("no two fields are called the same in either language", () => {
    for (const language of ["ru", "en"] as const) {
      const used = names.map((name) => captionOf(contract.entity, name)[language]);
      expect(new Set(used).size, used.join(", ")).toBe(names.length);
    }
  });
});
