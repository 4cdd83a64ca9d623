import {describe, expect, test} from "vitest";
import {asked} from "../../pipelines/contracts/asked.ts";
import {captionOf} from "../../pipelines/contracts/captions.ts";
import {codesOf, contractOf, contracts, type Field, fieldsOf} from "../../pipelines/contracts/index.ts";
import type {InspectedFile} from "../../pipelines/inspect/inspection.ts";
import {presets} from "../../pipelines/sources/presets/index.ts";
import {makeHome} from "../helpers/home.ts";
import {look, rowsOf} from "../helpers/look.ts";
import {table} from "../helpers/shape.ts";
import {shapes} from "../helpers/vendor-shapes.ts";

const isForm = (id: string) => id.startsWith("form_");
const vendors = [...presets.keys()].filter((id) => !isForm(id) && !contractOf(id));

/** Companies of Bitrix24 have no column that its leads may not have: these two are asked about. */
function presetOf(file: InspectedFile, wanted: string): string | null {
  const offered = file.questions.find(({id}) => id === "preset")?.options ?? [];
  const isAsked = wanted === "bitrix24_companies" && JSON.stringify(offered).includes(`"${wanted}"`);
  return isAsked ? wanted : offered.length > 0 ? null : file.preset;
}

/** A value that the field takes. */
function sound(field: Field): string {
  if (codesOf(field)) return codesOf(field)![0]!;
  if (field.phone) return "+79000000001";
  // a stretch has a day between its first and the one after it
  if (["ended_on", "valid_to"].includes(field.name)) return "2026-03-03";
  const values: Record<string, string> = {
    utc: "2026-03-02 10:00:00",
    day: "2026-03-02",
    flag: "true",
    rate: "0.5",
  };
  return (
    values[field.unit] ?? (["s", "count", "money", "ratio"].includes(field.unit) ? "1" : `x-${field.name}`)
  );
}

