import type {Interest, JsonVisitor} from "./json-scanner.ts";

/** A key to go into, or each element of an array or value of an object. */
export type PathStep = {key: string} | "each";

export function parsePath(path: string): PathStep[] {
  if (path === "[]") return ["each"];
  return path.split(".").flatMap((part): PathStep[] => {
    const key = part.replace(/\[\]$/, "");
    return part.endsWith("[]") ? [{key}, "each"] : [{key}];
  });
}

/** The path as `format.path` has it; nothing for a list that is the whole document. */
export function writePath(steps: readonly PathStep[]): string {
  const parts: string[] = [];
  for (const step of steps)
    if (step !== "each") parts.push(step.key);
    else if (parts.length > 0) parts.push(`${parts.pop()}[]`);
  return parts.join(".");
}

/** Gives the text of every value at a path; an array at its end stands for its elements. */
export class PathVisitor implements JsonVisitor {
  readonly captured: JsonVisitor["captured"];
  private readonly path: readonly PathStep[];
  /** How many steps lead into each container that is open. */
  private readonly inside: number[] = [];

  constructor(path: readonly PathStep[], captured: JsonVisitor["captured"]) {
    this.path = path;
    this.captured = captured;
  }

  begin(opening: string, key: string | null): Interest {
    const parent = this.inside.at(-1);
    const step = parent === undefined ? undefined : this.path[parent];
    if (parent !== undefined && parent < this.path.length && !leadsInto(step, key)) return "skip";
    const steps = parent === undefined ? 0 : Math.min(parent + 1, this.path.length + 1);
    const isContainer = opening === "{" || opening === "[";
    const isRow = steps > this.path.length || (steps === this.path.length && !this.isList(opening));
    if (isRow) return "capture";
    if (!isContainer) return "skip";
    this.inside.push(steps);
    return "enter";
  }

  leave(): void {
    this.inside.pop();
  }

  /** An array where the path ends with a key, which need not be followed by []. */
  private isList(opening: string): boolean {
    return opening === "[" && this.path.at(-1) !== "each";
  }
}

function leadsInto(step: PathStep | undefined, key: string | null): boolean {
  return step === "each" || (step !== undefined && step.key === key);
}

interface List {
  path: string;
  depth: number;
  rows: number;
}

/** Names under which APIs give their records: such a list says that there are none rather than being a value of one. */
const usualLists =
  /^(.+\.)?(data|items|result|results|records|rows|list|content|calls|value|objects|leads|contacts|deals)?\[\]$/;

/** How deep lists are looked for. */
const deepest = 6;

/** Finds the lists of records that can be reached through objects, and how many records each has. */
export class ListVisitor implements JsonVisitor {
  private readonly lists = new Map<string, List>();
  private readonly open: {path: string[]; list: List | null}[] = [];
  /** Values outside of any other. */
  documents = 0;

  begin(opening: string, key: string | null): Interest {
    const parent = this.open.at(-1);
    if (!parent) this.documents++;
    if (parent?.list) {
      if (opening === "{" || opening === "[") parent.list.rows++;
      return "skip";
    }
    if ((opening !== "{" && opening !== "[") || this.open.length > deepest) return "skip";
    const path = parent && key !== null ? [...parent.path, key] : [];
    this.open.push({path, list: opening === "[" ? this.listAt(path) : null});
    return "enter";
  }

  captured(): void {}

  leave(): void {
    this.open.pop();
  }

  /** Lists that hold records, those of the shallowest depth; an empty one that is meant for them when none does. */
  candidates(): List[] {
    const lists = [...this.lists.values()];
    const filled = lists.filter(({rows}) => rows > 0);
    if (filled.length === 0) return lists.filter(({path}) => usualLists.test(path)).slice(0, 1);
    const depth = Math.min(...filled.map((list) => list.depth));
    return filled.filter((list) => list.depth === depth);
  }

  private listAt(keys: string[]): List {
    const path = `${keys.join(".")}[]`;
    const list = this.lists.get(path) ?? {path, depth: keys.length, rows: 0};
    this.lists.set(path, list);
    return list;
  }
}
