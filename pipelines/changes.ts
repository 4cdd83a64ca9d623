import * as z from "zod";
import {checkSays} from "./bilingual.ts";
import {describeIssue} from "./company/yaml.ts";
import {PipelineError} from "./errors.ts";

const place = {load_id: z.int().min(1), line: z.int().min(1)};
const text = z.string().trim().min(1).max(2000);
const cell = z
  .string()
  .max(1_000_000)
  .refine(
    (value) => !value.includes("\0"),
    checkSays({en: "expected text without NUL", ru: "в тексте не должно быть символа NUL"}),
  );

/** What somebody wants to be different: rows read otherwise or left out, spellings known, settings of a source. */
const changesSchema = z.strictObject({
  by: text,
  reason: text,
  rows: z
    .array(z.strictObject({...place, cells: z.record(z.string(), cell.nullable())}))
    .max(10_000)
    .default([]),
  dismiss: z.array(z.strictObject(place)).max(10_000).default([]),
  dictionary: z
    .array(
      z.strictObject({
        dictionary: z.string().regex(/^[a-z][a-z0-9_]*$/),
        code: text,
        spelling: text,
        name_en: text.optional(),
        name_ru: text.optional(),
        is_other: z.boolean().optional(),
      }),
    )
    .max(1000)
    .default([]),
  settings: z
    .array(z.strictObject({source: text, set: z.record(z.string(), z.unknown())}))
    .max(100)
    .default([]),
});
export type Changes = z.output<typeof changesSchema>;

/** Reads a changes document; what is wrong with it is named by its place. */
export function readChanges(json: string): Changes {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new PipelineError(
      "bad_usage",
      {
        en: "--changes: this is no JSON; see `estafeta fix --help`",
        ru: "правка: это не JSON; обновите страницу и попробуйте снова",
      },
      {cause},
    );
  }
  const parsed = changesSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue!.path.join(".") || "(top level)";
    throw new PipelineError("bad_usage", {
      en: `--changes: ${place}: ${issue!.message}; see \`estafeta fix --help\``,
      ru: `правка: ${place}: ${describeIssue(issue!).ru}; исправьте значение`,
    });
  }
  const changes = parsed.data;
  if (
    [changes.rows, changes.dismiss, changes.dictionary, changes.settings].every((list) => list.length === 0)
  )
    throw new PipelineError("bad_usage", {
      en: "--changes: nothing is to change; give rows, dismiss, dictionary or settings",
      ru: "правка: менять нечего; исправьте строку, справочник или настройку",
    });
  const seen = new Set<string>();
  for (const {load_id, line} of [...changes.rows, ...changes.dismiss]) {
    const row = `${load_id}:${line}`;
    if (seen.has(row))
      throw new PipelineError("bad_usage", {
        en: `--changes: row ${row} stands there twice; keep one of them`,
        ru: `правка: строка ${row} названа дважды; оставьте одну`,
      });
    seen.add(row);
  }
  return changes;
}
