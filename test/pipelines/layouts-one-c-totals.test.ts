import * as fc from "fast-check";
import {expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {temporaryFolder} from "../helpers/home.ts";
import {
  columns,
  flat,
  item,
  july,
  managersInRows,
  months,
  type Row,
  read,
  saleColumns,
  salesOfRows,
  top,
  writeReport,
} from "../helpers/one-c-report.ts";

test("a total that differs from its rows by more than a rouble refuses the report, up to a rouble does not", async () => {
  expect(await read(flat(["ООО Ромашка", 1, 10.4], ["АО Лютик", 2, 20.4], ["Итого", 3, 31]))).toHaveLength(2);
  await expect(read(flat(["ООО Ромашка", 1, 10], ["АО Лютик", 2, 20], ["Итого", 3, 31.01]))).rejects.toThrow(
    /^report\.xlsx: row 10 \(Итого\), Выручка: it says 31\.01 and its rows give 30, 1\.01 too little; form the report again and send it with all its rows$/,
  );
  await expect(read(flat(["ООО Ромашка", 1, 10], ["АО Лютик", 2, 20], ["Итого", 4, 30]))).rejects.toThrow(
    /row 10 \(Итого\), Количество: it says 4 and its rows give 3/,
  );
});

test("inspect says of a known report whose total differs just that", async () => {
  const rows = [...managersInRows.slice(0, -1), {cells: ["Итого", 11, 9600, 29], outline: 0}];
  const {files} = await inspect({
    files: [await writeReport(rows)],
    home: homeAt(temporaryFolder()),
    rows: 5,
    completes: true,
  });
  expect(files[0]!.error?.en).toContain("(Итого), Выручка: it says 9600 and its rows give 1600");
});

test("a subtotal that differs names its group, month and difference although the total agrees", async () => {
  const broken = months.map((row) =>
    row && !Array.isArray(row) && row.cells[0] === "Склад 02"
      ? {...row, cells: [...row.cells.slice(0, 11), 90]}
      : row,
  );
  await expect(read(broken)).rejects.toThrow(
    /row 12 \(Склад 02\), Выручка, 2026-07: it says 90 and its rows give 80, 10 too little/,
  );
});

test("without Итого a report is taken only when every row stands below a subtotal", async () => {
  const untotalled = managersInRows.slice(0, -1);
  expect(columns(await read(untotalled), ...saleColumns)).toEqual(salesOfRows);
  await expect(read(flat(["ООО Ромашка", 1, 10]))).rejects.toThrow(/there is no row Итого/);
  await expect(read([...untotalled, item(["АО Фиалка", 1, 5, 5], 0)])).rejects.toThrow(
    /there is no row Итого/,
  );
});

test.each([
  ["Период: 01.06.2026 - 31.07.2026", /covers 2026-06-01 to 2026-07-31, more than a month/],
  ["Период: 3 квартал 2026 г.", /covers 2026-07-01 to 2026-09-30, more than a month/],
  ["Период: 31.07.2026 - 01.07.2026", /does not say its period/],
  ["Период: не задан", /does not say its period/],
])("%s without months in columns refuses the report", async (period, message) => {
  const rows = [...top(period), ["Клиент", "Выручка"], ["ООО Ромашка", 10], ["Итого", 10]];
  await expect(read(rows)).rejects.toThrow(message);
});

test("a week keeps its first day, a month in words its first", async () => {
  const period = async (text: string) =>
    columns(
      await read([...top(text), ["Клиент", "Выручка"], ["ООО Ромашка", 10], ["Итого", 10]]),
      "Период",
      "Конец периода",
    );
  expect(await period("Период: 06.07.2026 - 12.07.2026")).toEqual([["2026-07-06", "2026-07-12"]]);
  expect(await period("Период: Май 2026 г.")).toEqual([["2026-05-01", "2026-05-31"]]);
  expect(await period("Период: февраль 2028")).toEqual([["2028-02-01", "2028-02-29"]]);
});

test("a quarter in a column is more than a month", async () => {
  await expect(
    read([...july, [null, "3 квартал 2026 г."], ["Клиент", "Выручка"], ["ООО Ромашка", 1], ["Итого", 1]]),
  ).rejects.toThrow(/columns 3 квартал 2026 г\. cover more than one month/);
});

test("reports without captions or rows say so", async () => {
  await expect(
    read([
      ["Клиент", "Город"],
      ["ООО Ромашка", "Пермь"],
    ]),
  ).rejects.toThrow(/no row of captions such as Количество or Выручка stands above figures/);
  await expect(read([...july, ["Клиент", "Выручка"]])).rejects.toThrow(/no row of captions/);
  await expect(read(flat(["Итого", 0, 0]))).rejects.toThrow(/has no rows below its captions/);
  await expect(read([])).rejects.toThrow(/the sheet has no rows/);
});

test.each([
  [
    "figures below the total",
    [
      ["ООО Ромашка", 1, 10],
      ["Итого", 1, 10],
      ["АО Лютик", 1, 10],
    ],
    /row 10 \(АО Лютик; 1; 10\) has figures below Итого/,
  ],
  [
    "a second total",
    [
      ["Итого", 1, 10],
      ["ООО Ромашка", 1, 10],
      ["Итого", 1, 10],
    ],
    /row 10 \(Итого; 1; 10\) is a second Итого/,
  ],
  [
    "an error of a formula",
    [
      ["ООО Ромашка", 1, "#REF!"],
      ["Итого", 1, 10],
    ],
    /row 8 \(ООО Ромашка; 1; #REF!\) holds "#REF!" for Выручка, which is no number/,
  ],
  [
    "figures without caption",
    [
      ["ООО Ромашка", 1, 10, 5],
      ["Итого", 1, 10, 5],
    ],
    /row 8 holds "5" in column 4, which has no caption/,
  ],
  [
    "figures without a name",
    [
      [null, 1, 10],
      ["Итого", 1, 10],
    ],
    /row 8 \(1; 10\) has figures and no name/,
  ],
  [
    "a heading with nothing below",
    [
      ["По менеджерам", 1, 10],
      ["Итого", 1, 10],
    ],
    /row 8 \(По менеджерам\) has no rows below it/,
  ],
] as [string, Row["cells"][], RegExp][])(
  "%s cannot be placed, so the report is refused with the row",
  async (_, rows, message) => {
    await expect(read(flat(...rows))).rejects.toThrow(message);
  },
);

interface Branch {
  children: (Branch | number)[];
}
const tree = fc.letrec<{branch: Branch; child: Branch | number}>((tie) => ({
  branch: fc.record({children: fc.array(tie("child"), {minLength: 1, maxLength: 4})}),
  child: fc.oneof(
    {depthSize: "small", withCrossShrink: true},
    fc.integer({min: -5000, max: 5000}),
    tie("branch"),
  ),
})).branch;

const leavesOf = ({children}: Branch): number[] =>
  children.flatMap((child) => (typeof child === "number" ? [child] : leavesOf(child)));
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** A report of kopecks: each branch as a group with its sum, indented by a step of its own. */
function printed(branch: Branch, step: number, depth = 0): Row[] {
  return branch.children.flatMap((child, index) =>
    typeof child === "number"
      ? [{cells: [`Товар ${depth}.${index}`, child / 100], indent: depth * step}]
      : [
          {cells: [`Группа ${depth}.${index}`, sum(leavesOf(child)) / 100], indent: depth * step},
          ...printed(child, step, depth + 1),
        ],
  );
}

test("whatever the tree, the records are its leaves, and a wrong group is always noticed", async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.integer({min: 1, max: 4}), fc.nat(), async (branch, step, wrong) => {
      const rows = printed(branch, step);
      const report = [...july, ["Номенклатура", "Выручка"], ...rows, ["Итого", sum(leavesOf(branch)) / 100]];
      const records = await read(report);
      expect(records.map((record) => Math.round(100 * Number(record["Выручка"])))).toEqual(leavesOf(branch));
      expect(new Set(columns(records, "Ключ", "Ключ строки").map(String)).size).toBe(records.length);

      const at = wrong % rows.length;
      const [label, figure] = rows[at]!.cells;
      const changed = rows.with(at, {...rows[at]!, cells: [label!, Number(figure) + 1.02]});
      await expect(read([...report.slice(0, 7), ...changed, report.at(-1)!])).rejects.toThrow(/it says/);
    }),
    {numRuns: 40, seed: 7},
  );
});
