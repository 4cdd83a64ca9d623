import {expect, test} from "vitest";
import {answered, look, rowsOf} from "../helpers/look.ts";
import {load} from "../helpers/preset.ts";

test("1C:ZUP staff: noughts stay, the day after dismissal is the first without work, posts follow each other", async () => {
  const file = [
    "Табельный номер;Фамилия;Имя;Отчество;Подразделение;Должность;Дата начала работы;Действующий сотрудник;Дата увольнения",
    "00123;Иванова;Анна;Петровна;Колл-центр;Оператор;01.02.2025;Да;",
    // one person, two employments: two numbers
    "00124;Иванова;Анна;Петровна;Склад;Уборщик;01.06.2025;Да;01.01.0001",
    // a post after another under one number
    "00200;Серов;Пётр;;Отдел продаж;Менеджер;10.01.2024;Нет;31.05.2025",
    "00200;Серов;Пётр;;Отдел продаж;Руководитель отдела;01.06.2025;Нет;30.01.2026",
    "00300;Лист;Олег;;Колл-центр;Старший оператор;2025-03-01T00:00:00;Да;0001-01-01T00:00:00",
    "00400;Тихая;Вера;;Колл-центр;Оператор;01.02.2025;Нет;на днях",
    "",
  ].join("\n");
  await load("zup_staff", file, async (open) => {
    expect(
      await open.rows("select employee_id, employee_name, hired_on, left_on from stage.employees order by 1"),
    ).toEqual([
      {employee_id: "00123", employee_name: "Иванова Анна Петровна", hired_on: "2025-02-01", left_on: null},
      {employee_id: "00124", employee_name: "Иванова Анна Петровна", hired_on: "2025-06-01", left_on: null},
      {employee_id: "00200", employee_name: "Серов Пётр", hired_on: "2024-01-10", left_on: "2026-01-31"},
      {employee_id: "00300", employee_name: "Лист Олег", hired_on: "2025-03-01", left_on: null},
    ]);
    expect(
      await open.rows(
        "select employee_id, role, team_id, valid_from, valid_to from stage.employee_roles order by 1, 4",
      ),
    ).toEqual([
      {
        employee_id: "00123",
        role: "operator",
        team_id: "Колл-центр",
        valid_from: "2025-02-01",
        valid_to: null,
      },
      {employee_id: "00124", role: "other", team_id: "Склад", valid_from: "2025-06-01", valid_to: null},
      {
        employee_id: "00200",
        role: "other",
        team_id: "Отдел продаж",
        valid_from: "2024-01-10",
        valid_to: "2025-06-01",
      },
      {
        employee_id: "00200",
        role: "head",
        team_id: "Отдел продаж",
        valid_from: "2025-06-01",
        valid_to: "2026-01-31",
      },
      {employee_id: "00300", role: "head", team_id: "Колл-центр", valid_from: "2025-03-01", valid_to: null},
    ]);
    expect(
      (await open.rejected()).map((row) => [row.entity, row.line_number, row.column_name, row.value]),
    ).toEqual([
      ["employee_roles", 7, "valid_to", "на днях"],
      ["employees", 7, "left_on", "на днях"],
    ]);
  });
});

test("1C:ZUP staff: a short list without days gives people and no posts", async () => {
  await load("zup_staff", "ФИО;Табельный номер;Должность\nИванова Анна;0007;Оператор\n", async (open) => {
    expect(open.files).toMatchObject([{rows: 1, accepted: 1, rejected: 0}]);
    expect(await open.rows("select employee_id, employee_name, hired_on from stage.employees")).toEqual([
      {employee_id: "0007", employee_name: "Иванова Анна", hired_on: null},
    ]);
    expect(await open.rows("select count(*) as posts from stage.employee_roles")).toEqual([{posts: 0}]);
  });
});

