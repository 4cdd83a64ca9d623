import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const scores =
  "select item_code, score, weight, is_critical, operator from stage.qa_reviews order by item_code, operator";

test("a wide sheet: marks in words, blanks, what did not apply, weights, critical items, broken totals", async () => {
  const file = [
    "Дата звонка;Время звонка;Оператор;Телефон;Проверяющий;Дата проверки;Приветствие;Потребность;Стоп: грубость;Закрытие;Комментарий;Итого",
    "Вес;;;;;;20;30%;40;10;;100",
    "Критичный;;;;;;;да;;нет;;",
    "02.03.2026;10:15;Иванова Анна;89000000001;Серов Пётр;05.03.2026;Да;+;Нет;н/п;хорошо;#REF!",
    "02.03.2026;11:30;Иванова Анна;89000000002;Серов Пётр;05.03.2026;1;0,5;-1;;;#REF!",
    "03.03.2026;09:00;Иванова Анна;89000000003;Серов Пётр;05.03.2026;85%;-;Не актуально;#REF!;;",
    "Среднее;;;;;;0,9;0,5;0;;;",
    "",
  ].join("\n");
  await load("qa_wide", file, async (open) => {
    expect(
      await open.rows(
        `select ${time("called_at")}, item_code, score, weight, is_critical from stage.qa_reviews order by stage.qa_reviews.called_at, 2`,
      ),
    ).toEqual(
      [
        ["02.03.2026 10:15:00", "Закрытие", null, 10, false],
        ["02.03.2026 10:15:00", "Потребность", 1, 30, true],
        ["02.03.2026 10:15:00", "Приветствие", 1, 20, null],
        ["02.03.2026 10:15:00", "Стоп: грубость", 0, 40, true],
        ["02.03.2026 11:30:00", "Потребность", 0.5, 30, true],
        ["02.03.2026 11:30:00", "Приветствие", 1, 20, null],
        ["02.03.2026 11:30:00", "Стоп: грубость", null, 40, true],
        ["03.03.2026 09:00:00", "Потребность", 0, 30, true],
        ["03.03.2026 09:00:00", "Приветствие", 0.85, 20, null],
        ["03.03.2026 09:00:00", "Стоп: грубость", null, 40, true],
      ].map(([called_at, item_code, score, weight, is_critical]) => ({
        called_at,
        item_code,
        score,
        weight,
        is_critical,
      })),
    );
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.value])).toEqual([
      [6, "score", "#REF!"],
    ]);
    expect(await open.rows("select count(distinct review_id) as reviews from stage.qa_reviews")).toEqual([
      {reviews: 3},
    ]);
    // the weights, the critical items and the averages are no reviews
    expect(open.files).toMatchObject([{rows: 6, rejected: 1, skipped: 3}]);
  });
});

const totals = [
  ...["Итого", "Итоговый балл, %", "Итоговая оценка", "Общий балл", "Общий балл (%)", "Сумма баллов"],
  ...["Всього", "Підсумкова оцінка", "Total", "TOTAL SCORE", "Overall score, %"],
];
test.each(totals)("%s is the sheet's own sum and no item, wide or turned on its side", async (total) => {
  const wide = [
    ["Дата звонка", "ID звонка", "Оператор", "Приветствие", "Прощание", total],
    ["06.09.2026", "c1", "Иванова Анна", "да", "нет", "28%"],
    ["07.09.2026", "c2", "Иванова Анна", "1", "0,5", "91%"],
  ];
  const text = (table: string[][]) => `${table.map((row) => row.join(";")).join("\n")}\n`;
  const turned = wide[0]!.map((_, index) => wide.map((row) => row[index]!));
  turned.unshift(["Критерий", "Звонок 1", "Звонок 2"]);
  for (const [preset, table] of [
    ["qa_wide", wide],
    ["qa_transposed", turned],
  ] as const)
    await load(preset, text(table), async (open) => {
      expect(
        await open.rows("select item_code, sum(score) as good from stage.qa_reviews group by 1 order by 1"),
      ).toEqual([
        {item_code: "Приветствие", good: 2},
        {item_code: "Прощание", good: 0.5},
      ]);
    });
});

