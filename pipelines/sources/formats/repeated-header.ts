import {withoutMarks} from "../../../queries/hidden-marks.ts";

/** Tells rows that are the header once more: files were joined, or a report was printed page by page. */
export class RepeatedHeader {
  private readonly names: [number, string][];
  private readonly longest: string;

  constructor(header: readonly string[]) {
    this.names = Array.from(header, (name, column): [number, string] => [column, plain(name)]).filter(
      ([, name]) => name !== "",
    );
    this.longest = this.names.reduce((best, [, name]) => (name.length > best.length ? name : best), "");
  }

  /** Every named column holds its name. In a table of one column that may be a value. */
  is(cells: readonly string[]): boolean {
    return this.names.length > 1 && this.names.every(([column, name]) => plain(cells[column]) === name);
  }

  /** Keeps most lines from being split into cells. */
  mayBe(line: string): boolean {
    return this.names.length > 1 && line.includes(this.longest);
  }
}

const plain = (cell: string | undefined) => withoutMarks(cell ?? "").trim();
