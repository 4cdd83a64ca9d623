import {describe, expect, test} from "vitest";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

/** Calls whose lengths are written as cells says, one call each; the operator and the way are clear. */
const lengths = (...cells: string[]) =>
  lines(
    "ID звонка;Начало;Тип;Оператор;Телефон;Длительность;Статус",
    ...cells.map(
      (cell, index) =>
        `c${index + 1};01.03.2026 09:${10 + index}:00;${index % 3 === 2 ? "входящий" : "исходящий"};Иванова Анна;891200000${10 + index};${cell};${["", "—"].includes(cell) ? "не отвечен" : "отвечен"}`,
    ),
  );

const seconds = (file: Awaited<ReturnType<typeof look>>) =>
  rowsOf(file, "calls").map(({call_id, duration_seconds, talk_seconds}) => [
    call_id,
    duration_seconds,
    talk_seconds,
  ]);

describe("one dirty column does not hide what a table is", () => {
  const mixed = ["0:01:12", "72", "1 мин 12 сек", "", "—", "0:00:40", "долго"];

  test("lengths written in several ways: what can be read is, the rest is shown as set aside", async () => {
    const file = await look(lengths(...mixed));
    expect(proposed(file)).toMatchObject({
      "calls.call_id": "ID звонка (sure)",
      "calls.started_at": "Начало (sure)",
      "calls.direction": "Тип (sure)",
      "calls.operator": "Оператор (sure)",
      "calls.client_phone": "Телефон (sure)",
      "calls.duration_seconds": "Длительность (ask)",
      "calls.disposition": "Статус (sure)",
    });
    expect(seconds(file)).toEqual([
      ["c1", "72", "72"],
      ["c2", "72", "72"],
      ["c3", "72", "72"],
      ["c4", null, "0"],
      ["c5", null, "0"],
      ["c6", "40", "40"],
    ]);
    expect(file.preview[0]!.rejects.map(({line, value}) => [line, value])).toEqual([[8, "долго"]]);
  });

  test("whether a bare number among clocks counts seconds is asked, and the answer takes effect", async () => {
    const text = lengths("0:01:12", "2", "0:00:40", "—");
    const file = await look(text);
    const question = file.questions.find(({id}) => id === "calls.duration_seconds.bare")!;
    const read = question.options.map(async (option) => {
      const again = await look(text, {settings: answered(file.settings, option)});
      return [
        option.label.en,
        ...rowsOf(again, "calls").map((row) => [row["duration_seconds"], row["talk_seconds"]]),
      ];
    });
    expect(await Promise.all(read)).toEqual([
      ["seconds", ["72", "72"], ["2", "2"], ["40", "40"], [null, "0"]],
      ["minutes", ["72", "72"], ["120", "120"], ["40", "40"], [null, "0"]],
      ["nobody knows: set such rows aside", ["72", "72"], ["40", "40"], [null, "0"]],
    ]);
  });

  test.each([
    ["1 ч 2 мин 3 сек", "3723"],
    ["2 мин.", "120"],
    ["5 секунд", "5"],
    ["1 час", "3600"],
    ["1h 02m", "3720"],
    ["2 min 5 sec", "125"],
    ["3 хв 4 с", "184"],
  ])("%s is a length of time", async (cell, expected) => {
    const file = await look(lengths(cell, "1 мин 12 сек", "40 сек"));
    expect(seconds(file).map(([, duration]) => duration)).toEqual([expected, "72", "40"]);
    expect(file.preview[0]!.rejected).toBe(0);
  });

  test("words without a number, or with a unit of their own, are no length", async () => {
    const file = await look(lengths("0:01:12", "40 сек", "сек", "5 раз", "2 мин 90"));
    expect(seconds(file).map(([, duration]) => duration)).toEqual(["72", "40"]);
    expect(file.preview[0]!.rejected).toBe(3);
  });

  test("many such rows, whose lengths repeat", async () => {
    const file = await look(
      lengths(...Array.from({length: 6}, () => ["0:01:12", "72", "1 мин", "?"]).flat()),
    );
    expect(proposed(file)["calls.duration_seconds"]).toBe("Длительность (ask)");
    expect([file.preview[0]!.accepted, file.preview[0]!.rejected]).toEqual([18, 6]);
  });

  test("amounts with words among them", async () => {
    const file = await look(
      lines(
        "Номер платежа;Дата оплаты;Контрагент;Сумма",
        "1;01.02.2026;ООО Лютик;100,50",
        "2;02.02.2026;ООО Клён;200,00",
        "3;03.02.2026;ООО Клён;зачёт",
        "4;04.02.2026;ООО Клён;бартер",
      ),
    );
    expect(proposed(file)["payments.amount"]).toBe("Сумма (guess)");
    expect(rowsOf(file, "payments").map(({amount}) => amount)).toEqual(["100.50", "200.00"]);
    expect(file.preview[0]!.rejects.map(({value}) => value)).toEqual(["зачёт", "бартер"]);
  });

  test("days with words among them", async () => {
    const file = await look(
      lines(
        "Номер платежа;Дата оплаты;Контрагент;Сумма",
        "1;01.02.2026;ООО Лютик;100,50",
        "2;вчера;ООО Клён;200,00",
        "3;сразу;ООО Клён;20,00",
      ),
    );
    expect(file.entity).toBe("payments");
    expect(file.preview[0]!.rejects.map(({value}) => value)).toEqual(["вчера", "сразу"]);
  });
});

describe("how a call ended is told by its values", () => {
  const ended = (header: string, ...cells: string[]) =>
    lines(
      `ID звонка;Начало;Тип;Оператор;Телефон;${header}`,
      ...cells.map(
        (cell, index) =>
          `c${index};01.03.2026 09:1${index}:00;исходящий;Иванова Анна;8912000000${index};${cell}`,
      ),
    );

  test("Результат of the telephony is no result of the operator", async () => {
    const file = await look(
      ended("Длительность;Результат", "72;отвечен", "0;не отвечен", "0;занято", "0;сброшен"),
    );
    expect(file.entity).toBe("calls");
    expect(proposed(file)["calls.disposition"]).toBe("Результат (sure)");
    expect(file.preview.map(({entity}) => entity)).toEqual(["calls"]);
    expect(rowsOf(file, "calls").map(({disposition, talk_seconds}) => [disposition, talk_seconds])).toEqual([
      ["answered", "72"],
      ["no_answer", "0"],
      ["busy", "0"],
      ["cancelled", "0"],
    ]);
  });

  test("without a length too", async () => {
    const file = await look(ended("Результат", "отвечен", "не отвечен", "занято", "сброшен"));
    expect(proposed(file)["calls.disposition"]).toBe("Результат (sure)");
  });

  test("under a header that says nothing of it", async () => {
    const file = await look(
      ended("Длительность;Чем кончилось", "72;отвечен", "0;не отвечен", "0;занято", "0;сброшен"),
    );
    expect(proposed(file)["calls.disposition"]).toBe("Чем кончилось (guess)");
  });

  test("outcomes of conversations under the same header stay outcomes", async () => {
    const file = await look(
      ended("Длительность;Результат", "72;успешно", "60;отказ", "50;перезвонить", "40;согласие"),
    );
    expect(proposed(file)["calls.disposition"]).not.toContain("Результат");
    expect(rowsOf(file, "call_results").map((row) => row["result_code"])).toEqual([
      "goal",
      "refusal",
      "callback",
      "goal",
    ]);
  });
});
