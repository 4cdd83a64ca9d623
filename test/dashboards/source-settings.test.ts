import {describe, expect, test} from "vitest";
import type {Settings} from "../../dashboards/lib/inspection.ts";
import {
  assign,
  isSourceName,
  mapSpelling,
  merge,
  setFormat,
  spellingsOf,
  unassign,
} from "../../dashboards/pages/sources/settings.ts";

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
])("%s as the name of a source: %s", (name, expected) => {
  expect(isSourceName(name)).toBe(expected);
});
