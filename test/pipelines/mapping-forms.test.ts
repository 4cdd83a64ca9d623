import {expect, test} from "vitest";
import {readCompany} from "../../pipelines/company/company.ts";
import {makeHome} from "../helpers/home.ts";
import {load} from "../helpers/preset.ts";
import {staged} from "../helpers/stage.ts";

const sheet = (unpivot: string) => `
sources:
  sheet:
    entities:
      qa_reviews:
        unpivot: ${unpivot}
        fields:
          review_id: ID
          item_code: item
          operator: Оператор
          reviewed_on: Дата
          score: value
          weight: {sql: '"weight"'}
`;
const about = `{except: [ID, Оператор, Дата, Итого], about: {weight: '"ID" = ''Вес'''}}`;
const wide =
  "ID;Оператор;Дата;Привет;Итого;Итог звонка;\nВес;;;3;;7;\n1;Анна;02.03.2026;1;#REF!;0,5;заметка\n";

test("every column but the named ones becomes a row, a nameless one does not, a row about the columns becomes a column", async () => {
  const home = makeHome({sources: sheet(about), inbox: {"sheet/a.csv": wide}});
  await staged(home, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toMatchObject([{rows: 2, accepted: 1, skipped: 1}]);
    expect(
      await open.rows("select review_id, item_code, score, weight from stage.qa_reviews order by item_code"),
    ).toEqual([
      {review_id: "1", item_code: "Итог звонка", score: 0.5, weight: 7},
      {review_id: "1", item_code: "Привет", score: 1, weight: 3},
    ]);
  });
});

test("a sheet of which every column is named says so", async () => {
  const home = makeHome({
    sources: sheet("{except: [ID, Оператор, Дата, Привет, Итого, Итог звонка]}"),
    inbox: {"sheet/a.csv": wide},
  });
  await expect(staged(home, async () => undefined)).rejects.toThrow(
    /qa_reviews\.unpivot\.except: no column is left to become rows; the file has ID, Оператор, Дата, /,
  );
});

test.each([
  ["{after: ID, except: [ID]}", "expected one of columns, after, except"],
  ["{name: item}", "expected one of columns, after, except"],
])("the way of unpivoting %s is refused", (unpivot, problem) => {
  expect(() => readCompany(makeHome({sources: sheet(unpivot)}))).toThrow(problem);
});

test.each([
  ["{column: value, scale: 0}", "scale"],
  ["{column: value, scale: {from: 5, to: 1}}", "expected from below to"],
  ["{scale: 5}", "expected exactly one of column, columns, value, sql, row_hash"],
])("the field %s is refused where no preset says more", (score, problem) => {
  const sources = sheet("{after: Дата}").replace("score: value", `score: ${score}`);
  expect(() => readCompany(makeHome({sources}))).toThrow(problem);
});

test("a preset's field that the company only completes keeps its column, and may stay absent", async () => {
  const more =
    ", entities: {payments: {fields: {paid_on: {date: '%m/%d/%Y'}, client_phone: {empty: [нет]}}}}";
  await load(
    "payments",
    "payment_id,paid_on,amount\n1,03/04/2026,10\n",
    async (open) => {
      expect(await open.rows("select payment_id, paid_on, client_phone from stage.payments")).toEqual([
        {payment_id: "1", paid_on: "2026-03-04", client_phone: null},
      ]);
    },
    more,
  );
});

test("a condition of the company's own that names an absent column is an error, and not an empty load", async () => {
  const rows = `, entities: {deals: {rows: '"Нет такого" = 1', fields: {}}}`;
  await expect(
    load("bitrix24_deals", "ID;Дата создания\n1;02.03.2026 10:00:00\n", async () => undefined, rows),
  ).rejects.toThrow(/Нет такого/);
});

test("a field reads the number that a derived column makes", async () => {
  const home = makeHome({
    sources: `
sources:
  shop:
    entities:
      payments:
        derive: {sum: '"Цена"::double * "Количество"::double'}
        fields: {payment_id: Номер, client_name: Клиент, paid_on: Дата, amount: sum}
`,
    inbox: {"shop/a.csv": "Номер;Клиент;Дата;Цена;Количество\n1;ООО А;02.03.2026;10.25;3\n"},
  });
  await staged(home, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select amount::varchar as amount from stage.payments")).toEqual([
      {amount: "30.75"},
    ]);
  });
});

test("a day that need not be there is empty where a system says that there is none; one that must be there is refused", async () => {
  const none = [
    "0001-01-01",
    "0001-01-01T00:00:00",
    "01.01.0001 0:00:00",
    "не закрыт",
    "Не закрыта",
    "не закрыто",
  ];
  const closed = [...none, "04.09.2026", "скоро"];
  const file = [
    "deal_id;client_name;stage;status;created_at;closed_at",
    ...closed.map((cell, index) => `${index + 1};ООО Лютик;Новый;open;03.09.2026;${cell}`),
    "9;ООО Лютик;Новый;open;0001-01-01;",
    "10;ООО Лютик;Новый;open;не закрыта;",
  ];
  await load("deals", `${file.join("\n")}\n`, async (open) => {
    expect(
      await open.rows(
        `select deal_id, strftime(timezone('Europe/Moscow', closed_at), '%d.%m') as closed from stage.deals order by deal_id::integer`,
      ),
    ).toEqual([
      ...none.map((_, index) => ({deal_id: String(index + 1), closed: null})),
      {deal_id: "7", closed: "04.09"},
    ]);
    expect(
      (await open.rejected()).map(({column_name, reason_code, value}) => [column_name, reason_code, value]),
    ).toEqual([
      ["closed_at", "unreadable", "скоро"],
      ["created_at", "impossible_date", "0001-01-01"],
      ["created_at", "unreadable", "не закрыта"],
    ]);
  });
});

test("a form kept as CSV takes a share as a number and as a percentage, and no other mark", async () => {
  const cells = ["85 %", "85%", "0,85", "100 %", "12,5%", "85", "120 %", "%"];
  const file = [
    "review_id;item_code;operator;reviewed_on;score",
    ...cells.map((cell, index) => `${index + 1};greeting;Анна;02.03.2026;${cell}`),
  ];
  await load("form_qa_reviews", `${file.join("\n")}\n`, async (open) => {
    const scores = await open.rows("select score from stage.qa_reviews order by review_id::integer");
    expect(scores.map(({score}) => score)).toEqual([0.85, 0.85, 0.85, 1, 0.125]);
    expect((await open.rejected()).map(({value, reason_code}) => [value, reason_code])).toEqual([
      ["85", "out_of_range"],
      ["120 %", "out_of_range"],
      ["%", "unreadable"],
    ]);
  });
});
