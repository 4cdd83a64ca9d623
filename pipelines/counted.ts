/** "1 file", "2 files"; what a number that is written already counts, too. */
export const counted = (count: number | string, what: string): string =>
  `${count} ${what}${Number(count) === 1 ? "" : "s"}`;

/** A Russian noun beside a number: 1 день, 2 дня, 5 дней. */
export function plural(count: number, [one, few, many]: readonly [string, string, string]): string {
  const [tens, ones] = [count % 100, count % 10];
  if (tens > 10 && tens < 20) return many;
  return ones === 1 ? one : ones > 1 && ones < 5 ? few : many;
}
