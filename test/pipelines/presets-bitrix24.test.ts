import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const line = (...cells: string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")};`;

const columns = [
  "ID",
  "Название сделки",
  "Стадия сделки",
  "Товар",
  "Цена",
  "Количество",
  "Сумма",
  "Валюта",
  "Компания",
  "Контакт",
  "Ответственный",
  "Дата создания",
  "Дата изменения",
  "Предполагаемая дата закрытия",
  "Сделка закрыта",
  "Направление",
  "Источник",
];
const rouble = "Российский рубль";
const deal = (
  id: string,
  stage: string,
  goods: [name: string, price: string, quantity: string],
  sum: string,
  rest: {currency?: string; closed?: string; closing?: string; company?: string} = {},
) =>
  line(
    id,
    `Сделка ${id}`,
    stage,
    ...goods,
    sum,
    rest.currency ?? rouble,
    rest.company ?? "ООО Ромашка",
    "Иванова Анна",
    "Серов Пётр",
    "02.03.2026 10:00:00",
    "05.03.2026 12:00:00",
    rest.closing ?? "20.03.2026",
    rest.closed ?? "Нет",
    "Продажи",
    "Звонок",
  );
const none: [string, string, string] = ["", "", ""];

/** The export with a byte order mark, a delimiter at each end of line and a deal repeated for each of its goods. */
const file = `\uFEFF${[
  line(...columns),
  // 2 × 1000.50 + 3 × 20 = 2061; the last one is typed in by hand, so the deal's whole sum stands beside it
  deal("11", "Новая", ["Труба", "1000.50", "2"], "2001"),
  deal("11", "Новая", ["Лист", "20", "3"], "60"),
  // 100 + 150; and the whole deal's sum where goods are not from the catalogue
  deal("12", "Сделка успешна", ["Монтаж", "100", "1"], "250", {closed: "Да"}),
  deal("12", "Сделка успешна", ["Доставка", "150", "1"], "250", {closed: "Да"}),
  deal("13", "Переговоры", none, "1 300,50"),
  deal("14", "Новая", none, "500", {currency: "Доллар США"}),
  deal("15", "Сделка провалена", none, "", {closed: "Y", closing: "07.03.2026"}),
  deal("16", "Новая", ["Труба", "сто", "2"], "200"),
  deal("16", "Новая", ["Лист", "20", "1"], "20"),
  line("17", "Сделка 17", "Новая", ...none, "700"),
].join("\n")}\n`;

test("Bitrix24 deals: goods add up to one deal, a planned closing day is no closing, other money is set aside", async () => {
  await load("bitrix24_deals", file, async (open) => {
    expect(
      await open.rows(
        `select deal_id, client_name, stage, status, amount, ${time("created_at")}, ${time("closed_at")}, owner, pipeline from stage.deals order by deal_id`,
      ),
    ).toEqual(
      [
        {deal_id: "11", stage: "Новая", status: "open", amount: "2061.00", closed_at: null},
        {
          deal_id: "12",
          stage: "Сделка успешна",
          status: "won",
          amount: "250.00",
          closed_at: "20.03.2026 00:00:00",
        },
        {deal_id: "13", stage: "Переговоры", status: "open", amount: "1300.50", closed_at: null},
        {
          deal_id: "15",
          stage: "Сделка провалена",
          status: "lost",
          amount: null,
          closed_at: "07.03.2026 00:00:00",
        },
      ].map((row) => ({
        ...row,
        client_name: "ООО Ромашка",
        created_at: "02.03.2026 10:00:00",
        owner: "Серов Пётр",
        pipeline: "Продажи",
      })),
    );
    expect(
      (await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code, row.value]),
    ).toEqual([
      [7, "amount", "other_currency", "500 Доллар США"],
      [9, "amount", "unreadable", "сто × 2 Российский рубль"],
      [11, null, "too_few_cells", null],
    ]);
    expect(open.files).toMatchObject([{rows: 10, rejected: 3}]);
  });
});

test("Bitrix24 deals without the column of goods keep their sum, and hidden columns stay empty", async () => {
  const short = [
    line("ID", "Сумма", "Дата создания", "Стадия сделки"),
    line("21", "100", "02.03.2026 10:00:00", "Новая"),
    line("22", "200", "02.03.2026 11:00:00", "Сделка успешна"),
  ].join("\n");
  await load("bitrix24_deals", short, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select deal_id, amount, status from stage.deals order by deal_id")).toEqual([
      {deal_id: "21", amount: "100.00", status: null},
      {deal_id: "22", amount: "200.00", status: null},
    ]);
  });
});

