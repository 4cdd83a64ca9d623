import {existsSync, mkdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import ExcelJS from "exceljs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put, temporaryFolder, write} from "../helpers/home.ts";

const sources = `sources:
  staff: {preset: employees}
  posts: {preset: employee_roles}
  away: {preset: absences}
  pay: {preset: salaries}
  crm: {preset: deals}
  bank: {preset: payments}
`;
const inbox = {
  "staff/1.csv":
    'employee_id,employee_name,hired_on\n007,Иванова Анна,2024-01-09\n008,"=Петров; Пётр",2024-01-09\n009,Шефов Олег,2024-01-09\n010,Новый Илья,2026-06-15\n',
  "posts/1.csv":
    "employee_id,role,valid_from\n007,hunter,2024-01-09\n008,hunter,2024-01-09\n009,head,2024-01-09\n010,hunter,2026-06-15\n",
  "away/1.csv": "employee,started_on,ended_on,absence_kind\n008,2026-06-01,2026-06-08,vacation\n",
  // June 2026 has 21 working days, the 12th is a holiday
  "pay/1.csv":
    "employee,valid_from,monthly_amount,personnel_number\n007,2026-01-01,30000,0000-07\n008,2026-01-01,42000,\n009,2026-01-01,90000.50,\n010,2026-06-15,21000,\nНеизвестный Пётр,2026-01-01,1,\n",
  "crm/1.csv":
    "deal_id,owner,status,amount,created_at,closed_at\nd1,Иванова Анна,won,1000,2026-05-04 10:00,2026-06-02 10:00\nd2,Иванова Анна,open,1000,2026-05-04 10:00,\nd3,Кто-то,won,1000,2026-05-04 10:00,2026-06-02 10:00\nd4,Иванова Анна,won,1000,2026-05-04 10:00,2026-06-10 10:00\n",
  "bank/1.csv":
    "payment_id,deal_id,paid_on,amount\np1,d1,2026-06-03,100000.10\np2,d1,2026-06-20,-30000\np3,d2,2026-06-05,500\np4,d3,2026-06-05,700\np5,d4,2026-05-25,1000\np6,d1,2026-07-02,9\n",
};
const plan = (rate: string, change = "") => `plan: hunter
version: 1
name: {en: Hunters, ru: Охотники}
for: {role: hunter}
valid_from: 2026-01-01
components:
  - {id: salary, class: salary, name: {en: Salary, ru: Оклад}, clause: 2.1, accrual_code: OKL}
  - id: percent
    class: piece_rate
    name: {en: Percent, ru: Процент}
    clause: 4.1
    accrual_code: PRC
    money: {metric: payments_received, rates: [{deals_from: 2025-01-01, rate: ${rate}}]}
${change}`;

let home: Home;
const folder = temporaryFolder((clean) => afterAll(clean));
const payroll = (...args: string[]) => estafeta("payroll", ...args, "--home", home.home);
const json = async (...args: string[]) => {
  const ended = await payroll(...args, "--json", "-");
  expect(ended).toMatchObject({code: 0, err: ""});
  return JSON.parse(ended.out);
};

beforeAll(async () => {
  home = makeHome({sources, inbox}, folder);
  write(join(home.company, "plans", "hunter.yaml"), plan("5 %"));
  const {failedFiles} = await run(home);
  expect(failedFiles).toEqual([]);
});

describe("a month on the command line", () => {
  test("each person's lines, worked by hand", async () => {
    const month = await json("2026-06");
    const totals = month.statements.map((statement: {employee_id: string; total: string}) => [
      statement.employee_id,
      statement.total,
    ]);
    expect(totals).toEqual([
      // 30 000; d1: 100 000.10 came and 30 000 went back in the month: 70 000.10 x 5 % = 3 500.005 = 3 500.01;
      // d4: 1 000 came before the deal was won and are paid for in its month: 50
      ["007", "33550.01"],
      // 5 of 21 working days on vacation: 42 000 x 16 / 21
      ["008", "32000.00"],
      ["009", "90000.50"],
      // 12 working days from the 15th: 21 000 x 12 / 21
      ["010", "12000.00"],
    ]);
    expect(month.total).toBe("167550.51");
    expect(month.pay_day).toBe("2026-07-10");
    const [anna] = month.statements;
    expect(anna.personnel_number).toBe("0000-07");
    expect(anna.lines.filter((line: {amount: string}) => line.amount !== "0.00")).toMatchObject([
      {kind: "base", amount: "30000.00", basis: {workedDays: 21, normDays: 21}},
      {
        kind: "earned",
        amount: "3500.01",
        rule: "hunter@1/percent",
        rows: [
          {id: "p1", version: "2026-06-03 100000.10"},
          {id: "p2", version: "2026-06-20 -30000.00"},
        ],
      },
      {amount: "50.00", rows: [{id: "p5", version: "2026-05-25 1000.00"}]},
    ]);
    // the same data give the same statements
    expect((await json("2026-06")).statements).toEqual(month.statements);
    // what comes in later months does not change one
    const may = await json("2026-05");
    expect(may.statements.map((statement: {total: string}) => statement.total)).toEqual([
      "30000.00",
      "42000.00",
      "90000.50",
    ]);
  });

  test("what must be looked at comes first, then totals, then lines in words of the language asked for", async () => {
    const {out} = await payroll("2026-06");
    const [head, rest] = out.split("К начислению");
    expect(head).toContain("Требует внимания");
    for (const sentence of [
      "Оплат по сделкам, которых нет или которые не выиграны: 1 на 500,00\u00a0₽",
      // 700 came for d3; the salary of whom nobody knows is one rouble
      "ответственного за которые нет в списке персонала: d3, вместе 700,00\u00a0₽. За них никому не начислено. На кону 700,00\u00a0₽",
      "сотрудников таких в списке персонала нет: Неизвестный Пётр. На кону 1,00\u00a0₽",
      "Шефов Олег: Ни один план оплаты не действует",
    ])
      expect(head).toContain(sentence);
    expect(rest).toContain(
      "167\u00a0550,51\u00a0₽ (оклады 164\u00a0000,50\u00a0₽, сдельно 3\u00a0550,01\u00a0₽)",
    );
    expect(rest).toContain("0000-07  Иванова Анна — 33\u00a0550,01\u00a0₽");
    expect(rest).toContain("42\u00a0000,00\u00a0₽ × 16 из 21 рабочих дней месяца");
    const english = await payroll("2026-06", "--lang", "en", "--person", "008");
    expect(english.out).toContain("Salary ₽42,000.00 × 16 of 21 working days of the month = ₽32,000.00");
    expect(english.out).not.toContain("Иванова Анна —");
  });

  test("a month that data do not reach, or reach in part, says so", async () => {
    const july = await json("2026-07");
    expect(july.warnings[0].en).toBe(
      "The data reach 02.07.2026 only: the month is not over, figures are not whole.",
    );
    const august = await json("2026-08");
    expect(august.warnings[0].en).toContain("There is no event");
    expect(august.statements.map((statement: {total: string}) => statement.total)).toEqual([
      "30000.00",
      "42000.00",
      "90000.50",
      "21000.00",
    ]);
  });

  test("a what-if stands beside the month and changes nothing", async () => {
    const path = write(join(folder, "other.yaml"), plan("10 %").replace("version: 1", "version: 2"));
    const month = await json("2026-06", "--plan", path);
    expect(month.total).toBe("167550.51");
    expect([month.what_if.paid, month.what_if.instead]).toEqual(["167550.51", "171100.51"]);
    expect(
      month.what_if.people.find((one: {employee_id: string}) => one.employee_id === "007"),
    ).toMatchObject({
      paid: "33550.01",
      instead: "37100.01",
    });
    const {out} = await payroll("2026-06", "--plan", path);
    expect(out).toContain(
      "Что если. Всего: по плану 167\u00a0550,51\u00a0₽, вместо него 171\u00a0100,51\u00a0₽",
    );
  });
});

describe("for the payroll program", () => {
  test("CSV has a row for each accrual and a control total; no text is a formula", async () => {
    const path = join(folder, "june.csv");
    expect((await payroll("2026-06", "--csv", path)).code).toBe(0);
    expect(readFileSync(path, "utf8").split("\r\n")).toEqual([
      "\uFEFFТабельный номер;Сотрудник;Месяц;Код начисления;Сумма;Основание;Дней;Версия",
      "0000-07;Иванова Анна;2026-06;OKL;30000,00;Трудовой договор;21;черновик",
      "0000-07;Иванова Анна;2026-06;PRC;3550,01;Процент: Охотники, п. 4.1;21;черновик",
      '008;"\'=Петров; Пётр";2026-06;OKL;32000,00;Трудовой договор;16;черновик',
      "009;Шефов Олег;2026-06;OKLAD;90000,50;Трудовой договор;21;черновик",
      "010;Новый Илья;2026-06;OKL;12000,00;Трудовой договор;12;черновик",
      ";Контрольная сумма;2026-06;;167550,51;;;черновик",
      "",
    ]);
  });

  test("XLSX has the same with typed cells, and a sheet that proves it", async () => {
    const path = join(folder, "june.xlsx");
    expect((await payroll("2026-06", "--xlsx", path, "--lang", "en")).code).toBe(0);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet("Accruals")!;
    expect(sheet.rowCount).toBe(6);
    expect([1, 4, 5, 7].map((column) => sheet.getCell(3, column).value)).toEqual([
      "0000-07",
      "PRC",
      3550.01,
      21,
    ]);
    expect(sheet.getCell(4, 2).value).toBe("'=Петров; Пётр");
    const control = book.getWorksheet("Control")!;
    expect([2, 3, 4, 5].map((row) => control.getCell(row, 2).value)).toEqual(["draft", 5, 4, 167550.51]);
  });
});

describe("what HR decided", () => {
  const events = (text: string) => write(join(home.home, "var", "payroll", "events.json"), text);

  test("signatures, awards and orders come from the ledger's export", async () => {
    events(
      JSON.stringify({
        acknowledgements: [{employee_id: "007", plan: "hunter", version: 1, on: "2026-01-01"}],
        adjustments: [
          {
            adjustment_id: "a1",
            employee_id: "007",
            month: "2026-06",
            amount: "1000.50",
            legal_class: "bonus",
            ground: "award",
            reason: "наставничество",
            document: "приказ 5",
            approver: "Директор",
          },
        ],
      }),
    );
    const {statements} = await json("2026-06", "--person", "007");
    expect(statements[0].total).toBe("34550.51");
    expect(statements[0].lines.filter((line: {id: string}) => line.id.startsWith("notice/"))).toEqual([]);
    const {out} = await payroll("2026-06", "--csv", join(folder, "awards.csv"));
    expect(out).toContain("наставничество");
    expect(readFileSync(join(folder, "awards.csv"), "utf8")).toContain(
      "0000-07;Иванова Анна;2026-06;DOPLATA;1000,50;",
    );
  });

  test("a fault in the export is one line with its place", async () => {
    const path = events(
      '{\n "orders": [{"number": "1", "date": "2026-06-31", "employee_id": "007", "kind": "remark"}]\n}',
    );
    const ended = await payroll("2026-06");
    expect([ended.code, ended.err.trim()]).toEqual([
      1,
      `${path}:2: orders.0.date: expected a day such as 2026-10-17, got "2026-06-31"`,
    ]);
    rmSync(path);
  });
});

describe("a closed month", () => {
  const closed = () => join(folder, "closed.json");

  test("its accruals are written from what was frozen, and say which version they are", async () => {
    const month = await json("2026-06");
    write(closed(), JSON.stringify({...month, version: 1}));
    const file = join(folder, "closed.csv");
    const ended = await payroll("2026-06", "--closed", closed(), "--csv", file);
    expect(ended).toMatchObject({code: 0, out: "", err: ""});
    const draft = join(folder, "draft.csv");
    await payroll("2026-06", "--csv", draft);
    expect(readFileSync(file, "utf8")).toBe(
      readFileSync(draft, "utf8").replaceAll("черновик", "закрыт, версия 1"),
    );
    const other = await payroll("2026-05", "--closed", closed(), "--csv", file);
    expect(other.err.trim()).toBe(`--closed ${closed()}: it is of 2026-06, not of 2026-05`);
  });

  test("it is called closed with what it was paid, and its files are not taken for what was paid", async () => {
    const path = write(
      join(home.home, "var", "payroll", "events.json"),
      JSON.stringify({closes: [{month: "2026-06", people: 2, total: "123.45"}]}),
    );
    const [head] = (await payroll("2026-06")).out.split("\n");
    expect(head!.replaceAll("\u00a0", " ")).toContain(
      "(месяц закрыт, к выплате 123,45 ₽; ниже пересчёт по нынешним данным, выплачено не по нему)",
    );
    expect((await json("2026-06")).version).toBe("recalculated");
    const file = join(folder, "recalculated.csv");
    const refused = await payroll("2026-06", "--csv", file);
    expect([refused.code, existsSync(file)]).toEqual([2, false]);
    expect(refused.err.trim()).toMatch(/^--csv of 2026-06: the month is closed.*--recalculated$/);
    expect((await payroll("2026-06", "--csv", file, "--recalculated")).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("пересчёт закрытого месяца");
    // pay is for nobody else's eyes
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await json("2026-05")).version).toBe("draft");
    rmSync(path);
  });

  test("what it says of receipts, and what another calculation gives otherwise, line by line", async () => {
    const month = await json("2026-06");
    const [anna] = month.statements;
    expect(anna.paid_credits).toEqual([
      {payment_id: "p1", component: "percent", amount: "3500.01"},
      {payment_id: "p5", component: "percent", amount: "50.00"},
    ]);
    write(closed(), JSON.stringify({...month, version: 1}));
    expect((await json("2026-06", "--against", closed())).differences).toEqual([]);
    // as if p1 had been 40 roubles of commission less when the month was closed
    const less = structuredClone(month);
    const line = less.statements[0].lines.find(({id}: {id: string}) => id.endsWith("/p1/earned"));
    Object.assign(line, {amount: "3460.01", rows: [{id: "p1", version: "2026-06-03 99200.10"}]});
    less.statements[0].inputs_hash = "other";
    write(closed(), JSON.stringify({...less, version: 1}));
    const [differing, ...more] = (await json("2026-06", "--against", closed())).differences;
    expect(more).toEqual([]);
    expect(differing).toMatchObject({employee_id: "007", paid: "33510.01", recalculated: "33550.01"});
    expect(differing.lines).toMatchObject([
      {change: "40.00", causes: ["data"], rows: {added: ["p2"], gone: [], changed: ["p1"]}},
    ]);
  });

  test("what a closed month owes is paid once, in the month it was accepted for", async () => {
    const path = write(
      join(home.home, "var", "payroll", "events.json"),
      JSON.stringify({
        closed_months: [
          {
            employee_id: "009",
            month: "2026-04",
            paid: "90000.50",
            recalculated: "90300.50",
            due_on: "2026-05-08",
          },
        ],
        accepted_corrections: [
          {employee_id: "009", closed_month: "2026-04", open_month: "2026-05", amount: "200", approver: "HR"},
        ],
      }),
    );
    const of = async (month: string) => {
      const [statement] = (await json(month, "--person", "009")).statements;
      const line = statement.lines.find(({id}: {id: string}) => id.startsWith("correction/2026-04/"));
      return [statement.total, statement.own_total, line.kind, line.amount, line.stated];
    };
    expect(await of("2026-05")).toEqual(["90200.50", "90000.50", "correction", "200.00", "100.00"]);
    // 90 000.50 and 200 were paid, 100 are left
    expect(await of("2026-06")).toEqual(["90000.50", "90000.50", "information", "0.00", "100.00"]);
    rmSync(path);
  });
});

