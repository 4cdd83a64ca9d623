import {describe, expect, test} from "vitest";
import {look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const deals = (phone: string, person: string) =>
  lines(
    `№ сделки;Контрагент;${phone};${person};Статус;Дата создания;Бюджет, руб.`,
    'С-101;"ООО ""Ромашка""";+7 (916) 123-45-67;Иванов Пётр;Успешно реализовано;12.01.2026;150',
    "С-102;ИП Петров;8 916 222-33-44;Иванов Пётр;В работе;13.01.2026;90",
    "С-103;ЗАО Лютик;79163334455;Сидорова Анна;Закрыто и не реализовано;15.01.2026;45",
  );

describe("short headers", () => {
  test.each([
    ["Тел. контакта", "Отв. менеджер"],
    ["Моб. тел.", "Отв."],
    ["Ном. тел.", "Менедж."],
    ["Конт. тел.", "Ответств. менеджер"],
  ])("%s and %s count as their words", async (phone, person) => {
    const file = await look(deals(phone, person));
    expect(file.entity).toBe("deals");
    expect(proposed(file)).toMatchObject({
      "deals.client_phone": `${phone} (sure)`,
      "deals.owner": `${person} (sure)`,
    });
  });

  test("№ дог. and ном. сделки say numbers", async () => {
    const file = await look(
      lines("Ном. сделки;Дата созд.;Статус", "С-1;12.01.2026;В работе", "С-2;13.01.2026;В работе"),
    );
    expect(proposed(file)).toMatchObject({
      "deals.deal_id": "Ном. сделки (sure)",
      "deals.created_at": "Дата созд. (sure)",
    });
  });

  test("cells that are phones and people fill free fields as guesses under any header", async () => {
    const file = await look(deals("Связь", "Отвечает"));
    expect(proposed(file)).toMatchObject({
      "deals.client_phone": "Связь (guess)",
      "deals.owner": "Отвечает (guess)",
    });
    expect(rowsOf(file, "deals")[0]).toMatchObject({client_phone: "+79161234567", owner: "Иванов Пётр"});
  });

  test("two columns of people are nobody's guess: which of them it is, is asked", async () => {
    const file = await look(
      lines(
        "№ сделки;Контрагент;Отвечает;Смотрит;Статус;Дата создания",
        "С-101;ООО Роза;Иванов Пётр;Серов Олег;В работе;12.01.2026",
        "С-102;ООО Мак;Сидорова Анна;Серов Олег;В работе;13.01.2026",
        "С-103;ООО Ива;Сидорова Анна;Серов Олег;В работе;14.01.2026",
      ),
    );
    expect(proposed(file)["deals.owner"]).toBe("Отвечает (ask)");
    const asked = file.questions.find(({id}) => id === "deals.owner")!;
    expect(asked.options.map(({label}) => label.ru.split(" (")[0])).toEqual(["Отвечает", "Смотрит"]);
  });

  test("a person of the client, a maker of the card and a fax are not taken", async () => {
    expect((await look(deals("Факс", "Контактное лицо клиента"))).unused).toEqual([
      "Факс",
      "Контактное лицо клиента",
    ]);
    expect((await look(deals("Наш номер", "Кем создана"))).unused).toEqual(["Наш номер", "Кем создана"]);
  });
});
