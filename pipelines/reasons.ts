import {contractOf, fieldsOf} from "./contracts/index.ts";

/** Why a row was set aside, in words for those who read no codes. */
const words: Readonly<Record<string, string>> = {
  missing: "not filled in, and the row needs it",
  unreadable: "cannot be read as what it should be",
  too_many_decimals:
    "has a third decimal, and money has at most two decimals; round it in the export or in the mapping",
  doubtful_number:
    "may be a thousand or a number with decimals; say in the mapping which sign the decimal one is (`number`)",
  doubtful_date:
    'may be read with the day or with the month first; say in the mapping which it is (`date: "%d/%m/%Y"` or `date: "%m/%d/%Y"`)',
  mixed_dates:
    "stands in a column that holds both orders of day and month, such as 17/10/2026 and 10/17/2026; ask for a new export with one of them",
  hidden_characters:
    "has characters between its letters or digits that the eye does not see; type it anew in the export",
  not_in_dictionary: "is no spelling that the dictionary knows",
  not_in_list: "is none of the values that are known",
  impossible_date: "is a day that cannot be",
  not_happened:
    "is more than a month after the day on which the file came; correct it, or where day and month were exchanged say in the mapping how they stand (`date`)",
  not_in_order: "is not after the day or moment it has to follow",
  out_of_range: "is beyond what is possible",
  too_long: "is longer than such a text can be",
  phone_digits_lost:
    "lost its last digits in a spreadsheet; format the column as text and save the file again",
  id_digits_lost: "lost its last digits in a spreadsheet; format the column as text and save the file again",
  too_few_cells: "the row has fewer cells than the header",
  too_many_cells: "the row has more cells than the header",
  broken_quotes: "a quotation mark is opened and never closed",
  broken_json: "is no record of JSON",
  broken_encoding:
    "some characters cannot be read: the line is damaged or in another encoding than the file; save the file again in one encoding",
  line_too_long: "the line is too long to be a row",
  taken_elsewhere:
    "is a number that another source gave already; make it differ in the mapping, or give both sources one `system`",
  number_reused:
    "is a number that an earlier file of the source gave to something else: another client on another day, or long before; make the key differ in the mapping, such as number and day together, or correct the row",
  repeated_key:
    "is a number that a later row of the file has too, and they differ; correct the number that is wrong, or dismiss the row if the later one is its new state",
  split_call:
    "is a call whose other legs came in an earlier file; export its whole period once more, in one file",
  other_currency:
    "is money of another currency; if only the header or the column beside it says so and the amounts are in the company's own, say so in the mapping (`currency: RUB`, the company's code)",
  not_counted: "stands in a row of which the settings do not say whether it counts",
  unreadable_line: "the line cannot be read",
  columns_changed:
    "the columns of the file changed; correct the export, or write that `contract_from` below the source in sources.yaml to accept them",
};

/** What a cell was expected to be, by the type of its field. */
const expected: Readonly<Record<string, string>> = {
  date: "is no day of the calendar",
  timestamptz: "is no moment: a day and a time",
  integer: "is no whole number",
  double: "is no number",
  "decimal(18,2)": "is no sum of money",
  boolean: "is neither yes nor no",
};

/** A code without words of its own stands for itself. */
export function reasonWords(
  code: string,
  entity: string | null = null,
  column: string | null = null,
): string {
  if (code !== "unreadable" || entity === null) return words[code] ?? code;
  const contract = contractOf(entity);
  const field = contract && fieldsOf(contract).find(({name}) => name === column);
  if (field?.phone) return "is no telephone number";
  if (field?.unit === "s")
    return "is no length of time: seconds or a clock such as 00:01:30, not below nought";
  return expected[field?.sqlType ?? ""] ?? words["unreadable"]!;
}
