import {describe, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {isTotals, totalsSql} from "../../pipelines/sources/formats/totals.ts";
import {identifier} from "../../pipelines/sources/sql.ts";
import {makeHome} from "../helpers/home.ts";
import {look} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const totals = [
  ["Итого", "", "", "5"],
  ["Итого по менеджеру Иванов", "", "", "1 234,50"],
  ["", "", "", "Итого по складу 2", "5", "1 000 ₽"],
  ["Всего за сентябрь:", "", "", "5 000,00"],
  ["Итого: Иванов", "", "3", "-5,00"],
  ["ИТОГО ООО Лютик", "", "", "1,234.50"],
  ["Иванов Анна Итог", "", "", "7"],
  ["Общий итог", "", "", "7"],
  ["Smith Total", "", "", "$7"],
  ["Subtotal", "", "", "7"],
  ["Total for March", "", "12%", "7 руб."],
  ["Промежуточный итог", "", "", "7"],
  ["Входящий остаток", "", "", "7"],
  ["Итого за\u00a0день", "", "", "7"],
  ["Итого за сентябрь 2026", "", "", "38:38:45"],
  ["", "", "", "", "Итого:", "38:38:45"],
  ["Всього: 20 дзвінків", "", "", "1:00:00"],
  ["Всього", "", "", "7"],
  ["Всего записей: 20", "", "", ""],
  ["Grand total (20 calls)", "", "", ""],
  // words that name a span are no row's own, whatever day stands beside them
  ["30.09.2026", "Всего за месяц", "", "7"],
  ["2026-09-30 10:00:00", "", "Итого", "7"],
  ["Итого за сентябрь", "30.09.2026", "", "7"],
];
const data = [
  // a day stands beside it, so it is a row
  ["01.09.2026", "Итого Маркет", "", "500"],
  ["01.09.2026", "А-1", "Всего хорошего", "500"],
  ["Всего за 500 рублей", "01.09.2026", "А-1", "500"],
  ["ООО Итог", "", "", "500"],
  ["ИП Тотал", "", "", "500"],
  ["Total Energies", "", "", "500"],
  ["Итоговый проект", "", "", "500"],
  ["Всего понемногу", "", "", "500"],
  ["Итого по делу", "ООО Лютик", "", "500"],
  ["Иванов", "", "", "500"],
  ["", "", "", ""],
];

describe("rows of totals", () => {
  test.each([...totals.map((row) => [row, true] as const), ...data.map((row) => [row, false] as const)])(
    "%j: %s, read as text and by the database alike",
    async (cells, expected) => {
      expect(isTotals(cells)).toBe(expected);
      const names = cells.map((_, index) => `c${index}`);
      const database = await Database.open(":memory:");
      try {
        const row = cells.map((cell, index) => `nullif('${cell}', '') as "c${index}"`).join(", ");
        const [found] = await database.rows<{is_total: boolean}>(
          `select ${totalsSql(names.map(identifier))} as is_total from (select ${row}) as cells`,
        );
        expect(found!.is_total).toBe(expected);
      } finally {
        database.close();
      }
    },
  );
});

const settings = `
sources:
  bank:
    entities:
      payments:
        fields: {payment_id: Номер, paid_on: Дата, amount: Сумма, client_name: Клиент, manager: Менеджер}
`;
const header = "Дата;Номер;Клиент;Менеджер;Сумма";
const grouped = [
  header,
  "01.09.2026;1;ООО Лютик;Иванов;100,00",
  "02.09.2026;2;ООО Клен;Иванов;50,00",
  ";;;Итого по менеджеру Иванов;150,00",
  "03.09.2026;3;ООО Клен;Серов;30,00",
  "Итого по менеджеру Серов;;;;30,00",
  "Всего за сентябрь;;;;180,00",
];

describe("subtotals between the rows", () => {
  const load = (text: string, ask: Parameters<typeof staged>[1]) =>
    staged(makeHome({sources: settings, inbox: {"bank/a.csv": text}}), ask);
  const drift = "select kind_code, expected, actual from ops.drift where kind_code = 'totals_differ'";

  test("are left out, and everything is accounted for", async () => {
    await load(`${grouped.join("\n")}\n`, async (open) => {
      expect(
        await open.rows("select count(*) as n, sum(amount)::varchar as sum from stage.payments"),
      ).toEqual([{n: 3, sum: "180.00"}]);
      expect(open.files).toMatchObject([{rows: 6, accepted: 3, rejected: 0, skipped: 3}]);
      expect(
        await open.rows("select totals_count::integer as n, several_count::integer as other from ops.loads"),
      ).toEqual([{n: 3, other: 0}]);
      expect(await open.rows(drift)).toEqual([]);
    });
  });

  test("without a total of all they are the total together", async () => {
    await load(`${grouped.slice(0, -1).join("\n")}\n`, async (open) => {
      expect(open.files).toMatchObject([{rows: 5, accepted: 3, rejected: 0, skipped: 2}]);
      expect(await open.rows(drift)).toEqual([]);
    });
    const less = grouped.filter((line) => !line.startsWith("02.09"));
    await load(`${less.join("\n")}\n`, async (open) => {
      expect(await open.rows(drift)).toEqual([{kind_code: "totals_differ", expected: "180", actual: "130"}]);
    });
  });

  const groups =
    "select expected, actual from ops.drift where kind_code = 'subtotals_differ' and column_name = 'payments.amount' order by expected";

  test("are compared group by group, also where the file's total agrees", async () => {
    await load(`${grouped.join("\n")}\n`, async (open) => expect(await open.rows(groups)).toEqual([]));
    // what one group has too much the other lacks; a third shows where subtotals stand
    const moved = [
      header,
      "01.09.2026;1;ООО Лютик;Иванов;100,00",
      "02.09.2026;2;ООО Клен;Иванов;50,00",
      ";;;Итого по менеджеру Иванов;140,00",
      "03.09.2026;3;ООО Клен;Серов;30,00",
      "Итого по менеджеру Серов;;;;40,00",
      "04.09.2026;4;ООО Клен;Лист;70,00",
      "Итого по менеджеру Лист;;;;70,00",
      "Всего за сентябрь;;;;250,00",
    ];
    await load(`${moved.join("\n")}\n`, async (open) => {
      expect(await open.rows(drift)).toEqual([]);
      expect(await open.rows(groups)).toEqual([
        {expected: "Итого по менеджеру Иванов: 140", actual: "150"},
        {expected: "Итого по менеджеру Серов: 40", actual: "30"},
      ]);
    });
  });

  test("of days are named by the day and its words", async () => {
    const text = [
      header,
      ...["1;ООО Лютик;Иванов;10,00", "2;ООО Клен;Иванов;20,00"].map((rest) => `01.09.2026;${rest}`),
      "01.09.2026;;Итого за день;;35,00",
      "02.09.2026;3;ООО Клен;Иванов;40,00",
      "02.09.2026;;Итого за день;;40,00",
    ].join("\n");
    await load(`${text}\n`, async (open) =>
      expect(await open.rows(groups)).toEqual([{expected: "01.09.2026 Итого за день: 35", actual: "30"}]),
    );
  });

  test("above their rows, and of groups of groups, are known by those that agree", async () => {
    const above = [
      header,
      "Итого отдел;;;;250,00",
      "Итого по менеджеру Иванов;;;;150,00",
      "01.09.2026;1;ООО Лютик;Иванов;100,00",
      "02.09.2026;2;ООО Клен;Иванов;50,00",
      "Итого по менеджеру Серов;;;;45,00",
      "03.09.2026;3;ООО Клен;Серов;30,00",
      "Итого по менеджеру Лист;;;;70,00",
      "04.09.2026;4;ООО Клен;Лист;70,00",
    ];
    await load(`${above.join("\n")}\n`, async (open) => {
      expect(await open.rows(groups)).toEqual([{expected: "Итого по менеджеру Серов: 45", actual: "30"}]);
    });
    const nested = [
      ...grouped.slice(0, -1),
      "Итого отдел 1;;;;180,00",
      "05.09.2026;5;ООО Клен;Лист;20,00",
      "Итого по менеджеру Лист;;;;20,00",
      "Итого отдел 2;;;;20,00",
      "Исходящий остаток;;;;7000,00",
      "Всего;;;;200,00",
    ];
    await load(`${nested.join("\n")}\n`, async (open) => expect(await open.rows(groups)).toEqual([]));
  });

  test("also far from the end of a file that is read at once", async () => {
    const rows = Array.from(
      {length: 12_000},
      (_, index) => `03.09.2026;${index + 10};ООО Длинное название клиента ${index};Серов;1,00`,
    );
    const text = [...grouped.slice(0, 4), ...rows, "Итого;;;;12150,00"].join("\n");
    await load(`${text}\n`, async (open) => {
      expect(open.files).toMatchObject([{rows: 12_004, accepted: 12_002, rejected: 0, skipped: 2}]);
    });
  });

  test("of a table in HTML, whose cells are copied", async () => {
    const cells = (line: string) => line.split(";").map((cell) => `<td>${cell}</td>`);
    const rows = grouped.map((line) => `<tr>${cells(line).join("")}</tr>`);
    const home = makeHome({sources: settings, inbox: {"bank/a.xls": `<table>${rows.join("\n")}</table>`}});
    await staged(home, async (open) => {
      expect(open.files).toMatchObject([{rows: 6, accepted: 3, rejected: 0, skipped: 3}]);
    });
  });

  const rows = (count: number) =>
    Array.from({length: count}, (_, at) => `0${at + 1}.09.2026;${at + 1};ООО Лютик;Иванов;10,00`);

  test("with a day or another word beside them are known by the cells they lack", async () => {
    const text = [
      header,
      ...rows(2),
      "02.09.2026;;;Итого Иванов;20,00",
      "03.09.2026;7;Итого Маркет ООО;Всего на пробу;10,00",
      ";;Итого;Серов;10,00",
      "04.09.2026;8;Итого Маркет;Серов;10,00",
      "30.09.2026;;;Итого за месяц;40,00",
    ].join("\n");
    await load(`${text}\n`, async (open) => {
      expect(open.files).toMatchObject([{rows: 7, accepted: 4, rejected: 0, skipped: 3}]);
      expect(await open.rows(drift)).toEqual([]);
    });
    await load(`${text.replace("Итого за месяц;40,00", "Итого за месяц;55,00")}\n`, async (open) => {
      expect(await open.rows(drift)).toEqual([{kind_code: "totals_differ", expected: "55", actual: "40"}]);
    });
  });

  test("but a row that lacks only what others lack too is data, also at the end of a file read at once", async () => {
    const lone = "09.09.2026;9;;Итого Маркет;10,00";
    const some = rows(8).map((line, at) => (at % 2 ? line.replace("ООО Лютик", "") : line));
    await load(`${[header, ...some, lone].join("\n")}\n`, async (open) => {
      expect(open.files).toMatchObject([{rows: 9, accepted: 9, rejected: 0, skipped: 0}]);
    });
    const file = await look(`${[header, ...rows(8), lone].join("\n")}\n`);
    expect(file.format).toMatchObject({rows: 8, totalsRows: 1});
  });

  test("inspection counts them as totals", async () => {
    const file = await look(`${grouped.join("\n")}\n`);
    expect(file.format).toMatchObject({rows: 3, totalsRows: 3});
    expect(file.preview[0]).toMatchObject({accepted: 3, rejected: 0});
  });
});

test("a total of lengths of time that differs is told as clocks", async () => {
  const home = makeHome({
    sources:
      "sources: {phone: {entities: {calls: {fields: {call_id: id, started_at: at, direction: {value: out}, operator: who, disposition: {value: answered}, talk_seconds: {column: talk, duration: hms}}}}}}\n",
    inbox: {
      "phone/a.csv":
        "id;at;who;talk\n1;01.09.2026 10:00:00;101;1:00:05\n2;01.09.2026 11:00:00;101;0:30:00\nИтого;;;2:15:00\n",
    },
  });
  await staged(home, async (open) => {
    const found = await open.rows("select kind_code, column_name, expected, actual from ops.drift");
    expect(found).toContainEqual({
      ...{kind_code: "totals_differ", column_name: "calls.talk_seconds"},
      ...{expected: "2:15:00", actual: "1:30:05"},
    });
  });
});