test("Bitrix24 cards: leads, contacts and companies of one number stay three clients", async () => {
  const one = (header: string[], cells: string[]) => `\uFEFF${line(...header)}\n${line(...cells)}\n`;
  const seen: unknown[] = [];
  const ask = async (open: Parameters<Parameters<typeof load>[2]>[0]) => {
    expect(await open.rejected()).toEqual([]);
    seen.push(...(await open.rows("select client_id, client_name, phones, owner from stage.clients")));
  };
  await load(
    "bitrix24_leads",
    one(
      [
        "ID",
        "Название лида",
        "Фамилия",
        "Имя",
        "Рабочий телефон",
        "Мобильный телефон",
        "Ответственный",
        "Дата создания",
      ],
      [
        "5",
        "Заявка с сайта",
        "Иванова",
        "Анна",
        "8 900 000-00-01",
        "+7 900 000-00-02",
        "Серов Пётр",
        "02.03.2026 10:00:00",
      ],
    ),
    ask,
  );
  await load(
    "bitrix24_contacts",
    one(
      ["ID", "Имя", "Отчество", "Фамилия", "Компания", "Телефон", "Ответственный"],
      ["5", "Анна", "Петровна", "Иванова", "", "79000000003, 79000000004", "Серов Пётр"],
    ),
    ask,
  );
  await load(
    "bitrix24_companies",
    one(["ID", "Название компании", "Рабочий телефон", "Ответственный"], ["5", "ООО Ромашка", "", ""]),
    ask,
  );
  expect(seen).toEqual([
    {client_id: "L_5", client_name: "Иванова Анна", phones: "+79000000001;+79000000002", owner: "Серов Пётр"},
    {
      client_id: "C_5",
      client_name: "Иванова Анна Петровна",
      phones: "+79000000003;+79000000004",
      owner: "Серов Пётр",
    },
    {client_id: "CO_5", client_name: "ООО Ромашка", phones: null, owner: null},
  ]);
});

test("Bitrix24 deals as .xls: the page of HTML reads as the table it is", async () => {
  const cells = (tag: string, row: string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const page = `<meta http-equiv="Content-type" content="text/html;charset=UTF-8" /><table border="1"><thead>${cells(
    "th",
    [
      "ID",
      "Название сделки",
      "Стадия сделки",
      "Сумма",
      "Валюта",
      "Компания",
      "Дата создания",
      "Сделка закрыта",
    ],
  )}</thead><tbody>${cells("td", [
    "31",
    "Трубы &amp; листы",
    "Новая",
    "1&nbsp;300,50",
    "Рубль",
    "ООО &quot;Ромашка&quot;",
    "02.03.2026 10:00:00",
    "Нет",
  ])}${cells("td", ["32", "Вторая", "Сделка успешна", "10", "Евро", "", "02.03.2026 10:00:00", "Да"])}</tbody></table>`;
  await load("bitrix24_deals", page, async (open) => {
    expect((await open.rejected()).map((row) => [row.reason_code, row.value])).toEqual([
      ["other_currency", "10 Евро"],
    ]);
    expect(
      await open.rows("select deal_id, deal_name, client_name, amount, status from stage.deals"),
    ).toEqual([
      {
        deal_id: "31",
        deal_name: "Трубы & листы",
        client_name: 'ООО "Ромашка"',
        amount: "1300.50",
        status: "open",
      },
    ]);
  });
});

test("Bitrix24 deals as .xls: a deal repeated for its goods is one deal with their sum, a row that lacks a cell is set aside", async () => {
  const cells = (tag: string, row: string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const sold = (product: string, price: string, quantity: string, sum: string) => [
    "41",
    "Сделка успешна",
    product,
    price,
    quantity,
    sum,
    rouble,
    "02.03.2026 10:00:00",
    "Да",
  ];
  const page = `<meta http-equiv="Content-type" content="text/html;charset=UTF-8" /><table border="1"><thead>${cells(
    "th",
    [
      ...[
        "ID",
        "Стадия сделки",
        "Товар",
        "Цена",
        "Количество",
        "Сумма",
        "Валюта",
        "Дата создания",
        "Сделка закрыта",
      ],
    ],
  )}</thead><tbody>${[
    sold("Труба", "1&nbsp;000", "2", "2&nbsp;000"),
    sold("Труба", "1&nbsp;000", "2", "2&nbsp;000"),
    sold("Лист", "0,5", "3", "1,5"),
    sold("Лист", "0,5", "3", "1,5").slice(1),
  ]
    .map((row) => cells("td", row))
    .join("")}</tbody></table>`;
  await load("bitrix24_deals", page, async (open) => {
    expect((await open.rejected()).map((row) => row.reason_code)).toEqual(["too_few_cells"]);
    expect(await open.rows("select deal_id, amount, status from stage.deals")).toEqual([
      {deal_id: "41", amount: "4001.50", status: "won"},
    ]);
  });
});