test("1C:ZUP staff: who no longer works but has no day stays open, and numbers that differ in noughts are two people", async () => {
  const file = [
    "Табельный номер;ФИО;Подразделение;Должность;Дата начала работы;Действующий сотрудник",
    "00123;Иванова Анна;Колл-центр;Оператор;01.02.2025;Нет",
    "123;Серов Пётр;Колл-центр;Оператор;01.02.2025;Да",
    "",
  ].join("\n");
  await load("zup_staff", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select employee_id, left_on from stage.employees order by 1")).toEqual([
      {employee_id: "00123", left_on: null},
      {employee_id: "123", left_on: null},
    ]);
  });
});

test("1C:ZUP staff: posts of the relay are known by their first words, the others are named as doubtful", async () => {
  const posts = [
    ["Хантер", "hunter"],
    ["Охотник", "hunter"],
    ["Старший менеджер по продажам", "hunter"],
    ["Фермер", "farmer"],
    ["Менеджер по работе с клиентами (Юг)", "farmer"],
    ["Менеджер по сопровождению", "farmer"],
    ["Специалист колл-центра", "operator"],
    ["Оператор", "operator"],
    ["Старший оператор", "head"],
    ["Руководитель группы хантеров", "head"],
    ["Менеджер склада", "other"],
    ["Фермерша по хозяйству", "other"],
  ];
  const file = [
    "Табельный номер;Сотрудник;Подразделение;Должность;Дата приема",
    ...posts.map(
      ([post], index) => `${String(index + 1).padStart(4, "0")};Серов Пётр;Продажи;${post};01.02.2025`,
    ),
    "",
  ].join("\n");
  await load("zup_staff", file, async (open) => {
    expect(await open.rows("select role from stage.employee_roles order by employee_id")).toEqual(
      posts.map(([, role]) => ({role})),
    );
  });
  const looked = await look(file);
  expect(looked.preset).toBe("zup_staff");
  const role = looked.fields.find(({entity, field}) => entity === "employee_roles" && field === "role")!;
  expect(role.status).toBe("ask");
  expect(role.why.ru).toContain("Менеджер склада");
  expect(role.why.ru).not.toContain("Хантер");
  const asked = looked.questions.map(({text}) => text.ru).filter((text) => text.startsWith("Должность"));
  expect(new Set(asked)).toEqual(
    new Set(
      ["Менеджер склада", "Фермерша по хозяйству", "старший оператор", "менеджер по продажам"].map(
        (post) => `Должность: что значит «${post}»?`,
      ),
    ),
  );
  const settled = file.split("\n").filter((line) => !line.includes("по продажам"));
  const known = await look(settled.slice(0, 8).join("\n"));
  expect(known.fields.find(({field}) => field === "role")!.status).toBe("sure");
});

test("1C:ZUP staff: an answer gives one post another role and leaves the others as they are", async () => {
  const file = [
    "Табельный номер;Сотрудник;Отдел;Должность;Внутр. тел.;Дата приема",
    "0001;Иванова Анна;КЦ;Старший оператор;101;01.02.2025",
    "0002;Серов Пётр;КЦ;Оператор;102;01.02.2025",
    "0003;Лист Олег;КЦ;Логист;103;01.02.2025",
    "0004;Тихая Вера;КЦ;Директор;104;01.02.2025",
    "",
  ].join("\n");
  const looked = await look(file);
  expect(looked.preset).toBe("zup_staff");
  const roles = (of: typeof looked) => rowsOf(of, "employee_roles").map(({role}) => role);
  expect(roles(looked)).toEqual(["head", "operator", "other", "head"]);
  let settings: object = looked.settings;
  for (const [post, label] of [
    ["старший оператор", "Operator"],
    ["Логист", "Hunter"],
  ] as const) {
    const question = looked.questions.find(({text}) => text.en.includes(`"${post}"`))!;
    settings = answered(settings, question.options.find((option) => option.label.en === label)!);
  }
  expect(roles(await look(file, {settings}))).toEqual(["operator", "operator", "hunter", "head"]);
  // calls are met with people by these numbers
  expect(rowsOf(looked, "employee_extensions").map(({extension}) => extension)).toEqual([
    "101",
    "102",
    "103",
    "104",
  ]);
});
