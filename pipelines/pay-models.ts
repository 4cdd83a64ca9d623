import {createHash} from "node:crypto";
import {payEntities, payRoles} from "../queries/vocabulary.ts";
import type {Model} from "./models.ts";

/** Names of the models that are made of pay: of rows of its entities, or of a table kept for the payroll snapshot. */
export function payModels(models: readonly Model[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const model of models) if (readsPay(model, found)) found.add(model.name);
  return found;
}

/** True of a model, report or check that is made of pay; `known` are the models of pay before it. */
export function readsPay(
  {audiences, sources, dependencies}: Pick<Model, "audiences" | "sources" | "dependencies">,
  known: ReadonlySet<string>,
): boolean {
  return (
    audiences.length > 0 ||
    sources.some((source) => payEntities.includes(source.replace(/^stage\./, ""))) ||
    dependencies.some((name) => known.has(name))
  );
}

/** Where pay would come before eyes it is not for: published tables without the clause, reports of other roles. */
export function payLeaks(models: readonly Model[], reports: readonly Model[]): string[] {
  const pay = payModels(models);
  const tables = models
    .filter(({layer, audiences}) => ["marts", "rollups"].includes(layer) && audiences.length === 0)
    .filter(({name}) => pay.has(name))
    .map(({path}) => `queries/${path}: is made of pay; say \`-- audiences: payroll\``);
  const readers = reports
    .filter((report) => readsPay(report, pay))
    .flatMap(({path, roles}) => {
      const others = roles.filter((role) => !payRoles.includes(role)).join(", ");
      return others === ""
        ? []
        : [`queries/${path}: shows pay, which is not for ${others}; take them out of roles`];
    });
  return [...tables, ...readers];
}

/** Hash of each model that makes figures for pay, with all that it is made of: a change of any is another definition. */
export function definitionHashes(models: readonly Model[]): Record<string, string> {
  const byName = new Map(models.map((model) => [model.name, model]));
  const hashes = new Map<string, string>();
  const hashOf = (name: string): string => {
    const known = hashes.get(name);
    if (known) return known;
    const {sql, dependencies} = byName.get(name)!;
    const hash = createHash("sha256")
      .update([sql, ...dependencies.map(hashOf)].join("\n"))
      .digest("hex");
    hashes.set(name, hash);
    return hash;
  };
  const names = models.map(({name}) => name).filter((name) => name.startsWith("int_pay_"));
  return Object.fromEntries(names.map((name) => [name, hashOf(name).slice(0, 16)]));
}
