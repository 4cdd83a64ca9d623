import * as yauzl from "yauzl";
import {PipelineError} from "../../../errors.ts";
import {limits} from "../archive.ts";

/** The parts of a workbook's zip container, read one by one as a stream. */
export class Parts {
  private readonly zip: yauzl.ZipFile;
  private readonly entries: ReadonlyMap<string, yauzl.Entry>;
  private readonly file: string;

  private constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, file: string) {
    this.zip = zip;
    this.entries = entries;
    this.file = file;
  }

  /** `file` is the name for messages. */
  static async open(path: string, file: string): Promise<Parts> {
    const zip = await yauzl.openPromise(path, {lazyEntries: true, autoClose: false});
    const entries = new Map<string, yauzl.Entry>();
    try {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new Parts(zip, entries, file);
    } catch (cause) {
      zip.close();
      throw cause;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Text of one part, chunk by chunk; nothing when there is no such part. */
  async *text(name: string): AsyncGenerator<string, void> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) return;
    this.refuse(entry);
    const decoder = new TextDecoder();
    const stream = await this.zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) yield decoder.decode(chunk, {stream: true});
    yield decoder.decode();
  }

  close(): void {
    this.zip.close();
  }

  private refuse(entry: yauzl.Entry): void {
    const {uncompressedSize: size, compressedSize: packed, fileName} = entry;
    if (entry.isEncrypted())
      throw new PipelineError("bad_file", {
        en: `${this.file}: the workbook is encrypted; save it without a password and send it again`,
        ru: `${this.file}: книга зашифрована; сохраните её без пароля и отправьте снова`,
      });
    if (size > limits.bytes || (size > limits.freeBytes && size > limits.ratio * packed))
      throw new PipelineError("bad_file", {
        en: `${this.file}: ${fileName} of ${packed} bytes unpacks to ${size}, which no export does; send the rows as CSV`,
        ru: `${this.file}: ${fileName} из ${packed} байт распаковывается в ${size}, у выгрузок так не бывает; отправьте строки как CSV`,
      });
  }
}
