import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {load, time} from "../helpers/preset.ts";
import {staged} from "../helpers/stage.ts";

const sipuniColumns =
  "Тип;Статус;Время;ID схемы звонка;Схема;Исходящая линия;Откуда;Куда;Кому звонили;Кто разговаривал;Кто ответил;Длительность звонка, сек;Длительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;Теги;Инициатор завершения звонка;ID заказа звонка;Запись существует;Новый клиент;Состояние перезвона;Время перезвона;Информация из CRM;Ответственный из CRM";

function sipuniRow(cells: Record<string, string>): string {
  return sipuniColumns
    .split(";")
    .map((name) => cells[name] ?? "")
    .join(";");
}

const sipuniRows = [
  {
    Тип: "Исходящий",
    Статус: "Отвечен",
    Время: "02.03.2026 10:00:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "+79271002030",
    "Длительность звонка, сек": "180",
    "Длительность разговора, сек": "171",
    "Время ответа, сек": "9",
    "ID записи": "1444311063.117599",
    "Запись существует": "1",
  },
  {
    Тип: "исходящий",
    Статус: "не отвечен",
    Время: "02.03.2026 10:05:00",
    Откуда: "• 429 (Другая Фамилия) 16",
    Куда: "8952100203 0",
    "Длительность звонка, сек": "30",
    "ID заказа звонка": "order-7",
  },
  {
    Тип: "входящий",
    Статус: "пропущен",
    Время: "02.03.2026 10:10:00",
    Откуда: "89521002030",
    Куда: "997",
    "Кто ответил": "",
  },
  {
    Тип: "входящий",
    Статус: "принят",
    Время: "02.03.2026 10:15:00",
    Откуда: "79521002031",
    Куда: "997",
    "Кто разговаривал": "430 (Третья Фамилия)",
    "Кто ответил": "431 (Четвёртая Фамилия)",
    "Длительность разговора, сек": "60",
    "ID записи": "rec-4",
    "Запись существует": "0",
  },
  {
    Тип: "Внутренний",
    Статус: "отвечен",
    Время: "02.03.2026 10:20:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "430",
    "Длительность разговора, сек": "5",
    "ID записи": "rec-5",
  },
  {
    Тип: "исходящий",
    Статус: "занят",
    Время: "02.03.2026 10:25:00",
    Откуда: "Иванова (Анна Белова)",
    Куда: "+998901234567",
    "ID записи": "rec-6",
  },
  {
    Тип: "исходящий",
    Статус: "странный",
    Время: "02.03.2026 10:30:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "89521002032",
    "Длительность разговора, сек": "100000",
    "ID записи": "rec-7",
  },
];

test("Sipuni: extensions with names, `не отвечен` is not `отвечен`, empty record ids, empty talk, internal calls", async () => {
  const file = `\ufeff${[sipuniColumns, ...sipuniRows.map(sipuniRow), ""].join("\r\n")}`;
  await load("sipuni", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [[8, "talk_seconds", "out_of_range"]],
    );
    const calls = await open.rows(
      `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, duration_seconds, disposition, recording from stage.calls order by started_at`,
    );
    const nothing = {ring_seconds: null, talk_seconds: 0, duration_seconds: null, recording: null};
    expect(calls).toEqual([
      {
        ...nothing,
        call_id: "1444311063.117599",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        operator: "428",
        client_phone: "+79271002030",
        ring_seconds: 9,
        talk_seconds: 171,
        duration_seconds: 180,
        disposition: "answered",
        recording: "1444311063.117599",
      },
      {
        ...nothing,
        call_id: "order-7",
        started_at: "02.03.2026 10:05:00",
        direction: "out",
        operator: "429",
        client_phone: "+79521002030",
        duration_seconds: 30,
        disposition: "no_answer",
      },
      {
        ...nothing,
        call_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: "997",
        client_phone: "+79521002030",
        disposition: "no_answer",
      },
      {
        ...nothing,
        call_id: "rec-4",
        started_at: "02.03.2026 10:15:00",
        direction: "in",
        operator: "430",
        client_phone: "+79521002031",
        talk_seconds: 60,
        disposition: "answered",
      },
      {
        ...nothing,
        call_id: "rec-5",
        started_at: "02.03.2026 10:20:00",
        direction: "internal",
        operator: "430",
        client_phone: null,
        talk_seconds: 5,
        disposition: "answered",
      },
      {
        ...nothing,
        call_id: "rec-6",
        started_at: "02.03.2026 10:25:00",
        direction: "out",
        operator: "Анна Белова",
        client_phone: "+998901234567",
        disposition: "busy",
      },
    ]);
  });
});

