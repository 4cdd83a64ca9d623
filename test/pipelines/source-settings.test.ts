import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readCompany} from "../../pipelines/company/company.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";

const clients = "Код клиента;Название клиента;Город\nK1;Ромашка;Пермь\nK2;Лютик;Омск\n";
const mapping = "entities:\n  clients:\n    fields:\n      client_id: Код\n";
const indented = (text: string, by: string) => text.replace(/^/gm, by).trimEnd();
const saved = "sources:\n  base:\n    entities:\n      clients:\n        fields:\n          client_id: Код\n";

const save = (home: {home: string}, text: string, name = "base") =>
  estafeta(
    ...["source", "save", name, "--settings", write(join(temporaryFolder(), "part.yaml"), text)],
    ...["--home", home.home],
  );

test("what inspect --yaml writes is saved as it is, and inspect reads it back", async () => {
  const home = makeHome();
  const folder = temporaryFolder();
  const [file, part] = [write(join(folder, "export.csv"), clients), join(folder, "part.yaml")];
  expect((await estafeta("inspect", file, "--yaml", part, "--home", home.home)).code).toBe(0);
  expect(readFileSync(part, "utf8")).toMatch(/^export:\n {2}entities:/);
  const looked = await estafeta("inspect", file, "--settings", part, "--json", "--home", home.home);
  expect(JSON.parse(looked.out)).toMatchObject({files: [{error: null, preview: [{accepted: 2}]}]});
  const ended = await estafeta("source", "save", "base", "--settings", part, "--home", home.home);
  expect([ended.code, ended.err]).toEqual([0, ""]);
  expect(readCompany(home).sources.map(({id, entities}) => [id, Object.keys(entities)])).toEqual([
    ["base", ["clients"]],
  ]);
});

describe("--settings may be", () => {
  test.each([
    ["bare settings", mapping],
    ["settings under a name", `other:\n${indented(mapping, "  ")}\n`],
    ["a block sources:", `# a part\nsources:\n  other:\n${indented(mapping, "    ")}\n`],
    [
      "several sources, of which the named one counts",
      `second: {preset: sipuni}\nbase:\n${indented(mapping, "  ")}\n`,
    ],
    ["JSON", JSON.stringify({entities: {clients: {fields: {client_id: "Код"}}}})],
  ])("%s", async (_name, text) => {
    const home = makeHome();
    const {code, err} = await save(home, text);
    expect([code, err]).toEqual([0, ""]);
    expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe(saved);
  });
});

test.each([
  ["broken YAML", "entities: {a", /not valid YAML: .*; give a source's settings as YAML or JSON$/],
  ["a list", "- preset: sipuni\n", /this is no mapping; give a source's settings as YAML or JSON$/],
  ["nothing", "", /this is no mapping; /],
  [
    "several sources of other names",
    "a: {preset: sipuni}\nb: {preset: sipuni}\n",
    /it has no source base but a, b; name one of them$/,
  ],
  ["a misspelled key", "fromat: {delimiter: ';'}\n", /fromat: unknown key; remove it or check its spelling$/],
  [
    "an unknown unit of time",
    "entities: {calls: {fields: {talk_seconds: {column: T, duration: min}}}}\n",
    /base: entities\.calls\.fields\.talk_seconds\.duration: expected one of s, ms, us, hms, any, got "min"; correct the settings$/,
  ],
  [
    "a subquery",
    "entities: {clients: {fields: {client_id: {sql: (from read_text('x'))}}}}\n",
    /^source base\.|^sources\.yaml: base\.entities\.clients\.fields\.client_id\.sql: a subquery/,
  ],
])("%s is refused in one line and nothing is written", async (_name, text, message) => {
  const home = makeHome();
  const {code, err} = await save(home, text);
  expect(code).not.toBe(0);
  expect(err.trimEnd()).toMatch(message);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe("sources: {}\n");
});

test.each(["constructor", "null", "true", "toString", "../x"])("no source is named %s", async (name) => {
  const home = makeHome();
  const {code, err} = await save(home, mapping, name);
  expect(code).toBe(2);
  expect(err).toMatch(/^source \S+: (expected a source name|this word means something else already)/);
  expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe("sources: {}\n");
});

test("a folder and a system written by hand survive a new mapping; the command line may set a folder", async () => {
  const hand = "sources:\n  base: {preset: clients, folder: ../exports, system: crm, schedule: 0 6 * * *}\n";
  const home = makeHome({sources: hand});
  const part = write(join(temporaryFolder(), "part.yaml"), mapping);
  const args = ["--settings", part, "--home", home.home];
  expect((await estafeta("source", "save", "base", ...args, "--replace")).code).toBe(0);
  expect(readCompany(home).sources[0]).toMatchObject({
    preset: null,
    folder: "../exports",
    system: "crm",
    schedule: "0 6 * * *",
  });
  expect((await save(home, `folder: ../other\n${mapping}`, "second")).code).toBe(0);
  expect(readCompany(home).sources[1]).toMatchObject({id: "second", folder: "../other"});
});
