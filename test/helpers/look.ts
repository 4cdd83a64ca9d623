import {join} from "node:path";
import {type Home, homeAt} from "../../pipelines/company/company.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import type {InspectedFile, Option} from "../../pipelines/inspect/inspection.ts";
import {readSettings} from "../../pipelines/inspect/read-settings.ts";
import {temporaryFolder, write} from "./home.ts";

/** Looks at files given as text, in a company or without one; settings as JSON, for the only file, as the page sends them or exactly. */
export async function lookAt(
  files: Record<string, string>,
  {home, settings, isExact = false}: {home?: Home; settings?: object; isExact?: boolean} = {},
): Promise<InspectedFile[]> {
  const folder = temporaryFolder();
  const paths = Object.entries(files).map(([name, text]) => write(join(folder, name), text));
  const inspection = await inspect({
    files: paths,
    home: home ?? homeAt(join(folder, "no-company")),
    rows: 20,
    completes: !isExact,
    ...(settings
      ? {settings: new Map([["", readSettings(settings, {en: "settings", ru: "настройка"})]])}
      : {}),
  });
  return inspection.files;
}

/** The only file. */
export async function look(
  text: string,
  options: {home?: Home; settings?: object; name?: string; isExact?: boolean} = {},
): Promise<InspectedFile> {
  const [file] = await lookAt({[options.name ?? "export.csv"]: text}, options);
  return file!;
}

/** What the page does when an answer is chosen. */
export function answered(settings: object, {set}: Option): object {
  const merge = (left: unknown, right: unknown): unknown => {
    if (!isPlain(left) || !isPlain(right)) return right;
    const merged: Record<string, unknown> = {...left};
    for (const [key, value] of Object.entries(right)) merged[key] = merge(left[key], value);
    return merged;
  };
  return merge(settings, set) as object;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Rows of the preview as objects, by field. */
export function rowsOf(file: InspectedFile, entity: string): Record<string, string | null>[] {
  const preview = file.preview.find((one) => one.entity === entity);
  return (preview?.rows ?? []).map((row) =>
    Object.fromEntries(preview!.columns.map((column, index) => [column, row[index] ?? null])),
  );
}

/** `entity.field` to the column it is read from and how sure that is. */
export function proposed(file: InspectedFile): Record<string, string> {
  return Object.fromEntries(
    file.fields.map(({entity, field, from, status}) => [`${entity}.${field}`, `${from} (${status})`]),
  );
}
