import fc from "fast-check";
import {expect, test} from "vitest";
import {canonicalJson} from "../../../pipelines/payroll/hash.ts";

/** The same value with its keys in order, for the engine's own JSON. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(fields)
      .filter((key) => key !== "__proto__")
      .toSorted()
      .map((key) => [key, ordered(fields[key])]),
  );
}
// numbers as keys keep an order of their own in JavaScript, and no record of pay has such, or NUL in a key
const key = fc
  .string({unit: "binary"})
  .filter((text) => !/^\d+$/.test(text) && !text.includes("\0") && text !== "__proto__");
const {value} = fc.letrec((tie) => ({
  value: fc.oneof(
    {depthSize: "small"},
    fc.string({unit: "binary"}),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(key, tie("value")),
  ),
}));

test("canonical JSON is that of the same value with its keys in order, whatever its texts hold", () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(canonicalJson(any)).toBe(JSON.stringify(ordered(any)));
    }),
  );
  for (const text of ['"', "\\", "\u0001", "\u2028", "\ud800", "😀", "Ёж\t"])
    expect(canonicalJson({[text]: text})).toBe(JSON.stringify({[text]: text}));
});
