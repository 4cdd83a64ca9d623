import {describe, expect, test} from "vitest";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("calls", () => {
  const calls = lines(
    "Дата;Время;Откуда;Куда;Статус;Длительность разговора, сек",
    "01.02.2026;09:00:05;201;89120000001;отвечен;65",
    "01.02.2026;09:10:00;89120000002;202;не отвечен;0",
    "02.02.2026;10:00:00;201;202;отвечен;10",
  );

  test("day and time in two columns are one moment, both ends tell direction and people", async () => {
    const file = await look(calls);
    expect(rowsOf(file, "calls")).toMatchObject([
      {
        started_at: "2026-02-01 09:00:05",
        direction: "out",
        operator: "201",
        client_phone: "+79120000001",
        disposition: "answered",
        talk_seconds: "65",
      },
      {
        started_at: "2026-02-01 09:10:00",
        direction: "in",
        operator: "202",
        client_phone: "+79120000002",
        disposition: "no_answer",
      },
      {started_at: "2026-02-02 10:00:00", direction: "internal", client_phone: null},
    ]);
    expect(proposed(file)["calls.direction"]).toBe("Откуда, Куда (guess)");
  });

  test("where nothing tells incoming from outgoing, it is asked", async () => {
    const text = lines(
      "Дата и время;Телефон;Оператор;Разговор",
      "01.02.2026 09:00:05;89120000001;Иванова Анна;0:01:05",
      "01.02.2026 09:10:00;89120000002;Серов Пётр;0:00:00",
    );
    const file = await look(text);
    expect(proposed(file)).toMatchObject({
      "calls.direction": "value (ask)",
      "calls.talk_seconds": "Разговор (sure)",
      "calls.disposition": "sql (guess)",
      "calls.call_id": "row_hash (guess)",
    });
    const question = file.questions.find(({field}) => field === "direction")!;
    const incoming = question.options.find(({label}) => label.en === "incoming")!;
    const again = await look(text, {settings: answered(file.settings, incoming)});
    expect(
      rowsOf(again, "calls").map((row) => [row["direction"], row["talk_seconds"], row["disposition"]]),
    ).toEqual([
      ["in", "65", "answered"],
      ["in", "0", "no_answer"],
    ]);
  });

  test("milliseconds in the header make seconds", async () => {
    const file = await look(
      lines(
        "start time,direction,phone,agent,talk time (ms),status",
        "2026-02-01 09:00:05,outbound,+79120000001,Anna Belova,65000,completed",
        "2026-02-01 09:10:00,inbound,+79120000002,Anna Belova,0,no-answer",
      ),
    );
    expect(rowsOf(file, "calls").map(({talk_seconds, disposition}) => [talk_seconds, disposition])).toEqual([
      ["65", "answered"],
      ["0", "no_answer"],
    ]);
  });

  test("a status nobody knows is asked by its spelling, and the answer takes effect", async () => {
    const text = lines(
      "Дата и время;Направление;Телефон;Оператор;Время разговора;Статус",
      "01.02.2026 09:00:05;исходящий;89120000001;Иванова Анна;65;отвечен",
      "01.02.2026 09:10:00;исходящий;89120000002;Иванова Анна;5;ушёл на факс",
    );
    const file = await look(text);
    const question = file.questions.find(({id}) => id === "calls.disposition.ушёл на факс")!;
    expect(question.text.en).toBe('Статус: what does "ушёл на факс" mean?');
    const failed = question.options.find(({label}) => label.en === "Failed")!;
    const again = await look(text, {settings: answered(file.settings, failed)});
    expect(rowsOf(again, "calls").map(({disposition}) => disposition)).toEqual(["answered", "failed"]);
  });

  test("codes that stand among other words stay what they are", async () => {
    const file = await look(
      lines(
        "call_id,event_time,direction,talk_ms,status",
        "c1,1770000000000,outbound,65000,answered",
        "c2,1770000060000,in,0,missed",
        "c3,1770000120000,in,0,telepathy",
      ),
    );
    expect(
      rowsOf(file, "calls").map((row) => [row["direction"], row["talk_seconds"], row["disposition"]]),
    ).toEqual([
      ["out", "65", "answered"],
      ["in", "0", "no_answer"],
      ["in", "0", "unknown"],
    ]);
  });

  test("outcomes in the telephony's own table become outcomes of conversations", async () => {
    const file = await look(
      lines(
        "ID звонка;Начало звонка;Направление;Телефон;Оператор;Время разговора;Статус;Результат;Причина отказа",
        "c1;01.02.2026 09:00:05;исходящий;89120000001;Иванова Анна;65;отвечен;Отказ;Дорого",
        "c2;01.02.2026 09:10:00;исходящий;89120000002;Иванова Анна;0;не отвечен;;",
      ),
    );
    expect(rowsOf(file, "call_results")).toMatchObject([
      {
        result_id: "c1",
        call_id: "c1",
        result_code: "refusal",
        refusal_reason: "Дорого",
        filed_at: "2026-02-01 09:00:05",
      },
    ]);
  });

  test("a number that repeats is joined with the line it counts on", async () => {
    const file = await look(
      lines(
        "line id,call id,start time,direction,talk time,status",
        "A1,1,2026-02-01 09:00:00,in,5,answered",
        "A2,1,2026-02-01 09:01:00,in,5,answered",
        "A1,2,2026-02-01 09:02:00,in,5,answered",
        "A2,2,2026-02-01 09:03:00,in,5,answered",
      ),
    );
    expect(rowsOf(file, "calls").map(({call_id}) => call_id)).toEqual(["A1-1", "A2-1", "A1-2", "A2-2"]);
  });

  const talks = (...cells: string[]) =>
    lines(
      "ID звонка;Дата и время;Вид;Телефон;Оператор;Разговор",
      ...cells.map(
        (cell, index) =>
          `c${index};01.02.2026 09:${10 + index}:00;${index % 2 === 0 ? "Исх." : "Вх."};891200000${10 + index};Иванова Анна;${cell}`,
      ),
    );

  test.each(["–", "—", "-", "‑", "−"])(
    "%s in the column of talk is no talk, which is a guess",
    async (dash) => {
      const file = await look(talks("0:02:05", dash, "0:00:30", dash));
      expect(rowsOf(file, "calls").map(({talk_seconds, disposition}) => [talk_seconds, disposition])).toEqual(
        [
          ["125", "answered"],
          ["0", "no_answer"],
          ["30", "answered"],
          ["0", "no_answer"],
        ],
      );
      expect(proposed(file)["calls.talk_seconds"]).toBe("Разговор (guess)");
    },
  );

  test("a dash among whole seconds is no talk as well", async () => {
    const file = await look(talks("125", "–", "30"));
    expect(rowsOf(file, "calls").map(({talk_seconds}) => talk_seconds)).toEqual(["125", "0", "30"]);
  });

  test("a bare nought among clocks is read, and an empty cell of talk is set aside", async () => {
    const file = await look(talks("0:02:05", "0", "01:30", ""));
    expect(rowsOf(file, "calls").map(({talk_seconds}) => talk_seconds)).toEqual(["125", "0", "90"]);
    expect(file.preview[0]!.rejects.map(({column, reason}) => [column, reason])).toEqual([
      ["talk_seconds", "missing"],
    ]);
  });

  test("cells that say incoming and outgoing are the direction, whatever the header", async () => {
    const file = await look(talks("5", "6"));
    expect(rowsOf(file, "calls").map(({direction}) => direction)).toEqual(["out", "in"]);
    expect(proposed(file)["calls.direction"]).toBe("Вид (guess)");
    expect(file.questions.filter(({field}) => field === "direction")).toEqual([]);
  });

  test.each([
    ["INCOMING", "in"],
    ["Outgoing", "out"],
    ["Inbound", "in"],
    ["OUTBOUND", "out"],
    ["входящий вызов", "in"],
  ])("%s is %s", async (word, code) => {
    const file = await look(
      lines(
        "call id,start time,direction,phone,agent,talk time",
        `c1,2026-02-01 09:00:05,${word},+79120000001,Anna Belova,65`,
      ),
    );
    expect(rowsOf(file, "calls").map(({direction}) => direction)).toEqual([code]);
  });

  test("the question about the direction offers a column that may tell it", async () => {
    const text = lines(
      "ID звонка;Дата и время;Линия;Телефон;Оператор;Разговор",
      "c1;01.02.2026 09:00:05;А;89120000001;Иванова Анна;65",
      "c2;01.02.2026 09:10:00;Б;89120000002;Иванова Анна;0",
    );
    const file = await look(text);
    const {options} = file.questions.find(({id}) => id === "calls.direction")!;
    expect(options.map(({label}) => label.en)).toEqual([
      "incoming",
      "outgoing",
      "by Линия: А is incoming, Б outgoing",
      "by Линия: Б is incoming, А outgoing",
    ]);
    const again = await look(text, {settings: answered(file.settings, options[3]!)});
    expect(rowsOf(again, "calls").map(({direction}) => direction)).toEqual(["out", "in"]);
  });

  test.each(["Итог звонка", "Результат звонка"])("%s is how the call ended", async (header) => {
    const file = await look(
      lines(
        `ID звонка;Дата и время;Направление;Телефон;Оператор;Разговор;${header}`,
        "c1;01.02.2026 09:00:05;исходящий;89120000001;Иванова Анна;65;отвечен",
        "c2;01.02.2026 09:10:00;исходящий;89120000002;Иванова Анна;0;занято",
      ),
    );
    expect(rowsOf(file, "calls").map(({disposition}) => disposition)).toEqual(["answered", "busy"]);
  });

  test("words of it that nobody knows are offered, not taken", async () => {
    const text = lines(
      "ID звонка;Дата и время;Направление;Телефон;Оператор;Разговор;Итог звонка",
      "c1;01.02.2026 09:00:05;исходящий;89120000001;Иванова Анна;65;лёд",
      "c2;01.02.2026 09:10:00;исходящий;89120000002;Иванова Анна;0;пламя",
    );
    const file = await look(text);
    expect(rowsOf(file, "calls").map(({disposition}) => disposition)).toEqual(["answered", "no_answer"]);
    const {options} = file.questions.find(({id}) => id === "calls.disposition")!;
    const again = await look(text, {settings: answered(file.settings, options[1]!)});
    expect(rowsOf(again, "calls").map(({disposition}) => disposition)).toEqual(["unknown", "unknown"]);
  });
});

