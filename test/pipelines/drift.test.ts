import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {estafeta} from "../helpers/cli.ts";
import {health} from "../helpers/fixing.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const header = "Номер,Дата,Клиент,Сумма,Менеджер";
const row = (index: number, day: string, amount = 100) =>
  `R-${day}-${index},${day},Клиент ${index},${amount},Иванова Анна`;
const file = (day: string, rows = 10, amount = 100) =>
  `${[header, ...Array.from({length: rows}, (_, index) => row(index, day, amount))].join("\n")}\n`;
const fields = `fields: {payment_id: Номер, client_name: Клиент, paid_on: Дата, amount: {columns: [Сумма, "Сумма ₽"]}, manager: {columns: [Менеджер, Филиал, Ответственный менеджер банка]}}`;
const source = (more = "") => `sources: {bank: {entities: {payments: {${fields}}}${more}}}\n`;

interface Drift {
  kind_code: string;
  column_name: string | null;
  expected: string | null;
  actual: string | null;
  is_read: boolean;
}

describe("a file is compared with its source's files before it", () => {
  let open: Staged;
  let home: ReturnType<typeof makeHome>;
  const begin = async (more = "") => {
    home = makeHome({sources: source(more)});
    open = await Staged.open(home);
  };
  const send = async (name: string, text: string) => {
    put(home, `bank/${name}.csv`, text);
    return (await open.take())[0];
  };
  const drift = (name: string) =>
    open.rows<Drift>(
      `select kind_code, column_name, expected, actual, is_read from ops.drift where load_id = (select load_id from ops.loads where file_name = '${name}.csv') order by all`,
    );
  beforeEach(() => begin());
  afterEach(() => open.close());

  test("the same columns in another order are no change", async () => {
    await send("one", file("2026-03-02"));
    const turned = file("2026-03-03")
      .split("\n")
      .map((line) => line.split(",").reverse().join(","))
      .join("\n");
    await send("two", turned);
    expect(await drift("two")).toEqual([]);
  });

  test("a column that stands without quotation marks in a piece of SQL is read, one named in a text is not", async () => {
    open.close();
    home = makeHome({
      sources: `sources: {bank: {entities: {payments: {fields: {payment_id: {sql: "'note-' || id"}, client_name: client, paid_on: day, amount: sum}}}}}\n`,
    });
    open = await Staged.open(home);
    const rows = (id: (index: number) => string) =>
      `id,note,day,client,sum\n${Array.from({length: 10}, (_, index) => `${id(index)},${id(index)},2026-03-02,A,${index + 1}`).join("\n")}\n`;
    await send(
      "one",
      rows((index) => String(index + 1)),
    );
    await send(
      "two",
      rows((index) => `Письмо без ${"аб".repeat(index + 1)}`),
    );
    expect((await drift("two")).map(({column_name, is_read}) => [column_name, is_read])).toEqual([
      ["id", true],
      ["note", false],
    ]);
  });

  test("a new, a missing, a renamed and a retyped column are each said by name", async () => {
    await send("one", file("2026-03-02"));
    await send(
      "two",
      [
        "Номер,Дата,Клиент,Сумма ₽,Филиал",
        ...Array.from({length: 10}, (_, index) => `S-${index},2026-03-03,${index + 7},100,12.5`),
      ].join("\n"),
    );
    expect(await drift("two")).toEqual([
      {kind_code: "missing_column", column_name: "Менеджер", expected: null, actual: null, is_read: true},
      {kind_code: "new_column", column_name: "Филиал", expected: null, actual: null, is_read: true},
      {
        kind_code: "renamed_column",
        column_name: "Сумма",
        expected: "Сумма",
        actual: "Сумма ₽",
        is_read: true,
      },
      // names of clients have become numbers
      {kind_code: "retyped_column", column_name: "Клиент", expected: "text", actual: "number", is_read: true},
    ]);
  });

  test("a column of money that became text is said, a column that is empty this time is not", async () => {
    await send("one", file("2026-03-02"));
    await send(
      "two",
      `${header}\n${Array.from({length: 10}, (_, index) => `T-${index},2026-03-03,,сто рублей,Иванова Анна`).join("\n")}\n`,
    );
    expect(await drift("two")).toMatchObject([
      {kind_code: "retyped_column", column_name: "Сумма", expected: "number", actual: "text"},
    ]);
  });

  test("twenty times fewer rows than on other working days stand out, and so does the sum", async () => {
    // Monday to Friday, then the next Monday
    for (const day of ["02", "03", "04", "05", "06"]) await send(day, file(`2026-03-${day}`, 40));
    await send("07", file("2026-03-07", 2));
    expect(await drift("07")).toEqual([]);
    await send("10", file("2026-03-10", 2));
    expect(await drift("10")).toEqual([
      {
        kind_code: "unusual_rows",
        column_name: null,
        expected: "40.0",
        actual: "2.0",
        is_read: true,
      },
      {
        kind_code: "unusual_sum",
        column_name: "payments.amount",
        expected: "4000.0",
        actual: "200.0",
        is_read: true,
      },
    ]);
    await send("11", file("2026-03-11", 45));
    expect(await drift("11")).toEqual([]);
  });

  test("with three files before it only a size several times off stands out", async () => {
    for (const day of ["02", "03"]) await send(day, file(`2026-03-${day}`, 10));
    await send("04", file("2026-03-04", 100));
    expect(await drift("04")).toEqual([]);
    await send("05", file("2026-03-05", 100));
    // 10, 10 and 100: usually 10
    expect(await drift("05")).toMatchObject([
      {kind_code: "unusual_rows", expected: "10.0", actual: "100.0"},
      {kind_code: "unusual_sum", expected: "1000.0", actual: "10000.0"},
    ]);
    await send("06", file("2026-03-06", 30));
    expect(await drift("06")).toEqual([]);
    await send("09", file("2026-03-09", 5, 2000));
    // the middle of 10, 10, 30, 100, 100 is 30, and these files differ much among themselves
    expect(await drift("09")).toEqual([]);
  });

  test("a file of ten times the rows is named after three alike, one of a tenth too", async () => {
    for (const day of ["02", "03", "04"]) await send(day, file(`2026-03-${day}`, 20));
    await send("05", file("2026-03-05", 200));
    expect((await drift("05")).map(({kind_code}) => kind_code)).toEqual(["unusual_rows", "unusual_sum"]);
    await send("06", file("2026-03-06", 2));
    expect((await drift("06")).map(({kind_code}) => kind_code)).toEqual(["unusual_rows", "unusual_sum"]);
    await send("09", file("2026-03-09", 20));
    expect(await drift("09")).toEqual([]);
  });

  test("an odd file is named and is no measure; the second of its kind is", async () => {
    const odd = (day: string) => file(day).replace("Менеджер", "Филиал").replaceAll(",100,", ",сто рублей,");
    const kinds = async (name: string) => (await drift(name)).map(({kind_code}) => kind_code);
    await send("1", file("2026-03-02"));
    await send("2", file("2026-03-03"));
    await send("3", odd("2026-03-04"));
    expect(await kinds("3")).toEqual(["renamed_column", "retyped_column"]);
    await send("4", file("2026-03-05"));
    expect(await kinds("4")).toEqual([]);
    await send("5", odd("2026-03-06"));
    expect(await kinds("5")).toEqual(["renamed_column", "retyped_column"]);
    await send("6", odd("2026-03-09"));
    expect(await kinds("6")).toEqual([]);
    await send("7", file("2026-03-10"));
    // by the last file the column's name, of what it holds 6 says one thing and 2 and 4 another
    expect(await kinds("7")).toEqual(["renamed_column"]);
  });

  test.each(["freeze", "quarantine"])("under %s the good file after an odd one passes", async (contract) => {
    open.close();
    await begin(`, contract: ${contract}`);
    const note = (text: string) => (body: string) =>
      body.replace("Менеджер", "Менеджер,Примечание").replaceAll("Иванова Анна", `Иванова Анна,${text}`);
    // words and numbers mixed, then numbers alone, then words alone: each may come of such a column
    const mixed = (body: string) => {
      const lines = note("срочно")(body).split("\n");
      return lines.map((line, index) => (index % 2 ? line.replace("срочно", "17") : line)).join("\n");
    };
    for (const [index, change] of [mixed, mixed, note("17"), note("срочно"), note("17")].entries())
      expect(await send(String(index), change(file(`2026-03-0${index + 2}`)))).toMatchObject({accepted: 10});
    // the odd one is refused, and only it
    const refused = send("odd", file("2026-03-07"));
    if (contract === "freeze") await expect(refused).rejects.toThrow("column Примечание is gone");
    else expect(await refused).toMatchObject({accepted: 0, rejected: 10});
    await open.warehouse.run("update ops.loads set status_code = 'failed' where status_code = 'landed'");
    expect(await send("good", note("17")(file("2026-03-08")))).toMatchObject({accepted: 10});
  });

  test("a file of just a thousand rows may have been cut", async () => {
    await send("one", file("2026-03-02", 1000));
    await send("two", file("2026-03-03", 1001));
    expect(await drift("one")).toMatchObject([{kind_code: "maybe_cut", actual: "1000"}]);
    expect(await drift("two")).toEqual([]);
  });

  test("the file's own total is compared with its rows, those set aside included", async () => {
    const total = (sum: string) => `Итого,,,${sum},\n`;
    expect(await send("one", file("2026-03-02", 6, 150) + total("900,00"))).toEqual({
      rows: 7,
      accepted: 6,
      rejected: 0,
      unchanged: 0,
      skipped: 1,
    });
    expect(await drift("one")).toEqual([]);
    // one row has no date, so it waits in quarantine, but its money is in the file
    const broken = file("2026-03-03", 6, 150).replace("R-2026-03-03-0,2026-03-03", "R-2026-03-03-0,");
    expect(await send("two", broken + total("900"))).toMatchObject({accepted: 5, rejected: 1, skipped: 1});
    expect(await drift("two")).toEqual([]);
    await send("three", file("2026-03-04", 5, 150) + total("900"));
    expect(await drift("three")).toEqual([
      {
        kind_code: "totals_differ",
        column_name: "payments.amount",
        expected: "900",
        actual: "750",
        is_read: true,
      },
    ]);
  });

  test("freeze refuses the file by the names of the columns; a day to accept from lets it in", async () => {
    open.close();
    await begin(", contract: freeze");
    put(home, "bank/one.csv", file("2026-03-02"));
    await open.take(() => new Date("2026-03-04T06:00:00Z"));
    put(home, "bank/two.csv", file("2026-03-03").replace("Менеджер", "Ответственный менеджер банка"));
    await expect(open.take()).rejects.toThrow(
      /bank\/two\.csv: column Менеджер seems to be called Ответственный менеджер банка now; the contract is frozen/,
    );
    expect(await open.rows("select count(*)::integer as n from stage.payments")).toEqual([{n: 10}]);
    open.close();
    write(join(home.company, "sources.yaml"), source(", contract: freeze, contract_from: 2026-03-05"));
    open = await Staged.open(home);
    await open.take();
    expect(await open.rows("select count(*)::integer as n from stage.payments")).toEqual([{n: 20}]);
  });

  test("quarantine sets every row aside and loads none of them", async () => {
    open.close();
    await begin(", contract: quarantine");
    await send("one", file("2026-03-02"));
    expect(
      await send(
        "two",
        file("2026-03-03", 3).replace(",Сумма,", ",Сумма,Скидка,").replaceAll(",100,", ",100,0,"),
      ),
    ).toEqual({
      rows: 3,
      accepted: 0,
      rejected: 3,
      unchanged: 0,
      skipped: 0,
    });
    const rejected = await open.rejected();
    const withDay = expect.stringMatching(/^new column Скидка; contract_from: \d{4}-\d\d-\d\d$/);
    expect(rejected.map(({reason_code, value, line_number}) => [reason_code, value, line_number])).toEqual([
      ["columns_changed", withDay, 2],
      ["columns_changed", withDay, 3],
      ["columns_changed", withDay, 4],
    ]);
    expect(rejected[0]!.raw_text).toBe("R-2026-03-03-0;2026-03-03;Клиент 0;100;0;Иванова Анна");
    const waiting = (name: string) =>
      open.rows(
        `select entity, event_date, sum(amount) as amount, count(*)::integer as n from ops.rejected_rows
         where load_id = (select load_id from ops.loads where file_name = '${name}.csv') group by all`,
      );
    expect(await waiting("two")).toEqual([
      {entity: "payments", event_date: "2026-03-03", amount: "300.00", n: 3},
    ]);
    // what is left of the mapping is read, and where nothing is, the lines wait without more
    await send("days", file("2026-03-03", 3).replace(",Сумма,", ",Скидка,"));
    expect(await waiting("days")).toEqual([
      {entity: "payments", event_date: "2026-03-03", amount: null, n: 3},
    ]);
    await send("none", file("2026-03-03", 3).replace("Дата", "Когда").replace(",Сумма,", ",Скидка,"));
    expect(await waiting("none")).toEqual([{entity: null, event_date: null, amount: null, n: 3}]);
    // what was set aside is no measure for the next file
    expect(await send("three", file("2026-03-04"))).toMatchObject({accepted: 10});
  });
});

