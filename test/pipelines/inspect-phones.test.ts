import {describe, expect, test} from "vitest";
import {stringify} from "yaml";
import {run} from "../../pipelines/run.ts";
import {makeHome, put} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";
import {queryPublished} from "../helpers/published.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

const callSettings = {
  entities: {
    calls: {
      fields: {
        call_id: {row_hash: true},
        started_at: "moment",
        direction: {value: "out"},
        operator: {value: "101"},
        client_phone: "phone",
        talk_seconds: {value: "60"},
        disposition: {value: "answered"},
      },
    },
  },
};

/** Names of the clients that calls to these numbers meet. */
async function met(settings: object, text: string, phones: string[]): Promise<(string | null)[]> {
  const home = makeHome({
    sources: stringify({sources: {clients: settings, calls: callSettings}}),
    inbox: {
      "clients/a.csv": text,
      "calls/a.csv": lines(
        "moment;phone",
        ...phones.map((phone, at) => `2026-09-0${at + 1} 10:00:00;${phone}`),
      ),
    },
  });
  await run(home, {});
  const rows = await queryPublished<{client_name: string | null}>(
    home,
    "select client_name from fct_calls left join dim_clients using (client_id) order by call_date",
  );
  return rows.map(({client_name: name}) => name);
}

describe.each([
  ["Телефон", "Мобильный"],
  ["Телефон", "Сотовый"],
  ["Рабочий телефон", "Мобильный телефон"],
  ["Телефон 1", "Телефон 2"],
  ["Phone", "Mobile"],
])("a client list with %s and %s", (first, second) => {
  test("gives both numbers, and a call to either meets the client", async () => {
    const text = lines(
      `Код;Название;${first};${second}`,
      "1;ООО Лютик;+7 (495) 100-20-01;+7 (916) 100-20-01",
      "2;ООО Клен;+7 (495) 100-20-02;",
      "3;ООО Дуб;;+7 (916) 100-20-03",
    );
    const {settings} = await look(text);
    expect(await met(settings, text, ["84951002001", "89161002001", "84951002002", "89161002003"])).toEqual([
      "ООО Лютик",
      "ООО Лютик",
      "ООО Клен",
      "ООО Дуб",
    ]);
  });
});

test("a fax and an internal number are no telephones of the client", async () => {
  const file = await look(
    lines(
      "Код;Название;Телефон;Факс;Доб. тел.",
      "1;ООО Лютик;+7 (495) 100-20-01;+7 (495) 100-20-09;101",
      "2;ООО Клен;+7 (495) 100-20-02;+7 (495) 100-20-08;102",
    ),
  );
  expect(proposed(file)["clients.phones"]).toBe("Телефон (sure)");
});

test("a contacts list of amoCRM that names whose a number is gives both", async () => {
  const text = lines(
    "ID;Тип;Полное имя контакта;Название компании;Ответственный;Дата создания контакта;Кем создан контакт;Рабочий телефон (контакт);Мобильный телефон (контакт)",
    "1;контакт;Серов Пётр;ООО Лютик;Иванова Анна;01.02.2026 10:00:00;Иванова Анна;+74951002001;+79161002001",
  );
  const file = await look(text);
  expect(file.preset).toBe("amocrm_contacts");
  expect(rowsOf(file, "clients")[0]!["phones"]).toBe("+74951002001;+79161002001");
});

test("of a list of people of companies every number is the company's, whoever of them decides", async () => {
  const text = lines(
    "ID контакта;Контактное лицо;ID компании;Компания;Телефон;Мобильный телефон",
    "1001;Иванова Анна;C-1;ООО Ромашка;+7 (495) 100-20-01;+7 (916) 100-20-01",
    "1002;Серов Пётр;C-1;ООО Ромашка;;+7 (916) 100-20-02",
    "1003;Лист Олег;C-2;АО Лютик;+7 (495) 100-20-03;",
  );
  const file = await look(text);
  expect(
    await met(file.settings, text, ["84951002001", "89161002001", "89161002002", "84951002003"]),
  ).toEqual(["ООО Ромашка", "ООО Ромашка", "ООО Ромашка", "АО Лютик"]);
  const question = file.questions.find(({field}) => field === "client_id")!;
  const each = await look(text, {settings: answered(file.settings, question.options[1]!)});
  expect(rowsOf(each, "clients").map(({client_id: id, phones}) => [id, phones])).toEqual([
    ["1001", "+74951002001"],
    ["1002", null],
    ["1003", "+74951002003"],
  ]);
});

describe("people of companies with a mark of who decides", () => {
  const people = lines(
    "ID контакта;Контактное лицо;ID компании;Компания;Телефон;Сотовый;ЛПР",
    "1001;Иванова Анна;C-1;ООО Ромашка;+7 (495) 100-20-01;+7 (916) 100-20-01;нет",
    "1002;Серов Пётр;C-1;ООО Ромашка;;+7 (916) 100-20-02;да",
    "1003;Лист Олег;C-2;АО Лютик;+7 (495) 100-20-03;;да",
  );

  test("have one telephone on the card, whichever column holds it", async () => {
    const file = await look(people);
    expect(rowsOf(file, "clients").map((row) => [row["client_id"], row["decision_maker_phone"]])).toEqual([
      ["C-1", "+79161002002"],
      ["C-2", "+74951002003"],
    ]);
  });

  test("add who decides to the cards of another list under the same numbers, and change nothing else there", async () => {
    const companies = lines(
      "ID;Название;Город;Телефон",
      "C-1;Ромашка, завод;Пермь;+7 (342) 200-00-01",
      "C-2;Лютик;Омск;+7 (381) 200-00-02",
      "C-3;Клен;Омск;+7 (381) 200-00-03",
    );
    const file = await look(people);
    const question = file.questions.find(({id}) => id === "clients.client_id.people")!;
    const adds = question.options.find(({label}) => label.en.startsWith("Who decides"))!;
    const settings = answered(file.settings, adds);
    const withoutNulls = JSON.parse(
      JSON.stringify((await look(people, {settings, isExact: true})).settings),
    ) as object;
    for (const [first, second] of [
      ["companies", "people"],
      ["people", "companies"],
    ]) {
      const sources = {
        companies: (await look(companies, {name: "clients.csv"})).settings,
        people: withoutNulls,
      };
      const files = {companies, people};
      const home = makeHome({sources: stringify({sources})});
      for (const name of [first, second] as ("companies" | "people")[]) {
        put(home, `${name}/a.csv`, files[name]);
        await run(home, {});
      }
      const rows = await queryPublished(
        home,
        "select client_id, client_name, city, has_decision_maker, client_phone from dim_clients order by 1",
      );
      expect(rows.map((row) => Object.values(row))).toEqual([
        ["C-1", "Ромашка, завод", "Пермь", true, "+79161002002"],
        ["C-2", "Лютик", "Омск", true, "+74951002003"],
        ["C-3", "Клен", "Омск", false, "+73812000003"],
      ]);
    }
  });

  test("of whom no number tells the company are told what the export would need", async () => {
    const file = await look(
      lines(
        "ФИО;Компания;Телефон;ЛПР",
        "Иванова Анна;ООО Ромашка;+7 (495) 100-20-01;да",
        "Серов Пётр;АО Лютик;+7 (916) 100-20-02;нет",
      ),
    );
    const question = file.questions.find(({id}) => id === "clients.client_id.people")!;
    expect(question.text.en).toContain("with the company's number as that list has it");
    expect(question.options).toHaveLength(2);
  });
});
