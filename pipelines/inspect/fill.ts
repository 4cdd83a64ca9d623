import {contractOf, fieldsOf} from "../contracts/index.ts";
import {identifier} from "../sources/sql.ts";
import {choose, type EntityDraft, type FieldDraft, type InspectContext, question} from "./context.ts";
import {askClosing, fillStatus} from "./deal-status.ts";
import {priceColumn, setField} from "./draft.ts";
import {fillCalls} from "./fill-calls.ts";
import {fillOwnKey} from "./own-key.ts";
import {meaningful, type Profile} from "./profile.ts";
import {readField} from "./readings.ts";
import {wholeRow} from "./settled-fields.ts";

/** Makes the required fields that have no column of their own; what is made so is never sure. */
export async function fillMissing(
  context: InspectContext,
  draft: EntityDraft,
  free: Profile[],
): Promise<void> {
  await joinDateAndTime(context, draft, free);
  if (draft.entity === "calls") await fillCalls(context, draft, free);
  if (draft.entity === "orders") fillAmount(context, draft);
  if (draft.entity === "deals") await fillDeals(draft, context);
  if (draft.entity === "call_results" && !draft.fields.has("result_code"))
    setField(draft, "result_code", {
      mapping: {value: "refusal"},
      from: "value",
      status: "guess",
      why: {en: "the file gives reasons of refusal only", ru: "в файле только причины отказа"},
    });
  if (draft.entity === "client_feedback" && !draft.fields.has("score_max")) fillScale(draft, context);
  fillKeys(context, draft);
}

/** A day in one column and a clock in the next make one moment. */
async function joinDateAndTime(context: InspectContext, draft: EntityDraft, free: Profile[]): Promise<void> {
  const {event} = contractOf(draft.entity)!;
  const entry = event ? draft.fields.get(event) : undefined;
  const day = context.columns.find(({name}) => name === entry?.mapping.column);
  if (!event || !entry || !day || !["date", "integer", "id"].includes(day.shape)) return;
  const field = fieldsOf(contractOf(draft.entity)!).find(({name}) => name === event)!;
  const clocks = free.filter(({shape}) => shape === "time" || shape === "duration");
  const clock =
    clocks.find(
      ({name}) =>
        /время|начал|час|time|start|entry/iu.test(name) && !/разгов|talk|exit|end|конец/iu.test(name),
    ) ?? clocks[0];
  if (field.unit !== "utc" || !clock) return;
  const sql = `${identifier(day.name)} || ' ' || ${identifier(clock.name)}`;
  const joined: Profile = {
    ...day,
    shape: "datetime",
    values: day.values.map(({value, count}) => ({
      value: `${value} ${clock.values[0]?.value ?? "0:00:00"}`,
      count,
    })),
  };
  const reading = await readField(context, draft.entity, field, joined, {sql});
  setField(draft, event, {
    mapping: {sql, ...reading.mapping},
    from: `${day.name}, ${clock.name}`,
    status: clocks.length === 1 ? "sure" : "guess",
    why: {en: "day and time stand in two columns", ru: "день и время стоят в двух столбцах"},
  });
  free.splice(free.indexOf(clock), 1);
  if (clocks.length > 1)
    draft.questions.push(
      question(
        draft.entity,
        event,
        {en: "Which column tells when it began?", ru: "Какой столбец говорит, когда началось?"},
        clocks.map(({name, samples}) => ({
          label: {en: `${name} (${samples[0]})`, ru: `${name} (${samples[0]})`},
          set: choose(draft.entity, event, {
            ...reading.mapping,
            sql: `${identifier(day.name)} || ' ' || ${identifier(name)}`,
          }),
        })),
      ),
    );
}

/** A price and a quantity instead of an amount. */
function fillAmount(context: InspectContext, draft: EntityDraft): void {
  if (draft.fields.has("amount")) return;
  const price = priceColumn(context.columns);
  if (!price) return;
  const quantity = draft.fields.get("quantity");
  const exact = (name: string) =>
    `try_cast(replace(regexp_replace(${identifier(name)}, '[\\s\\x{00A0}\\x{202F}]', '', 'g'), ',', '.') as decimal(18,4))`;
  const product = quantity
    ? `(${exact(quantity.from)} * ${exact(price.name)})::decimal(18,2)::varchar`
    : null;
  setField(draft, "amount", {
    mapping: product ? {sql: product} : {column: price.name},
    from: quantity ? `${quantity.from}, ${price.name}` : price.name,
    status: quantity ? "guess" : "ask",
    why: quantity
      ? {en: "no amount: quantity times price", ru: "суммы нет: количество умножено на цену"}
      : {
          en: "no amount and no quantity: the price of one unit",
          ru: "нет ни суммы, ни количества: цена одной штуки",
        },
  });
  const others = context.columns.filter(
    ({name, shape}) => name !== price.name && name !== quantity?.from && ["money", "number"].includes(shape),
  );
  if (!quantity && others.length === 0) return;
  draft.questions.push(
    question("orders", "amount", {en: "What is the value of a line?", ru: "Что считать суммой строки?"}, [
      ...(product
        ? [
            {
              label: {en: `${quantity!.from} × ${price.name}`, ru: `${quantity!.from} × ${price.name}`},
              set: choose("orders", "amount", {sql: product}),
            },
          ]
        : []),
      {label: {en: price.name, ru: price.name}, set: choose("orders", "amount", {column: price.name})},
      ...others
        .slice(0, 3)
        .map(({name}) => ({label: {en: name, ru: name}, set: choose("orders", "amount", {column: name})})),
    ]),
  );
}

