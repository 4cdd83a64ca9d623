// @vitest-environment jsdom
import {expect, test} from "vitest";
import {type PayLine, partsOf, rowsOf, type Statement} from "../../dashboards/lib/payroll.ts";

const line = (id: string, amount: string, needs_attention = false): PayLine => ({
  id,
  kind: "earned",
  component: "bonus",
  amount,
  stated: "0.00",
  needs_attention,
  text: {ru: id, en: id},
});
const statement = (employee_id: string, lines: PayLine[], change: Partial<Statement> = {}): Statement => ({
  employee_id,
  employee_name: `Имя ${employee_id}`,
  personnel_number: employee_id,
  base: "30000.10",
  total: "34500.35",
  lines,
  ...change,
});

test("a statement has what pays first, and what only says something apart", () => {
  const parts = partsOf(statement("1", [line("a", "0.00"), line("b", "30000.10"), line("c", "-5.00")]));
  expect(parts.paid.map(({id}) => id)).toEqual(["b", "c"]);
  expect(parts.told.map(({id}) => id)).toEqual(["a"]);
});

test("people with an open question come first, then those with something to look at, then by name", () => {
  const question = (employee_id: string, status: "open" | "settled") => ({
    event_id: 1,
    employee_id,
    line_id: "a",
    status,
    said: [],
  });
  const rows = rowsOf({
    statements: [
      statement("1", []),
      statement("2", [line("a", "1.00", true)]),
      statement("3", []),
      statement("4", [], {employee_name: null}),
    ],
    questions: [question("3", "open"), question("1", "settled")],
  });
  expect(rows.map(({employee_id}) => employee_id)).toEqual(["3", "2", "4", "1"]);
  // to the kopeck, though a page's numbers are floats
  expect(rows[0]).toMatchObject({above_salary_amount: 4500.25, question_count: 1, attention_count: 0});
  expect(rows[2]!.employee_name).toBe("4");
});
