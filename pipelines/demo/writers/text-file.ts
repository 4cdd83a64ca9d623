import {closeSync, mkdirSync, openSync, writeSync} from "node:fs";
import {dirname} from "node:path";

export type Encoding = "utf8" | "utf8-bom" | "cp1251";

const flushLength = 1 << 19;

/** A text file written in large pieces, in the encoding the vendor uses. */
export class TextFile {
  private readonly handle: number;
  private readonly encoding: Encoding;
  private readonly pending: string[];
  private pendingLength = 0;

  constructor(path: string, encoding: Encoding) {
    mkdirSync(dirname(path), {recursive: true});
    this.handle = openSync(path, "w");
    this.encoding = encoding;
    this.pending = encoding === "utf8-bom" ? ["\uFEFF"] : [];
  }

  write(text: string): void {
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.pendingLength >= flushLength) this.flush();
  }

  private flush(): void {
    const text = this.pending.join("");
    const bytes = this.encoding === "cp1251" ? toCp1251(text) : Buffer.from(text, "utf8");
    for (let written = 0; written < bytes.length; ) written += writeSync(this.handle, bytes, written);
    this.pending.length = 0;
    this.pendingLength = 0;
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }
}

const special: Record<string, number> = {
  ё: 0xb8,
  Ё: 0xa8,
  "№": 0xb9,
  "«": 0xab,
  "»": 0xbb,
  "–": 0x96,
  "—": 0x97,
};

/** Windows-1251, as Excel in Russia saves CSV. */
export function toCp1251(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80 || code === 0xa0) bytes[i] = code;
    else if (code >= 0x410 && code <= 0x44f) bytes[i] = code - 0x350;
    else {
      const byte = special[text[i]!];
      if (byte === undefined) throw new Error(`cp1251 has no character ${JSON.stringify(text[i])}`);
      bytes[i] = byte;
    }
  }
  return bytes;
}

/** One CSV line; cells that hold the delimiter, a quote or a line break are quoted. */
export function csvLine(cells: readonly (string | number)[], delimiter: string): string {
  const plain = cells.join(delimiter);
  if (!plain.includes('"') && !plain.includes("\n") && occurrences(plain, delimiter) === cells.length - 1)
    return `${plain}\r\n`;
  const quoted = cells.map((cell) => {
    const text = String(cell);
    const isPlain = !text.includes(delimiter) && !text.includes('"') && !text.includes("\n");
    return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(delimiter)}\r\n`;
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}
