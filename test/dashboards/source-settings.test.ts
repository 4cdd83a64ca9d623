// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import type {FieldChoice, Preview, Settings} from "../../dashboards/lib/inspection.ts";
import {createWords} from "../../dashboards/lib/words.ts";
import {
  dateWayOf,
  dateWays,
  markersOf,
  partsOf,
  readingOf,
  setReading,
} from "../../dashboards/pages/sources/readings.ts";
import {
  assign,
  isSourceName,
  mapSpelling,
  merge,
  setFormat,
  spellingsOf,
  unassign,
} from "../../dashboards/pages/sources/settings.ts";
import {asideSentence, mainReason, presetGroups} from "../../dashboards/pages/sources/source-titles.ts";

const day = {entity: "orders", field: "ordered_on"};
const own: Settings = {
  format: {encoding: "windows-1251"},
  entities: {
    orders: {rows: "true", fields: {order_id: "Номер", ordered_on: {column: "Дата", date: "%d.%m.%y"}}},
  },
};

test("a column that is chosen takes the place of whatever filled the field, and nothing else changes", () => {
  expect(assign(own, day, "Отгружен")).toEqual({
    format: {encoding: "windows-1251"},
    entities: {orders: {rows: "true", fields: {order_id: "Номер", ordered_on: {column: "Отгружен"}}}},
  });
  expect(own.entities?.["orders"]?.fields?.["ordered_on"]).toEqual({column: "Дата", date: "%d.%m.%y"});
});

test("a field may be the first of an entity that the settings did not name", () => {
  expect(assign({preset: "bitrix24"}, {entity: "clients", field: "client_name"}, "Компания")).toEqual({
    preset: "bitrix24",
    entities: {clients: {fields: {client_name: {column: "Компания"}}}},
  });
});

describe("a field that is filled by nothing", () => {
  test("leaves the settings, and its entity with it when it was the last", () => {
    const less = unassign(own, day);
    expect(less.entities).toEqual({orders: {rows: "true", fields: {order_id: "Номер"}}});
    expect(unassign(less, {entity: "orders", field: "order_id"}).entities).toEqual({});
  });

  test("is emptied in so many words where a preset would fill it", () => {
    expect(unassign({preset: "bitrix24"}, day)).toEqual({
      preset: "bitrix24",
      entities: {orders: {fields: {ordered_on: {sql: "null"}}}},
    });
  });
});

test("the answer to a question is laid over the settings; a null in it takes a key away", () => {
  const set = {zone: "UTC", entities: {orders: {fields: {ordered_on: {date: null, sql: null}}}}};
  expect(merge(own, set)).toEqual({
    ...own,
    zone: "UTC",
    entities: {orders: {rows: "true", fields: {order_id: "Номер", ordered_on: {column: "Дата"}}}},
  });
});

test("what a spelling means is added to a field that was only a column's name, and taken away again", () => {
  const status = {entity: "deals", field: "status"};
  const before: Settings = {entities: {deals: {fields: {status: "Статус"}}}};
  const named = mapSpelling(before, status, "Успех", "won");
  expect(named.entities?.["deals"]?.fields).toEqual({status: {column: "Статус", map: {Успех: "won"}}});
  expect(spellingsOf(named, status)).toEqual({Успех: "won"});
  expect(spellingsOf(mapSpelling(named, status, "Успех", ""), status)).toEqual({});
});

test("how the file is read is left to the program again when the choice is empty", () => {
  const read = setFormat(own, "skip_lines", 3);
  expect(read.format).toEqual({encoding: "windows-1251", skip_lines: 3});
  const left = setFormat(setFormat(read, "skip_lines", null), "encoding", "");
  expect("format" in left).toBe(false);
});

test.each([
  ["orders_1c", true],
  ["Orders", false],
  ["1c", false],
  ["заказы", false],
  ["", false],
  ["a".repeat(61), false],
  ["null", false],
  ["constructor", false],
])("%s as the name of a source: %s", (name, expected) => {
  expect(isSourceName(name)).toBe(expected);
});

