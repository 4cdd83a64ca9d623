import {expect, test} from "vitest";
import {sourceName} from "../../pipelines/inspect/source-name.ts";
import {sourceNameSchema} from "../../pipelines/sources/mapping.ts";
import {safeName} from "../../server/uploads.ts";
import {makeHome} from "../helpers/home.ts";
import {staged} from "../helpers/stage.ts";

test.each([
  ["null.csv", "null_export"],
  ["TRUE.CSV", "true_export"],
  ["constructor.csv", "constructor_export"],
  ["con.csv", "con_export"],
  ["COM1.xlsx", "com1_export"],
  [".csv", "source"],
  ["csv", "csv"],
  ["..csv", "source"],
  ["имя с пробелами.csv", "imya_s_probelami"],
  [`"кавычки' ёлки.csv`, "kavychki_elki"],
  ["🙂.csv", "source"],
  ["\u202eабв\u200f.csv", "abv"],
  ["report [1] a*b?.csv", "report_1_a_b"],
  ["-rf.csv", "rf"],
  ["100%.csv", "source"],
  [`${"длинное_имя_".repeat(30)}.csv`, "dlinnoe_imya_dlinnoe_imya_dlinnoe_imya_dlinnoe_imya_dlinnoe"],
])("a file called %s proposes the name %s, under which it can be saved", (file, expected) => {
  expect(sourceName(file, null)).toBe(expected);
  for (const name of [sourceName(file, null), sourceName(safeName(file), null)]) {
    expect(sourceNameSchema.safeParse(name).success).toBe(true);
    expect(name.length).toBeLessThanOrEqual(60);
  }
});

test("files of odd names land from the inbox; one whose name hides it is named, marks of other programs in one line", async () => {
  const row = (id: number) =>
    `call_id,started_at,direction,talk_seconds,disposition\n${id},2026-03-02 10:00:00,out,5,answered\n`;
  const odd = [
    "null.csv",
    "con.csv",
    `"a' b.csv`,
    "🙂.csv",
    "\u202eабв.csv",
    "a [1]*?.csv",
    "two\nlines.csv",
  ];
  const others = [".DS_Store", "._a.csv", "~$a.xlsx", ".a.csv.x81k"];
  const files = [...odd, ".csv", ".b.xlsx", "~c.csv", ...others];
  const home = makeHome({
    sources: "sources: {it: {preset: calls}}\n",
    inbox: Object.fromEntries(files.map((name, index) => [`it/${name}`, row(index)])),
  });
  await staged(home, async (open) => {
    expect(open.files.map(({accepted}) => accepted)).toEqual(odd.map(() => 1));
    expect(open.left.toSorted()).toEqual([
      "it/.DS_Store, ._a.csv, .a.csv.x81k, ~$a.xlsx: unfinished downloads and files of other programs are not taken",
      "it/.b.xlsx: its name begins with . and hides it; rename it",
      "it/.csv: its name begins with . and hides it; rename it",
      "it/~c.csv: its name begins with ~ and hides it; rename it",
    ]);
  });
});