test("marks of another scale are set aside until the mapping says the scale; then words still count", async () => {
  const file = [
    "ID звонка;Оператор;Проверяющий;Дата проверки;Приветствие;Закрытие;Вежливость",
    "c1;Иванова Анна;Серов Пётр;05.03.2026;4;5;Да",
    "c2;Иванова Анна;Серов Пётр;05.03.2026;1;6;-1",
    "",
  ].join("\n");
  const said: unknown[] = [];
  for (const scale of ["", "5", "{from: 1, to: 5}", "10", "100"]) {
    const more = scale && `, entities: {qa_reviews: {fields: {score: {scale: ${scale}}}}}`;
    await load(
      "qa_wide",
      file,
      async (open) => {
        const rows = await open.rows<{mark: string; score: number | null}>(
          "select call_id || ' ' || item_code as mark, score from stage.qa_reviews order by call_id, item_code",
        );
        const refused = (await open.rejected()).map((row) => `${row.reason_code} ${row.value}`);
        said.push([Object.fromEntries(rows.map(({mark, score}) => [mark, score])), refused.sort()]);
      },
      more,
    );
  }
  expect(said).toEqual([
    [
      {"c1 Вежливость": 1, "c2 Вежливость": null, "c2 Приветствие": 1},
      ["out_of_range 4", "out_of_range 5", "out_of_range 6"],
    ],
    [
      {
        "c1 Вежливость": 1,
        "c1 Закрытие": 1,
        "c1 Приветствие": 0.8,
        "c2 Вежливость": null,
        "c2 Приветствие": 0.2,
      },
      ["out_of_range 6"],
    ],
    [
      {
        "c1 Вежливость": 1,
        "c1 Закрытие": 1,
        "c1 Приветствие": 0.75,
        "c2 Вежливость": null,
        "c2 Приветствие": 0,
      },
      ["out_of_range 6"],
    ],
    [
      {
        "c1 Вежливость": 1,
        "c1 Закрытие": 0.5,
        "c1 Приветствие": 0.4,
        "c2 Вежливость": null,
        "c2 Закрытие": 0.6,
        "c2 Приветствие": 0.1,
      },
      [],
    ],
    [
      {
        "c1 Вежливость": 1,
        "c1 Закрытие": 0.05,
        "c1 Приветствие": 0.04,
        "c2 Вежливость": null,
        "c2 Закрытие": 0.06,
        "c2 Приветствие": 0.01,
      },
      [],
    ],
  ]);
});

test("a row of best marks makes shares of the marks by itself", async () => {
  const file =
    "Оператор;Дата звонка;Приветствие;Закрытие\nМаксимум;;5;20\nИванова Анна;02.03.2026 10:00;4;15\nТихая Вера;02.03.2026 11:00;0;н/п\n";
  await load("qa_wide", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select operator, item_code, score, reviewed_on from stage.qa_reviews order by 1, 2"),
    ).toEqual([
      {operator: "Иванова Анна", item_code: "Закрытие", score: 0.75, reviewed_on: "2026-03-02"},
      {operator: "Иванова Анна", item_code: "Приветствие", score: 0.8, reviewed_on: "2026-03-02"},
      {operator: "Тихая Вера", item_code: "Закрытие", score: null, reviewed_on: "2026-03-02"},
      {operator: "Тихая Вера", item_code: "Приветствие", score: 0, reviewed_on: "2026-03-02"},
    ]);
  });
});

test("two reviews that the sheet does not tell apart are both kept", async () => {
  const file =
    "Оператор;Дата звонка;Приветствие;Комментарий\nИванова Анна;02.03.2026;1;первый\nИванова Анна;02.03.2026;0;второй\n";
  await load("qa_wide", file, async (open) => {
    expect(
      await open.rows(
        "select count(*) as marks, count(distinct review_id) as reviews, sum(score) as good from stage.qa_reviews",
      ),
    ).toEqual([{marks: 2, reviews: 2, good: 1}]);
  });
});

