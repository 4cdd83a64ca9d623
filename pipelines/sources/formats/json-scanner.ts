/** What to do with a value that begins: look into it, have its text, or go past it. */
export type Interest = "enter" | "capture" | "skip";

/** Is told of the values of a JSON text in their order. */
export interface JsonVisitor {
  /** `opening` is the value's first character, `key` its name in an object, null in an array and outside of both. */
  begin(opening: string, key: string | null): Interest;
  /** The text of a value that was to be captured, and its first line; cut when it is too long. */
  captured(text: string, line: number, isCut: boolean): void;
  /** An entered array or object has ended. */
  leave(): void;
}

/** The text is no JSON; the line says where it shows. */
export class BrokenJson extends Error {
  readonly line: number;
  /** True when the text ends too early rather than goes wrong. */
  readonly isCut: boolean;

  constructor(line: number, isCut: boolean) {
    super(`line ${line}`);
    this.line = line;
    this.isCut = isCut;
  }
}

/** A value in the middle of which the text of a chunk may end. */
interface Pending {
  use: "capture" | "skip" | "key";
  line: number;
  depth: number;
  kind: "container" | "string" | "literal";
  isInString: boolean;
  isEscaped: boolean;
  text: string;
  isCut: boolean;
}

const quote = 34;
const backslash = 92;
const lineBreak = 10;

/**
 * Walks through one or more JSON values as their text comes in, keeping no more of it than the value being captured.
 * Only what is entered is checked for its form: what is captured is for the visitor to parse.
 */
export class JsonScanner {
  line = 1;
  private readonly visitor: JsonVisitor;
  private readonly longest: number;
  private readonly stack: ("{" | "[")[] = [];
  private awaits: "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" = "value";
  private key: string | null = null;
  private pending: Pending | null = null;

  constructor(visitor: JsonVisitor, longest: number) {
    this.visitor = visitor;
    this.longest = longest;
  }

  take(text: string): void {
    for (let at = 0; at < text.length; ) {
      if (this.pending) at = this.goOn(text, at, this.pending);
      else {
        const character = text[at]!;
        if (character === "\n") this.line++;
        if (character === " " || character === "\n" || character === "\r" || character === "\t") at++;
        else at = this.step(character, at);
      }
    }
  }

  /** The text is over: nothing may be open. */
  end(): void {
    if (this.pending?.kind === "literal") this.finish(this.pending);
    if (this.pending || this.stack.length > 0) throw new BrokenJson(this.line, true);
  }

  /** One character between values; returns where to go on. */
  private step(character: string, at: number): number {
    const container = this.stack.at(-1);
    const isEnd = character === (container === "{" ? "}" : "]");
    switch (this.awaits) {
      case "colon":
        if (character !== ":") throw new BrokenJson(this.line, false);
        this.awaits = "value";
        return at + 1;
      case "comma or end":
        if (container && isEnd) return this.leave(at);
        if (character !== ",") throw new BrokenJson(this.line, false);
        this.awaits = container === "{" ? "key" : "value";
        return at + 1;
      case "key":
      case "key or end":
        if (this.awaits === "key or end" && isEnd) return this.leave(at);
        if (character !== '"') throw new BrokenJson(this.line, false);
        this.start("key", character);
        return at;
      default:
        if (this.awaits === "value or end" && isEnd) return this.leave(at);
        if (!/["{[\-\dtfn]/.test(character)) throw new BrokenJson(this.line, false);
        return this.beginValue(character, at);
    }
  }

  private beginValue(character: string, at: number): number {
    const interest = this.visitor.begin(character, this.key);
    this.key = null;
    if (interest === "enter" && (character === "{" || character === "[")) {
      this.stack.push(character);
      this.awaits = character === "{" ? "key or end" : "value or end";
      return at + 1;
    }
    this.start(interest === "capture" ? "capture" : "skip", character);
    return at;
  }

  private start(use: Pending["use"], character: string): void {
    const kind =
      character === "{" || character === "[" ? "container" : character === '"' ? "string" : "literal";
    this.pending = {
      use,
      kind,
      line: this.line,
      depth: 0,
      isInString: false,
      isEscaped: false,
      text: "",
      isCut: false,
    };
  }

  private leave(at: number): number {
    this.stack.pop();
    this.visitor.leave();
    this.awaits = this.stack.length > 0 ? "comma or end" : "value";
    return at + 1;
  }

  /** Goes on with a value up to its end or the end of the chunk. */
  private goOn(text: string, from: number, pending: Pending): number {
    const end = pending.kind === "literal" ? literalEnd(text, from) : this.nestedEnd(text, from, pending);
    const isDone = end !== -1;
    const to = isDone ? end : text.length;
    if (pending.use !== "skip" && !pending.isCut) {
      pending.text += text.slice(from, to);
      pending.isCut = pending.text.length > this.longest;
      if (pending.isCut) pending.text = pending.text.slice(0, this.longest);
    }
    if (isDone) this.finish(pending);
    return to;
  }

  /** Position behind a string, array or object; -1 when it goes on in the next chunk. */
  private nestedEnd(text: string, from: number, pending: Pending): number {
    let {depth, isInString, isEscaped} = pending;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lineBreak) this.line++;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (code === backslash) isEscaped = true;
        else if (code === quote) {
          isInString = false;
          if (depth === 0) return at + 1;
        }
      } else if (code === quote) isInString = true;
      else if (code === 123 || code === 91) depth++;
      else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
    }
    Object.assign(pending, {depth, isInString, isEscaped});
    return -1;
  }

  private finish(pending: Pending): void {
    this.pending = null;
    if (pending.use === "key") {
      this.key = stringText(pending.text);
      this.awaits = "colon";
      return;
    }
    this.awaits = this.stack.length > 0 ? "comma or end" : "value";
    if (pending.use === "capture") this.visitor.captured(pending.text, pending.line, pending.isCut);
  }
}

/** Position behind a number or a word; -1 when it may go on in the next chunk. */
function literalEnd(text: string, from: number): number {
  const end = /[\s,\]}[{":]/g;
  end.lastIndex = from;
  return end.exec(text)?.index ?? -1;
}

/** A key as it is meant; as it is written when it is broken. */
function stringText(text: string): string {
  if (!text.includes("\\")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
