import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {fastPhoneSql, lostPhoneSql, normalisePhone, normalisePhones} from "../../pipelines/sources/phones.ts";
import {literal} from "../../pipelines/sources/sql.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

/** What SQL alone makes of each spelling; null where it leaves the spelling to the library. */
async function fast(spellings: string[], country: string): Promise<(string | null)[]> {
  const rows = await database.rows<{phone: string | null}>(
    `select ${fastPhoneSql("cell", country)} as phone from (values ${spellings
      .map((text, index) => `(${index}, ${literal(text)})`)
      .join(", ")}) as spellings(position, cell) order by position`,
  );
  return rows.map((row) => row.phone);
}

test.each([
  // one subscriber of the +7 plan, however written
  ["8 (927) 100-20-30", "RU", "+79271002030"],
  ["+7 927 100-20-30", "RU", "+79271002030"],
  ["79271002030", "RU", "+79271002030"],
  ["89271002030", "RU", "+79271002030"],
  ["9271002030", "RU", "+79271002030"],
  ["'+79271002030", "RU", "+79271002030"],
  ["8\u00a0927\u00a0100 20 30", "RU", "+79271002030"],
  ["8-927-100.20.30", "RU", "+79271002030"],
  ["8 495 100-20-30", "RU", "+74951002030"],
  ["8-800-100-20-30", "RU", "+78001002030"],
  ["8 701 123 45 67", "KZ", "+77011234567"],
  ["+7 927 100-20-30 доб. 123", "RU", "+79271002030"],
  // the rule of +7 is not for the neighbours
  ["+998 90 123 45 67", "RU", "+998901234567"],
  ["998901234567", "RU", "+998901234567"],
  ["+375 29 123-45-67", "RU", "+375291234567"],
  ["+380 50 123 45 67", "RU", "+380501234567"],
  ["90 123 45 67", "UZ", "+998901234567"],
  ["sip:79271002030@x.mangosip.ru", "RU", "+79271002030"],
  ["tel:+79271002030", "RU", "+79271002030"],
  // no telephone number
  ["sip:user1@x.mangosip.ru", "RU", null],
  ["anonymous", "RU", null],
  ["201", "RU", null],
  ["", "RU", null],
  ["не указан", "RU", null],
])("%j in %s is %j", (text, country, expected) => {
  expect(normalisePhone(text, country)).toBe(expected);
});

test.each([
  ["8 927 100-20-30, 8 (495) 100 20 30", "+79271002030;+74951002030"],
  ["89271002030;89271002031", "+79271002030;+79271002031"],
  ["89271002030 / +79271002030", "+79271002030"],
  ["8 927 100-20-30\n8 927 100-20-31", "+79271002030;+79271002031"],
  ["201; 89271002030;", "+79271002030"],
  [" ; ", null],
  ["нет", null],
])("the cell %j holds %j", (text, expected) => {
  expect(normalisePhones(text, "RU")).toBe(expected);
});

test.each([
  ["7,9E+10", true],
  ["7.91234E+10", true],
  ["7,9Е+10", true],
  ["8e10", true],
  ["79271002030", false],
  ["+7 (927) 100-20-30", false],
  ["anonymous", false],
])("%j has lost digits: %j", async (text, lost) => {
  expect(await database.value<boolean>(`select ${lostPhoneSql(literal(text))}`)).toBe(lost);
});

const separators = ["", "", "", " ", "-", "(", ")", ".", "+", "\u00a0", "_", "e", ",", "'", "доб."];
const spelling = fc
  .tuple(
    fc.constantFrom("", "+", "+7", "7", "8", "+8", "007", "8 10 ", "+998", "810", "9"),
    fc.array(fc.tuple(fc.integer({min: 0, max: 9}), fc.constantFrom(...separators)), {
      minLength: 5,
      maxLength: 12,
    }),
  )
  .map(([prefix, parts]) => prefix + parts.map(([digit, separator]) => `${digit}${separator}`).join(""));

test.each(["RU", "KZ", "UZ", "BY"])(
  "where SQL answers in %s it says what the library says",
  async (country) => {
    await fc.assert(
      fc.asyncProperty(fc.array(spelling, {minLength: 200, maxLength: 200}), async (spellings) => {
        const answers = await fast(spellings, country);
        const pairs = spellings
          .map((text, index) => [text, answers[index]] as const)
          .filter(([, phone]) => phone !== null);
        const library = pairs.map(([text]) => [text, normalisePhone(text, country)]);
        expect(pairs).toEqual(library);
      }),
      {numRuns: 20, endOnFailure: true},
    );
  },
);

test("the usual spellings never need the library", async () => {
  const usual = [
    "89271002030",
    "79271002030",
    "+79271002030",
    "8 (927) 100-20-30",
    "+7 927 100 20 30",
    "9271002030",
  ];
  expect(await fast(usual, "RU")).toEqual(usual.map(() => "+79271002030"));
});