test("Sipuni: a call without record id is recorded when the exchange says so", async () => {
  const [talk, order] = sipuniRows;
  const rows = [
    talk,
    {...order, "Запись существует": "1"},
    {...talk, "ID записи": "rec-9", "Запись существует": "0", Время: "02.03.2026 10:06:00"},
    {...talk, "ID записи": "rec-10", "Запись существует": "", Время: "02.03.2026 10:07:00"},
  ];
  await load(
    "sipuni",
    [sipuniColumns, ...rows.map((row) => sipuniRow(row!)), ""].join("\r\n"),
    async (open) =>
      expect(
        await open.rows("select call_id, recording, is_recorded from stage.calls order by started_at"),
      ).toEqual([
        {call_id: "1444311063.117599", recording: "1444311063.117599", is_recorded: true},
        {call_id: "order-7", recording: null, is_recorded: true},
        {call_id: "rec-9", recording: null, is_recorded: false},
        {call_id: "rec-10", recording: null, is_recorded: null},
      ]),
  );
});

test("Sipuni: an export with fewer columns still names the call, the operator and the talk", async () => {
  const file = [
    "Тип;Статус;Время;Схема;Исходящая линия;Откуда;Куда;Кто ответил;Продолжительность звонка, сек;Продолжительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;;",
    "входящий;отвечен;08.10.2015 15:31:03;;;79521002031;997;430 (Фамилия Имя);180;171;9;;1444311063.117599;;;",
    "исходящий;не отвечен;08.10.2015 15:35:00;;;428 (Фамилия Имя);79521002031;;20;;;;;;;",
    "",
  ].join("\n");
  await load("sipuni", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select call_id, operator, talk_seconds, duration_seconds, disposition from stage.calls order by started_at",
      ),
    ).toEqual([
      {
        call_id: "1444311063.117599",
        operator: "430",
        talk_seconds: 171,
        duration_seconds: 180,
        disposition: "answered",
      },
      {
        call_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        operator: "428",
        talk_seconds: 0,
        duration_seconds: 20,
        disposition: "no_answer",
      },
    ]);
  });
});

const generations = {
  "2015, with a trailing pair of delimiters":
    "Тип;Статус;Время;Схема;Исходящая линия;Откуда;Куда;Кто ответил;Продолжительность звонка;Продолжительность разговора;Время ответа;Оценка;ID записи;Метка;;",
  "17 columns":
    "Тип;Статус;Время;Схема;Исходящая линия;Откуда;Куда;Кто ответил;Длительность звонка, сек;Длительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;Теги;ID заказа звонка;Запись существует",
  "24 columns": sipuniColumns.split(";").slice(0, 24).join(";"),
  "26 columns": sipuniColumns,
  "columns that the user left":
    "Время;Куда;Откуда;Кто ответил;Длительность разговора, сек;Статус;Тип;ID записи",
};
for (const [which, header] of Object.entries(generations))
  test(`Sipuni: the header of ${which}`, async () => {
    const cells: Record<string, string> = {
      Тип: "ИСХОДЯЩИЙ",
      Статус: "Отвечен",
      Время: "02.03.2026 10:00:00",
      Откуда: "428 (Иванова Анна)",
      Куда: "89000000001",
      "Длительность звонка, сек": "180",
      "Длительность разговора, сек": "171",
      "Время ответа, сек": "9",
      "ID записи": "1444311063.117599",
    };
    const named = (name: string) =>
      cells[name] ?? cells[`${name.replace("Продолжительность", "Длительность")}, сек`] ?? "";
    const file = [header, header.split(";").map(named).join(";"), ""].join("\n");
    await load("sipuni", file, async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(
        await open.rows(
          "select call_id, direction, operator, client_phone, talk_seconds, disposition from stage.calls",
        ),
      ).toEqual([
        {
          call_id: "1444311063.117599",
          direction: "out",
          operator: "428",
          client_phone: "+79000000001",
          talk_seconds: 171,
          disposition: "answered",
        },
      ]);
    });
  });

