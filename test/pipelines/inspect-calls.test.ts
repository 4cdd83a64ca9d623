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
      "calls.disposition": "Разговор (guess)",
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
});
