import {contractOf, fieldsOf} from "../contracts/index.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import {setField} from "./draft.ts";
import {headerWords} from "./header-words.ts";
import {headerScore} from "./match.ts";
import type {Profile} from "./profile.ts";
import {wholeRow} from "./settled-fields.ts";

/** Fewer rows differ by chance. */
const fewest = 3;
const numbering = new Set([
  "id",
  "номер",
  "number",
  "no",
  "ключ",
  "ref",
  "reference",
  "hash",
  "хеш",
  "хэш",
  "ссылка",
]);
/** What has a number of its own beside the row, and may be in one row only by chance. */
const ofOthers =
  /клиент|контраг|покупат|заказчик|компан|сч[её]т|рахун|сделк|угод|лид|договор|инн|тел|факс|mail|почт|адрес|client|customer|compan|account|invoice|deal|lead|contract|tax|phone|fax|address|url|link/iu;

/** A key that no header names: a column that differs in every row is taken when it calls itself a number, else asked about. */
export function fillOwnKey({columns, sample}: InspectContext, draft: EntityDraft, key: string): void {
  const used = new Set([...draft.fields.values()].flatMap(({from}) => [from, ...from.split(", ")]));
  const fields = fieldsOf(contractOf(draft.entity)!);
  const others = fields.filter(({name}) => name !== key);
  const candidates = columns.filter(
    (column) =>
      !used.has(column.name) &&
      !column.name.startsWith("#") &&
      ["id", "integer", "text"].includes(column.shape) &&
      sample.rows >= fewest &&
      column.filled === sample.rows &&
      column.distinct === column.filled &&
      !ofOthers.test(column.name) &&
      column.values.every(({value}) => !/[\s@]/u.test(value)) &&
      others.every(({name}) => headerScore(draft.entity, name, column) < 0.5),
  );
  const numbered = candidates.find(({name}) => headerWords(name).some((word) => numbering.has(word)));
  if (numbered) {
    setField(draft, key, {
      mapping: {column: numbered.name},
      from: numbered.name,
      status: "guess",
      why: {en: "another in every row", ru: "в каждой строке своё значение"},
    });
    return;
  }
  setField(draft, key, {mapping: {row_hash: true}, from: "row_hash", status: "guess", why: wholeRow});
  const [column] = candidates.filter(({shape}) => shape === "id");
  if (column) askKey(draft, key, column);
}

function askKey(draft: EntityDraft, key: string, {name, samples}: Profile): void {
  draft.fields.get(key)!.status = "ask";
  draft.questions.push(
    question(
      draft.entity,
      key,
      {
        en: `${name} (${samples[0]}) is another in every row. Is it the row's own number?`,
        ru: `«${name}» (${samples[0]}) в каждой строке своё. Это номер самой строки?`,
      },
      [
        {
          label: {
            en: "No: the whole row is the key; a corrected row will count as a new one",
            ru: "Нет: ключ — вся строка; исправленная строка станет новой",
          },
          set: {},
        },
        {
          label: {en: "Yes: a corrected row replaces it", ru: "Да: исправленная строка заменит прежнюю"},
          set: choose(draft.entity, key, {column: name}),
        },
      ],
      "own",
    ),
  );
}
