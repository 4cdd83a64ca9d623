import {readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {beyondChance} from "../../queries/statistics/beyond.ts";
import {newcombeDifference} from "../../queries/statistics/newcombe.ts";
import {madeForAll} from "../helpers/shared.ts";
import {filesUnder, readSheet, readSource} from "./demo-reading.ts";

interface Who {
  employee_id: string;
  employee_name: string;
  from: string;
}
interface Truth {
  last_day: string;
  planted: {
    hasty_promises: Who & {
      observed: {employee_id: string; month: string; promised: number; kept: number}[];
    };
    claimed_clients: Who & {
      observed: {employee_id: string; day: string; entered: number; invoiced: number; claimed: number}[];
    };
    clients_feedback: Who & {
      chance: Record<"usual" | "neglected", {good: number; bad: number}>;
      observed: {
        month: string;
        stage: string;
        employee_id: string;
        best: string;
        answers: number;
        good: number;
        bad: number;
      }[];
    };
  };
}

const home = await madeForAll("demo-24-whole", (folder) => writeDemo({home: folder, months: 24}));
const inbox = join(home, "var", "inbox");
let truth: Truth;

beforeAll(() => {
  truth = JSON.parse(readFileSync(join(home, "var", "truth.json"), "utf8")) as Truth;
}, 180_000);

/** Good rows of a form's workbooks, each number once. */
async function formRows(source: string): Promise<unknown[][]> {
  const rows = new Map<string, unknown[]>();
  for (const name of filesUnder(join(inbox, source)))
    for (const cells of (await readSheet(join(inbox, source, name))).slice(1))
      if (/^[А-Я]-\d{6}$/.test(String(cells[0]))) rows.set(String(cells[0]), cells);
  return [...rows.values()];
}

const monthOf = (cell: unknown) =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 7)
    : `${String(cell).slice(6, 10)}-${String(cell).slice(3, 5)}`;

function sum<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

test("one hunter keeps fewer of his promises than chance explains", async () => {
  const {employee_id, from, observed} = truth.planted.hasty_promises;
  const written = await formRows("promises");
  expect(written).toHaveLength(sum(observed, (row) => row.promised));
  for (const month of new Set(observed.map((row) => row.month)))
    expect(written.filter((cells) => monthOf(cells[6]) === month)).toHaveLength(
      sum(
        observed.filter((row) => row.month === month),
        (row) => row.promised,
      ),
    );
  const since = observed.filter(({month}) => month > from && month <= truth.last_day.slice(0, 7));
  const others = since.filter((row) => row.employee_id !== employee_id);
  const common = sum(others, (row) => row.kept) / sum(others, (row) => row.promised);
  expect(common).toBeGreaterThan(0.75);
  expect(common).toBeLessThan(0.95);
  const own = since.filter((row) => row.employee_id === employee_id);
  const kept = sum(own, (row) => row.kept);
  const promised = sum(own, (row) => row.promised);
  expect(beyondChance(kept, promised, common)).toBe("below");
  expect(kept / promised).toBeLessThan(common - 0.15);
});

test("the clients of the farmer who neglects them like us less than those of the others", async () => {
  const {employee_id, from, chance, observed} = truth.planted.clients_feedback;
  const written = await formRows("feedback");
  expect(written).toHaveLength(sum(observed, (row) => row.answers));
  const isGood = ([, , , , score, best]: unknown[]) => Number(score) >= (best === 10 ? 9 : 4);
  const isBad = ([, , , , score, best]: unknown[]) => Number(score) <= (best === 10 ? 6 : 2);
  expect(written.filter(isGood)).toHaveLength(sum(observed, (row) => row.good));
  expect(written.filter(isBad)).toHaveLength(sum(observed, (row) => row.bad));
  const care = observed.filter(({stage, month}) => stage === "care" && month > from);
  const sides = [true, false].map((isOwn) => {
    const rows = care.filter((row) => (row.employee_id === employee_id) === isOwn);
    return {hits: sum(rows, (row) => row.good), trials: sum(rows, (row) => row.answers)};
  });
  const worse = newcombeDifference(sides[0]!, sides[1]!)!;
  expect(worse.verdict).toBe("lower");
  expect(worse.low).toBeLessThan(chance.neglected.good - chance.usual.good);
  expect(worse.high).toBeGreaterThan(chance.neglected.good - chance.usual.good);
});

test("clients that people entered name who made them; one hunter enters most and holds them", () => {
  const {employee_id, employee_name, from, observed} = truth.planted.claimed_clients;
  const contacts = readSource(inbox, "amocrm_contacts", ",").at(-1)!.rows;
  const made = contacts.filter((cells) => cells[0] && cells[8]);
  expect(made).toHaveLength(sum(observed, (row) => row.entered));
  const [surname, name] = employee_name.split(" ");
  const own = observed.filter((row) => row.employee_id === employee_id);
  expect(made.filter((cells) => cells[8] === `${name} ${surname}`)).toHaveLength(
    sum(own, (row) => row.entered),
  );
  const claimed = new Map<string, number>();
  for (const row of observed.filter(({day}) => day >= from))
    claimed.set(row.employee_id, (claimed.get(row.employee_id) ?? 0) + row.claimed);
  const most = Math.max(...[...claimed].filter(([id]) => id !== employee_id).map(([, count]) => count));
  expect(claimed.get(employee_id)!).toBeGreaterThan(3 * most);
});
