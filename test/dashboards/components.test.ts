// @vitest-environment jsdom
import {h, render} from "preact";
import {act} from "preact/test-utils";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {callFunnel} from "../../dashboards/charts/call-funnel.ts";
import {besideFold, type ChartOptions, foldAbove, foldedHeight} from "../../dashboards/charts/options.ts";
import {Card} from "../../dashboards/components/card.tsx";
import {DataTable} from "../../dashboards/components/data-table.tsx";
import {Figure} from "../../dashboards/components/figure.tsx";
import {PeopleList} from "../../dashboards/components/people-list.tsx";
import {runs} from "../../dashboards/lib/events.ts";
import {chooseLanguage} from "../../dashboards/lib/language.ts";
import {AppliedRun} from "../../dashboards/pages/data-health/applied-run.tsx";
import type {CallFunnelRow} from "../../queries/generated/rows.ts";
import {plain} from "./chart-snapshot.ts";
import {callSteps} from "./fixtures.ts";

class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

let host: HTMLElement;
beforeEach(() => {
  vi.stubGlobal("ResizeObserver", StillObserver);
  vi.stubGlobal("matchMedia", () => ({matches: false}));
  Object.defineProperty(HTMLElement.prototype, "clientWidth", {configurable: true, value: 640});
  chooseLanguage("ru");
  host = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, host);
  host.remove();
  vi.unstubAllGlobals();
});

const show = (element: Parameters<typeof render>[0]) => act(() => render(element, host));
const press = (target: Element, key: string) =>
  act(() => {
    target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  });
const click = (target: Element) => act(() => (target as HTMLElement).click());
const button = (text: string) =>
  [...host.querySelectorAll("button")].find((node) => node.textContent === text)!;

const draw = (options: Parameters<typeof callFunnel>[1]) => callFunnel(callSteps, options);

function card(state: "loading" | "ready" | "failed", rows: CallFunnelRow[] = []) {
  const loaded = state === "failed" ? {state, rows, message: "the disk is full"} : {state, rows};
  return h(Card<"call_funnel">, {
    id: "funnel",
    report: "call_funnel",
    params: {month: "2026-10-01"},
    loaded,
    finding: "На один результат 44 попытки",
    question: "Сколько попыток нужно?",
    subtitle: "n = 10 000",
    draw,
    height: 300,
    columns: ["step_code", "event_count"],
    groups: {step_code: "step"},
  });
}

test("arrow keys walk through the marks and show their tip; Escape hides it; Enter-click goes to the rows", async () => {
  const onRows = vi.fn();
  await show(h(Figure, {label: "Воронка", draw, height: 300, onRows}));
  const walk = host.querySelector(".walk")!;
  const tip = host.querySelector<HTMLElement>(".tip")!;
  expect(tip.hidden).toBe(true);
  await press(walk, "ArrowRight");
  expect(plain(tip.textContent)).toContain("Попытки звонка: 10 000");
  await press(walk, "ArrowRight");
  expect(tip.textContent).toContain("Дозвонились");
  await press(walk, "ArrowLeft");
  expect(tip.textContent).toContain("Попытки звонка");
  await press(walk, "Escape");
  expect(tip.hidden).toBe(true);
  await click(walk);
  expect(onRows).toHaveBeenCalledOnce();
});

test("a mouse over a mark shows the very tip that the keyboard shows", async () => {
  await show(h(Figure, {label: "Воронка", draw, height: 300}));
  const mark = host.querySelector(".hit > *")!;
  await act(() => {
    mark.dispatchEvent(new Event("pointermove", {bubbles: true}));
  });
  expect(host.querySelector(".tip")?.textContent?.replace(/\n/g, "")).toBe(
    mark.getAttribute("data-tip")?.replace(/\n/g, ""),
  );
});

test("a picture of hundreds of people shows its top until all is asked for, and is told so when it is drawn", async () => {
  const folded: (boolean | undefined)[] = [];
  const tall = (height: number) => (options: ChartOptions) => {
    folded.push(options.isFolded);
    const picture = document.createElement("div");
    picture.getBoundingClientRect = () => new DOMRect(0, 0, 640, height);
    return picture;
  };
  const whole = tall(foldAbove);
  await show(h(Figure, {label: "Люди", draw: whole, height: 300}));
  expect(host.querySelector(".unfold")).toBeNull();
  const long = tall(foldAbove + 1);
  await show(h(Figure, {label: "Люди", draw: long, height: 300}));
  const canvas = host.querySelector<HTMLElement>(".canvas")!;
  expect([canvas.className, canvas.style.getPropertyValue("--folded-height")]).toEqual([
    "canvas folded",
    `${foldedHeight}px`,
  ]);
  await click(button("Показать целиком")!);
  expect(canvas.className).toBe("canvas");
  await click(button("Показать только начало")!);
  expect(canvas.className).toBe("canvas folded");
  expect(folded).toEqual([true, true, false, true]);
  // paper has all of it
  dispatchEvent(new Event("beforeprint"));
  dispatchEvent(new Event("afterprint"));
  expect(folded.slice(4)).toEqual([false, true]);
});