test("the run says by name what is new: a column, and a value that takes the default or is refused", async () => {
  const dictionary = "code,name_en,name_ru,group_code,is_other,raw\nprice,Price,Дорого,money,false,дорого\n";
  const home = makeHome({
    dictionaries: {refusal_reasons: dictionary},
    sources: `sources:
  log:
    entities:
      calls:
        fields:
          call_id: id
          started_at: at
          direction: {value: out}
          talk_seconds: talk
          disposition: {column: status, map: {ok: answered}, default: unknown}
      call_results:
        fields: {result_id: id, call_id: id, operator: who, filed_at: at, result_code: {value: refusal}, refusal_reason: why}
`,
    inbox: {
      "log/1.csv": "id,at,talk,who,status,why\n1,2026-03-02 10:00,5,201,ok,дорого\n",
    },
  });
  const first = await estafeta("run", "--home", home.home);
  expect(first.code).toBe(0);
  expect(first.err).not.toContain("changed:");
  put(
    home,
    "log/2.csv",
    "id,at,talk,who,status,why,score\n2,2026-03-03 10:00,5,201,OK,Дорого,1\n3,2026-03-03 10:01,5,201,ring,дорого,1\n4,2026-03-03 10:02,5,201,ring,далеко,1\n",
  );
  const second = await estafeta("run", "--home", home.home);
  expect(second.err.split("\n").filter((line) => line.startsWith("changed: "))).toEqual([
    "changed: log/2.csv: new column score; nothing reads it",
    "changed: log/2.csv: call_results.refusal_reason: a value that no list knows: далеко × 1",
    "changed: log/2.csv: calls.disposition: a value that no list knows: ring × 2",
  ]);
});

