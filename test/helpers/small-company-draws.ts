interface Person {
  employee_id: string;
  extension: string;
  left_on: string | null;
  posts: {role: string; valid_from: string}[];
}

export const fates = ["lost", "kept", "grown"] as const;
type Fate = (typeof fates)[number];

/** Days of a company, its clients, and how many more of each fate there are. */
interface Size {
  since: string;
  days: number;
  clients: number;
  regulars: readonly number[];
  /** Everybody holds one post all the time. */
  isSteady: boolean;
  /** Last day of data. */
  until: string;
}

interface Client {
  client_id: string;
  phone: string;
  /** From when to when anything happens with him, he is called, and he buys. */
  life: [Date, Date];
  called: [Date, Date];
  bought: [Date, Date];
  /** Half the longest pause between his orders in days; 0 when he never buys. */
  rhythm: number;
  /** Regular clients: the first farmer loses all of his at the end, the second keeps them, those of the third grow. */
  fate: Fate | null;
  /** How often a hunter spoke with a client of whom nothing else is known: the second hunter once, the third twice. */
  spoken: 0 | 1 | 2;
}

export type Drawing = ReturnType<typeof drawing>;

/** A seeded generator of numbers in [0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const dayLength = 86_400_000;

/** People and clients of a random company, and draws from one seed over its days. */
export function drawing(seed: number, {since, days, clients: clientCount, regulars, isSteady, until}: Size) {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const chance = (share: number) => next() < share;
  const first = Date.parse(since);
  const stamp = (date: Date) => date.toISOString();
  const day = (date: Date) => date.toISOString().slice(0, 10);
  // whole seconds, as telephony counts
  const at = (place: number) => new Date(first + Math.floor(place * days * 86_400) * 1000);
  // half of the days lie tens of days before the last one, so that what is just at a threshold is there too
  const between = (from: number, to: number) => {
    const drawn = at(from + next() * (to - from));
    if (chance(0.5)) return drawn;
    const ago = Math.round((Date.parse(until) - drawn.getTime()) / (10 * dayLength)) * 10;
    // hours of a working day, and whole quarters of them
    return new Date(Date.parse(until) - ago * dayLength + (7 * 4 + below(36)) * 900_000);
  };
  const ago = (count: number) => day(new Date(Date.parse(until) - count * dayLength));
  const share = ([from, to]: [Date, Date], place: number) =>
    new Date(Math.floor((from.getTime() + place * (to.getTime() - from.getTime())) / 1000) * 1000);
  const after = (date: Date, minutes: number) => new Date(date.getTime() + Math.round(minutes) * 60_000);
  const before = day(new Date(first - 365 * dayLength));

  const roles = ["operator", "operator", "operator", "operator", "hunter", "hunter", "hunter", "farmer"];
  const people: Person[] = [...roles, "farmer", "operator", "farmer", "head"].map((role, index) => ({
    employee_id: `e${index + 1}`,
    extension: String(401 + index),
    left_on: isSteady ? null : index === 10 ? day(at(0.9)) : index === 6 ? until : null,
    // one operator becomes a hunter, and one farmer starts late
    posts: [
      {role, valid_from: index === 8 && !isSteady ? day(at(0.2)) : before},
      ...(index === 9 && !isSteady ? [{role: "hunter", valid_from: day(at(0.5))}] : []),
    ],
  }));

  const clients: Client[] = Array.from({length: clientCount}, (_, index) => {
    // most are there early, some only at the end
    const start = index % 11 === 3 ? 0.93 : next() ** 2 * 0.6;
    const life: [Date, Date] = [at(start), at(1.02)];
    const fate = index % 4 === 1 ? "lost" : index % 8 === 2 ? "kept" : null;
    const stretch = (): [Date, Date] => {
      const [from, to] = [start + next() * 0.2, start + next() ** 0.5 * (1.02 - start)];
      return [at(Math.min(from, to)), at(Math.max(from, to))];
    };
    return {
      client_id: `k${index}`,
      phone: `+7916${String(1_000_000 + index)}`,
      life,
      called: index % 7 === 0 ? life : stretch(),
      bought: fate === "lost" ? [at(start), at(0.88)] : fate || index % 5 === 0 ? life : stretch(),
      rhythm: fate ? 15 : pick([0, 7, 15, 30, 70, 150]),
      fate,
      spoken: 0,
    };
  });

  for (const [index, fate] of fates.entries())
    for (let count = 0; count < (regulars[index] ?? 0); count++) {
      const life: [Date, Date] = [at(next() * 0.05), at(1.02)];
      clients.push({
        client_id: `${fate}${count}`,
        phone: `+7917${String(1_000_000 + index * 100_000 + count)}`,
        life,
        called: [at(0), at(0)],
        bought: fate === "lost" ? [life[0], at(0.88)] : life,
        rhythm: 15,
        fate,
        spoken: 0,
      });
    }
  for (let count = 0; count < (regulars.length > 0 ? 32 : 0); count++)
    clients.push({
      client_id: `spoken${count}`,
      phone: `+7918${String(1_000_000 + count)}`,
      life: [at(0), at(1.02)],
      called: [at(0), at(0)],
      bought: [at(0), at(0)],
      rhythm: 0,
      fate: null,
      spoken: count % 2 ? 1 : 2,
    });

  return {
    next,
    below,
    pick,
    chance,
    stamp,
    day,
    at,
    between,
    ago,
    share,
    after,
    before,
    people,
    clients,
    moment: () => between(0, 1.01),
    of: (role: string) => people.filter((person) => person.posts.some((post) => post.role === role)),
    /** As many as the company's days ask for, of what five months have so many. */
    scaled: (count: number) => Math.round((count * days) / 150),
  };
}