async function fillDeals(draft: EntityDraft, context: InspectContext): Promise<void> {
  const won = /won|closed|выигр|успешн/iu;
  const closed = draft.fields.get("closed_at");
  if (
    !draft.fields.has("status") &&
    !draft.fields.has("stage") &&
    closed &&
    (won.test(closed.from) || won.test(context.sample.file))
  )
    setField(draft, "status", {
      mapping: {value: "won"},
      from: "value",
      status: "guess",
      why: {en: "every row has a day it was won on", ru: "у каждой строки есть дата победы"},
    });
  fillStatus(context, draft);
  fillDealAmount(context, draft);
  const days = context.columns.filter(
    ({name, shape}) => name !== closed?.from && (shape === "date" || shape === "datetime"),
  );
  askClosing(draft, days);
  if (draft.fields.has("created_at")) return;
  draft.shape.extends = true;
  const field = fieldsOf(contractOf("deals")!).find(({name}) => name === "created_at")!;
  const opened: Pick<FieldDraft, "from" | "mapping">[] = closed ? [closed] : [];
  for (const day of days.toReversed()) {
    const reading = await readField(context, "deals", field, day, {column: day.name});
    opened.unshift({from: day.name, mapping: {column: day.name, ...reading.mapping}});
  }
  draft.questions.push(
    question(
      "deals",
      "created_at",
      {
        en: "No column tells when a deal was opened. Does another source give these deals?",
        ru: "Ни один столбец не говорит, когда открыта сделка. Эти сделки даёт другой источник?",
      },
      [
        {
          label: {en: "Yes: this file only adds to them", ru: "Да, этот файл лишь дополняет их"},
          set: {entities: {deals: {extends: true}}},
        },
        ...opened.map(({from, mapping}) => ({
          label: {en: `No: take ${from}`, ru: `Нет: взять «${from}»`},
          set: {
            entities: {
              deals: {
                extends: null,
                fields: {created_at: {column: null, sql: null, value: null, ...mapping}},
              },
            },
          },
        })),
      ],
    ),
  );
}

/** Where no column is the sum of a deal, some systems call it its price. */
function fillDealAmount({columns}: InspectContext, draft: EntityDraft): void {
  const price = priceColumn(columns);
  if (draft.fields.has("amount") || !price) return;
  const {name} = price;
  setField(draft, "amount", {
    mapping: {column: name},
    from: name,
    status: "ask",
    why: {en: "no amount: the price may be it", ru: "суммы нет: ею может быть цена"},
  });
  draft.questions.push(
    question(
      "deals",
      "amount",
      {en: `Is ${name} the amount of the deal?`, ru: `«${name}» — это сумма сделки?`},
      [
        {label: {en: "Yes", ru: "Да"}, set: {}},
        {
          label: {en: "No: leave the amount out", ru: "Нет: без суммы"},
          set: choose("deals", "amount", {sql: "null"}),
        },
      ],
    ),
  );
}

function fillScale(draft: EntityDraft, context: InspectContext): void {
  const score = context.columns.find(({name}) => name === draft.fields.get("score")?.mapping.column);
  if (!score) return;
  const best = Math.max(0, ...meaningful(score).map(Number).filter(Number.isFinite));
  const scale = best <= 1 ? 1 : best <= 5 ? 5 : best <= 10 ? 10 : 100;
  setField(draft, "score_max", {
    mapping: {value: String(scale)},
    from: "value",
    status: "ask",
    why: {en: `the best mark seen is ${best}`, ru: `наибольшая оценка в файле ${best}`},
  });
  draft.questions.push(
    question(
      "client_feedback",
      "score_max",
      {en: "What is the best mark?", ru: "Какая оценка наивысшая?"},
      [1, 5, 10, 100]
        .filter((one) => one >= best)
        .map((one) => ({
          label: {en: String(one), ru: String(one)},
          set: choose("client_feedback", "score_max", {value: String(one)}),
        })),
    ),
  );
}

/** Keys without a column: the whole row, told apart from its like. */
function fillKeys(context: InspectContext, draft: EntityDraft): void {
  const whole = {
    mapping: {row_hash: true as const},
    from: "row_hash",
    status: "guess" as const,
    why: wholeRow,
  };
  const absent = (name: string) => !draft.fields.has(name);
  if (draft.entity === "orders") {
    if (absent("order_id")) {
      fillOwnKey(context, draft, "order_id");
      if (absent("line_number"))
        setField(draft, "line_number", {
          mapping: {value: "1"},
          from: "value",
          status: "guess",
          why: {en: "a row is a document of its own", ru: "строка — отдельный документ"},
        });
    } else if (absent("line_number")) setField(draft, "line_number", whole);
  }
  const [key] = contractOf(draft.entity)!.key;
  const name = draft.fields.get("client_name") ?? draft.fields.get("employee_name");
  if (!absent(key!)) return;
  if (["clients", "employees"].includes(draft.entity) && name)
    setField(draft, key!, {
      mapping: {column: name.from},
      from: name.from,
      status: "guess",
      why: {en: "no id: the name stands for it", ru: "кода нет: вместо него имя"},
    });
  else if (["calls", "call_results", "payments", "client_feedback"].includes(draft.entity))
    fillOwnKey(context, draft, key!);
}