describe("what a spreadsheet makes of calls", () => {
  test("lengths kept as parts of a day become seconds, and are asked about", async () => {
    // 90 s, 30 min and nothing: 90 / 86,400 and 1,800 / 86,400 of a day
    const file = await look(
      lines(
        "ID звонка;Дата и время;Тип;Сотрудник;Телефон;Длительность разговора;Статус",
        "1;01.02.2026 09:00:05;исходящий;Иванова Анна;89120000001;0,00104166;отвечен",
        "2;01.02.2026 09:10:00;исходящий;Иванова Анна;89120000002;0.0208333;отвечен",
        "3;01.02.2026 09:20:00;исходящий;Серов Пётр;89120000003;0;не отвечен",
      ),
    );
    expect(rowsOf(file, "calls").map(({talk_seconds}) => talk_seconds)).toEqual(["90", "1800", "0"]);
    expect(proposed(file)["calls.talk_seconds"]).toMatch(/\(ask\)$/);
  });

  test("a unique ID is the key of a call, so that a corrected row replaces the former", async () => {
    const file = await look(
      lines(
        "ID;Дата и время звонка;Тип звонка;Сотрудник;Телефон клиента;Длительность разговора, мин;Статус",
        "1;01.02.2026 09:00:05;исходящий;Иванова Анна;89120000001;2;отвечен",
        "2;01.02.2026 09:10:00;исходящий;Серов Пётр;89120000002;12;отвечен",
      ),
    );
    expect(proposed(file)["calls.call_id"]).toMatch(/^ID \(/);
    expect(rowsOf(file, "calls").map(({call_id, talk_seconds}) => [call_id, talk_seconds])).toEqual([
      ["1", "120"],
      ["2", "720"],
    ]);
  });
});

test("Ukrainian words say how a call ended", async () => {
  const words = [
    ...["Успішний", "Відповідь", "Немає відповіді", "Без відповіді", "Зайнято"].map((word, at) => [word, at]),
  ];
  const file = await look(
    lines(
      "ID дзвінка;Дата і час;Напрямок;Номер клієнта;Співробітник;Тривалість розмови;Результат",
      ...words.map(
        ([word, at]) => `A${at};02.09.2026 1${at}:00:00;Вхідний;38067000003${at};Лист Олег;00:1${at};${word}`,
      ),
    ),
  );
  expect(rowsOf(file, "calls").map(({disposition}) => disposition)).toEqual([
    ...["answered", "answered", "no_answer", "no_answer", "busy"],
  ]);
});
