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
  // a point is always the decimal sign here, but among cells `1.234` might be a thousand
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(value) ? `${value}0` : value;
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
