import {readFile} from "node:fs/promises";
import * as z from "zod";
import {audiences} from "../queries/vocabulary.ts";

const published = z.object({
  file: z.string(),
  attach: z.array(z.object({name: z.string().regex(/^\w+$/), file: z.string()})).default([]),
});

/** `current.json`, and `manifest.json` of each snapshot; paths are relative to the snapshots folder. */
const pointerSchema = z.object({
  id: z.string().regex(/^[\w-]+$/),
  published_at: z.iso.datetime({offset: true}),
  company: z.object({
    name: z.string(),
    timezone: z.string(),
    locale: z.string(),
    currency: z.string(),
    country: z.string(),
  }),
  data_until: z.iso.date().nullable(),
  health: z.string().nullish(),
  audiences: z.partialRecord(z.enum(audiences), published),
});
export type Pointer = z.infer<typeof pointerSchema>;

/** Undefined when nothing has been published at this path. */
export async function readPointer(path: string): Promise<{text: string; pointer: Pointer} | undefined> {
  try {
    const text = await readFile(path, "utf8");
    return {text, pointer: pointerSchema.parse(JSON.parse(text))};
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
