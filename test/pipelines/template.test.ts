import {readFileSync} from "node:fs";
import {join} from "node:path";
import ExcelJS from "exceljs";
import {describe, expect, test} from "vitest";
import {contracts, fieldsOf} from "../../pipelines/contracts/index.ts";
import {writeCsv} from "../../pipelines/template.ts";
import {estafeta} from "../helpers/cli.ts";
import {type CompanyFiles, makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {Staged, staged} from "../helpers/stage.ts";

const reasons =
  "code,name_en,name_ru,group_code,is_other,raw\nprice,Too expensive,Дорого,money,false,\nother,Other,Другое,other,true,\n";

const results = (files: CompanyFiles = {}) =>
  makeHome({
    sources: "sources: {log: {preset: form_call_results}}\n",
    dictionaries: {refusal_reasons: reasons},
    ...files,
  });

async function form(home: string, entity: string, ...flags: string[]): Promise<ExcelJS.Workbook> {
  const path = join(home, `${entity}.xlsx`);
  const ended = await estafeta("template", entity, "--output", path, "--home", home, ...flags);
  expect(ended.err).toBe("");
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

const column = (sheet: ExcelJS.Worksheet, caption: string) =>
  Array.from(sheet.getRow(1).values as string[]).indexOf(caption);

describe("a form for outcomes of calls", () => {
  test("what people type into it in Russian loads; lists hold the company's own reasons", async () => {
    const home = results();
    const book = await form(home.home, "call_results");
    const sheet = book.worksheets[0]!;
    const at = (caption: string) => column(sheet, caption);
    sheet.getCell(2, at("Номер записи")).value = "0001";
    sheet.getCell(2, at("Оператор")).value = "Иванова Анна";
    sheet.getCell(2, at("Телефон")).value = "8 (900) 000-00-01";
    sheet.getCell(2, at("Дата и время")).value = new Date(Date.UTC(2026, 2, 2, 10, 30));
    sheet.getCell(2, at("Результат")).value = "Отказ";
    sheet.getCell(2, at("Причина отказа")).value = "Дорого";
    sheet.getCell(2, at("Разговор с ЛПР")).value = "Да";
    sheet.getCell(3, at("Номер записи")).value = "0002";
    sheet.getCell(3, at("Результат")).value = "Отказ";
    put(home, "log/form.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    await staged(home, async (open) => {
      expect(
        await open.rows(
          "select result_id, operator, client_phone, strftime(timezone('Europe/Moscow', filed_at), '%H:%M') as at, result_code, refusal_reason, is_decision_maker from stage.call_results",
        ),
      ).toEqual([
        {
          result_id: "0001",
          operator: "Иванова Анна",
          client_phone: "+79000000001",
          at: "10:30",
          result_code: "refusal",
          refusal_reason: "price",
          is_decision_maker: true,
        },
      ]);
      const [refused] = await open.rejected();
      expect(refused).toMatchObject({line_number: 3, reason_code: "missing"});
    });
    const lists = book.getWorksheet("Списки")!;
    expect(lists.state).toBe("hidden");
    expect([1, 2].map((row) => lists.getCell(row, at("Причина отказа")).value)).toEqual(["Дорого", "Другое"]);
    const rule = sheet.getCell(2, at("Причина отказа")).dataValidation;
    expect(rule).toMatchObject({type: "list", allowBlank: true});
    expect(rule.formulae[0]).toMatch(/Списки'!\$[A-Z]\$1:\$[A-Z]\$2$/);
  });

  test("the English form loads by the same source", async () => {
    const home = results();
    const book = await form(home.home, "call_results", "--lang", "en");
    const sheet = book.worksheets[0]!;
    const values: Record<string, string> = {
      "Entry number": "7",
      Operator: "201",
      "Date and time": "02.03.2026 10:30",
      Result: "Goal reached",
    };
    for (const [caption, value] of Object.entries(values))
      sheet.getCell(2, column(sheet, caption)).value = value;
    put(home, "log/form.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    await staged(home, async (open) =>
      expect(await open.rows("select result_id, result_code from stage.call_results")).toEqual([
        {result_id: "7", result_code: "goal"},
      ]),
    );
  });
});

test("a cell left empty in a form keeps what the CRM gave; a filled one replaces it", async () => {
  const home = makeHome({
    sources: "sources: {crm: {preset: clients}, people: {preset: form_clients}}\n",
    inbox: {
      "crm/clients.csv":
        "client_id,client_name,segment,decision_maker_name\n1,Ромашка,розница,Петров\n2,Василёк,опт,\n",
    },
  });
  const open = await Staged.open(home);
  try {
    await open.take();
    put(
      home,
      "people/form.csv",
      "Код клиента;Название клиента;ЛПР;Сегмент\n1;;Иванов;\n2;;;розница\n3;Лютик;;\n",
    );
    await open.take();
    expect(
      await open.rows(
        "select client_id, client_name, decision_maker_name, segment from stage.clients order by client_id",
      ),
    ).toEqual([
      {client_id: "1", client_name: "Ромашка", decision_maker_name: "Иванов", segment: "розница"},
      {client_id: "2", client_name: "Василёк", decision_maker_name: null, segment: "розница"},
      {client_id: "3", client_name: "Лютик", decision_maker_name: null, segment: null},
    ]);
    put(home, "people/again.csv", "Код клиента;ЛПР\n1;\n");
    expect(await open.take()).toMatchObject([{rows: 1, accepted: 1, unchanged: 1}]);
  } finally {
    open.close();
  }
});

test("clients we know stand in the form with their names beside", async () => {
  const home = makeHome({
    sources: "sources: {crm: {preset: clients}}\n",
    inbox: {"crm/clients.csv": "client_id,client_name\n0017,Ромашка\n0018,Василёк\n"},
  });
  expect((await estafeta("run", "--home", home.home)).code).toBe(0);
  const sheet = (await form(home.home, "client_potentials", "--known")).worksheets[0]!;
  expect([2, 3].map((row) => [sheet.getCell(row, 1).value, sheet.getCell(row, 2).value])).toEqual([
    ["0018", "Василёк"],
    ["0017", "Ромашка"],
  ]);
});

test("every entity has a form with one column a field", () => {
  const path = join(temporaryFolder(), "form.csv");
  for (const contract of contracts) {
    writeCsv(contract, path, {language: "ru", dictionaries: {entries: [], stages: []}, all: true, rows: []});
    const [header = "", ...rest] = readFileSync(path, "utf8").slice(1).trim().split("\r\n");
    expect(rest).toEqual([]);
    expect(header.split(";")).toHaveLength(fieldsOf(contract).length);
    expect(new Set(header.split(";")).size).toBe(header.split(";").length);
  }
});

describe("what to write", () => {
  const helpOf = async (home: string, entity: string, ...flags: string[]) => {
    const sheet = (await form(home, entity, ...flags)).worksheets[1]!;
    return new Map(
      [...Array(sheet.rowCount).keys()].map((row) => [
        String(sheet.getCell(row + 1, 3).value),
        String(sheet.getCell(row + 1, 2).value),
      ]),
    );
  };

  test("is said of ids, of several values in a cell and of shares", async () => {
    const {home} = makeHome();
    const employees = await helpOf(home, "employees");
    expect(employees.get("employee_id")).toMatch(
      /^Обязательно\. Любой номер или текст, у каждой строки свой/,
    );
    expect(employees.get("aliases")).toContain("Через точку с запятой");
    const roles = await helpOf(home, "employee_roles");
    expect(roles.get("employee_id")).toBe("Обязательно. Тот же код, что в таблице «Сотрудники».");
    const reviews = await helpOf(home, "qa_reviews", "--lang", "en");
    expect(reviews.get("review_id")).toMatch(/together with ".+" another one in each row/);
    expect(reviews.get("score")).toContain("from 0 to 1");
    expect((await helpOf(home, "client_feedback")).get("score")).toContain("Число.");
  });

  test("holds: a share loads as a number and as a cell of percent", async () => {
    const home = makeHome({sources: "sources: {qa: {preset: form_qa_reviews}}\n"});
    const book = await form(home.home, "qa_reviews");
    const sheet = book.worksheets[0]!;
    const rows = [0.85, 0.5];
    rows.forEach((score, index) => {
      const row = index + 2;
      sheet.getCell(row, column(sheet, "Номер оценки")).value = "1";
      sheet.getCell(row, column(sheet, "Код пункта")).value = `p${row}`;
      sheet.getCell(row, column(sheet, "Дата проверки")).value = new Date(Date.UTC(2026, 2, 2));
      sheet.getCell(row, column(sheet, "Оператор")).value = "201";
      const cell = sheet.getCell(row, column(sheet, "Доля выполнения"));
      cell.value = score;
      if (index === 0) cell.numFmt = "0%";
    });
    put(home, "qa/form.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    await staged(home, async (open) =>
      expect(await open.rows("select score from stage.qa_reviews order by item_code")).toEqual([
        {score: 0.85},
        {score: 0.5},
      ]),
    );
  });

  test("on the terminal follows the language", async () => {
    const {home} = makeHome();
    const said = async (...args: string[]) => (await estafeta("template", ...args, "--home", home)).out;
    const output = join(home, "form.csv");
    expect(await said("calls", "--output", output)).toContain("Заполненную форму");
    expect(await said("calls", "--output", output, "--lang", "en")).toContain("When it is filled in");
    expect(await said("--lang", "ru")).toContain("Сотрудники\n");
    expect(await said()).toContain("Employees: One person");
  });
});

test("an unknown entity, language or ending is refused in one line", async () => {
  const home = makeHome();
  for (const [args, message] of [
    [["calls_log"], "there is no such entity"],
    [["calls", "--lang", "de"], "expected ru or en"],
    [["calls", "--output", "form.pdf"], "ends in .xlsx or .csv"],
    [["employees", "--known"], "employees has no client_id"],
    [["clients", "--known"], "nothing has been published yet"],
  ] as const) {
    const ended = await estafeta("template", ...args, "--home", home.home);
    expect(ended.code).not.toBe(0);
    expect(ended.err).toContain(message);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  }
});

test("a form in CSV has no room for lists: the command names the values, and they load as they are named", async () => {
  const home = makeHome({
    sources: "sources: {log: {preset: form_call_results}, staff: {preset: form_employee_roles}}\n",
    dictionaries: {refusal_reasons: reasons},
  });
  const path = join(home.home, "form.csv");
  const {out} = await estafeta("template", "call_results", "--output", path, "--home", home.home);
  const lineOf = (caption: string) => out.split("\n").find((line) => line.startsWith(`  ${caption}: `));
  expect(lineOf("Причина отказа")).toBe("  Причина отказа: Выберите из списка. Дорого | Другое");
  expect(lineOf("Разговор с ЛПР")).toContain("Да | Нет");
  const roles = await estafeta("template", "employee_roles", "--output", path, "--home", home.home);
  const list = / {2}Роль: Обязательно\. Выберите из списка\. (.+)/.exec(roles.out)![1]!.split(" | ");
  expect(list).toEqual(["Оператор", "Охотник", "Фермер", "Руководитель", "Другое"]);
  const rows = list.map((role, index) => `${index};${role};;01.02.2026;\r\n`).join("");
  put(home, "staff/form.csv", readFileSync(path, "utf8") + rows);
  await staged(home, async (open) =>
    expect(await open.rows("select role from stage.employee_roles order by employee_id")).toEqual(
      ["operator", "hunter", "farmer", "head", "other"].map((role) => ({role})),
    ),
  );
});

test("the form says which day ends a stretch, and before which it cannot be", async () => {
  const home = makeHome();
  const path = join(home.home, "form.csv");
  const helpOf = async (entity: string, caption: string, ...flags: string[]) => {
    const {out} = await estafeta("template", entity, "--output", path, "--home", home.home, ...flags);
    return out.split("\n").find((line) => line.startsWith(`  ${caption}: `));
  };
  expect(await helpOf("employees", "Первый день после увольнения")).toBe(
    "  Первый день после увольнения: Дата, например 31.12.2026. Первый день, который сюда уже не входит; не раньше, чем «Принят».",
  );
  expect(await helpOf("absences", "Day back at work", "--lang", "en")).toBe(
    '  Day back at work: Required. A date such as 31.12.2026. The first day that is no part of it; after "First day".',
  );
  expect(await helpOf("handovers", "Когда принят")).toContain("Не раньше, чем «Когда предложен».");
});