test("Sipuni: answered without a second of talk is no conversation, and a hidden talk column is asked for by name", async () => {
  const rows = (header: string) =>
    [header, "входящий;отвечен;02.03.2026 10:00:00;89000000001;428;rec-1;0", ""].join("\n");
  const columns = "Тип;Статус;Время;Откуда;Куда;ID записи;";
  await load("sipuni", rows(`${columns}Длительность разговора, сек`), async (open) => {
    expect(await open.rows("select disposition, talk_seconds from stage.calls")).toEqual([
      {disposition: "no_answer", talk_seconds: 0},
    ]);
  });
  await expect(load("sipuni", rows(`${columns}Оценка`), async () => undefined)).rejects.toThrow(
    /talk_seconds/,
  );
});

test("Sipuni: the same file twice and a window that overlaps give each call once", async () => {
  const file = (rows: typeof sipuniRows) => `${[sipuniColumns, ...rows.map(sipuniRow), ""].join("\n")}`;
  const home = makeHome({
    sources: "sources: {it: {preset: sipuni}}\n",
    inbox: {"it/1.csv": file(sipuniRows.slice(0, 4)), "it/2.csv": file(sipuniRows.slice(2, 6))},
  });
  await staged(home, async (open) => {
    expect(await open.rows("select count(*)::integer as calls from stage.calls")).toEqual([{calls: 6}]);
    put(home, "it/again.csv", file(sipuniRows.slice(0, 4)));
    await open.take();
    expect(await open.rows("select count(*)::integer as calls from stage.calls")).toEqual([{calls: 6}]);
  });
});

test.each([
  ["не отвечен", "no_answer"],
  ["Не отвечен", "no_answer"],
  ["Пропущен", "no_answer"],
  ["занят", "busy"],
  ["Отменен", "cancelled"],
  ["отменён", "cancelled"],
  ["принят", "no_answer"],
  ["", "unknown"],
])("Sipuni: the status `%s` without talk is %s, with talk it is answered", async (status, expected) => {
  const row = (id: string, talk: string) =>
    sipuniRow({
      Тип: "исходящий",
      Статус: status,
      Время: "02.03.2026 10:00:00",
      Откуда: "428 (Фамилия Имя)",
      Куда: "89120000001",
      "Длительность разговора, сек": talk,
      "ID записи": id,
    });
  await load(
    "sipuni",
    [sipuniColumns, row("a", ""), row("b", "0"), row("c", "7"), ""].join("\n"),
    async (open) => {
      expect(await open.rows("select disposition, talk_seconds from stage.calls order by call_id")).toEqual([
        {disposition: expected, talk_seconds: 0},
        {disposition: expected, talk_seconds: 0},
        {disposition: "answered", talk_seconds: 7},
      ]);
    },
  );
});

test("Sipuni: time is that of the cabinet, and a hidden caller still calls in", async () => {
  const row = sipuniRow({
    Тип: "входящий",
    Статус: "пропущен",
    Время: "02.03.2026 01:30:00",
    Откуда: "anonymous",
    Куда: "428 (Фамилия Имя)",
    "ID записи": "a",
  });
  await load(
    "sipuni",
    `${sipuniColumns}\n${row}\n`,
    async (open) => {
      // Yekaterinburg is two hours ahead of Moscow
      expect(await open.rows(`select ${time("started_at")}, direction, operator from stage.calls`)).toEqual([
        {started_at: "01.03.2026 23:30:00", direction: "in", operator: "428"},
      ]);
    },
    ", zone: Asia/Yekaterinburg",
  );
});
