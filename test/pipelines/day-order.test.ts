import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {reasonWords} from "../../pipelines/reasons.ts";
import {makeHome} from "../helpers/home.ts";
import {answered, look, rowsOf} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const header = "id;paid;due;client;sum";
const payments = (...cells: (string | [string, string])[]) =>
  `${[header, ...cells.map((cell, index) => `${index + 1};${Array.isArray(cell) ? cell.join(";") : `${cell};`};ООО Лютик;10`)].join("\n")}\n`;
const russian = (text: string) => text.replace(header, "Номер платежа;Дата оплаты;Срок;Контрагент;Сумма");
const settings = {
  entities: {
    payments: {
      fields: {payment_id: {sql: "'us' || id"}, paid_on: "paid", client_name: "client", amount: "sum"},
    },
  },
};

/** What a run makes of the file: days by payment, and reasons of those set aside by their cell. */
const loaded = (text: string, mapping: object = settings) =>
  staged(
    makeHome({
      sources: `sources: {us: ${JSON.stringify(mapping)}}\n`,
      inbox: {"us/us.csv": text},
    }),
    async (open) => ({
      days: (
        await open.rows<{day: string}>(
          "select paid_on::varchar as day from stage.payments order by payment_id",
        )
      ).map(({day}) => day),
      aside: (await open.rejected()).map(({value, reason_code}) => `${value} ${reason_code}`),
    }),
  );

/** What inspect says that these settings would load. */
async function shown(text: string, mapping: object = settings) {
  const file = await look(text, {settings: mapping, isExact: true, home: makeHome()});
  const {rejects} = file.preview[0]!;
  return {
    file,
    days: rowsOf(file, "payments").map(({paid_on}) => paid_on),
    aside: rejects.map(({value, reason}) => `${value} ${reason}`),
  };
}

