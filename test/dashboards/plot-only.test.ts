import {globSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";

const root = join(import.meta.dirname, "../../dashboards");
const files = globSync("**/*.{ts,tsx,css,html}", {cwd: root, exclude: (name) => name === "dist"});
const textOf = (name: string) => readFileSync(join(root, name), "utf8");

test("Plot is used in charts and nowhere else", () => {
  const users = files.filter((name) => textOf(name).includes("@observablehq/plot"));
  expect(users.length).toBeGreaterThan(10);
  expect(users.filter((name) => !name.startsWith("charts/"))).toEqual([]);
});

test("a chart fetches nothing and knows no page", () => {
  const wrong = files.filter(
    (name) =>
      name.startsWith("charts/") &&
      /from "\.\.\/(pages|components)|fetch\(|lib\/(http|reports|session)/.test(textOf(name)),
  );
  expect(wrong).toEqual([]);
});

test("nothing is fetched from elsewhere, and no script or style stands in the page itself", () => {
  for (const name of files) {
    const text = textOf(name).replaceAll("http://www.w3.org/", "").replaceAll("http://127.0.0.1", "");
    expect(text, name).not.toMatch(/https?:\/\//);
    expect(text, name).not.toMatch(/@font-face|dangerouslySetInnerHTML|\beval\(/);
  }
  expect(textOf("index.html")).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=/);
});

test("colours are tokens: outside of the tokens no page and no chart writes one", () => {
  const wrong = files.filter(
    (name) => !/tokens\.css|favicon/.test(name) && /#[0-9a-f]{6}\b/i.test(textOf(name)),
  );
  expect(wrong).toEqual([]);
});
