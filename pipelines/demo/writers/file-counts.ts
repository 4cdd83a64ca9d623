/** What a file holds, so that a loader's figures can be compared with it. */
export interface FileCount {
  /** Data rows in the file, header not counted. */
  rows: number;
  /** Rows that repeat an earlier row of this or an earlier file. */
  duplicates: number;
  /** Rows that break the contract, by what is wrong with them. */
  rejected: Record<string, number>;
}

export class FileCounts {
  private readonly counts = new Map<string, FileCount>();

  of(path: string): FileCount {
    let count = this.counts.get(path);
    if (!count) {
      count = {rows: 0, duplicates: 0, rejected: {}};
      this.counts.set(path, count);
    }
    return count;
  }

  reject(path: string, reason: string): void {
    const count = this.of(path);
    count.rows++;
    count.rejected[reason] = (count.rejected[reason] ?? 0) + 1;
  }

  toJSON(): Record<string, FileCount> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
