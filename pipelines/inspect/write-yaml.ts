import {Document, isMap, isScalar, type Node, type Pair, type Scalar, type YAMLMap} from "yaml";
import {captionOf} from "../contracts/captions.ts";
import type {FieldMapping, SourceConfig} from "../sources/mapping.ts";
import type {FieldProposal, Question} from "./inspection.ts";
import {withoutNulls} from "./settings.ts";

/** The source as a piece of sources.yaml; each field says why it is so, and what is to be checked. */
export function writeYaml(name: string, settings: SourceConfig, notes: Notes): string {
  const document = sourceDocument(name, settings);
  const source = document.getIn([name], true);
  const told = isMap(source) ? comment(source, settings, notes) : new Set<Question>();
  const rest = notes.questions.filter((one) => !told.has(one));
  const lines = [
    ...(notes.missing === undefined ? [] : [`cannot load yet: ${notes.missing}`]),
    ...rest.map((one) => `asked: ${one.text.en} ${answers(one)}`),
  ];
  const above = lines.map((line) => `# ${line.replace(/\s+/gu, " ")}\n`).join("");
  return `${above}${document.toString({lineWidth: 110, flowCollectionPadding: false})}`;
}

/** Keys that an answer takes away, with those above them. */
function nullPaths(value: unknown): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === null ? [key] : nullPaths(inner).map((path) => `${key}.${path}`),
  );
}

const taken = (set: unknown) => nullPaths(set).map((path) => `take out ${path} where it stands`);

/** What is left to add; mappings that only led to what is taken away are nothing. */
function added(set: unknown): string[] {
  const rest = withoutEmpty(withoutNulls(set));
  return rest === undefined ? [] : [`add ${flow(rest)}`];
}

function withoutEmpty(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What may be answered, and what to write for each answer that is not the one that stands: beside `own` field its line. */
function answers({entity, field, options}: Question, own?: FieldMapping): string {
  const said = options.map(({label, set}) => {
    const {entities, ...other} = set as {entities?: Record<string, {fields?: Record<string, FieldMapping>}>};
    const {fields, ...more} = entities?.[entity] ?? {};
    const isAlone = Object.keys(other).length === 0 && Object.keys(more).length === 0;
    const way = own && isAlone && Object.keys(fields ?? {}).join() === field ? fields![field] : undefined;
    if (Object.keys(set).length === 0) return `"${label.en}" is what stands here`;
    return way === undefined
      ? `for "${label.en}" ${[...taken(set), ...added(set)].join(" and ")}`
      : `for "${label.en}" write ${field}: ${flow(shorthand(withoutNulls(changed(own!, way)) as FieldMapping))}`;
  });
  return said.join("; ");
}

/** The field as it stands once the answer is given: spellings beside those that are known. */
function changed(own: FieldMapping, way: FieldMapping): FieldMapping {
  return {...own, ...way, ...(own.map && way.map ? {map: {...own.map, ...way.map}} : {})};
}

interface Notes {
  fields: FieldProposal[];
  questions: Question[];
  /** Why it cannot load as it stands. */
  missing?: string;
}

/** `name: settings` with the shorthand of sources.yaml: a field that is a column only is written as its name. */
export function sourceDocument(name: string, settings: SourceConfig): Document {
  const short = {
    ...settings,
    ...(settings.entities
      ? {
          entities: Object.fromEntries(
            Object.entries(settings.entities).map(([entity, mapping]) => [
              entity,
              {
                ...mapping,
                fields: Object.fromEntries(
                  Object.entries(mapping.fields).map(([field, way]) => [field, shorthand(way)]),
                ),
              },
            ]),
          ),
        }
      : {}),
  };
  const document = new Document({[name]: short});
  flowSmall(document.contents as Node);
  return document;
}

function shorthand(way: FieldMapping): FieldMapping | string {
  const keys = Object.keys(way);
  return keys.length === 1 && typeof way.column === "string" ? way.column : way;
}

/** One field as it would stand behind its name. */
export function inOneLine(way: FieldMapping): string {
  return flow(shorthand(way));
}

function flow(value: unknown): string {
  const document = new Document(value);
  if (isMap(document.contents)) document.contents.flow = true;
  return document.toString({lineWidth: 0, flowCollectionPadding: false}).trim();
}

/** Mappings without mappings of their own are written on one line when it is short. */
function flowSmall(node: Node): void {
  if (!isMap(node)) return;
  for (const pair of node.items as Pair<Scalar<string>, Node>[]) {
    const {value} = pair;
    if (!isMap(value)) continue;
    flowSmall(value);
    const nested = value.items.some((item) => isMap(item.value) && !(item.value as YAMLMap).flow);
    if (pair.key.value !== "fields" && !nested && JSON.stringify(value.toJSON()).length <= 90)
      value.flow = true;
  }
}

/** Writes behind each field why it is so, and gives the questions that were told there. */
function comment(source: YAMLMap, settings: SourceConfig, notes: Notes): Set<Question> {
  const told = new Set<Question>();
  const entities = source.get("entities");
  if (!isMap(entities)) return told;
  for (const entry of entities.items as Pair<Scalar<string>, YAMLMap>[]) {
    const fields = entry.value?.get("fields");
    if (!isMap(fields)) continue;
    for (const pair of fields.items as Pair<Scalar<string>, Node>[]) {
      const {value: field} = pair.key;
      const proposal = notes.fields.find((note) => note.entity === entry.key.value && note.field === field);
      if (!proposal) continue;
      const asked = notes.questions.find((one) => one.entity === entry.key.value && one.field === field);
      if (asked) told.add(asked);
      const text = [
        captionOf(entry.key.value, field).en,
        remark(proposal),
        asked
          ? `asked: ${asked.text.en} ${answers(asked, settings.entities?.[entry.key.value]?.fields[field])}`
          : "",
      ];
      const line = ` ${text.filter(Boolean).join("; ").replace(/\s+/gu, " ")}`;
      if (isScalar(pair.value) || (isMap(pair.value) && pair.value.flow)) pair.value.comment = line;
      else pair.key.commentBefore = line;
    }
  }
  return told;
}

function remark({status, why}: FieldProposal): string {
  return status === "sure" ? "" : `${status === "ask" ? "CHECK" : "guess"}: ${why.en}`;
}
