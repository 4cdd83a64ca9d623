import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readCompany} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import type {InspectedFile, Inspection} from "../../pipelines/inspect/inspection.ts";
import {withSource} from "../../pipelines/inspect/put-source.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, temporaryFolder, write} from "../helpers/home.ts";

const sources = `# what lands where
sources:
  # people first
  staff: {preset: employees} # by hand

  calls:
    preset: sipuni
    late_after_hours: 30 # a weekend
`;
const clients = "Код клиента;Название клиента;Город\nK1;Ромашка;Пермь\nK2;Лютик;Омск\n";

function settingsFile(settings: object): string {
  return write(join(temporaryFolder(), "settings.json"), JSON.stringify(settings));
}

describe("estafeta source save", () => {
  test("what inspect proposes is saved, its file moved, and loaded by the next run", async () => {
    const home = makeHome({sources});
    const file = write(join(temporaryFolder(), "clients.csv"), clients);
    const looked = await estafeta("inspect", file, "--json", "--home", home.home);
    expect(looked.code).toBe(0);
    const [found] = (JSON.parse(looked.out) as Inspection).files as [InspectedFile];
    const settings = settingsFile(found.settings);
    const saved = await estafeta(
      "source",
      "save",
      "clients",
      "--settings",
      settings,
      "--file",
      file,
      "--home",
      home.home,
    );
    expect([saved.code, saved.err]).toEqual([0, ""]);
    expect(existsSync(file)).toBe(false);
    expect((await estafeta("run", "--source", "clients", "--home", home.home)).code).toBe(0);
    const warehouse = await Database.open(home.warehouse, {access_mode: "READ_ONLY"});
    const rows = await warehouse.rows(
      "select client_id, client_name, city from stage.clients order by client_id",
    );
    warehouse.close();
    expect(rows).toEqual([
      {client_id: "K1", client_name: "Ромашка", city: "Пермь"},
      {client_id: "K2", client_name: "Лютик", city: "Омск"},
    ]);
  });

  test("comments and order stay, the former text is kept beside", async () => {
    const home = makeHome({sources});
    const settings = settingsFile({
      entities: {clients: {fields: {client_id: "Код", city: {column: "Город", default: "—"}}}},
    });
    const {code} = await estafeta("source", "save", "clients", "--settings", settings, "--home", home.home);
    expect(code).toBe(0);
    const text = readFileSync(join(home.company, "sources.yaml"), "utf8");
    expect(text.startsWith(sources.trimEnd())).toBe(true);
    expect(text.slice(sources.length)).toBe(
      "  clients:\n    entities:\n      clients:\n        fields:\n          client_id: Код\n          city: {column: Город, default: —}\n",
    );
    const [kept] = readdirSync(join(home.home, "var")).filter((name) =>
      /^sources\.yaml\..*\.bak$/.test(name),
    );
    expect(readFileSync(join(home.home, "var", kept!), "utf8")).toBe(sources);
  });

  test("replacing a source leaves the lines and comments of the others as they were", () => {
    const own = ["  # about a", "  a: {preset: sipuni} # the exchange", ""];
    const replaced = ["  b:", "    # why", "    preset: payments", "    # last of b"];
    const next = ["", "  # about c", "  c: # behind c", "      preset: 'orders'", "      # end of c"];
    const end = ["  # the end of sources", "# the end of the file", ""];
    for (const lineEnd of ["\n", "\r\n"]) {
      const text = (...parts: string[][]) => ["sources:", ...parts.flat()].join(lineEnd);
      const set = (name: string) => withSource(text(own, replaced, next, end), name, {preset: "clients"});
      expect(set("b")).toBe(text(own, ["  b: {preset: clients}"], next, end));
      expect(set("c")).toBe(text(own, replaced, ["", "  # about c", "  c: {preset: clients}"], end));
      expect(set("d")).toBe(text(own, replaced, next, ["  d: {preset: clients}"], end));
    }
    expect(withSource("sources: {a: &one {preset: sipuni}, b: *one}\n", "b", {preset: "calls"})).toBe(
      "sources: {a: &one {preset: sipuni}, b: {preset: calls}}\n",
    );
  });

  test("a source of this name is replaced only when that is said, and keeps its schedule", async () => {
    const home = makeHome({sources});
    const settings = settingsFile({preset: "asterisk", zone: "UTC"});
    const save = ["source", "save", "calls", "--settings", settings, "--home", home.home];
    const refused = await estafeta(...save);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^source calls: sources\.yaml has a source of this name; .*--replace\n$/);
    expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe(sources);
    expect((await estafeta(...save, "--replace")).code).toBe(0);
    const calls = readCompany(home).sources.find(({id}) => id === "calls")!;
    expect([calls.preset, calls.zone, calls.lateAfterHours]).toEqual(["asterisk", "UTC", 30]);
  });

  test("the first source of an empty list is written on lines of its own", async () => {
    const home = makeHome({sources: "sources: {}\n"});
    const settings = settingsFile({preset: "sipuni"});
    expect((await estafeta("source", "save", "pbx", "--settings", settings, "--home", home.home)).code).toBe(
      0,
    );
    expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe(
      "sources:\n  pbx: {preset: sipuni}\n",
    );
  });

  test.each([
    ["an unknown key", {presset: "sipuni"}, /source x: presset: unknown key; remove it/],
    ["an unknown preset", {preset: "nobody"}, /source x\.preset: there is no preset "nobody"/],
    [
      "an unknown field",
      {entities: {clients: {fields: {client_id: "A", height: "B"}}}},
      /clients has no field "height"/,
    ],
    [
      "an unknown dictionary",
      {entities: {calls: {fields: {disposition: {column: "S", dictionary: "moods"}}}}},
      /there is no file dictionaries\/moods\.csv/,
    ],
    [
      "SQL that is none",
      {entities: {clients: {fields: {client_id: {sql: "case when"}}}}},
      /client_id\.sql: .*correct the expression/,
    ],
  ])("%s is refused in one line and nothing is written", async (_name, settings, message) => {
    const home = makeHome({sources});
    const file = write(join(temporaryFolder(), "x.csv"), clients);
    const {code, err} = await estafeta(
      ...["source", "save", "x", "--settings", settingsFile(settings), "--file", file, "--home", home.home],
    );
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe(sources);
  });

  test("a file of the same name that waits in the inbox is not overwritten", async () => {
    const home = makeHome({sources, inbox: {"clients/clients.csv": "waits"}});
    const file = write(join(temporaryFolder(), "clients.csv"), clients);
    await estafeta(
      ...["source", "save", "clients", "--settings", settingsFile({preset: "clients"}), "--file", file],
      ...["--home", home.home],
    );
    const texts = readdirSync(join(home.inbox, "clients")).map((name) =>
      readFileSync(join(home.inbox, "clients", name), "utf8"),
    );
    expect(texts.sort()).toEqual(["waits", clients].sort());
  });
});

