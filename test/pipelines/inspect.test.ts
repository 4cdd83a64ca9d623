import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {contractOf} from "../../pipelines/contracts/index.ts";
import {run} from "../../pipelines/run.ts";
import {sourcesSchema} from "../../pipelines/sources/mapping.ts";
import {writeCsv} from "../../pipelines/template.ts";
import {makeHome, temporaryFolder} from "../helpers/home.ts";
import {answered, look, lookAt, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("what the columns are", () => {
  test("Russian headers of a sales table become fields, the rest is named as unused", async () => {
    const file = await look(
      lines(
        "Дата;Номер заказа;Клиент;ИНН;Товар;Кол-во;Сумма, руб.;Менеджер;Цвет",
        '01.02.2026;А-1;ООО "Ромашка";7701000001;Короб;3;1 250,50;Иванова Анна;синий',
        '02.02.2026;А-2;ООО "Лютик";7701000002;Лента;1;99,00;Серов Пётр;красный',
      ),
    );
    expect(proposed(file)).toEqual({
      "orders.ordered_on": "Дата (sure)",
      "orders.order_id": "Номер заказа (sure)",
      "orders.client_name": "Клиент (sure)",
      "orders.client_tax_id": "ИНН (sure)",
      "orders.product": "Товар (sure)",
      "orders.quantity": "Кол-во (sure)",
      "orders.amount": "Сумма, руб. (sure)",
      "orders.manager": "Менеджер (sure)",
      "orders.line_number": "row_hash (guess)",
    });
    expect(file.unused).toEqual(["Цвет"]);
    expect(rowsOf(file, "orders").map(({amount, ordered_on}) => [ordered_on, amount])).toEqual([
      ["2026-02-01", "1250.50"],
      ["2026-02-02", "99.00"],
    ]);
  });

  test("Ukrainian headers are known too", async () => {
    const file = await look(
      lines(
        "Замовлення;Дата;Клієнт;Кількість;Вартість",
        "1;05.03.2026;ТОВ Мальва;2;200",
        "2;06.03.2026;ФОП Клен;1;50",
      ),
    );
    expect(proposed(file)).toMatchObject({
      "orders.order_id": "Замовлення (sure)",
      "orders.client_name": "Клієнт (sure)",
      "orders.quantity": "Кількість (sure)",
      "orders.amount": "Вартість (sure)",
    });
  });

  test("planned quantities and costs are not taken for the real ones", async () => {
    const file = await look(
      lines(
        "order id,order date,quantity (plan),quantity,cost amount,amount",
        "1,2026-01-05,10,2,30,100",
        "2,2026-01-06,20,3,60,200",
      ),
    );
    expect(proposed(file)).toMatchObject({
      "orders.quantity": "quantity (sure)",
      "orders.amount": "amount (sure)",
    });
    expect(file.unused).toEqual(["quantity (plan)", "cost amount"]);
  });

  test("a price and a quantity make the amount, and that is asked", async () => {
    const file = await look(
      lines(
        "Номер документа;Дата;Товар;Количество;Цена",
        "7;01.02.2026;Лента;3;2,50",
        "8;01.02.2026;Короб;2;10,00",
      ),
    );
    expect(rowsOf(file, "orders").map(({amount}) => amount)).toEqual(["7.50", "20.00"]);
    const [question] = file.questions.filter(({field}) => field === "amount");
    const unit = answered(file.settings, question!.options.find(({label}) => label.en === "Цена")!);
    const again = await look(
      lines(
        "Номер документа;Дата;Товар;Количество;Цена",
        "7;01.02.2026;Лента;3;2,50",
        "8;01.02.2026;Короб;2;10,00",
      ),
      {settings: unit},
    );
    expect(rowsOf(again, "orders").map(({amount}) => amount)).toEqual(["2.50", "10.00"]);
  });

  test("one staff table makes people, posts and extensions", async () => {
    const file = await look(
      lines(
        "Табельный номер;ФИО;Должность;Отдел;Дата приёма;Внутренний номер",
        "001;Иванова Анна Петровна;Оператор;Север;01.02.2025;201",
        "002;Серов Пётр Ильич;Руководитель отдела продаж;Север;15.03.2024;",
      ),
    );
    expect(file.preview.map(({entity, accepted}) => [entity, accepted])).toEqual([
      ["employees", 2],
      ["employee_roles", 2],
      ["employee_extensions", 1],
    ]);
    expect(rowsOf(file, "employee_roles").map(({role, valid_from}) => [role, valid_from])).toEqual([
      ["operator", "2025-02-01"],
      ["head", "2024-03-15"],
    ]);
  });

  test.each(["Заведена", "Заведён", "Открыта", "Создано"])(
    "%s is the day a deal was opened",
    async (header) => {
      const file = await look(
        lines(
          `Номер сделки;Этап сделки;${header};Закрыта`,
          "1;Новая;01.02.2026;03.02.2026",
          "2;Новая;02.02.2026;04.02.2026",
        ),
      );
      expect(proposed(file)).toMatchObject({
        "deals.created_at": `${header} (sure)`,
        "deals.closed_at": "Закрыта (sure)",
      });
    },
  );

  test("where no header says when a deal was opened, every day of the file is offered", async () => {
    const text = lines(
      "Номер сделки;Этап сделки;Первый визит;Закрыта",
      "1;Новая;01.02.2026;03.02.2026",
      "2;Новая;02.02.2026;04.02.2026",
    );
    const file = await look(text);
    const {options} = file.questions.find(({id}) => id === "deals.created_at")!;
    expect(options.map(({label}) => label.ru)).toEqual([
      "Да, этот файл лишь дополняет их",
      "Нет: взять «Первый визит»",
      "Нет: взять «Закрыта»",
    ]);
    const again = await look(text, {settings: answered(file.settings, options[1]!)});
    expect(rowsOf(again, "deals").map(({created_at}) => created_at)).toEqual([
      "2026-02-01 00:00:00",
      "2026-02-02 00:00:00",
    ]);
  });

  test("a list of goods is none of our entities", async () => {
    const file = await look(
      lines("Код товара;Наименование;Категория", "1;Лента;Упаковка", "2;Короб;Упаковка"),
    );
    expect(file.entity).toBeNull();
    expect(file.preview).toEqual([]);
  });
});

describe("files together", () => {
  const sales = lines(
    "order_id,order_date,seller_id,amount",
    "o1,2026-01-05,S-10001,10",
    "o2,2026-01-06,S-10002,20",
    "o3,2026-01-07,S-10003,30",
  );

  test("a seller is our client when the other file is of companies with cities", async () => {
    const [orders] = await lookAt({
      "orders.csv": sales,
      "sellers.csv": lines("seller_id,seller_city", "S-10001,Perm", "S-10002,Omsk", "S-10003,Tver"),
    });
    expect(proposed(orders!)["orders.client_id"]).toBe("seller_id (sure)");
    expect(orders!.links).toEqual([
      {
        column: "seller_id",
        file: "sellers.csv",
        toColumn: "seller_id",
        share: 1,
        means: "client_id of clients (Client id)",
      },
    ]);
  });

  test.each(["№ п/п", "№", "Номер строки"])(
    "rows counted under %s name no deals of the other file",
    async (header) => {
      const numbers = Array.from({length: 12}, (_, index) => index + 1);
      const files = await lookAt({
        "deals.csv": lines(
          "№ сделки;Клиент;Этап сделки;Дата создания;Сумма",
          ...numbers.map((number) => `${number};ООО ${number};Выиграна;05.01.2026;1000`),
        ),
        "money.csv": lines(
          `${header};Дата оплаты;Плательщик;Сумма оплаты`,
          ...numbers.map((number) => `${number};15.01.2026;ООО ${13 - number};1000`),
        ),
      });
      const money = files.find(({entity}) => entity === "payments")!;
      expect(money.links).toEqual([]);
      expect(proposed(money)["payments.deal_id"] ?? "none").not.toContain("sure");
    },
  );

  test("a number of a deal that stands at several payments names it", async () => {
    const deals = ["7", "9", "12", "15"];
    const files = await lookAt({
      "deals.csv": lines(
        "№ сделки;Клиент;Этап сделки;Дата создания;Сумма",
        ...deals.map((number) => `${number};ООО ${number};Выиграна;05.01.2026;1000`),
      ),
      "money.csv": lines(
        "Номер платежа;Дата оплаты;Плательщик;Сумма оплаты;№ сделки",
        ...deals.flatMap((number) =>
          [1, 2].map((part) => `П-${number}${part};15.01.2026;ООО ${number};500;${number}`),
        ),
      ),
    });
    const money = files.find(({entity}) => entity === "payments")!;
    expect(money.links.map(({column, toColumn}) => [column, toColumn])).toEqual([["№ сделки", "№ сделки"]]);
  });

  test("and our employee when it is of people", async () => {
    const [orders] = await lookAt({
      "orders.csv": sales,
      "sellers.csv": lines(
        "seller_id,seller",
        "S-10001,Anna Belova",
        "S-10002,Petr Serov",
        "S-10003,Olga Dym",
      ),
    });
    expect(proposed(orders!)["orders.manager"]).toBe("seller_id (sure)");
    expect(proposed(orders!)["orders.client_id"]).toBeUndefined();
  });

  test("alone it is a guess that says so", async () => {
    const file = await look(sales);
    const seller = file.fields.find(({from}) => from === "seller_id")!;
    expect([seller.status, seller.why.en]).toEqual([
      "guess",
      "a seller may be our employee or our client; check it",
    ]);
  });

  test("ids of clients that are loaded already are recognised", async () => {
    const home = makeHome({
      sources: "sources: {clients: {preset: clients}}\n",
      inbox: {
        "clients/c.csv": lines(
          "client_id,client_name",
          "K-00001,Ромашка",
          "K-00002,Лютик",
          "K-00003,Клён",
          "K-00004,Мальва",
        ),
      },
    });
    await run(home);
    const file = await look(
      lines(
        "order_id,order_date,party code,amount",
        "1,2026-01-05,K-00001,10",
        "2,2026-01-06,K-00003,20",
        "3,2026-01-06,K-00004,5",
      ),
      {home},
    );
    expect(proposed(file)["orders.client_id"]).toBe("party code (sure)");
    expect(file.links[0]).toMatchObject({file: "(loaded already)", toColumn: "client_id", share: 1});
  });

  test("a file that cannot be read does not keep the others from being looked at", async () => {
    const [broken, good] = await lookAt({"empty.csv": "", "orders.csv": sales});
    expect(broken!.error).toEqual({
      en: "empty.csv: the file is empty; check the export and send it again",
      ru: "empty.csv: файл пустой; проверьте выгрузку и отправьте файл снова",
    });
    expect(broken!.columns).toEqual([]);
    expect(good!.error).toBeNull();
  });
});

describe("presets and settings", () => {
  const sipuni = lines(
    "Тип;Статус;Время;Откуда;Куда;Кто ответил;Длительность звонка, сек;Длительность разговора, сек;Время ответа, сек;ID записи;Комментарий клиента",
    "исходящий;отвечен;01.02.2026 09:00:00;201 (Иванова Анна);89120000001;;70;65;5;1769925600.1;",
    "входящий;не отвечен;01.02.2026 09:05:00;89120000002;201 (Иванова Анна);;20;0;20;1769925900.2;",
  );

  test("a vendor's export is one line of settings", async () => {
    const file = await look(sipuni);
    expect(file.settings).toEqual({preset: "sipuni"});
    expect(parse(file.yaml)).toEqual({sipuni: {preset: "sipuni"}});
    expect(file.fields.every(({status}) => status === "sure")).toBe(true);
  });

  test("a form of ours is told from an export with the same words by having all that it asks", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "form.csv");
    const none = {entries: [], stages: []};
    writeCsv(contractOf("client_potentials")!, path, {
      language: "ru",
      dictionaries: none,
      all: false,
      rows: [],
    });
    const header = readFileSync(path, "utf8").trim();
    const form = await look(`${header}\nK1;01.02.2026;100000;опрос;Иванова Анна\n`);
    expect(form.preset).toBe("form_client_potentials");
    const table = await look(lines("Код клиента;Дата оценки;Потенциал за год", "K1;01.02.2026;100000"));
    expect([table.preset, table.entity]).toEqual([null, "client_potentials"]);
  });

  test("what the settings fix is shown as it would load, and nothing is proposed for it", async () => {
    const file = await look(sipuni, {
      settings: {
        entities: {calls: {fields: {call_id: {column: "ID записи"}, talk_seconds: null}, extends: true}},
      },
    });
    expect(file.preview.map(({columns, accepted}) => [columns, accepted])).toEqual([[["call_id"], 2]]);
    expect(file.questions).toEqual([]);
  });

  test("settings that cannot load say why", async () => {
    const file = await look(sipuni, {
      settings: {entities: {calls: {extends: true, fields: {call_id: "Номер"}}}},
    });
    expect(file.error?.en).toMatch(/the file has no column "Номер"/);
    expect(file.error?.ru).toMatch(/^export\.csv: .*в файле нет столбца «Номер»; в нём есть Тип, Статус, /);
  });

  test.each([
    [
      "sales",
      lines(
        "Дата доставки;Дата оплаты;Номер заказа;Номер документа;Клиент;Количество;Цена",
        "01.02.2026;02.02.2026;1;9;Лютик;2;10",
      ),
    ],
    [
      "deals without opening day",
      lines("deal id,owner,won date", "1,Anna Belova,2026-02-01", "2,Petr Serov,2026-02-02"),
    ],
    [
      "survey",
      lines(
        "Номер ответа;Телефон;Дата опроса;Балл;Комментарий",
        "1;89120000001;01.02.2026;9;да",
        "2;89120000002;02.02.2026;4;",
      ),
    ],
    [
      "calls",
      lines(
        "Дата и время;Тип;Телефон;Оператор;Длительность;Статус",
        "01.02.2026 09:00;исходящий;89120000001;Иванова Анна;60;дозвон",
        "01.02.2026 09:30;исходящий;89120000002;Иванова Анна;9;тишина",
      ),
    ],
  ])("every answer to every question about %s gives settings that load", async (_name, text) => {
    const file = await look(text);
    expect(file.questions.length).toBeGreaterThan(0);
    for (const question of file.questions)
      for (const option of question.options) {
        const again = await look(text, {settings: answered(file.settings, option)});
        expect([question.id, option.label.en, again.error]).toEqual([question.id, option.label.en, null]);
        expect(again.preview[0]!.accepted).toBeGreaterThan(0);
      }
  });

  test("the YAML says the same as the settings, with a remark where something is to be checked", async () => {
    const file = await look(
      lines("order_id,order_date,seller_id,price,quantity", "1,2026-01-05,s1,10,2", "2,2026-01-06,s2,20,1"),
    );
    const read = sourcesSchema.parse({sources: parse(file.yaml)});
    const written = sourcesSchema.parse({sources: {[file.source]: file.settings}});
    expect(read).toEqual(written);
    expect(file.yaml).toMatch(/seller_id # .*guess: a seller may be our employee or our client; check it/);
  });
});
