import {expect, test} from "vitest";
import {agreedKind, changesBetween, kindOf} from "../../pipelines/drift-columns.ts";

test("kinds are told from the cells", () => {
  expect(kindOf(["1 200,50 ₽", "(300)", "−5", "12", "7"])).toBe("number");
  expect(kindOf(["01.02.2026", "01.02.2026 10:00", "2026-02-01T10:00:00Z", "1/2/2026", ""])).toBe("empty");
  expect(kindOf(["01.02.2026", "01.02.2026 10:00", "2026-02-01T10:00:00Z", "1/2/2026", "2026-02-01"])).toBe(
    "moment",
  );
  expect(kindOf(["", " "])).toBe("empty");
});

test("words among numbers, and telephones written in another way, are no other kind", () => {
  const cells = (one: string, other: string, share: number) =>
    Array.from({length: 20}, (_, index) => (index < 20 * share ? one : other));
  const before = [{name: "Кто ответил", kind: kindOf(cells("201", "", 1))}];
  const now = (list: string[]) => [{name: "Кто ответил", kind: kindOf(list), cells: list}];
  expect(before[0]!.kind).toBe("number");
  expect(changesBetween(before, now(cells("201", "202 (Иванова Анна)", 0.5)))).toEqual([]);
  expect(changesBetween(before, now(cells("201", "202 (Иванова Анна)", 0)))).toMatchObject([
    {kind: "retyped_column"},
  ]);
  expect(kindOf(cells("79000000001", "", 1))).toBe("text");
});

test("words that became numbers or days are another kind; mixed, empty, identifiers and telephones are not", () => {
  const cells = (of: (index: number) => string) => Array.from({length: 20}, (_, index) => of(index));
  const retyped = (before: string[], now: string[]) =>
    changesBetween(
      [{name: "Столбец", kind: kindOf(before)}],
      [{name: "Столбец", kind: kindOf(now), cells: now}],
    ).map(({expected, actual}) => `${expected} ${actual}`);
  const names = cells((index) => `Клиент ${index}`);
  const numbers = cells((index) => String(index));
  expect(retyped(names, numbers)).toEqual(["text number"]);
  expect(
    retyped(
      names,
      cells(() => "01.02.2026"),
    ),
  ).toEqual(["text moment"]);
  // a number here and there is no change of the whole
  expect(
    retyped(
      names,
      cells((index) => (index < 16 ? "17" : "Клиент")),
    ),
  ).toEqual([]);
  const mixed = cells((index) => (index % 2 ? "201" : "Иванова Анна"));
  expect(retyped(mixed, numbers)).toEqual([]);
  expect(retyped(mixed, names)).toEqual([]);
  expect(
    retyped(
      names,
      cells(() => ""),
    ),
  ).toEqual([]);
  expect(
    retyped(
      cells(() => ""),
      numbers,
    ),
  ).toEqual([]);
  expect(
    retyped(
      cells((index) => `CRM-2026-${index}`),
      numbers,
    ),
  ).toEqual([]);
  const phones = cells((index) => `+7 900 000-00-${10 + index}`);
  expect(retyped(phones, numbers)).toEqual([]);
  expect(retyped(numbers, phones)).toEqual([]);
  // identifiers that count up past nine digits
  expect(
    retyped(
      cells((index) => String(999_999_980 + index)),
      cells((index) => String(1_000_000_000 + index)),
    ),
  ).toEqual([]);
  expect(
    retyped(
      numbers,
      cells(() => "00:05:12"),
    ),
  ).toEqual(["number text"]);
});

test("what a column holds is what several files agree on", () => {
  expect(agreedKind(["number", "empty", "number"])).toBe("number");
  expect(agreedKind(["number", "words"])).toBe("empty");
  expect(agreedKind(["words", "text"])).toBe("text");
  expect(agreedKind(["empty", "empty"])).toBe("empty");
});

test("a column is renamed only when what it holds is alike", () => {
  const before = [{name: "Сумма", kind: "number" as const}];
  expect(changesBetween(before, [{name: "Клиент", kind: "text", cells: []}]).map(({kind}) => kind)).toEqual([
    "missing_column",
    "new_column",
  ]);
  expect(changesBetween(before, [{name: "Итог", kind: "number", cells: []}])).toMatchObject([
    {kind: "renamed_column", column: "Сумма", actual: "Итог"},
  ]);
});
