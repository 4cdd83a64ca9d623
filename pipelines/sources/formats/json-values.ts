/** The members of a valid JSON object in their order, values as cells of a table. */
export function membersOf(text: string): [key: string, cell: string][] {
  const members: [string, string][] = [];
  let at = next(text, 1);
  while (text[at] !== "}") {
    const keyEnd = valueEnd(text, at);
    const key = cellOf(text.slice(at, keyEnd));
    const from = next(text, next(text, keyEnd) + 1);
    const to = valueEnd(text, from);
    members.push([key, cellOf(text.slice(from, to))]);
    at = afterComma(text, to);
  }
  return members;
}

/** The elements of a valid JSON array as cells of a table. */
export function itemsOf(text: string): string[] {
  return rawItemsOf(text).map(cellOf);
}

/** The elements of a valid JSON array as they are written. */
export function rawItemsOf(text: string): string[] {
  const items: string[] = [];
  let at = next(text, 1);
  while (text[at] !== "]") {
    const end = valueEnd(text, at);
    items.push(text.slice(at, end));
    at = afterComma(text, end);
  }
  return items;
}

/** Text without its quotes, null as nothing, all else as it is written: a number keeps each of its digits. */
function cellOf(value: string): string {
  if (value === "null") return "";
  if (value.startsWith('"')) return value.includes("\\") ? (JSON.parse(value) as string) : value.slice(1, -1);
  if (/^-?\d+(?:\.\d+)?e[+-]?\d+$/i.test(value)) return withoutPower(value);
  // a point is always the decimal sign here, but among cells `1.234` might be a thousand
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(value) ? `${value}0` : value;
}

/** Digits that a telephone or a long id has at least: such a number by a power of ten has lost some of them. */
const longNumber = 10;

/** `1e3` as 1000; a long number whose digits the power of ten left out stays as it is, for nobody knows them. */
function withoutPower(value: string): string {
  const [, sign, whole, fraction = "", power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(value)!;
  const digits = whole! + fraction;
  const point = whole!.length + Number(power);
  if (Math.abs(Number(power)) > 30 || (point > digits.length && point >= longNumber)) return value;
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), "0");
  const at = Math.max(point, 1);
  const integer = padded
    .slice(0, at)
    .padEnd(at, "0")
    .replace(/^0+(?=\d)/, "");
  const rest = padded.slice(at).replace(/0+$/, "");
  return cellOf(`${sign}${integer}${rest === "" ? "" : `.${rest}`}`);
}

/** Position of the next character that is no blank. */
function next(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

/** Position of the next value, or of the bracket that ends them. */
function afterComma(text: string, from: number): number {
  const at = next(text, from);
  return text[at] === "," ? next(text, at + 1) : at;
}

/** Position behind the value that begins at `from`. */
function valueEnd(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return stringEnd(text, from);
  if (first !== "{" && first !== "[") {
    const end = /[\s,\]}]/g;
    end.lastIndex = from;
    return end.exec(text)?.index ?? text.length;
  }
  let depth = 0;
  for (let at = from; ; at++) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
  }
}

function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}
