import {expect, test} from "vitest";
import {look, rowsOf} from "../helpers/look.ts";

const rows = [
  ["2026-02-02 10:00:00", "out", "101", "79161234567", "101", "ANSWERED", "65"],
  ["2026-02-02 10:05:00", "out", "74951112233", "79162223344", "102", "NO ANSWER", "0"],
  ["2026-02-02 11:00:00", "in", "79163334455", "74951112233", "103", "ANSWERED", "20"],
  ["2026-02-02 12:00:00", "in", "79164445566", "74951112233", "102", "NO ANSWER", "0"],
];
/** The client's number: the end that is not ours, whichever way the call went. */
const clients = ["+79161234567", "+79162223344", "+79163334455", "+79164445566"];
const table = (header: string, words: Record<string, string> = {}) =>
  `${[header, ...rows.map((row) => row.map((cell) => words[cell] ?? cell).join(","))].join("\n")}\n`;

test.each([
  ["start_time,direction,from_number,to_number,operator_ext,status,talk_sec", {}],
  ["start_time,direction,caller_number,called_number,ext,status,talk_sec", {}],
  ["start_time,direction,from_phone,to_phone,agent extension,status,talk_sec", {}],
  [
    "Дата и время,Направление,Кто звонил,Кому звонил,Внутренний,Статус,Разговор (сек)",
    {in: "Входящий", out: "Исходящий"},
  ],
  ["Дата и время,Тип,Откуда,Куда,Внутренний номер оператора,Статус,Разговор (сек)", {in: "вх", out: "исх"}],
  [
    "Дата и время,Направление,Номер звонящего,Набранный номер,Внутренний номер,Статус,Разговор (сек)",
    {in: "Входящий", out: "Исходящий"},
  ],
])("%s: the client is at the other end in both directions", async (header, words) => {
  const file = await look(table(header, words));
  expect(file.entity).toBe("calls");
  const calls = rowsOf(file, "calls");
  expect(calls.map(({client_phone}) => client_phone)).toEqual(clients);
  expect(calls.map(({direction}) => direction)).toEqual(["out", "out", "in", "in"]);
  expect(calls.map(({operator}) => operator)).toEqual(["101", "102", "103", "102"]);
});
