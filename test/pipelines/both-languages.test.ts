import {globSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";

const root = join(import.meta.dirname, "../..");
const sentence = /^\s*en: ([`"'])(.+)\1,$/;
const russian = /^\s*ru: ([`"'])(.+)\1,$/;

/** What begins a refusal: the file, the source or the place in a file of settings. */
const subject = (text: string) => /^\$\{[^`{}]+\}(?=[^ ]*: )/.exec(text)?.[0];

/** Refusals, which name a subject and end with advice, written in both languages one under the other. */
const refusals = globSync("{pipelines,server}/**/*.ts", {cwd: root}).flatMap((name) => {
  const lines = readFileSync(join(root, name), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const en = sentence.exec(line)?.[2];
    const ru = russian.exec(lines[index + 1] ?? "")?.[2];
    if (en === undefined || ru === undefined || !subject(en) || !en.includes("; ")) return [];
    return [{at: `${name}:${index + 1}`, en, ru}];
  });
});

describe("what is refused is refused in both languages", () => {
  test("and there are many refusals", () => {
    expect(refusals.length).toBeGreaterThan(90);
  });

  test.each(refusals)("$at", ({en, ru}) => {
    expect(ru.replaceAll(/\$\{[^}]*\}/g, "")).toMatch(/\p{Script=Cyrillic}{3}/u);
    expect(subject(ru)?.replace(/\.ru\}$/, ".en}")).toBe(subject(en));
    // the advice stands behind the semicolon
    expect(ru).toMatch(/; \P{Script=Latin}/u);
  });
});
