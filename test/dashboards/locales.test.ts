import {globSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {flowParts} from "../../dashboards/charts/flow-bridge.ts";
import {columnKinds} from "../../dashboards/lib/arrow-rows.ts";
import {payFaults} from "../../dashboards/lib/pay-forms.ts";
import {payReasons} from "../../dashboards/lib/pay-reasons.ts";
import {quickMarks} from "../../dashboards/lib/quick-guess.ts";
import {planFields} from "../../dashboards/lib/script-plan.ts";
import en from "../../dashboards/locales/en.json" with {type: "json"};
import ru from "../../dashboards/locales/ru.json" with {type: "json"};
import fields from "../../queries/generated/fields.json" with {type: "json"};
import {tiedQuantities} from "../../queries/norm-relations.ts";
import * as vocabulary from "../../queries/vocabulary.ts";

const root = join(import.meta.dirname, "../..");
const messages: Record<string, Record<string, string | Record<string, string>>> = {ru, en};
const keys = Object.keys(ru);

const placeholders = (message: string | Record<string, string>) =>
  new Set([...JSON.stringify(message).matchAll(/\{(\w+)[#}]/g)].map(([, name]) => name));

test("both languages have the same keys", () => {
  expect(Object.keys(en).sort()).toEqual(keys.toSorted());
});

test("every message is filled in both languages and takes the same values", () => {
  const wrong = keys.filter((key) => {
    const forms = [messages["ru"]![key]!, messages["en"]![key]!].flatMap((message) =>
      typeof message === "string" ? [message] : Object.values(message),
    );
    const [russian, english] = [placeholders(messages["ru"]![key]!), placeholders(messages["en"]![key]!)];
    return (
      forms.some((form) => form.trim() === "") || [...russian].sort().join() !== [...english].sort().join()
    );
  });
  expect(wrong).toEqual([]);
});

test("a reason why rows are set aside has one name, with which its sentence begins", () => {
  const codes = keys.flatMap((key) => /^why\.(.+)$/.exec(key)?.[1] ?? []);
  expect(codes.length).toBeGreaterThan(20);
  for (const [language, own] of Object.entries(messages))
    for (const code of codes)
      expect(`${own[`why.${code}`]}`.startsWith(`${own[`reason.${code}`]}`), `${language} ${code}`).toBe(
        true,
      );
});

test("a kind of rows is called as its contract calls it, among sources, in banners and on forms", () => {
  for (const [entity, names] of Object.entries(fields))
    for (const language of ["ru", "en"] as const) {
      const own = messages[language]!;
      expect(own[`entity.${entity}`], `${language} ${entity}`).toBe(names[language].toLowerCase());
      expect([undefined, names[language]]).toContain(own[`sources.form.${entity}`]);
    }
});

test("no month stands after a preposition that asks for another case than it has", () => {
  const wrong = Object.entries(ru).filter(([, message]) =>
    /(^|\s)(до|от|с|к|в|из|после|около) \{month\}/i.test(JSON.stringify(message)),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test("a message of several forms has those its language needs", () => {
  const needs: Record<string, string[]> = {ru: ["one", "few", "many", "other"], en: ["one", "other"]};
  for (const [language, own] of Object.entries(messages))
    for (const [key, message] of Object.entries(own))
      if (typeof message !== "string")
        expect(Object.keys(message), `${language} ${key}`).toEqual(needs[language]);
});

test("words beside a number have the forms their language needs", () => {
  const needs: Record<string, number> = {ru: 3, en: 2};
  for (const [language, own] of Object.entries(messages))
    for (const [key, message] of Object.entries(own))
      for (const [, forms] of JSON.stringify(message).matchAll(/\{\w+#([^{}]*)\}/g))
        expect(forms!.split("|").filter(Boolean), `${language} ${key}`).toHaveLength(needs[language]!);
});

test("Russian text has no Latin word but names of things", () => {
  const allowed = /\b(CRM|SQL|CSV|XLSX|HTML|JSON|Parquet|ZIP|GZIP|NRR|GRR|XmR|Ctrl|Enter|Esc|Tab|n|of)\b/g;
  const wrong = Object.entries(ru).filter(([key, message]) => {
    if (key === "columns.sha256") return false;
    const text = (typeof message === "string" ? message : Object.values(message).join(" "))
      .replace(/\{\w+(#[^{}]*)?\}/g, (_, forms?: string) => forms ?? "")
      .replace(allowed, "");
    return /[A-Za-z]{2,}/.test(text);
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
});

const sources = globSync("dashboards/{app.tsx,lib,components,charts,pages}/**", {cwd: root})
  .concat("dashboards/app.tsx")
  .filter((name) => /\.tsx?$/.test(name));

test("every key that the pages name exists, also those put together from a closed list", () => {
  const lists: Record<string, readonly string[]> = {
    "role.": vocabulary.roles,
    "compare.": ["previous", "year", "norm"],
    "theme.": ["system", "light", "dark"],
    "relay.view.": ["clients", "money", "cohort"],
    "norms.quantity.": tiedQuantities,
    "farmers.books.together.": ["fell", "grew", "within"],
    "finding.of.": ["answers", "clients", "conversations"],
    "farmers.part.": ["base", "lost", "down", "up", "now"],
    "farmers.flow.": flowParts,
    "base.state.": ["active", "fading", "dormant"],
    "base.move.": ["asleep", "woken"],
    "base.by.": ["purchase", "contact"],
    "base.lift.": ["higher", "lower", "not_known"],
    "base.arm.": ["treated", "control"],
    "quality.script.": ["higher", "lower", "not_known"],
    "quality.verdict.": ["higher", "lower", "not_known"],
    "quality.offer.": ["goal", "needs", "won"],
    "quality.outcome.": ["goal", "needs", "won"],
    "quality.agreement.": ["few", "unreliable", "open", "reliable"],
    "refusals.verdict.": ["better", "worse", "not_known", "mixed"],
    "refusals.answer.": ["better", "worse", "not_known"],
    "refusals.dimension.": vocabulary.scriptDimensions.filter((dimension) => dimension !== "all"),
    "refusals.by.": vocabulary.scriptDimensions.filter((dimension) => dimension !== "all"),
    "refusals.part.": ["real", "mix", "alone"],
    "refusals.plan.field.": planFields,
    "known.": vocabulary.knownFacts,
    "docket.recorded.": vocabulary.docketDecisions,
    "docket.decided.": vocabulary.docketDecisions,
    "work.": ["talks", "deals", "money"],
    "work.view.": ["talks", "deals", "money"],
    "owners.": ["purchase", "contact"],
    "owners.never.": ["purchase", "contact"],
    "transfers.": ["higher", "lower", "not_known"],
    "transfers.row.": ["spoken", "bought"],
    "feedback.by.": ["stage", "group", "person"],
    "silence.": ["higher", "lower", "not_known"],
    "case.kind.": vocabulary.caseEventKinds,
    "kind.": columnKinds,
    "mark.": quickMarks,
    "payouts.cause.": ["data", "rule", "definition"],
    "payouts.part.": ["salary", "piece_rate", "bonus", "corrections"],
    "payouts.reason.": payReasons,
    "payouts.remedy.": payReasons,
    "payouts.fault.": payFaults,
    "payouts.ground.": ["award", "consent", "court", "counting_error"],
    "payouts.order.": ["remark", "reprimand"],
    "payouts.step.": vocabulary.payrollStatuses,
    "payouts.log.": vocabulary.payrollAuditKinds,
    "case.money.": ["payment", "order", "deal_won"],
    "case.lane.": ["owners", "calls", "results", "deals", "money"],
  };
  const missing: string[] = [];
  for (const name of sources) {
    const code = readFileSync(join(root, name), "utf8");
    for (const [, key] of code.matchAll(/\bt\(\s*"([^"]+)"/g))
      if (!keys.includes(key!)) missing.push(`${name}: ${key}`);
    for (const [, prefix] of code.matchAll(/\bt\(\s*`([\w.]+)\$\{/g)) {
      const list = lists[prefix!];
      if (!list) missing.push(`${name}: no list for ${prefix}`);
      for (const value of list ?? [])
        if (!keys.includes(prefix + value)) missing.push(`${name}: ${prefix}${value}`);
    }
  }
  expect(missing).toEqual([]);
});

test("every code of the closed lists has its word", () => {
  const groups: Record<string, readonly string[]> = {
    leg: vocabulary.legs,
    step: [...vocabulary.relaySteps, ...vocabulary.callFunnelSteps],
    measure: [...vocabulary.trendMeasures, ...vocabulary.legMeasures],
    finding: vocabulary.findingCodes,
    severity: vocabulary.checkSeverities,
    "refusals.acquaintance": ["new", "known"],
    "farmers.verdict": vocabulary.volumeVerdicts,
    own: vocabulary.ownMeasures,
    "own.period": vocabulary.ownPeriods,
    range: ["above", "below", "within"],
    "pace.verdict": ["ahead", "behind", "within"],
    clientSize: vocabulary.clientSizes,
    campaignKind: vocabulary.campaignKinds,
    contactState: vocabulary.contactStates,
    sleepBand: vocabulary.sleepBands,
    docketState: vocabulary.docketStates,
    docketDecision: vocabulary.docketDecisions,
    reconciliation: vocabulary.reconciliationBreaks,
    payrollStatus: vocabulary.payrollStatuses,
    questionStatus: vocabulary.questionStatuses,
    callReason: vocabulary.callReasons,
    direction: ["up", "down", "band"],
    normUnit: ["count", "rate", "ratio", "s", "days", "minutes"],
    sourceDay: ["loaded", "late", "empty", "rejected"],
    sourceStatus: ["fresh", "late", "empty", "never", "failed"],
    loadStatus: ["landed", "staged", "failed", "withdrawn"],
    checkStatus: ["passed", "failed"],
    drift: vocabulary.driftKinds,
    runStep: ["land", "stage", "build", "check", "publish"],
  };
  const missing = Object.entries(groups).flatMap(([group, codes]) =>
    codes.map((code) => `${group}.${code}`).filter((key) => !keys.includes(key)),
  );
  expect(missing).toEqual([]);
});

test("every column of every report has a heading in both languages", () => {
  const rows = readFileSync(join(root, "queries/generated/rows.ts"), "utf8");
  const columns = new Set(
    [...rows.matchAll(/^ {2}(\w+): (string|number|boolean)/gm)].map(([, name]) => `columns.${name}`),
  );
  expect(columns.size).toBeGreaterThan(50);
  expect([...columns].filter((key) => !keys.includes(key))).toEqual([]);
});

/** Beginnings of keys that are put together from a closed list of codes. */
const builtKeys = [
  String.raw`base\.(state|by|move|lift|arm)`,
  "callReason",
  "campaignKind",
  String.raw`case\.(kind|lane|money)`,
  "cause",
  "check",
  "clientSize",
  "columns",
  "compare",
  "contactState",
  String.raw`correction\.`,
  "direction",
  "docketDecision",
  "docketState",
  String.raw`docket\.(recorded|decided)`,
  "drift",
  "entity",
  String.raw`farmers\.(part|flow|verdict|books\.together)`,
  String.raw`feedback\.by`,
  "figures",
  "finding",
  "funnel",
  String.raw`kind\.`,
  "known",
  "leg",
  "load",
  String.raw`mark\.`,
  "measure",
  "normUnit",
  String.raw`norms\.quantity`,
  String.raw`own\.`,
  String.raw`owners\.`,
  String.raw`pace\.verdict`,
  String.raw`payouts\.(cause|fault|ground|log|order|part|reason|remedy|step)\.`,
  "payrollStatus",
  String.raw`quality\.(script|verdict|offer|outcome|agreement)`,
  "questionStatus",
  String.raw`range\.(above|below|within)`,
  "reason",
  "reconciliation",
  String.raw`refusals\.(verdict\.(better|worse|not_known|mixed)$|answer|dimension|by|part|acquaintance|plan\.field)`,
  String.raw`relay\.view`,
  "role",
  "runStep",
  "severity",
  String.raw`silence\.(higher|lower|not_known)`,
  "sleepBand",
  "source",
  "step",
  "theme",
  String.raw`transfers\.`,
  "unmatchedKind",
  "verdict",
  String.raw`work\.`,
];

test("no message waits for a page that does not use it", () => {
  const all = sources.map((name) => readFileSync(join(root, name), "utf8")).join("\n");
  const built = new RegExp(`^(${builtKeys.join("|")})`);
  const unused = keys.filter((key) => !built.test(key) && !all.includes(`"${key}"`));
  expect(unused).toEqual([]);
});
