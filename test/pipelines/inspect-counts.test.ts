import {describe, expect, test} from "vitest";
import {stringify} from "yaml";
import type {InspectedFile} from "../../pipelines/inspect/inspection.ts";
import {run} from "../../pipelines/run.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {look} from "../helpers/look.ts";

const header = "Номер платежа;Дата оплаты;Контрагент;ИНН;Сумма платежа";
const row = (id: string, amount = "100,00", client = "ООО Лютик") =>
  `${id};0${(Number(id.slice(-1)) % 9) + 1}.09.2026;${client};7701234567;${amount}`;
const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

/** What inspection says of a file, and what a run makes of it by the settings that inspection proposes. */
async function both(text: string, loaded: string | null = null) {
  const home = makeHome();
  const sources: Record<string, unknown> = {};
  const save = async (name: string, settings: object, content: string) => {
    sources[name] = settings;
    write(`${home.company}/sources.yaml`, stringify({sources}));
    put(home, `${name}/export.csv`, content);
    await run(home, {});
  };
  if (loaded !== null) await save("first", (await look(loaded, {home, name: "first.csv"})).settings, loaded);
  const file = await look(text, {home, name: "second.csv"});
  await save("second", file.settings, text);
  const {out} = await estafeta("loads", "--source", "second", "--json", "--home", home.home);
  const [load] = JSON.parse(out) as Record<string, number>[];
  return {
    file,
    inspected: countsOf(file),
    loaded: [load!["accepted_count"], load!["rejected_count"], load!["skipped_count"]],
  };
}

function countsOf({preview}: InspectedFile) {
  expect(preview).toHaveLength(1);
  return [preview[0]!.accepted, preview[0]!.rejected, preview[0]!.skipped];
}

describe("inspection counts what a run then counts", () => {
  test("records of too few and too many cells, unreadable cells, totals and a second header", async () => {
    const {file, inspected, loaded} = await both(
      lines(
        header,
        row("п-1"),
        "п-2;02.09.2026;ООО Клен",
        `${row("п-3")};лишнее`,
        row("п-4", "сто"),
        header,
        row("п-5"),
        row("п-6"),
        "Итого;;;;300,00",
      ),
    );
    expect(inspected).toEqual(loaded);
    expect(inspected).toEqual([3, 3, 2]);
    expect(file.questions.filter(({id}) => id.endsWith(".totals"))).toEqual([]);
  });

  test("numbers that another source gave, and rows of one number that differ", async () => {
    const {file, inspected, loaded} = await both(
      lines(header, ...["п-2", "п-3", "п-4"].map((id) => row(id, "7,00", "ООО Клен")), row("п-4", "8,00")),
      lines(`${header};Банк;Счёт`, ...["п-1", "п-2", "п-3"].map((id) => `${row(id)};Первый;40702`)),
    );
    expect(inspected).toEqual(loaded);
    expect(inspected).toEqual([1, 3, 0]);
    expect(file.preview[0]!.rejects.map(({line, reason}) => [line, reason])).toEqual([
      [2, "taken_elsewhere"],
      [3, "taken_elsewhere"],
      [4, "repeated_key"],
    ]);
    expect(file.preview[0]!.sums).toMatchObject([{field: "amount", sum: 8}]);
  });

  test("numbers that a source of the same headers gave are not another's: the file may be one more of its own", async () => {
    const {file} = await both(lines(header, row("п-2"), row("п-3")), lines(header, row("п-1"), row("п-2")));
    expect(file.sameAs).toEqual(["first"]);
    expect(countsOf(file)).toEqual([2, 0, 0]);
  });

  test("a total that its rows do not add up to is told", async () => {
    const {file, inspected, loaded} = await both(
      lines(header, row("п-1"), row("п-2"), row("п-3"), "Итого;;;;450,00"),
    );
    expect(inspected).toEqual(loaded);
    expect(inspected).toEqual([3, 0, 1]);
    const [told] = file.questions.filter(({id}) => id === "payments.amount.totals");
    expect(told?.text.en).toContain("the rows add up to 300, the file's own totals say 450");
    expect(told?.text.ru).toContain("строки дают в сумме 300, а в итогах файла 450");
    expect(file.yaml).toContain("the file's own totals say 450");
  });
});
