import {type Bilingual, type Language, localeOf} from "../../lib/i18n.ts";
import type {
  EntityChoice,
  FieldTarget,
  InspectedFile,
  Inspection,
  Preview,
  PreviewReject,
  ProposedField,
} from "../../lib/inspection.ts";
import type {Words} from "../../lib/words.ts";
import {choiceOf, keyOf} from "./corrections.ts";
import type {Draft} from "./drafts.ts";

/** What the file is, in one sentence; before it is known, what is going on. */
export function fileSentence(draft: Draft, words: Words): string {
  const {t, f} = words;
  if (draft.saved) return t("sources.sentence.saved", {source: draft.saved.source});
  if (draft.upload === null)
    return draft.error
      ? f.bytes(draft.size)
      : t("sources.sentence.sending", {share: f.share(draft.progress), size: f.bytes(draft.size)});
  if (!draft.found) return draft.error ? f.bytes(draft.size) : t("sources.sentence.looking");
  return [formatWords(draft.found, words), f.bytes(draft.size)].filter(Boolean).join(" · ");
}

function formatWords({format}: InspectedFile, {t, f, label}: Words): string {
  return [
    format.kind && label("sources.kind", format.kind),
    format.member && t("sources.member", {name: format.member}),
    format.sheet && t("sources.sheet", {sheet: format.sheet}),
    format.encoding,
    format.delimiter &&
      t("sources.delimited", {
        delimiter: label("sources.delimiter", format.delimiter === "\t" ? "tab" : format.delimiter),
      }),
    t("sources.rows", {count: format.rows, n: f.count(format.rows)}),
    format.totalsRows > 0 && t("sources.totals", {count: format.totalsRows, n: f.count(format.totalsRows)}),
    format.headerRows > 0 && t("sources.headers", {count: format.headerRows, n: f.count(format.headerRows)}),
    format.brokenRows > 0 && t("sources.broken", {count: format.brokenRows, n: f.count(format.brokenRows)}),
  ]
    .filter(Boolean)
    .join(" · ");
}

export function countsSentence(
  {entity, accepted, rejected, skipped, repeated, sums}: Preview,
  entities: readonly EntityChoice[],
  {t, f, language}: Words,
): string {
  return [
    t("sources.accepted", {n: f.count(accepted)}),
    t("sources.rejected", {n: f.count(rejected)}),
    skipped > 0 && t("sources.skipped", {n: f.count(skipped)}),
    repeated > 0 && t("sources.repeated", {count: repeated, n: f.count(repeated)}),
    ...sums.map(({field, unit, sum}) =>
      t("sources.sum", {
        field: fieldName(entities, {entity, field}, language),
        sum: unit === "s" ? f.minutes(sum) : f.moneyFull(sum),
      }),
    ),
  ]
    .filter(Boolean)
    .join(", ");
}

/** From this share on a person should know before saving how much would be set aside. */
const muchAside = 0.1;

/** How much would be set aside and mostly why; null while that is little. */
export function asideSentence(
  preview: Preview,
  entities: readonly EntityChoice[],
  {t, f, label, language}: Words,
): string | null {
  const share = preview.rejected / (preview.accepted + preview.rejected);
  // no row at all gives no number
  if (!(share > muchAside)) return null;
  const main = mainReason(preview);
  if (!main) return t("sources.aside", {share: f.share(share)});
  const field = main.column && fieldName(entities, {entity: preview.entity, field: main.column}, language);
  const what = label("reason", main.reason);
  const reason = [what.charAt(0).toLowerCase() + what.slice(1), field].filter(Boolean).join(": ");
  const example = main.value === null ? "" : ` (${main.value})`;
  return t("sources.asideMostly", {share: f.share(share), reason: reason + example});
}

/**
 * The reason that stands out among the examples. There are a few of each reason, from the first lines on: of reasons
 * with as many examples the one that got them in fewer lines is the more frequent.
 */
export function mainReason({rejects}: Preview): PreviewReject | null {
  const groups = Map.groupBy(rejects, ({column, reason}) => `${column} ${reason}`);
  const ordered = [...groups.values()].sort((a, b) => b.length - a.length || a.at(-1)!.line - b.at(-1)!.line);
  return ordered[0]?.[0] ?? null;
}

export function entityName(all: readonly EntityChoice[], entity: string, language: Language): string {
  return all.find((choice) => choice.entity === entity)?.caption[language] ?? entity;
}

/** Ready mappings by what they are for: exports of programs, tables with our own column names, forms. */
export function presetGroups(
  presets: Inspection["presets"],
  entities: readonly EntityChoice[],
  {t, language}: Words,
): {group: "vendors" | "forms" | "tables"; presets: {id: string; title: string}[]}[] {
  const own = new Map<string, readonly ["forms" | "tables", string]>(
    entities.flatMap(({entity, caption}) => [
      [entity, ["tables", t("sources.preset.table", {entity: caption[language]})]] as const,
      [`form_${entity}`, ["forms", t("sources.preset.form", {entity: caption[language]})]] as const,
    ]),
  );
  const named = presets.map(({id, title}) => {
    const [group, words] = own.get(id) ?? ["vendors" as const, title[language]];
    return {id, group, title: words};
  });
  return (["vendors", "forms", "tables"] as const).map((group) => ({
    group,
    presets: named
      .filter((one) => one.group === group)
      .sort((a, b) => a.title.localeCompare(b.title, localeOf[language])),
  }));
}

/** The field's caption, with that of its entity where several are made. */
export function fieldName(all: readonly EntityChoice[], target: FieldTarget, language: Language): string {
  return choiceOf(all, target)?.caption[language] ?? target.field;
}

export interface Certainty {
  status: "sure" | "guess" | "ask" | "chosen";
  why: Bilingual | null;
}

/** What a person has chosen is certain; else what the program said of it when it proposed it. */
export function certaintyOf(draft: Draft, use: ProposedField): Certainty {
  if (draft.decided.has(keyOf(use))) return {status: "chosen", why: null};
  const proposed = draft.proposed.find((one) => keyOf(one) === keyOf(use) && one.from === use.from);
  if (!proposed) return {status: use.status, why: use.why};
  const asked = draft.questions.filter(({entity, field}) => entity === use.entity && field === use.field);
  const isAnswered = asked.length > 0 && asked.every(({id}) => draft.answers[id] !== undefined);
  if (isAnswered) return {status: "chosen", why: null};
  return {status: proposed.status, why: proposed.why};
}