test("what a file that failed had is noted too, and once, however often it is read", async () => {
  const mapping = (name: string) =>
    `sources: {crm: {entities: {clients: {fields: {client_id: Код, client_name: ${name}}}}}}\n`;
  const home = makeHome({
    sources: mapping("Имя"),
    inbox: {"crm/1.csv": "Код,Имя\n1,Ромашка\n"},
  });
  await estafeta("run", "--home", home.home);
  put(home, "crm/2.csv", "Код,Имя клиента\n2,Василёк\n");
  const renamed = [
    {file_name: "2.csv", kind_code: "renamed_column", column_name: "Имя", actual: "Имя клиента"},
  ];
  const noted = () => health(home, "select file_name, kind_code, column_name, actual from drift");
  const failed = await estafeta("run", "--home", home.home);
  expect(failed.err).toContain("changed: crm/2.csv: column Имя seems to be called Имя клиента now");
  expect(await noted()).toEqual(renamed);
  await estafeta("replay", "--home", home.home);
  expect(await noted()).toEqual(renamed);
  write(
    join(home.company, "sources.yaml"),
    "sources: {crm: {entities: {clients: {fields: {client_id: Код, client_name: {columns: [Имя, Имя клиента]}}}}}}\n",
  );
  // both names are known now: the file loads, and what is new in it is noted once
  expect((await estafeta("run", "--home", home.home)).code).toBe(0);
  expect(await noted()).toEqual(renamed);
});

test("a column that the mapping needs and that was renamed is told with its new name", async () => {
  const home = makeHome({
    sources: "sources: {crm: {entities: {clients: {fields: {client_id: Код, client_name: Имя}}}}}\n",
  });
  const open = await Staged.open(home);
  try {
    put(home, "crm/1.csv", "Код,Имя\n1,Ромашка\n");
    await open.take();
    put(home, "crm/2.csv", "Код,Имя клиента\n1,Ромашка\n");
    await expect(open.take()).rejects.toThrow(
      /the file has no column "Имя"; it has Код, Имя клиента; since the file before it: column Имя seems to be called Имя клиента now; write `client_name: \{columns: \["Имя", "Имя клиента"\]\}` below crm, entities, clients, fields in sources.yaml/,
    );
  } finally {
    open.close();
  }
});
