import type {ReportHeader} from "./header.ts";
import type {ReportNode, ReportTree} from "./tree.ts";

/** What a leaf is: the value of each level above it and its own, by the level's name. */
export type Place = Map<string, string>;

const goods = /^(номенклатура|товар|артикул|продукция|характеристика)/iu;
const groupName = "Группа";
const itemName = "Номенклатура";
/** Groups of goods say where an item is kept, not what was sold to whom. */
export const isGroup = (name: string) => /^Группа( \d+)?$/u.test(name);

/** Names the levels of a leaf by captions and headings; groups of goods lie between the last level and the others. */
export function placeOf(leaf: ReportNode, {levels}: ReportHeader, tree: ReportTree): Place {
  const path: ReportNode[] = [];
  for (let node: ReportNode | null = leaf; node; node = node.parent) if (!node.isHeading) path.unshift(node);
  const place: Place = new Map();
  const said = path.findIndex(({meaning}) => meaning !== null);
  const free = levels.filter((name) => !path.some(({meaning}) => meaning === name));
  if (said < 0) nameFrom(place, path, hasItems(tree) ? withItem(free) : free);
  else {
    nameOuter(
      place,
      path.slice(0, said),
      free.filter((name) => !goods.test(name)),
    );
    place.set(path[said]!.meaning!, path[said]!.label);
    const inner = path.slice(said + 1);
    if (inner.length > 0) nameFrom(place, inner, [free.findLast((name) => goods.test(name)) ?? itemName]);
  }
  return place;
}

/** An article below a row shows that the row is an item, whatever the captions leave out. */
const hasItems = ({leaves}: ReportTree) => leaves.some(({article}) => article !== "");
const withItem = (names: string[]) => (names.some((name) => goods.test(name)) ? names : [...names, itemName]);

/** The first names for the outer levels, the last one for the leaf, groups between; without names, numbers. */
function nameFrom(place: Place, path: ReportNode[], names: string[]): void {
  if (names.length === 0) {
    for (const [index, {label}] of path.entries()) place.set(`Уровень ${index + 1}`, label);
    return;
  }
  if (path.length <= names.length) {
    for (const [index, {label}] of path.entries()) place.set(names[index]!, label);
    return;
  }
  const outer = names.slice(0, -1);
  for (const [index, name] of outer.entries()) place.set(name, path[index]!.label);
  const groups = path.slice(outer.length, -1);
  if (groups.length > 1)
    for (const [index, {label}] of groups.entries()) place.set(`${groupName} ${index + 1}`, label);
  place.set(groupName, groups.at(-1)!.label);
  place.set(names.at(-1)!, path.at(-1)!.label);
}

/** Levels above a heading: whose managers `По менеджерам` lists, is a client unless the captions say otherwise. */
function nameOuter(place: Place, path: ReportNode[], names: string[]): void {
  for (const [index, {label}] of path.entries())
    place.set(names[index] ?? (path.length === 1 ? "Клиент" : `Уровень ${index + 1}`), label);
}

/** What the captions across the columns name, which the report itself does not say. */
export function acrossName(captions: string[], taken: ReadonlySet<string>): string {
  const all = (pattern: RegExp) => captions.every((caption) => pattern.test(caption));
  if (all(/склад/iu)) return taken.has("Склад") ? "Склад в колонке" : "Склад";
  if (all(/подразделение|отдел|филиал/iu))
    return taken.has("Подразделение") ? "Подразделение в колонке" : "Подразделение";
  return taken.has("Менеджер") ? "Колонка" : "Менеджер";
}