test("beside another card less of a tall picture shows", async () => {
  const widths = vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockImplementation(function (
    this: HTMLElement,
  ) {
    return this.classList.contains("card") ? 640 : 1320;
  });
  const tall = (height: number) => () => {
    const picture = document.createElement("div");
    picture.getBoundingClientRect = () => new DOMRect(0, 0, 640, height);
    return picture;
  };
  const shown = async (height: number) => {
    await show(h("section", {class: "card"}, h(Figure, {label: "Люди", draw: tall(height), height: 300})));
    return host.querySelector<HTMLElement>(".canvas.folded")?.style.getPropertyValue("--folded-height");
  };
  expect(await shown(besideFold.above)).toBeUndefined();
  expect(await shown(besideFold.above + 1)).toBe(`${besideFold.height}px`);
  widths.mockRestore();
});

test("a list of many people names the first and keeps the others behind a word that counts them", async () => {
  const lines = Array.from({length: 15}, (_, index) => `человек ${index + 1}`);
  await show(h(PeopleList, {lines}));
  expect(host.querySelector("summary")?.textContent).toBe("Ещё 3 человека");
  expect([...host.querySelectorAll("details li")].map((item) => item.textContent)).toEqual(lines.slice(12));
  await show(h(PeopleList, {lines: lines.slice(0, 12)}));
  expect(host.querySelector("details")).toBeNull();
  expect(host.querySelectorAll("li")).toHaveLength(12);
});

test("a figure is one image to a screen reader, named by its title", async () => {
  await show(card("ready", callSteps));
  expect(host.querySelector('[role="img"]')?.getAttribute("aria-label")).toBe(
    "На один результат 44 попытки. n = 10 000",
  );
  expect(host.querySelector("h2")?.textContent).toBe("На один результат 44 попытки");
});

test("the table twin has the figure's rows in the words of the page; Escape returns to the figure", async () => {
  await show(card("ready", callSteps));
  await click(host.querySelector(".walk")!);
  const cells = [...host.querySelectorAll("tbody tr:first-child td")].map((cell) => plain(cell.textContent));
  expect(cells).toEqual(["Попытки звонка", "10 000"]);
  expect(host.querySelector("svg")).toBeNull();
  expect(document.activeElement).toBe(button("График"));
  await press(document.activeElement!, "Escape");
  expect(host.querySelector("svg")).not.toBeNull();
  expect(document.activeElement).toBe(button("Строки"));
});

test("loading keeps the figure's room; failed and empty are sentences that say what to do", async () => {
  await show(card("loading"));
  expect(host.querySelector<HTMLElement>(".skeleton")?.style.height).toBe("300px");
  expect(host.querySelector("h2")?.textContent).toBe("Сколько попыток нужно?");
  await show(card("failed"));
  expect(host.querySelector('[role="alert"]')?.textContent).toContain("the disk is full");
  expect(button("Повторить")).toBeDefined();
  await show(card("ready"));
  expect(host.querySelector(".state")?.textContent).toContain("Выберите другой месяц");
});

test("the export is the report itself with the same parameters", async () => {
  await show(card("ready", callSteps));
  const link = host.querySelector<HTMLAnchorElement>(".foot a")!;
  expect(link.getAttribute("href")).toBe("/api/reports/call_funnel?month=2026-10-01&lang=ru&format=csv");
});

test("a table sorts by a column both ways and says so", async () => {
  await show(
    h(DataTable<CallFunnelRow>, {caption: "Ступени", rows: callSteps, columns: ["step_code", "event_count"]}),
  );
  const head = host.querySelectorAll("th button")[1]!;
  const first = () => plain(host.querySelector("tbody td:nth-child(2)")!.textContent);
  await click(head);
  expect(first()).toBe("10 000");
  await click(head);
  expect(first()).toBe("225");
  expect(host.querySelectorAll("th")[1]?.getAttribute("aria-sort")).toBe("ascending");
});

test("a long table is paged and says how many rows there are", async () => {
  const rows = Array.from({length: 120}, (_, index) => ({line_number: index, value: `v${index}`}));
  await show(
    h(DataTable<(typeof rows)[number]>, {caption: "Строки", rows, columns: ["line_number", "value"]}),
  );
  expect(host.querySelectorAll("tbody tr")).toHaveLength(50);
  expect(host.querySelector(".pager")?.textContent).toContain("Страница 1 из 3, строк: 120");
  await click(button("Дальше"));
  expect(host.querySelector("tbody td:nth-child(2)")?.textContent).toBe("v50");
});

test("a correction is in the data although other files cannot be read, and is not where nothing was published", () => {
  const run = {
    run_id: "r1",
    started_at: "",
    finished_at: "",
    message: "x",
    message_ru: "нового нет",
    steps: [],
  };
  runs.value = [{...run, status: "failed", snapshot: "20261128T091504Z-cca6"}];
  show(h(AppliedRun, {runId: "r1"}));
  expect(host.querySelector(".success")?.textContent).toMatch(/^Готово: изменение учтено в данных/);
  expect(host.querySelector(".warning")).toBeNull();
  act(() => {
    runs.value = [{...run, status: "failed", snapshot: null}];
  });
  expect(host.querySelector(".success")).toBeNull();
  expect(host.querySelector(".warning")?.textContent).toContain("данные не обновились");
  runs.value = [];
});
