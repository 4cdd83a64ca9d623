import type {Bilingual} from "../bilingual.ts";
import type {Dictionaries} from "../company/dictionaries.ts";
import type {Database} from "../database.ts";
import type {EntityMapping, FieldMapping, FormatOptions, Source} from "../sources/mapping.ts";
import type {Option, Question, Status} from "./inspection.ts";
import type {Profile} from "./profile.ts";
import type {Sample} from "./sample.ts";

/** What a proposal is made from: the file's first rows and what the company has settled already. */
export interface InspectContext {
  database: Database;
  sample: Sample;
  columns: Profile[];
  dictionaries: Dictionaries;
  country: string;
  currency?: string;
  /** The company's zone, or a usual one when there is no company yet. */
  zone: string;
  /** `en-US` and the like: decides what a doubtful number is taken for. */
  locale: string;
  /** What loads already. */
  sources: Source[];
  /** True when what is served is attached as `snapshot`. */
  isServed: boolean;
}

/** How one field is filled, and how sure that is. */
export interface FieldDraft {
  mapping: FieldMapping;
  from: string;
  status: Status;
  why: Bilingual;
}

/** One entity that the file's rows may make. */
export interface EntityDraft {
  entity: string;
  fields: Map<string, FieldDraft>;
  /** Everything of the mapping but its fields. */
  shape: Omit<EntityMapping, "fields" | "lenient">;
  questions: Question[];
  /** How much speaks for this entity. */
  score: number;
}

/** The whole proposal for one file, before it is written down. */
export interface Draft {
  preset: string | null;
  /** True when other presets fit as well. */
  isDoubtful?: boolean;
  format: FormatOptions;
  entities: EntityDraft[];
  questions: Question[];
  /** Fields that the preset fills by itself. */
  presetFields: {entity: string; field: string; from: string; doubt?: Pick<FieldDraft, "status" | "why">}[];
}

/** The source as it would be while one piece of it is tried. */
export function trialSource(context: InspectContext): Source {
  return {
    id: "inspect",
    preset: null,
    system: "inspect",
    files: "*",
    folder: null,
    zone: context.zone,
    schedule: null,
    lateAfterHours: null,
    contract: "evolve",
    contractFrom: null,
    format: {},
    entities: {},
  };
}

/** Takes away the ways a field may be filled, so that another can be put in their place. */
export const otherWays = {column: null, columns: null, value: null, sql: null, row_hash: null};

/** Settings of one field, for an option that replaces the way it is filled. */
export function choose(entity: string, field: string, mapping: FieldMapping): object {
  return {entities: {[entity]: {fields: {[field]: {...otherWays, ...mapping}}}}};
}

export function question(
  entity: string,
  field: string | null,
  text: Bilingual,
  options: Option[],
  topic = "",
): Question {
  return {id: [entity, field ?? "", topic].filter(Boolean).join("."), entity, field, text, options};
}

export function sameWord(text: string): Bilingual {
  return {en: text, ru: text};
}
