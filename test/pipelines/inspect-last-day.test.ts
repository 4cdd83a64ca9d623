import {describe, expect, test} from "vitest";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const away = (end: string) =>
  lines(
    `Сотрудник;Вид отсутствия;Начало;${end}`,
    "Иванов Пётр Ильич;Отпуск;12.01.2026;18.01.2026",
    "Кузнецов Олег;Больничный;28.02.2026;28.02.2026",
  );
const shifted = [
  ["2026-01-12", "2026-01-19"],
  ["2026-02-28", "2026-03-01"],
];
const stretches = (file: Awaited<ReturnType<typeof look>>) =>
  rowsOf(file, "absences").map(({started_on, ended_on}) => [started_on, ended_on]);

describe("a last day is not the first day after it", () => {
  test.each([
    "Окончание",
    "по",
    "Дата окончания",
    "до",
    "конец",
    "end",
    "last day",
    "end_date",
    "Последний день",
  ])("%s: an absence ends the day after its last, and that is asked", async (header) => {
    const file = await look(away(header));
    expect(file.entity).toBe("absences");
    expect(proposed(file)["absences.ended_on"]).toBe(`${header} (guess)`);
    expect(stretches(file)).toEqual(shifted);
    const asked = file.questions.find(({id}) => id === "absences.ended_on.last_day")!;
    expect(asked.text.ru).toContain("последний день");
    expect(
      stretches(await look(away(header), {settings: answered(file.settings, asked.options[0]!)})),
    ).toEqual(shifted);
    const back = await look(away(header), {settings: answered(file.settings, asked.options[1]!)});
    // the one-day absence would be none at all
    expect(stretches(back)).toEqual([["2026-01-12", "2026-01-18"]]);
  });

  test.each(["День выхода", "Выход на работу", "Дата выхода на работу", "back", "ended_on"])(
    "%s is taken as it is",
    async (header) => {
      const file = await look(
        lines(
          `Сотрудник;Вид отсутствия;Начало;${header}`,
          "Иванов Пётр Ильич;Отпуск;12.01.2026;19.01.2026",
          "Кузнецов Олег;Больничный;28.02.2026;01.03.2026",
        ),
      );
      expect(proposed(file)["absences.ended_on"]).toContain(header);
      expect(stretches(file)).toEqual(shifted);
      expect(file.questions.filter(({field}) => field === "ended_on")).toEqual([]);
    },
  );

  test.each(["Уволен", "Дата увольнения", "termination date"])(
    "%s is the last day employed, and one who works has none",
    async (header) => {
      const file = await look(
        lines(`employee id,employee name,${header}`, "e1,Иванов Пётр,31.01.2026", "e2,Серов Олег,"),
      );
      expect(proposed(file)["employees.left_on"]).toBe(`${header} (guess)`);
      expect(rowsOf(file, "employees").map(({left_on}) => left_on)).toEqual(["2026-02-01", null]);
      expect(file.questions.map(({id}) => id)).toContain("employees.left_on.last_day");
    },
  );

  test("a column that a person chose for the day back is read in the same way", async () => {
    const settings = {
      entities: {
        absences: {
          fields: {
            employee: {column: "Сотрудник"},
            started_on: {column: "Начало"},
            ended_on: {column: "Окончание"},
            absence_kind: {column: "Вид отсутствия"},
          },
        },
      },
    };
    expect(stretches(await look(away("Окончание"), {settings}))).toEqual(shifted);
  });
});
