import {PipelineError} from "../../errors.ts";
import {csv} from "./csv.ts";
import type {Format, OpenContext, RawTable} from "./format.ts";
import {readHead} from "./text.ts";
import {xlsx} from "./xlsx.ts";

/** Formats with a signature first; delimited text is what is left. */
const formats: readonly Format[] = [xlsx, csv];

/** Opens a file by what its first bytes are, whatever its name says. */
export async function openTable(context: OpenContext): Promise<RawTable> {
  const head = readHead(context.path, 4096);
  if (head.length === 0)
    throw new PipelineError(
      "bad_file",
      `${context.name}: the file is empty; check the export and send it again`,
    );
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new PipelineError(
      "bad_file",
      `${context.name}: this is an old binary .xls; save it as .xlsx or CSV and send it again`,
    );
  const declared = context.options.kind;
  const format =
    formats.find((candidate) => candidate.matches(head)) ??
    formats.find((candidate) => candidate.kind === "csv")!;
  if (declared && declared !== format.kind)
    throw new PipelineError(
      "bad_file",
      `${context.name}: the mapping says ${declared} but the bytes are ${format.kind}; remove format.kind or send the other file`,
    );
  return format.open(context);
}

export type {RawTable} from "./format.ts";
