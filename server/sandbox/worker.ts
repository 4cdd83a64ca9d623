import {createWriteStream} from "node:fs";
import {constants, setPriority} from "node:os";
import {DuckDBDateValue} from "@duckdb/node-api";
import type {Values} from "../arrow.ts";
import {type Attached, type DataFile, type Limits, openDataFile} from "../data-file.ts";
import {type Bilingual, type ErrorCode, HttpError} from "../errors.ts";
import {answer} from "./answer.ts";
import type {OutputFormat} from "./output.ts";

/** A parameter's value as it was typed; what it is follows from how it looks, where it is not said to be a text. */
export type TypedValues = Record<string, {text: string | null; isText: boolean}>;

export type ToWorker =
  | {kind: "open"; path: string; parts: Attached[]; limits: Limits}
  | {kind: "ask"; sql: string; values: TypedValues; format: OutputFormat; limit: number | null};

export interface Head {
  rowCount: number;
  isCut: boolean;
  standIns: string[];
  /** Bytes that follow on the pipe. */
  byteCount: number;
}

export type FromWorker =
  | {kind: "opened"}
  | {kind: "answered"; head: Head}
  | {kind: "refused"; code: ErrorCode; said: Bilingual};

/** Descriptor of the pipe that the answer's bytes leave by. */
export const answerPipe = 3;

const day = 86_400_000;

function valuesOf(typed: TypedValues): Values {
  const read = ({text, isText}: TypedValues[string]) => {
    if (text === null || isText) return text;
    if (text.trim() === "") return null;
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))
      return new DuckDBDateValue(Date.parse(text) / day);
    if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) && !/^-?0\d/.test(text)) return Number(text);
    return text === "true" || text === "false" ? text === "true" : text;
  };
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, read(value)]));
}

const tooMuchMemory: FromWorker = {
  kind: "refused",
  code: "refused",
  said: {
    en: "query: it needs more memory than a query may have; ask for fewer rows or columns, or sum first",
    ru: "запрос: ему нужно больше памяти, чем запросу можно; возьмите меньше строк или столбцов либо сначала сложите",
  },
};

/** The engine's limit holds for its tables and not for every text that it makes: the whole process has one too. */
const beyondEngine = 1e9;
const lookMilliseconds = 50;

/** The engine's words, several lines of them, with the place in the statement. */
function refusalOf(error: unknown): FromWorker {
  if (error instanceof HttpError) return {kind: "refused", code: error.code, said: error.said};
  const message = error instanceof Error ? error.message : String(error);
  if (/Out of Memory/i.test(message)) return tooMuchMemory;
  return {kind: "refused", code: "bad_params", said: {en: `query: ${message}`, ru: `запрос: ${message}`}};
}

function watchMemory(ofEngine: number) {
  setInterval(() => {
    if (process.memoryUsage.rss() > ofEngine + beyondEngine)
      process.send?.(tooMuchMemory, () => process.exit());
  }, lookMilliseconds).unref();
}

/** One question of one person: the process ends with its answer, so that nothing of it is left for the next. */
function work(): void {
  const send = (message: FromWorker) => process.send?.(message);
  let file: DataFile | undefined;
  // readers of pages come before queries
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  process.on("disconnect", () => process.exit());
  process.on("message", async (message: ToWorker) => {
    try {
      if (message.kind === "open") {
        const {path, parts, limits} = message;
        file = await openDataFile(path, parts, limits);
        watchMemory(Number.parseInt(limits.memory, 10) * (limits.memory.endsWith("GB") ? 1e9 : 1e6));
        send({kind: "opened"});
        return;
      }
      const {sql, values, format, limit} = message;
      const {body, ...head} = await answer(file!, {sql, values: valuesOf(values), format, limit});
      const bytes = typeof body === "string" ? Buffer.from(body) : body;
      send({kind: "answered", head: {...head, byteCount: bytes.byteLength}});
      createWriteStream("", {fd: answerPipe}).end(bytes);
    } catch (error) {
      send(refusalOf(error));
    }
  });
}

work();
