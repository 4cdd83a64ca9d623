import type {FieldMapping} from "../sources/mapping.ts";

/** SQL: the cell without blanks within it. */
export const withoutBlanks = (cell: string) => `regexp_replace(${cell}, '[\\s\\x{00A0}\\x{202F}]', '', 'g')`;

/** SQL: the digits of a cell without blanks, a point before its decimals; `sign` is what the source writes there. */
export function pointed(plain: string, sign: FieldMapping["number"]): string {
  if (sign === "point") return `replace(${plain}, ',', '')`;
  const text = sign === "comma" ? `replace(${plain}, '.', '')` : plain;
  return `replace(${text}, ',', '.')`;
}
