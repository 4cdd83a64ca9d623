import {expect, test} from "vitest";
import {Database} from "../../../pipelines/database.ts";
import {quarantineWarnings} from "../../../pipelines/payroll/warnings.ts";

test("what waits in quarantine is one remark with all its kinds, and the payments' money is at stake", async () => {
  const health = await Database.open(":memory:");
  try {
    await health.run(
      "create table excluded_rows (month date, entity varchar, rejected_count integer, rejected_amount decimal(18,2))",
    );
    await health.run(
      `insert into excluded_rows values ('2026-10-01', 'calls', 2, null), ('2026-10-01', 'payments', 3, 1500.50),
       ('2026-10-01', 'deals', 1, 9000), ('2026-09-01', 'payments', 7, 1), ('2026-10-01', 'orders', 0, 0)`,
    );
    const warnings = await quarantineWarnings(health, "2026-10-01");
    expect(warnings).toEqual([
      {
        ru: "В карантине ждут строки этого месяца: звонки — 2, сделки — 1 (9\u00a0000,00\u00a0₽), оплаты — 3 (1\u00a0500,50\u00a0₽). Показатели могут быть без них неполными.",
        en: expect.stringContaining("payments — 3 (₽1,500.50)"),
        stake: 150_050n,
      },
    ]);
    expect(await quarantineWarnings(health, "2026-08-01")).toEqual([]);
  } finally {
    health.close();
  }
});

test("rows about people and salaries have no day of an event: every month is told of them, salaries first", async () => {
  const health = await Database.open(":memory:");
  try {
    await health.run(
      "create table excluded_rows (month date, entity varchar, rejected_count integer, rejected_amount decimal(18,2))",
    );
    await health.run(
      `insert into excluded_rows values (null, 'employee_roles', 1, null), (null, 'absences', 2, null), (null, 'salaries', 3, null),
       (null, 'clients', 4, null), (null, null, 5, null), (null, 'payments', 6, -700.10)`,
    );
    for (const month of ["2026-08-01", "2026-10-01"])
      expect(await quarantineWarnings(health, month)).toMatchObject([
        {
          ru: expect.stringContaining(": оклады — 3, отсутствия — 2, должности сотрудников — 1. Без них"),
          en: expect.stringContaining(": salaries — 3, absences — 2, posts of employees — 1. Salary"),
          isFirst: true,
        },
        {ru: expect.stringContaining("этого месяца: оплаты — 6 (−700,10\u00a0₽)."), stake: 70_010n},
      ]);
  } finally {
    health.close();
  }
});