test("a transposed sheet reads as the same sheet turned on its side", async () => {
  const wide = [
    ["Критерий", "Вес", "Звонок 1", "Звонок 2"],
    ["ID звонка", "", "c1", "c2"],
    ["Дата звонка", "", "02.03.2026 10:00", "02.03.2026 11:00"],
    ["Оператор", "", "Иванова Анна", "Тихая Вера"],
    ["Приветствие", "5", "1", "0"],
    ["Критичный пункт: честность", "20", "Да", "н/п"],
    ["Итого", "", "#REF!", "#REF!"],
  ];
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet("Оценки");
  for (const row of wide) page.addRow(row);
  await load("qa_transposed", new Uint8Array(await book.xlsx.writeBuffer()), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows(scores)).toEqual([
      {
        item_code: "Критичный пункт: честность",
        score: 1,
        weight: 20,
        is_critical: true,
        operator: "Иванова Анна",
      },
      {
        item_code: "Критичный пункт: честность",
        score: null,
        weight: 20,
        is_critical: true,
        operator: "Тихая Вера",
      },
      {item_code: "Приветствие", score: 1, weight: 5, is_critical: null, operator: "Иванова Анна"},
      {item_code: "Приветствие", score: 0, weight: 5, is_critical: null, operator: "Тихая Вера"},
    ]);
  });
});

test("speech analytics: a row that failed has no score, and a score of a hundred needs its scale", async () => {
  const file = [
    "conversation_id,occurred_at,direction,duration_seconds,operator,score,sentiment,summary,error",
    "c1,2026-03-02 10:00:00,in,65,Иванова Анна,85,good,,",
    "c2,2026-03-02 11:00:00,in,40,Иванова Анна,0,,,timeout",
    "c3,2026-03-02 12:00:00,out,30,Иванова Анна,0,bad,,none",
    "",
  ].join("\n");
  await load(
    "qa_scores",
    file,
    async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(await open.rows("select call_id, item_code, score from stage.qa_reviews order by 1")).toEqual([
        {call_id: "c1", item_code: "overall", score: 0.85},
        {call_id: "c2", item_code: "overall", score: null},
        {call_id: "c3", item_code: "overall", score: 0},
      ]);
    },
    ", entities: {qa_reviews: {fields: {score: {scale: 100}}}}",
  );
  await load("qa_scores", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.reason_code, row.value])).toEqual([
      ["out_of_range", "85"],
    ]);
  });
});

test("the days of the call and of the review are two, and the version of the checklist goes with its weights", async () => {
  const file = [
    "ID записи;Дата звонка;Время звонка;Оператор;Проверяющий;Дата проверки;Версия чек-листа;Приветствие;Выявление потребности",
    "Вес;;;;;;;5;15",
    "1444311063.117599;02.03.2026;23:45;Иванова Анна;Серов Пётр;05.03.2026;2026-1;1;-1",
    "",
  ].join("\n");
  await load("qa_wide", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select call_id, ${time("called_at")}, reviewed_on, reviewer, script_version, item_code, score, weight from stage.qa_reviews order by item_code`,
      ),
    ).toEqual(
      [
        ["Выявление потребности", null, 15],
        ["Приветствие", 1, 5],
      ].map(([item_code, score, weight]) => ({
        call_id: "1444311063.117599",
        called_at: "02.03.2026 23:45:00",
        reviewed_on: "2026-03-05",
        reviewer: "Серов Пётр",
        script_version: "2026-1",
        item_code,
        score,
        weight,
      })),
    );
  });
});

test("a transposed sheet: -1 did not apply, an empty mark is none", async () => {
  const file =
    "Критерий;Звонок 1;Звонок 2\nОператор;Иванова Анна;Тихая Вера\nДата звонка;02.03.2026;03.03.2026\nПриветствие;-1;1\nЗакрытие;0;\n";
  await load("qa_transposed", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select operator, item_code, score from stage.qa_reviews order by 1, 2")).toEqual([
      {operator: "Иванова Анна", item_code: "Закрытие", score: 0},
      {operator: "Иванова Анна", item_code: "Приветствие", score: null},
      {operator: "Тихая Вера", item_code: "Приветствие", score: 1},
    ]);
  });
});
