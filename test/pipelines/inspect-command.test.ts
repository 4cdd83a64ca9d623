import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test, vi} from "vitest";
import {parse} from "yaml";
import {sayRows} from "../../pipelines/commands/run.ts";
import {contracts, fieldsOf} from "../../pipelines/contracts/index.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";
import {look} from "../helpers/look.ts";

const unknown = "Колонка1;Колонка2;Колонка3\nA1;01.09.2026;5,50\nA2;02.09.2026;6,50\nA3;03.09.2026;7,50\n";

describe("a file that no kind of row fits", () => {
  test("ends with exit code 1 and a YAML that says what is missing", async () => {
    const folder = temporaryFolder();
    const [file, part] = [write(join(folder, "unknown.csv"), unknown), join(folder, "part.yaml")];
    const {code, out, err} = await estafeta("inspect", file, "--yaml", part, "--home", makeHome().home);
    expect(code).toBe(1);
    expect(out).toContain("written with what is known; its comments say what is missing");
    expect(err).toMatch(/^inspect: nothing would load; say what a row is with --as KIND \(calls, /u);
    const text = readFileSync(part, "utf8");
    for (const word of ["--as KIND", "payments", "Колонка2 (date: 01.09.2026)"]) expect(text).toContain(word);
    expect(parse(text)).toEqual({unknown: {entities: {}}});
  });

  test("is read as the kind that --as says, from the only columns that may be its day and its sum", async () => {
    const home = makeHome();
    const folder = temporaryFolder();
    const [file, part] = [write(join(folder, "unknown.csv"), unknown), join(folder, "part.yaml")];
    const looked = await estafeta("inspect", file, "--as", "payments", "--yaml", part, "--home", home.home);
    expect(looked.code).toBe(0);
    expect(looked.out).toContain("payments: of the rows looked at 3 load");
    expect(parse(readFileSync(part, "utf8"))).toMatchObject({
      unknown: {entities: {payments: {fields: {paid_on: "Колонка2", amount: "Колонка3"}}}},
    });
    const saved = await estafeta("source", "save", "bank", "--settings", part, "--home", home.home);
    expect([saved.code, saved.err]).toEqual([0, ""]);
  });

  test("says in its YAML why it cannot load when a column of the kind is absent", async () => {
    const folder = temporaryFolder();
    const [file, part] = [write(join(folder, "unknown.csv"), unknown), join(folder, "part.yaml")];
    const {code} = await estafeta(
      ...["inspect", file, "--as", "clients", "--yaml", part, "--home", makeHome().home],
    );
    expect(code).toBe(1);
    expect(readFileSync(part, "utf8")).toMatch(/^# cannot load yet: .*client_id is part of the key/u);
  });

  test.each([
    [["--as", "paymets"], /^--as paymets: there is no such kind of row; expected one of .*payments/u],
    [["--as", "payments", "--settings", "x.yaml"], /^--as and --settings both say/u],
  ])("%j is wrong usage", async (flags, message) => {
    const file = write(join(temporaryFolder(), "unknown.csv"), unknown);
    const {code, err} = await estafeta("inspect", file, ...flags, "--home", makeHome().home);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("a file of which nothing loads ends with exit code 1 and a word of advice", () => {
  test.each([
    ["words.xlsx", "Прошу учесть, выгрузка будет завтра\n", /named as a workbook and holds plain text/u],
    ["header.csv", "Номер платежа;Дата платежа;Клиент;Сумма\n", /no rows under the header/u],
    [
      "refused.csv",
      "Номер платежа;Дата платежа;Клиент;Сумма\n1;01.09.2026;А;#REF!\n2;02.09.2026;Б;#REF!\n",
      /every row would be set aside/u,
    ],
  ])("%s", async (name, text, advice) => {
    const file = write(join(temporaryFolder(), name), text);
    const {code, err} = await estafeta("inspect", file, "--home", makeHome().home);
    expect(code).toBe(1);
    expect(err).toMatch(advice);
  });

  test("an empty file writes no YAML and says so", async () => {
    const folder = temporaryFolder();
    const [file, part] = [write(join(folder, "empty.csv"), ""), join(folder, "part.yaml")];
    const {code, err} = await estafeta("inspect", file, "--yaml", part, "--home", makeHome().home);
    expect(code).toBe(1);
    expect(err).toContain(`${part}: not written, the file cannot be read as a table`);
  });
});

test("rows of totals, rows that a later one contradicts and rows sent twice are told", async () => {
  const rows = [
    "1;01.09.2026;ООО Ромашка;100,00",
    "2;02.09.2026;АО Лютик;200,00",
    "1;03.09.2026;ООО Ромашка;50,00",
    "2;02.09.2026;АО Лютик;200,00",
  ];
  const text = ["Номер платежа;Дата платежа;Клиент;Сумма", ...rows, "Итого;;;550,00", ""].join("\n");
  const file = write(join(temporaryFolder(), "payments.csv"), text);
  const {out} = await estafeta("inspect", file, "--home", makeHome().home);
  expect(out).toContain("4 rows, 1 row of totals left out");
  expect(out).toContain(
    "3 load, 1 would be set aside, 1 are left out, 1 of those that load give way to a later row with the same key",
  );
  const {preview} = await look(text, {name: "payments.csv"});
  // the later row of number 1 and the only one of number 2
  expect(preview[0]).toMatchObject({
    accepted: 3,
    rejected: 1,
    skipped: 1,
    repeated: 1,
    sums: [{field: "amount", unit: "money", sum: 250}],
  });
});

test("the sums of money and seconds that would load are told by field, without rows set aside", async () => {
  const rows = [
    "1;01.09.2026 10:00;вх;79001112233;62;3600",
    "2;02.09.2026 10:00;исх;79001112233;5;59",
    "3;скоро;исх;79001112233;5;7",
  ];
  const text = ["Номер звонка;Начало;Тип;Телефон;Ожидание, сек;Разговор, сек", ...rows, ""].join("\n");
  const file = write(join(temporaryFolder(), "calls.csv"), text);
  const {out} = await estafeta("inspect", file, "--home", makeHome().home);
  expect(out).toContain("what loads comes to ring_seconds 0:01:07, talk_seconds 1:00:59");
});

test("what an answer would be stands in the YAML where its field has no line of its own", async () => {
  const staff = [
    "Табельный номер;Сотрудник;Отдел;Должность;Дата приема",
    "0001;Иванова Анна;КЦ;Оператор;01.02.2025",
    "0002;Лист Олег;КЦ;Логист;01.02.2025",
    "",
  ].join("\n");
  const file = write(join(temporaryFolder(), "staff.csv"), staff);
  const {out} = await estafeta("inspect", file, "--yaml", "-", "--home", makeHome().home);
  expect(out).toContain('# asked: Должность: what does "Логист" mean?');
  expect(out).toContain("{entities: {employee_roles: {fields: {role: {map: {Логист: operator}}}}}}");
});

test("beside a field stands what to write for the other answer, and that loads", async () => {
  const home = makeHome();
  const file = write(
    join(home.home, "ua.csv"),
    "Номер платежу;Дата;Клиент;Сумма, грн\n1;13.09.2026;А;5,00\n",
  );
  const {out} = await estafeta("inspect", file, "--yaml", "-", "--home", home.home);
  const answer = /for "Take all amounts: they are in RUB already" write amount: (\{.*\})$/mu.exec(out)?.[1];
  const settings = write(join(home.home, "ua.yaml"), out.replace(/amount: \{sql.*$/mu, `amount: ${answer}`));
  const shown = await estafeta("inspect", file, "--settings", settings, "--json", "--home", home.home);
  expect(JSON.parse(shown.out).files[0].preview[0]).toMatchObject({accepted: 1, rejected: 0});
});

test("each kind of row lists its fields", async () => {
  const {code, out} = await estafeta("template", "payments", "--fields");
  expect(code).toBe(0);
  const payments = contracts.find(({entity}) => entity === "payments")!;
  for (const {name, doc} of fieldsOf(payments)) {
    expect(out).toContain(name);
    expect(out).toContain(doc);
  }
  expect(out).toMatch(/payment_id +key/u);
  expect(out).toMatch(/paid_on +required/u);
  expect((await estafeta("template", "paymets", "--fields")).code).toBe(2);
});

test("rows set aside by the first run of a server are said as by any other", () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  sayRows({
    failedFiles: [],
    unread: [],
    overtaken: [],
    left: [],
    rejected: 3,
    skipped: [
      {source_id: "bank", skipped: 1, rows: 4, totals: 1, headers: 0, dismissed: 0, several: 0},
      {source_id: "crm", skipped: 9, rows: 19, totals: 1, headers: 1, dismissed: 2, several: 3},
      {source_id: "old", skipped: 2, rows: 9, totals: null, headers: null, dismissed: null, several: null},
    ],
    checks: [],
    status: "published",
    drift: [],
  } as never);
  expect(said.mock.calls.map(([line]) => String(line))).toEqual([
    "quarantine: 3 rows were set aside; see `estafeta rejected` or the Data health page",
    "left out: 1 of 4 rows of bank: 1 of totals",
    "left out: 9 of 19 rows of crm: 3 beside another row with the same key, of which one is taken, 1 of totals, 1 with the header once more, 2 dismissed, 2 no data by its settings in sources.yaml; change the settings if they should count",
    "left out: 2 of 9 rows of old: 2 no data by its settings in sources.yaml; change the settings if they should count",
  ]);
  said.mockRestore();
});
