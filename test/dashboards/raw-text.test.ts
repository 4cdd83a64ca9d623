import {expect, test} from "vitest";
import {cellOf} from "../../dashboards/pages/data-health/raw-text.tsx";

const marked = (text: string, value: string | null) => {
  const cell = cellOf(text, value);
  return cell && [cell.start, text.slice(cell.start, cell.end)];
};

test("the cell is marked, not the first place where its text stands", () => {
  expect(marked("p1;02.11.26;0;Ромашка", "0")).toEqual([12, "0"]);
  expect(marked("0;02.11.26", "0")).toEqual([0, "0"]);
  expect(marked("p1;02.11.26; 0 ", "0")).toEqual([12, " 0 "]);
});

test("a quoted cell is one cell, whatever it holds", () => {
  const text = 'p1;"ООО ""Ромашка""; 0";0';
  expect(marked(text, "0")).toEqual([text.length - 1, "0"]);
  expect(marked(text, 'ООО "Ромашка"; 0')).toEqual([3, '"ООО ""Ромашка""; 0"']);
  expect(marked('p1;"две\nстроки";x', "две\nстроки")).toEqual([3, '"две\nстроки"']);
});

test("nothing is marked where nobody can tell which cell it is", () => {
  expect(marked("0;02.11.26;0", "0")).toBeNull();
  expect(marked("p1;02.11.26", "0")).toBeNull();
  expect(marked("p1;;x", "")).toBeNull();
  expect(marked("p1;;x", null)).toBeNull();
});
