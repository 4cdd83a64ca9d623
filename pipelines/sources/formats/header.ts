/** How many rows are looked at. */
export const headerSample = 100;

/**
 * Index of the row that is the header: the first one by far most often, or the first row as wide as the block of rows
 * that follows when captions stand above it. `rows` are the first rows of a file, blank ones left out.
 */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const widths = rows
    .slice(0, headerSample)
    .map((cells) => cells.filter((cell) => cell.trim() !== "").length);
  const block = usualWidth(widths);
  // a caption is clearly narrower than the table; a header with nameless columns is not
  if (block < 3 || widths[0]! > block / 2) return 0;
  const header = widths.findIndex(
    (width, index) => width >= 0.8 * block && isHeader(rows[index]!) && continues(widths, index, block),
  );
  return Math.max(0, header);
}

/** Width that a quarter of the rows reach at least. */
export function usualWidth(widths: readonly number[]): number {
  return widths.toSorted((one, other) => other - one)[Math.floor(widths.length / 4)] ?? 0;
}

/** The rows below are no captions: the first of them is wide as well, or nothing follows. */
function continues(widths: readonly number[], header: number, block: number): boolean {
  const next = widths[header + 1];
  return next === undefined || next > block / 2;
}

/** Names are text, and hardly ever the same twice. */
function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const texts = names.filter((name) => /\p{L}/u.test(name));
  return texts.length >= 0.8 * names.length && new Set(names).size >= 0.8 * names.length;
}
