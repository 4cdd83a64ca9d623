import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, vi} from "vitest";
import type {Figure} from "../../dashboards/charts/options.ts";
import {createWords} from "../../dashboards/lib/words.ts";

export const russian = createWords("ru");
export const english = createWords("en");

/** Draws, and fails when Plot has something to complain of. */
export function draw<Chart extends Figure>(make: () => Chart): Chart {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  try {
    const chart = make();
    expect(warn.mock.calls, "Plot warned").toEqual([]);
    expect(chart.outerHTML, "a number came out as NaN").not.toContain("NaN");
    return chart;
  } finally {
    warn.mockRestore();
  }
}

/** Compares with golden/charts/<name>.html; on a difference the new picture is left beside it as <name>-changed.html. */
export function expectChart(name: string, make: () => Figure): void {
  const text = `${normalize(draw(make).outerHTML)}\n`;
  const path = join(import.meta.dirname, "../golden/charts", `${name}.html`);
  const changed = path.replace(".html", "-changed.html");
  if (!existsSync(path) && !process.env["CI"]) {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
  }
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (before === text) rmSync(changed, {force: true});
  else writeFileSync(changed, text);
  expect(text, `${name}: the picture differs from test/golden/charts/${name}.html`).toBe(before);
}

/** Numbers to two decimals, generated ids in order of appearance, one element a line. */
function normalize(html: string): string {
  const ids = new Map<string, string>();
  return html
    .replace(/plot-clip-\d+/g, (id) => {
      if (!ids.has(id)) ids.set(id, `id-${ids.size + 1}`);
      return ids.get(id)!;
    })
    .replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100))
    .replace(/></g, ">\n<");
}

/** The numbers an attribute has over the elements of a mark, in drawing order. */
export function numbers(chart: Element, selector: string, attribute: string): number[] {
  return [...chart.querySelectorAll(selector)].map((node) => Number(node.getAttribute(attribute)));
}

/** Locales write no-break spaces; a test is read by people. */
export const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

export function texts(chart: Element, selector: string): string[] {
  return [...chart.querySelectorAll(selector)].map((node) => plain(node.textContent));
}