describe("presets are recognised by their columns", () => {
  test("there is a shape for every vendor", () => {
    expect(Object.keys(shapes).toSorted()).toEqual(vendors.toSorted());
  });

  test.each(vendors)("%s with one row, and with half of its rows broken", async (id) => {
    const {row, bad, write} = shapes[id]!;
    const file = await look(write([row]), {home: makeHome()});
    expect([presetOf(file, id), file.error]).toEqual([id, null]);
    expect(file.preview[0]!.accepted).toBeGreaterThan(0);
    const dirty = await look(write([row, {...row, ...bad}]), {home: makeHome()});
    expect([presetOf(dirty, id), dirty.error]).toEqual([id, null]);
  });

  test.each(contracts.map(({entity}) => entity))("our own names of %s", async (entity) => {
    const fields = fieldsOf(contractOf(entity)!);
    const row = Object.fromEntries(fields.map((field) => [field.name, sound(field)]));
    const file = await look(table(",")([row]));
    expect(file.preset).toBe(entity);
    expect((await look(`${Object.keys(row).join(";")}\n`)).preset).toBe(entity);
  });

  test.each(contracts.flatMap(({entity}) => [[entity, "ru"] as const, [entity, "en"] as const]))(
    "the form of %s in %s, whatever its cells hold",
    async (entity, language) => {
      const fields = asked[entity] ?? fieldsOf(contractOf(entity)!).map(({name}) => name);
      const captions = fields.map((field) => captionOf(entity, field)[language]);
      const rows = ["как-нибудь", "Да", "1"].map((text) => captions.map(() => text).join(";"));
      const file = await look(`${[captions.join(";"), ...rows].join("\n")}\n`);
      expect([file.preset, file.error]).toEqual([`form_${entity}`, null]);
    },
  );

  test("a list of another vendor that only shares some names with a preset is none", async () => {
    const file = await look(
      `${["ID;Название;Ответственный;Телефон;Цвет;Размер;Комната", "1;Лютик;Анна;79000000001;синий;5;7"].join("\n")}\n`,
    );
    expect(file.preset).toBeNull();
  });

  test.each([
    ["ID;Название компании;Рабочий телефон;Ответственный", "1;ООО Лютик;79000000001;Иванова Анна"],
    [
      "ID;Название компании;Ответственный;Дата редактирования",
      "1;ООО Лютик;Иванова Анна;02.03.2026 10:00:00",
    ],
    ["ID;Название сделки;Ответственный;Дата создания;Бюджет", "1;Лютик;Иванова Анна;02.03.2026 10:00:00;100"],
  ])("a short list of columns that anybody may have is no vendor's: %s", async (header, row) => {
    const file = await look(`${header}\n${row}\n`);
    expect([file.preset, file.error]).toEqual([null, null]);
    expect(file.preview[0]!.accepted).toBe(1);
  });

  test("the short contacts list is read by its headers", async () => {
    const file = await look(
      "ID;Название компании;Рабочий телефон;Ответственный\n1;ООО Лютик;79000000001;Иванова Анна\n",
    );
    expect(rowsOf(file, "clients")).toEqual([
      {client_id: "1", client_name: "ООО Лютик", phones: "+79000000001", owner: "Иванова Анна"},
    ]);
  });

  test("a dirty export of two rows stays the vendor's, and what the preset sets aside is shown", async () => {
    const {row, write} = shapes["bitrix24_deals"]!;
    const file = await look(write([row, {...row, ID: "12", Валюта: "Доллар США"}]), {home: makeHome()});
    expect(file.preset).toBe("bitrix24_deals");
    expect(file.preview[0]!.rejects.map(({reason}) => reason)).toEqual(["other_currency"]);
    // a planned day closes no open deal
    expect(rowsOf(file, "deals").map(({amount, closed_at}) => [amount, closed_at])).toEqual([
      ["2001.00", null],
    ]);
  });

  test("lists of one vendor with the same columns are asked about", async () => {
    const text = `${["ID;Имя;Отчество;Фамилия;Компания;Телефон;Ответственный", "5;Анна;Петровна;Иванова;ООО Лютик;79000000003;Серов Пётр"].join("\n")}\n`;
    const file = await look(text);
    expect(file.questions.find(({id}) => id === "preset")!.options.map(({set}) => set)).toContainEqual({
      preset: "bitrix24_contacts",
    });
    expect(file.fields.every(({status}) => status === "ask")).toBe(true);
  });

  test("a preset that would load no row of the file at hand is not proposed", async () => {
    // a list of documents by its columns, without one amount that could be read
    const file = await look(
      `${["Дата;Документ;Контрагент;Номенклатура;Количество;Сумма;Менеджер", "01.09.2026;Реализация 1;ООО Лютик;Короб;1;уточняется;Иванова Анна", "02.09.2026;Реализация 2;ООО Клен;Лента;2;;Иванова Анна"].join("\n")}\n`,
    );
    expect(file.preset).toBeNull();
    expect(file.fields.filter(({field, status}) => field === "amount" && status === "sure")).toEqual([]);
  });

  test.each([
    ["Длительность (мин)", ["1", "0", "1"]],
    ["Длительность (мин)", ["1", "2", "3"]],
    ["Длительность, сек", ["1", "0", "0"]],
    ["Минут", ["1", "0", "1"]],
    ["Доплата, руб", ["1", "0", "1"]],
  ])("calls with small numbers under %s are no sheet of marks", async (header, cells) => {
    const rows = cells.map(
      (cell, at) => `900${at};0${at + 1}.09.2026 10:00:00;Исходящий;7916000000${at};Иванов Пётр;${cell}`,
    );
    const text = `${[`ID звонка;Дата;Направление;Телефон;Оператор;${header}`, ...rows].join("\n")}\n`;
    const file = await look(text);
    expect([file.preset, file.entity === "qa_reviews"]).toEqual([null, false]);
  });

  test("a sheet of marks stays one beside telephones, lengths and no reviewer", async () => {
    const file = await look(
      `${["ID звонка;Дата;Направление;Телефон;Оператор;Длительность (мин);Приветствие;Прощание", "9001;01.09.2026 10:00:00;Исходящий;79160000001;Иванов Пётр;1;да;нет", "9002;02.09.2026 10:00:00;Исходящий;79160000002;Иванов Пётр;2;нет;1"].join("\n")}\n`,
    );
    expect(file.preset).toBe("qa_wide");
  });

  test("a preset that would load less than half of the rows is asked about", async () => {
    const row = (number: number, amount: string) =>
      `0${number}.09.2026;Реализация ${number};ООО Лютик;Короб;1;${amount};Иванова Анна`;
    const text = (...amounts: string[]) =>
      `${["Дата;Документ;Контрагент;Номенклатура;Количество;Сумма;Менеджер", ...amounts.map((amount, index) => row(index + 1, amount))].join("\n")}\n`;
    const file = await look(text("10", "уточняется", "", "позже"));
    expect(file.preset).toBe("one_c_sales_items");
    expect(file.fields.every(({status}) => status === "ask")).toBe(true);
    expect(file.questions.find(({id}) => id === "preset")!.text.ru).toContain("1 из 4");
    const half = await look(text("10", "уточняется", "20", "позже"));
    expect(half.fields.find(({field}) => field === "amount")).toMatchObject({status: "sure"});
  });
});
