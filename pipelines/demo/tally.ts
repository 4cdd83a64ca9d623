/** Sums by key, kept in the order of the keys when written out. */
export class Tally<Field extends string> {
  private readonly rows = new Map<string, {keys: string[]; sums: Record<Field, number>}>();
  private readonly keyNames: readonly string[];
  private readonly fields: readonly Field[];

  constructor(keyNames: readonly string[], fields: readonly Field[]) {
    this.keyNames = keyNames;
    this.fields = fields;
  }

  add(keys: string[], field: Field, value = 1): void {
    const key = keys.join("|");
    let row = this.rows.get(key);
    if (!row) {
      const sums = Object.fromEntries(this.fields.map((name) => [name, 0])) as Record<Field, number>;
      row = {keys, sums};
      this.rows.set(key, row);
    }
    row.sums[field] += value;
  }

  toJSON(): Record<string, string | number>[] {
    return [...this.rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, {keys, sums}]) => ({
        ...Object.fromEntries(this.keyNames.map((name, i) => [name, keys[i]!])),
        ...sums,
      }));
  }
}