describe("how a column is read", () => {
  const field = (change: Partial<FieldChoice>): FieldChoice => ({
    field: "amount",
    caption: {ru: "Сумма", en: "Amount"},
    doc: "",
    required: false,
    isKey: false,
    type: "varchar",
    unit: "text",
    codes: null,
    codeCaptions: null,
    dictionary: null,
    ...change,
  });

  test("only what fits the field's type can be said", () => {
    expect(partsOf(field({unit: "utc"}))).toEqual(["date", "empty", "default"]);
    expect(partsOf(field({unit: "s"}))).toEqual(["duration", "empty", "default"]);
    expect(partsOf(field({unit: "money"}))).toEqual(["number", "currency", "empty", "default"]);
    expect(partsOf(field({unit: "id", isKey: true}))).toEqual(["empty"]);
    expect(partsOf(field({field: "client_phone"}))).toEqual(["empty"]);
  });

  test("is added to the column and taken away again", () => {
    const before: Settings = {entities: {orders: {fields: {ordered_on: "Дата"}}}};
    const read = setReading(before, day, "date", dateWays["month_first"]!);
    expect(readingOf(read, day, "date")).toEqual(dateWays["month_first"]);
    expect(dateWayOf(readingOf(read, day, "date"))).toBe("month_first");
    expect(setReading(read, day, "date", null).entities?.["orders"]?.fields).toEqual({
      ordered_on: {column: "Дата"},
    });
  });

  test("adds to a preset, and leaves nothing behind when it is taken away", () => {
    const read = setReading({preset: "sipuni"}, day, "empty", ["–"]);
    expect(read).toEqual({preset: "sipuni", entities: {orders: {fields: {ordered_on: {empty: ["–"]}}}}});
    expect(setReading(read, day, "empty", null).entities?.["orders"]?.fields).toEqual({});
  });

  test("a form that cannot be chosen stays what it is", () => {
    expect(dateWayOf("%y%m%d")).toBeNull();
    expect(readingOf(own, day, "date")).toBe("%d.%m.%y");
  });

  test.each([
    ["–; н/д", ["–", "н/д"]],
    [" – ;; – ", ["–"]],
    [" ; ", null],
  ])("%j typed as texts that mean nothing", (typed, expected) => {
    expect(markersOf(typed)).toEqual(expected);
  });
});

describe("before saving", () => {
  const preview = (accepted: number, rejected: number, lines: [string, string, number][]): Preview => ({
    entity: "calls",
    columns: [],
    rows: [],
    accepted,
    rejected,
    skipped: 0,
    repeated: 0,
    sums: [],
    rejects: lines.map(([column, reason, line]) => ({line, column, reason, value: "?", raw: ""})),
  });
  const english = createWords("en");

  test("much that would be set aside is a sentence with its share and main reason, little is none", () => {
    const much = preview(59, 41, [["started_at", "unparsable", 2]]);
    expect(asideSentence(much, [], english)).toMatch(
      /^41% of the rows would be set aside, mostly: .*started_at/,
    );
    expect(asideSentence(preview(90, 10, []), [], english)).toBeNull();
    expect(asideSentence(preview(0, 0, []), [], english)).toBeNull();
  });

  test("of reasons with as many examples the one that fills fewer lines is the main one", () => {
    const reasons: [string, string, number][] = [
      ["a", "missing", 2],
      ["a", "missing", 90],
      ["b", "unparsable", 3],
      ["b", "unparsable", 4],
      ["c", "unknown_code", 1],
    ];
    expect(mainReason(preview(1, 9, reasons))?.column).toBe("b");
    expect(mainReason(preview(1, 9, []))).toBeNull();
  });
});

test("ready mappings are named in the reader's language, our own by what they hold", () => {
  const entities = [{entity: "calls", caption: {ru: "Звонки", en: "Calls"}, doc: "", key: [], fields: []}];
  const presets = ["sipuni", "calls", "form_calls"].map((id) => ({
    id,
    title: {en: `title of ${id}`, ru: `название ${id}`},
    doc: "",
  }));
  expect(presetGroups(presets, entities, createWords("ru"))).toEqual([
    {group: "vendors", presets: [{id: "sipuni", group: "vendors", title: "название sipuni"}]},
    {group: "forms", presets: [{id: "form_calls", group: "forms", title: "Форма: Звонки"}]},
    {group: "tables", presets: [{id: "calls", group: "tables", title: "Таблица: Звонки"}]},
  ]);
});
