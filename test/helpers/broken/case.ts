/** A file as people and programs break it, and what must come of it. */
export interface BrokenCase {
  /** Ends the sentence "such a file is ...". */
  name: string;
  content: () => string | Uint8Array | Promise<Uint8Array>;
  /** What the source says beside its entities, in YAML. */
  source?: string;
  /** Settings of fields that differ from the usual mapping, in YAML. */
  fields?: Record<string, string>;
  /** What the refusal of the whole file says after its name. */
  refused?: RegExp;
  /** Rows, accepted, rejected, skipped. */
  counts?: [number, number, number, number];
  /** Line, column and reason of each rejected row. */
  reasons?: [number, string | null, string][];
  /** Call and what was kept of it, by SQL over the canonical table. */
  kept?: {of: string; are: (string | number | null)[]};
}

export const header = "call_id;started_at;direction;operator;client_phone;talk_seconds;disposition";

/** One call as text with `;`; cells may be given. */
export function call(
  id: string,
  cells: Partial<Record<"at" | "way" | "operator" | "phone" | "talk" | "end", string>> = {},
): string {
  const {
    at = "2026-03-02 10:00:00",
    way = "out",
    operator = "201",
    phone = "89120000001",
    talk = "12",
    end = "answered",
  } = cells;
  return [id, at, way, operator, phone, talk, end].join(";");
}

export const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
/** A table with the usual header. */
export const table = (...rows: string[]) => lines(header, ...rows);

/** The source of a case, which maps each column of the header to the field of its name. */
export function sourceOf({source = "", fields = {}}: BrokenCase): string {
  const mapped = header.split(";").map((name) => `${name}: ${fields[name] ?? name}`);
  const others = Object.entries(fields)
    .filter(([name]) => !header.includes(name))
    .map(([name, field]) => `${name}: ${field}`);
  return `${source ? `    ${source}\n` : ""}    entities: {calls: {fields: {${[...mapped, ...others].join(", ")}}}}`;
}
