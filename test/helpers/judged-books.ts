/** One client of a book: what he bought in three months a year ago and buys in the same months now. */
export interface BookClient {
  base: number;
  now: number;
}

export interface JudgedBook {
  verdict: "grew" | "fell" | "within" | "unknown";
  deviation: number | null;
  low: number | null;
  high: number | null;
  rank: number | null;
  sign: number | null;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const degree = ({base, now}: BookClient) => {
  const [then, later] = [Math.max(base, 0), Math.max(now, 0)];
  return then + later === 0 ? 0 : (later - then) / (later + then);
};

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

/** What a decision on one book starts from. */
interface Comparison {
  own: readonly BookClient[];
  /** Clients of all other books. */
  others: readonly BookClient[];
  /** The own book's comparisons of 3, 6 and 9 months before. */
  before?: readonly (readonly BookClient[])[];
  isComplete?: boolean;
}

const squares = (clients: readonly BookClient[]) => sum(clients.map(({base}) => base ** 2));
const keptBy = (clients: readonly BookClient[]) => {
  const base = sum(clients.map((client) => client.base));
  return base === 0 ? 0 : sum(clients.map(({now}) => now)) / base;
};
/** Squared changes of clients after the change that they have in common. */
function residuals(clients: readonly BookClient[]): number {
  const kept = keptBy(clients);
  return sum(clients.map(({base, now}) => (now - kept * base) ** 2));
}

/**
 * The decision on a farmer's book of one comparison, written anew from its definition, client by client: in the program
 * it is sums of squares and ranks in SQL.
 */
export function judgeBook({own, others, before = [], isComplete = true}: Comparison): JudgedBook {
  const sign = wilcoxon(own.map(degree));
  const hasOthers = others.length >= 30;
  // without others, each comparison before after its own common change
  const pools = hasOthers ? [others] : before;
  if (pools.flat().length < 30)
    return {verdict: "unknown", deviation: null, low: null, high: null, rank: null, sign};
  const spread = Math.sqrt(sum(pools.map(residuals)) / squares(pools.flat()));
  const base = sum(own.map((client) => client.base));
  const now = sum(own.map((client) => client.now));
  const deviation = spread * Math.sqrt(squares(own));
  const [lowOfBase, high] = [base - 1.645 * deviation, base + 1.645 * deviation];
  if (!hasOthers)
    return {verdict: verdictOf(lowOfBase, sign), deviation, low: lowOfBase, high, rank: null, sign};
  const ofOthers = (spread * Math.sqrt(squares(others)) * base) / sum(others.map((client) => client.base));
  const low = Math.min(lowOfBase, keptBy(others) * base - 1.645 * Math.hypot(deviation, ofOthers));
  const rank = mannWhitney(own.map(degree), others.map(degree));
  return {verdict: verdictOf(low, rank), deviation, low, high, rank, sign};

  function verdictOf(lowest: number, fallen: number | null): JudgedBook["verdict"] {
    if (own.length < 10 || !isComplete) return "unknown";
    if (now < lowest && (fallen ?? 0) <= -2.652) return "fell";
    return now > high && (sign ?? 0) >= 2.652 ? "grew" : "within";
  }
}

/** The decisions on all books of one comparison. */
export const judgeBooks = (books: readonly (readonly BookClient[])[]): JudgedBook[] =>
  books.map((own, index) => judgeBook({own, others: books.filter((_, place) => place !== index).flat()}));
