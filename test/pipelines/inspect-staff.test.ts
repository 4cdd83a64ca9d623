import {describe, expect, test} from "vitest";
import {stringify} from "yaml";
import {run} from "../../pipelines/run.ts";
import {makeHome} from "../helpers/home.ts";
import {answered, look, rowsOf} from "../helpers/look.ts";
import {queryPublished} from "../helpers/published.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

const staff = lines(
  "ФИО;Должность;Подразделение;Внутренний номер;Дата приёма;Дата увольнения;Оклад",
  "Иванова Анна;Менеджер по продажам;Продажи;101;01.02.2026;;60000",
  "Серов Пётр;Менеджер по продажам;Продажи;102;01.02.2026;31.08.2026;65000",
  "Лист Олег;Оператор;КЦ;103;01.02.2026;;45000",
);
const numbered = staff
  .trim()
  .split("\n")
  .map((row, at) => `${at === 0 ? "Табельный номер" : `000${at}`};${row}`)
  .join("\n");

describe.each([
  ["a plain list", staff, "Менеджер по продажам", null],
  ["a list with personnel numbers", numbered, "менеджер по продажам", "zup_staff"],
])("%s of the staff", (_, text, post, preset) => {
  test("who sells may work in any leg of the relay: it is asked, and the answer holds", async () => {
    const file = await look(text, {name: "staff.csv"});
    expect(file.preset).toBe(preset);
    const role = file.fields.find(({entity, field}) => entity === "employee_roles" && field === "role")!;
    expect(role.status).toBe("ask");
    const asked = file.questions.filter(({field}) => field === "role");
    expect(asked.map(({text}) => text.en)).toEqual([`Должность: what does "${post}" mean?`]);
    // what to write stands in the settings
    expect(file.yaml).toContain(`${post}: farmer`);
    const settings = answered(file.settings, asked[0]!.options.find(({label}) => label.en === "Farmer")!);
    expect(rowsOf(await look(text, {settings}), "employee_roles").map(({role}) => role)).toEqual([
      "farmer",
      "farmer",
      "operator",
    ]);
  });

  test("its source has the name of the file, not of a program nobody spoke of", async () => {
    expect((await look(text, {name: "staff 2026-09-01.csv"})).source).toBe("staff");
  });

  test("pay beside it is left out, and it is said where pay belongs", async () => {
    const file = await look(text);
    expect(file.fields.filter(({entity}) => entity === "salaries")).toEqual([]);
    const said = file.questions.find(({id}) => id === "employees.pay")!;
    expect(said.text.en).toContain("Оклад");
    expect(said.text.en).toContain("estafeta template salaries");
    expect(file.yaml).toContain("--as salaries");
    const without = await look(text.replaceAll(/;(?:Оклад|\d{5})$/gmu, ""));
    expect(without.questions.map(({id}) => id)).not.toContain("employees.pay");
  });

  test("an internal number is nobody's from the day after its holder's last one", async () => {
    const {settings, fields} = await look(text);
    const since = fields.find(
      ({entity, field}) => entity === "employee_extensions" && field === "valid_from",
    )!;
    expect(since.why.en).toContain("until the person leaves");
    const call = (day: string, extension: string) =>
      `${day} 10:00:00;out;${extension};+79161234567;60;answered`;
    const home = makeHome({
      sources: stringify({sources: {staff: settings, calls: callSettings}}),
      inbox: {
        "staff/staff.csv": text,
        "calls/calls.csv": lines(
          "moment;direction;extension;phone;seconds;disposition",
          call("2026-08-31", "102"),
          call("2026-09-01", "102"),
          call("2026-09-01", "101"),
        ),
      },
    });
    await run(home, {});
    expect(
      await queryPublished(
        home,
        `select call_date::varchar as day, count(employee_id)::integer as known, count(*)::integer as calls
         from fct_calls group by 1 order by 1`,
      ),
    ).toEqual([
      {day: "2026-08-31", known: 1, calls: 1},
      {day: "2026-09-01", known: 1, calls: 2},
    ]);
  });
});

const callSettings = {
  entities: {
    calls: {
      fields: {
        call_id: {row_hash: true},
        started_at: "moment",
        direction: "direction",
        operator: "extension",
        client_phone: "phone",
        talk_seconds: "seconds",
        disposition: "disposition",
      },
    },
  },
};

describe("a list of documents of a number, a day, a client and a sum", () => {
  const row = (at: number, first = `УТ-0000${at}`) => `${first};0${at}.09.2026;ООО Лютик;${at}000,50`;
  const list = (head: string, first?: (at: number) => string) =>
    lines(`${head};Дата;Контрагент;Сумма`, ...[1, 2, 3, 4].map((at) => row(at, first?.(at))));

  test("may be invoices, payments or sales: it is asked which", async () => {
    const file = await look(list("Номер"));
    expect(file.preset).toBeNull();
    const kinds = file.questions.find(({id}) => id === "entity")!.options.map(({label}) => label.en);
    expect(new Set(kinds)).toEqual(new Set(["Payments", "Invoices", "Sales"]));
  });

  test("are sales when the file, a column or a cell says so", async () => {
    expect((await look(list("Номер"), {name: "Реализации.csv"})).preset).toBe("one_c_sales_items");
    expect((await look(list("Документ реализации"))).preset).toBe("one_c_sales_items");
    expect((await look(list("Документ", (at) => `Реализация товаров ${at}`))).preset).toBe(
      "one_c_sales_items",
    );
  });

  test("orders entered with goods keep their preset and have the file's name", async () => {
    const file = await look(
      lines("Номер;Дата;Контрагент;Номенклатура;Сумма", "1;01.09.2026;ООО Лютик;Труба;100,50"),
      {name: "Отгрузки 2026-09.csv"},
    );
    expect([file.preset, file.source]).toEqual(["one_c_sales_items", "otgruzki"]);
  });
});