describe("days that may be read in two ways", () => {
  const [slashed, dotted, short] = ["%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y"];
  test.each<[string, string[], string[], number, string | string[] | null]>([
    ["a month first that one cell proves", ["9/1/2026", "9/13/2026", "12/5/2026"], [], 3, "%m/%d/%Y"],
    ["no cell that tells", ["09/01/2026", "03/02/2026"], [], 2, null],
    ["cells that contradict each other", ["13/09/2026", "09/13/2026", "01/02/2026"], ["2026-09-13"], 2, null],
    ["one among days with points", ["01.09.2026", "09/01/2026"], ["2026-09-01"], 1, null],
    ["hyphens", ["01-09-2026", "02-09-2026"], [], 2, null],
    ["short years alone", ["01.09.26", "02.09.26"], [], 2, short!],
    [
      "a day first that one cell proves",
      ["01/09/2026", "13/09/2026"],
      ["2026-09-01", "2026-09-13"],
      0,
      slashed!,
    ],
    [
      "hyphens that one cell proves",
      ["01-09-2026", "13-09-2026"],
      ["2026-09-01", "2026-09-13"],
      0,
      "%d-%m-%Y",
    ],
    ["the same number twice", ["09/09/2026", "5/5/2026"], ["2026-09-09", "2026-05-05"], 0, null],
    [
      "short years beside long ones",
      ["1.9.26", "02.09.2026"],
      ["2026-09-01", "2026-09-02"],
      0,
      [short!, dotted!],
    ],
    ["words and years in front", ["1 сентября 2026", "2026.09.02"], ["2026-09-01", "2026-09-02"], 0, null],
  ])("%s: the run does what the preview shows, and inspect writes down what it found", async (_, ...of) => {
    const [cells, days, aside, form] = of;
    const text = payments(...cells);
    const run = await loaded(text);
    expect(run.days).toEqual(days);
    expect(run.aside).toHaveLength(aside);
    expect(run.aside.every((one) => / (?:doubtful_date|mixed_dates)$/.test(one))).toBe(true);
    // a column with both orders is told apart from one that tells none
    const holdsBoth = [/^(?:1[3-9]|2\d|3[01])\//, /^\d+\/(?:1[3-9]|2\d|3[01])\//].every((order) =>
      cells.some((cell) => order.test(cell)),
    );
    expect(run.aside.some((one) => one.endsWith(" mixed_dates"))).toBe(holdsBoth);
    const preview = await shown(text);
    expect([preview.days, preview.aside]).toEqual([run.days, run.aside]);
    const proposed = await look(russian(text));
    const {fields} = proposed.settings.entities!["payments"]!;
    expect(fields["paid_on"]!.date ?? null).toEqual(form);
  });

  test("of a ready mapping too", async () => {
    const file = await look("payment_id,paid_on,client_name,amount\n1,9/1/2026,A,10\n2,9/13/2026,B,20\n");
    expect(file.settings).toEqual({
      preset: "payments",
      entities: {payments: {fields: {paid_on: {date: "%m/%d/%Y"}}}},
    });
    expect(rowsOf(file, "payments").map(({paid_on}) => paid_on)).toEqual(["2026-09-01", "2026-09-13"]);
  });

  test("another column of the file tells, when the cells of its own do not", async () => {
    const text = payments(["01/09/2026", "13/09/2026"], ["02/09/2026", "05/10/2026"]);
    expect(await loaded(text)).toEqual({days: ["2026-09-01", "2026-09-02"], aside: []});
    const american = payments(["01/09/2026", "09/13/2026"], ["02/09/2026", "10/05/2026"]);
    expect((await loaded(american)).days).toEqual([]);
  });

  test("what inspect would add stands beside the settings, and with it the run reads what the preview shows", async () => {
    const text = payments("9/1/2026", "9/13/2026", "12/5/2026");
    const {file} = await shown(text);
    expect(file.settings).toMatchObject({entities: {payments: {fields: {paid_on: {column: "paid"}}}}});
    const mapping = {column: "paid", date: "%m/%d/%Y"};
    expect(file.additions).toContainEqual({entity: "payments", field: "paid_on", mapping});
    const {payments: own} = settings.entities;
    const added = {entities: {payments: {fields: {...own.fields, paid_on: mapping}}}};
    const days = ["2026-09-01", "2026-09-13", "2026-12-05"];
    expect(await loaded(text, added)).toEqual({days, aside: []});
    expect(await shown(text, added)).toMatchObject({days, aside: [], file: {additions: []}});
  });

  test("it is asked where no cell tells, and each answer loads every row", async () => {
    const text = russian(payments("09/01/2026", "01.02.2026"));
    const file = await look(text);
    expect(rowsOf(file, "payments").map(({paid_on}) => paid_on)).toEqual(["2026-02-01"]);
    const {options} = file.questions.find(({id}) => id === "payments.paid_on.order")!;
    const days = await Promise.all(
      options.map(async (option) =>
        rowsOf(await look(text, {settings: answered(file.settings, option)}), "payments").map(
          ({paid_on}) => paid_on,
        ),
      ),
    );
    expect(days).toEqual([
      ["2026-01-09", "2026-02-01"],
      ["2026-09-01", "2026-02-01"],
    ]);
  });

  test("no day of any file is read as another one", async () => {
    const day = fc.record({
      year: fc.integer({min: 2020, max: 2026}),
      month: fc.integer({min: 1, max: 12}),
      day: fc.integer({min: 1, max: 28}),
    });
    const form = fc.constantFrom("d/m", "m/d", "d-m", "d.m");
    const file = fc.record({form, days: fc.array(day, {minLength: 1, maxLength: 6})});
    await fc.assert(
      fc.asyncProperty(file, async ({form: written, days}) => {
        const two = (number: number) => String(number).padStart(2, "0");
        const sign = written[1]!;
        const cells = days.map(({year, month, day: date}) =>
          (written.startsWith("d") ? [two(date), two(month), year] : [two(month), two(date), year]).join(
            sign,
          ),
        );
        const {days: read, aside} = await loaded(payments(...cells));
        const truth = days.map(({year, month, day: date}) => `${year}-${two(month)}-${two(date)}`);
        const wrong = read.filter((one) => !truth.includes(one));
        expect(wrong).toEqual([]);
        expect(read.length + aside.length).toBe(cells.length);
        if (aside.length === 0) expect(read).toEqual(truth);
      }),
      {numRuns: 12},
    );
  });

  test.each<[string, string[], string[]]>([
    ["%m/%d/%Y", ["31.12.2025", "30.12.2025"], ["%m/%d/%Y → %d.%m.%Y"]],
    ["%d.%m.%Y", ["12/31/2025", "1/30/2026"], ["%d.%m.%Y → %m/%d/%Y"]],
    ["%d.%m.%Y", ["31.12.2025", "нет", "30.12.2025"], []],
    ["%d.%m.%Y", ["ждём", "скоро"], []],
    ["%d.%m.%Y", ["1 сентября 2026", "2 сентября 2026"], ["%d.%m.%Y → null"]],
  ])("a form %s of the settings beside the days %j is said once", async (date, days, told) => {
    const {payments: rows} = settings.entities;
    const wrong = {
      entities: {payments: {fields: {...rows.fields, paid_on: {column: "paid", date}}}},
    };
    const text = payments(...days);
    const home = makeHome({
      sources: `sources: {us: ${JSON.stringify(wrong)}}\n`,
      inbox: {"us/us.csv": text},
    });
    const found = await staged(home, (open) =>
      open.rows<{expected: string}>(
        "select expected from ops.drift where kind_code = 'wrong_form' and actual like 'paid: % × 2'",
      ),
    );
    expect(found.map(({expected}) => expected)).toEqual(told);
    const {file} = await shown(text, wrong);
    expect(file.questions.filter(({id}) => id === "payments.paid_on.form")).toHaveLength(told.length);
  });

  test("the reason names the remedy", () => {
    expect(reasonWords("doubtful_date")).toContain('date: "%m/%d/%Y"');
  });
});
