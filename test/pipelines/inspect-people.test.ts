import {describe, expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("a staff list", () => {
  const staff = (phone: string) =>
    lines(
      `Код;Имя сотрудника;Должность;${phone};Дата приема`,
      "0001;Иванова Анна;Старший оператор;101;01.02.2025",
      "0002;Серов Пётр;Оператор;102;01.02.2025",
      "0003;Лист Олег;Охотник;103;01.02.2025",
    );

  test.each([
    "Внутр. тел.",
    "Внутренний",
    "Доб. номер",
    "Телефон (внутр.)",
    "SIP",
    "Вн. номер",
    "Короткий номер",
  ])("%s is the internal number", async (header) => {
    const file = await look(staff(header));
    expect(proposed(file)["employee_extensions.extension"]).toBe(`${header} (sure)`);
    expect(rowsOf(file, "employee_extensions").map(({extension}) => extension)).toEqual([
      "101",
      "102",
      "103",
    ]);
  });

  test("short numbers under another word for a line are taken and asked about", async () => {
    const file = await look(staff("Трубка"));
    expect(proposed(file)["employee_extensions.extension"]).toBe("Трубка (ask)");
    const question = file.questions.find(({entity}) => entity === "employee_extensions")!;
    const without = await look(staff("Трубка"), {settings: answered(file.settings, question.options[1]!)});
    expect(rowsOf(without, "employee_extensions")).toEqual([]);
  });

  test("short numbers that speak of no line are no extension", async () => {
    const file = await look(staff("Оклад"));
    expect(proposed(file)["employee_extensions.extension"]).toBeUndefined();
  });

  test("a senior operator may lead or call: it is asked, and the others are not", async () => {
    const file = await look(staff("Внутр. тел."));
    expect(proposed(file)["employee_roles.role"]).toBe("Должность (ask)");
    const asked = file.questions.filter(({field}) => field === "role");
    expect(asked.map(({text}) => text.en)).toEqual(['Должность: what does "Старший оператор" mean?']);
    const settings = answered(file.settings, asked[0]!.options.find(({label}) => label.en === "Operator")!);
    const roles = rowsOf(await look(staff("Внутр. тел."), {settings}), "employee_roles");
    expect(roles.map(({role}) => role)).toEqual(["operator", "operator", "hunter"]);
  });
});

describe("a list of people of companies", () => {
  const contacts = lines(
    "Contact ID,Full name,Company,Mobile phone,E-mail,Is decision maker?",
    "1001,Ann Lee,Acme LLC,+79000000001,a@example.com,Yes",
    "1002,Bob Ray,Acme LLC,+79000000002,b@example.com,No",
    "1003,Cy Moss,Birch Ltd,+79000000003,c@example.com,No",
    "1004,Di Fox,Cedar Inc,+79000000004,d@example.com,Yes",
  );

  test("gives companies with who decides, never a client for each person, and is asked about", async () => {
    const file = await look(contacts);
    expect(proposed(file)).toMatchObject({
      "clients.client_id": "Company (ask)",
      "clients.client_name": "Company (ask)",
      "clients.decision_maker_name": "Full name (guess)",
      "clients.decision_maker_phone": "Mobile phone (guess)",
    });
    expect(
      rowsOf(file, "clients").map((row) => [
        row["client_id"],
        row["decision_maker_name"],
        row["decision_maker_phone"],
      ]),
    ).toEqual([
      ["Acme LLC", "Ann Lee", "+79000000001"],
      ["Cedar Inc", "Di Fox", "+79000000004"],
    ]);
  });

  test("may be said to be clients all the same", async () => {
    const file = await look(contacts);
    const question = file.questions.find(({field}) => field === "client_id")!;
    const each = await look(contacts, {settings: answered(file.settings, question.options[1]!)});
    expect(rowsOf(each, "clients").map((row) => [row["client_id"], row["client_name"]])).toEqual([
      ["1001", "Ann Lee"],
      ["1002", "Bob Ray"],
      ["1003", "Cy Moss"],
      ["1004", "Di Fox"],
    ]);
  });

  test("names companies by their own number where it has one, and leaves people out of whom nobody says that they decide", async () => {
    const file = await look(
      lines(
        "ID контакта;Контактное лицо;ID компании;Компания;Мобильный телефон",
        "1001;Иванова Анна;C-1;ООО Ромашка;+79000000001",
        "1002;Серов Пётр;C-1;ООО Ромашка;+79000000002",
        "1003;Лист Олег;C-2;АО Лютик;+79000000003",
      ),
    );
    const found = proposed(file);
    expect(found["clients.client_id"]).toBe("ID компании (ask)");
    expect(found["clients.client_name"]).toBe("Компания (ask)");
    expect(found["clients.decision_maker_phone"]).toBeUndefined();
  });

  test("an account manager is no company: without one each contact stays a client", async () => {
    const file = await look(
      lines(
        "Contact ID,Contact name,Account manager,City,Phone",
        "1001,Ann Lee,Cy Moss,Perm,+79000000001",
        "1002,Bob Ray,Cy Moss,Omsk,+79000000002",
        "1003,Di Fox,Al Poe,Perm,+79000000003",
      ),
    );
    expect(file.questions.map(({id}) => id)).not.toContain("clients.client_id.people");
  });

  test("a list of companies with one contact each stays a list of companies", async () => {
    const file = await look(
      lines(
        "Код клиента;Компания;Контактное лицо;Телефон",
        "1;ООО Ромашка;Иванова Анна;+79000000001",
        "2;АО Лютик;Серов Пётр;+79000000002",
        "3;ИП Сомов;Лист Олег;+79000000003",
      ),
    );
    expect(proposed(file)).toMatchObject({
      "clients.client_id": "Код клиента (sure)",
      "clients.client_name": "Компания (sure)",
      "clients.decision_maker_name": "Контактное лицо (sure)",
    });
  });
});

describe("deals whose stage alone says how they ended", () => {
  const deals = (stages: string[]) =>
    lines(
      "id;name;stage;amount;created;owner",
      ...stages.map((stage, at) => `${at + 1};Deal ${at};${stage};${1000 + at};2026-09-0${at + 1};Ann Lee`),
    );

  test("won, lost and open are what they say", async () => {
    const file = await look(deals(["won", "lost", "open", "won"]), {home: makeHome()});
    expect(proposed(file)["deals.status"]).toBe("stage (guess)");
    expect(rowsOf(file, "deals").map(({status}) => status)).toEqual(["won", "lost", "open", "won"]);
    // without a day of its end a won deal stands in no month
    expect(file.questions.map(({id}) => id)).toContain("deals.closed_at");
  });

  test("of other words each is asked about, and an answer holds", async () => {
    const text = deals(["Переговоры", "Договор подписан", "Отказ", "Переговоры"]);
    const file = await look(text, {home: makeHome()});
    expect(proposed(file)["deals.status"]).toBe("stage (ask)");
    expect(rowsOf(file, "deals").map(({status}) => status)).toEqual(["open", "open", "lost", "open"]);
    const asked = file.questions.filter(({field}) => field === "status");
    expect(asked.map(({text}) => text.en)).toEqual([
      'stage: what does "Переговоры" mean?',
      'stage: what does "Договор подписан" mean?',
    ]);
    const won = asked[1]!.options.find(({set}) => JSON.stringify(set).includes('"won"'))!;
    const settled = await look(text, {home: makeHome(), settings: answered(file.settings, won)});
    expect(rowsOf(settled, "deals").map(({status}) => status)).toEqual(["open", "won", "lost", "open"]);
  });
});

describe("a row's own number", () => {
  const payments = (header: string, cell: (at: number) => string) =>
    lines(
      `${header};date;client;amount`,
      ...[0, 1, 2, 3].map((at) => `${cell(at)};2026-09-0${at + 1};Acme LLC;${100 + at}.50`),
    );
  const uuid = (at: number) => `03e0a81${at}-bdc2-4e99-a3d2-0123456789ab`;

  test.each(["uuid", "Ref", "GUID", "Хеш"])("%s, another in every row, is the key", async (header) => {
    const file = await look(payments(header, uuid), {name: "payments.csv"});
    expect(proposed(file)["payments.payment_id"]).toMatch(new RegExp(`^${header} `, "u"));
  });

  test("a column of unknown meaning that differs in every row is asked about and not taken", async () => {
    const text = payments("Маркер", uuid);
    const file = await look(text, {name: "payments.csv"});
    expect(proposed(file)["payments.payment_id"]).toBe("row_hash (ask)");
    const question = file.questions.find(({id}) => id === "payments.payment_id.own")!;
    const taken = await look(text, {
      name: "payments.csv",
      settings: answered(file.settings, question.options[1]!),
    });
    expect(rowsOf(taken, "payments").map(({payment_id: id}) => id)).toEqual([0, 1, 2, 3].map(uuid));
  });

  test("a client's tax number that happens to differ is no key of a payment", async () => {
    const file = await look(
      payments("ИНН", (at) => `770000001${at}`),
      {name: "payments.csv"},
    );
    expect(proposed(file)["payments.payment_id"]).toBe("row_hash (guess)");
  });
});
