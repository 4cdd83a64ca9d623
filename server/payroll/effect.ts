import type {CalculatedLine, CalculatedStatement} from "../ledger/payroll.ts";
import type {CalculatedMonth} from "./close.ts";
import {knownKopecks, moneyText} from "./money.ts";

/** What decisions would do to people's pay: those they are about, and whoever else comes out otherwise. */
export function effectOf(before: CalculatedMonth, after: CalculatedMonth, asked: ReadonlySet<string>) {
  const [was, is] = [before, after].map(
    ({statements}) => new Map(statements.map((one) => [one.employee_id, one])),
  ) as [Map<string, CalculatedStatement>, Map<string, CalculatedStatement>];
  const people = [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((employee_id) => {
    const [old, now] = [was.get(employee_id), is.get(employee_id)];
    const lines = changedLines(old?.lines ?? [], now?.lines ?? []);
    if (!asked.has(employee_id) && lines.length === 0) return [];
    const [paid, instead] = [old?.total ?? "0.00", now?.total ?? "0.00"];
    return [
      {
        employee_id,
        employee_name: (now ?? old)?.employee_name ?? null,
        before: paid,
        after: instead,
        change: moneyText(knownKopecks(instead) - knownKopecks(paid)),
        lines,
      },
    ];
  });
  const change = people.reduce((sum, one) => sum + knownKopecks(one.change), 0n);
  return {people, change: moneyText(change)};
}

/** Lines that pay or say something else, as they would be; those that would go, as they were. */
function changedLines(before: readonly CalculatedLine[], after: readonly CalculatedLine[]) {
  const [was, is] = [before, after].map((lines) => new Map(lines.map((line) => [line.id, line]))) as [
    Map<string, CalculatedLine>,
    Map<string, CalculatedLine>,
  ];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now && old.amount === now.amount && JSON.stringify(old.text) === JSON.stringify(now.text))
      return [];
    const change = knownKopecks(now?.amount ?? "0.00") - knownKopecks(old?.amount ?? "0.00");
    return [{id, is_gone: now === undefined, change: moneyText(change), text: (now ?? old)!.text}];
  });
}