describe("estafeta inspect at the command line", () => {
  test("a report for reading tells columns, questions, preview and the YAML; without a company as well", async () => {
    const file = write(join(temporaryFolder(), "clients.csv"), clients);
    const {code, out} = await estafeta("inspect", file, "--home", join(temporaryFolder(), "none"));
    expect(code).toBe(0);
    expect(out).toMatch(/clients\.csv: csv, utf-8, delimiter ";", 2 rows; rows are clients/);
    expect(out).toMatch(/Код клиента +\S+ +K1 +clients\.client_id +sure/);
    expect(out).toMatch(/clients: of the rows looked at 2 load, 0 would be set aside/);
    expect(out).toMatch(/client_id: Код клиента/);
  });

  test("--yaml - prints the piece of sources.yaml and nothing else", async () => {
    const file = write(join(temporaryFolder(), "clients.csv"), clients);
    const {out} = await estafeta(
      "inspect",
      file,
      "--yaml",
      "-",
      "--name",
      "base",
      "--home",
      temporaryFolder(),
    );
    expect(out.split("\n")[0]).toBe("base:");
  });

  test.each([
    [
      "a file that is not there",
      ["nowhere.csv"],
      1,
      /^nowhere\.csv: there is no such file; check the name\n$/,
    ],
    ["a folder", ["."], 2, /^\.: this is no file; name the files in it\n$/],
    ["no file", [], 2, /^inspect: name one file or more/],
  ])("%s is said in one line", async (_name, files, code, message) => {
    const ended = await estafeta("inspect", ...files, "--home", temporaryFolder());
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(message);
  });

  test.each([
    ["a text that is no table", "letter.xlsx", "Dear colleagues\nthe list follows\n", /say what a row is/],
    ["a header alone", "empty.csv", "Код клиента;Название клиента;Город\n", /no rows under the header/],
  ])("%s is no success", async (_what, name, text, message) => {
    const file = write(join(temporaryFolder(), name), text);
    const {code, err} = await estafeta("inspect", file, "--home", temporaryFolder());
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  test("settings keep the name they stand under", async () => {
    const folder = temporaryFolder();
    const file = write(join(folder, "clients.csv"), clients);
    const part = write(
      join(folder, "part.yaml"),
      "base: {entities: {clients: {fields: {client_id: Код клиента}}}}\n",
    );
    const {out} = await estafeta("inspect", file, "--settings", part, "--home", join(folder, "none"));
    expect(out).toMatch(/^ {2}base:$/mu);
    expect(out).not.toMatch(/^ {2}clients:$/mu);
  });

  test("when no file can be read it ends with 1 and says why", async () => {
    const file = write(join(temporaryFolder(), "empty.csv"), "");
    const {code, out} = await estafeta("inspect", file, "--home", temporaryFolder());
    expect(code).toBe(1);
    expect(out).toMatch(/empty\.csv: the file is empty/);
  });
});