describe("what cannot be done is one line that says what to do", () => {
  test.each([
    [[], 2, "payroll: expected one month such as 2026-10"],
    [["2026-13"], 2, "payroll 2026-13: expected a month such as 2026-10"],
    [["2026-06", "--lang", "de"], 2, "--lang de: expected ru or en"],
    [
      ["2026-06", "--plan", "none.yaml"],
      1,
      "--plan none.yaml: there is no such file, and no such version in company/plans; check the name or choose one of hunter@1",
    ],
    [["2026-06", "--person", "42"], 1, "--person 42: nobody of this id is paid in 2026-06"],
    [
      ["2026-06", "--csv", "/nowhere/a.csv"],
      2,
      "--csv /nowhere/a.csv: cannot be written (ENOENT); name a file in a folder that exists",
    ],
  ] as const)("%j", async (args, code, message) => {
    const ended = await payroll(...args);
    expect([ended.code, ended.out, ended.err.trim()]).toEqual([code, "", message]);
  });

  test.each(["csv", "xlsx"])(
    "no %s for the payroll program while one number is two people's",
    async (option) => {
      const twice = makeHome({
        sources,
        inbox: {
          ...inbox,
          "pay/1.csv":
            "employee,valid_from,monthly_amount,personnel_number\n007,2026-01-01,30000,0000-07\n008,2026-01-01,42000, 0000-07\n",
        },
      });
      await run(twice);
      const file = join(twice.home, `a.${option}`);
      const ended = await estafeta("payroll", "2026-06", `--${option}`, file, "--home", twice.home);
      expect([ended.code, ended.out]).toEqual([2, ""]);
      expect(ended.err).toContain(`--${option}: Personnel number 0000-07 is given to several people`);
      expect(ended.err).toContain("(007)");
      expect(ended.err).toContain("(008)");
      expect(existsSync(file)).toBe(false);
      // the month itself is shown, with the same said first
      const shown = await estafeta("payroll", "2026-06", "--home", twice.home);
      expect(shown.code).toBe(0);
      expect(shown.out).toContain("Табельный номер 0000-07 указан у нескольких сотрудников");
    },
  );

  test("a company without a snapshot, and one without plans", async () => {
    const empty = makeHome();
    const none = await estafeta("payroll", "2026-06", "--home", empty.home);
    expect([none.code, none.err.trim()]).toEqual([
      1,
      "payroll: nothing has been published yet; `estafeta run` first",
    ]);
    put(empty, "x/1.csv", "");
    mkdirSync(join(empty.home, "var"), {recursive: true});
    await run(empty);
    const ended = await estafeta("payroll", "2026-06", "--home", empty.home);
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(ended.out).toContain("В папке company/plans нет ни одного плана оплаты");
  });
});
