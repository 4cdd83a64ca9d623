import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {sourceOf} from "../helpers/broken/case.ts";
import {brokenContainers} from "../helpers/broken/containers.ts";
import {brokenDocuments} from "../helpers/broken/documents.ts";
import {brokenTexts} from "../helpers/broken/texts.ts";
import {brokenValues} from "../helpers/broken/values.ts";
import {makeHome, put, temporaryFolder} from "../helpers/home.ts";
import {faults, type Outcome, outcomes} from "../helpers/outcome.ts";
import {Staged} from "../helpers/stage.ts";

const corpus = [...brokenTexts, ...brokenValues, ...brokenContainers, ...brokenDocuments].map(
  (broken, index) => ({
    ...broken,
    id: `case_${index + 1}`,
  }),
);

type Kept = Record<string, string | number | null>;
/** What came of each case, and what of it stands in the canonical table. */
const found = new Map<string, Outcome & {kept: Kept[]}>();
const folders: (() => void)[] = [];

async function loadAll(home: Home): Promise<void> {
  const open = await Staged.open(home);
  try {
    for await (const outcome of outcomes(open, home)) {
      const broken = corpus.find(({id}) => outcome.file.startsWith(`${id}/`))!;
      const of = broken.kept?.of ?? "call_id";
      const kept = await open.rows<Kept>(`select ${of} as kept from stage.calls order by call_id`);
      found.set(broken.id, {...outcome, kept});
      await open.warehouse.run("delete from stage.calls");
    }
  } finally {
    open.close();
  }
}

beforeAll(async () => {
  const sources = corpus.map((broken) => `  ${broken.id}:\n${sourceOf(broken)}\n`).join("");
  const home = makeHome(
    {sources: `sources:\n${sources}`},
    temporaryFolder((clean) => folders.push(clean)),
  );
  for (const broken of corpus) put(home, `${broken.id}/export.bin`, await broken.content());
  await loadAll(home);
}, 240_000);
afterAll(() => {
  for (const clean of folders) clean();
});

describe("a broken file is loaded row by row or refused in words", () => {
  test.each(corpus)("$id: $name", ({id, refused, counts, reasons = [], kept}) => {
    const outcome = found.get(id)!;
    expect(faults(outcome)).toEqual([]);
    if (refused) {
      expect(outcome.message).toMatch(refused);
      expect(outcome.kept).toEqual([]);
      return;
    }
    expect(outcome.message).toBeNull();
    const [rows, accepted, rejected, skipped] = counts!;
    expect(outcome.counts).toMatchObject({rows, accepted, rejected, skipped});
    expect(outcome.rejected.map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      reasons,
    );
    if (kept) expect(outcome.kept.map((row) => row["kept"])).toEqual(kept.are);
    else expect(outcome.kept).toHaveLength(accepted);
  });
});
