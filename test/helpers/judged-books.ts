/** One client of a book: what he bought in three months a year ago and buys in the same months now. */
export interface BookClient {
  base: number;
  now: number;
}

export interface JudgedBook {
  verdict: "grew" | "fell" | "within" | "unknown";
  low: number | null;
  high: number | null;
  rank: number | null;
  sign: number | null;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const degree = ({base, now}: BookClient) => (Math.max(now, 0) - base) / (Math.max(now, 0) + base);

/** Every client of one side against every one of the other; ties by counting equal values. */
function mannWhitney(own: readonly number[], others: readonly number[]): number {
  const wins = sum(own.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0))));
  const [n, m] = [own.length, others.length];
  const ties = [...Map.groupBy([...own, ...others], (value) => value).values()].map(({length}) => length);
  const variance = ((n * m) / 12) * (n + m + 1 - sum(ties.map((t) => t ** 3 - t)) / ((n + m) * (n + m - 1)));
  return (wins - (n * m) / 2) / Math.sqrt(variance);
}

/** Signed ranks of those that changed: a rank is how many are smaller, and half of those as large. */
function wilcoxon(own: readonly number[]): number | null {
  const changed = own.filter((value) => value !== 0);
  const ranks = changed.map((value) => {
    const smaller = changed.filter((other) => Math.abs(other) < Math.abs(value)).length;
    const equal = changed.filter((other) => Math.abs(other) === Math.abs(value)).length;
    return smaller + (equal + 1) / 2;
  });
  const square = sum(ranks.map((rank) => rank ** 2));
  return square > 0 ? sum(ranks.map((rank, i) => rank * Math.sign(changed[i]!))) / Math.sqrt(square) : null;
}

/**
 * The decision on each farmer's book of one comparison, written anew from its definition, client by client: in the
 * program it is sums of squares and ranks in SQL.
 */
export function judgeBooks(books: readonly (readonly BookClient[])[]): JudgedBook[] {
  return books.map((own, index) => {
    const others = books.filter((_, place) => place !== index).flat();
    const sign = wilcoxon(own.map(degree));
    if (others.length < 30) return {verdict: "unknown", low: null, high: null, rank: null, sign};
    const kept = sum(others.map(({now}) => now)) / sum(others.map(({base}) => base));
    const squares = (clients: readonly BookClient[]) => sum(clients.map(({base}) => base ** 2));
    const spread = Math.sqrt(sum(others.map(({base, now}) => (now - kept * base) ** 2)) / squares(others));
    const base = sum(own.map((client) => client.base));
    const now = sum(own.map((client) => client.now));
    const deviation = spread * Math.sqrt(squares(own));
    const ofOthers = (spread * Math.sqrt(squares(others)) * base) / sum(others.map((client) => client.base));
    const low = Math.min(base - 1.645 * deviation, kept * base - 1.645 * Math.hypot(deviation, ofOthers));
    const high = base + 1.645 * deviation;
    const rank = mannWhitney(own.map(degree), others.map(degree));
    const verdict =
      own.length < 10
        ? "unknown"
        : now < low && rank <= -2.652
          ? "fell"
          : now > high && (sign ?? 0) >= 2.652
            ? "grew"
            : "within";
    return {verdict, low, high, rank, sign};
  });
}
