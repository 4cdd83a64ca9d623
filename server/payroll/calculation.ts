import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "yaml";
import * as z from "zod";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {refused} from "../command.ts";
import {pathsOf} from "../config.ts";
import {HttpError} from "../errors.ts";
import {closedBody, closedMonths, lastStep, listSteps, paidStatements} from "../ledger/payroll.ts";
import {type CalculatedMonth, changedSince} from "./close.ts";
import {writeDecisions} from "./decisions.ts";
import {companyPlans, plansOnce} from "./plans.ts";
import type {TriedMonth} from "./what-if.ts";

/** A month of a large company with all its source rows takes a while. */
const timeoutMs = 5 * 60_000;
const mostKept = 16;
/** Closed months that are looked at for late data: a year of them. */
const mostLookedAt = 12;
const settings = z.looseObject({four_eyes: z.boolean().default(false)});

/** Months of pay as the pipeline calculates them; asked again only when data, plans or decisions have changed. */
export function createCalculation({home, commandLine, ledger, snapshots}: Deps) {
  const known = new Map<string, Promise<CalculatedMonth>>();
  /** Without the statements: what differs is little. */
  const differing = new Map<string, Promise<Pick<CalculatedMonth, "month" | "differences">>>();
  const {company} = pathsOf(home);

  const rulesVersion = () => {
    const plans = join(company, "plans");
    const files = existsSync(plans) ? readdirSync(plans).map((name) => join(plans, name)) : [];
    return [...files, join(company, "payroll.yaml")]
      .filter((path) => existsSync(path))
      .map((path) => `${path} ${statSync(path).mtimeMs}`)
      .join();
  };

  return {
    month: calculated,

    /** A closed month as it was paid, an open one as it comes out now. */
    async shown(month: string, role: Role): Promise<CalculatedMonth> {
      const frozen = frozenMonth(month);
      // a plan that came since can be tried on the month too
      if (frozen) return {...frozen, plans: plansOnce(frozen.plans, companyPlans(company))};
      try {
        return await calculated(month);
      } catch (error) {
        // what is wrong with plans and decisions is for who keeps them
        if (role === "hr" || !(error instanceof HttpError) || error.code !== "refused") throw error;
        throw new HttpError("refused", {
          en: `${month}: pay cannot be calculated now; ask the personnel department`,
          ru: `${month}: выплаты сейчас не рассчитать; спросите в отделе кадров`,
        });
      }
    },

    /** The month as it would come out with other decisions than those taken; nothing is kept. */
    tried(month: string, decisions: unknown): Promise<CalculatedMonth> {
      const args = ["payroll", month, "--decisions", "-", "--json", "-"];
      return commandLine.runJson<CalculatedMonth>(args, {input: JSON.stringify(decisions), timeoutMs});
    },

    /** The month by a version of a plan that the company has, beside the month as it is by present data. */
    withPlan(month: string, key: string, withNorms: boolean): Promise<TriedMonth> {
      const args = ["--plan", key, ...(withNorms ? ["--sensitivity"] : [])];
      return kept(month, args) as Promise<TriedMonth>;
    },

    /** A closed month by present data, with what comes out otherwise than it was paid. */
    again,

    /** What data since then change in closed months, the latest ones; looked at only, nothing is kept. */
    async changes() {
      const {id} = snapshots.current() ?? {id: null};
      const changes: ReturnType<typeof changedSince>[] = [];
      for (const month of closedMonths(ledger).slice(-mostLookedAt)) {
        // the data are those it was closed with
        if (frozenMonth(month)!.snapshot === id) continue;
        const key = `again ${month} ${id} ${lastStep(ledger)} ${rulesVersion()}`;
        const asked = differing.get(key) ?? again(month).then(({differences}) => ({month, differences}));
        differing.set(key, asked);
        asked.catch(() => differing.delete(key));
        for (const old of [...differing.keys()].slice(0, -mostLookedAt)) differing.delete(old);
        changes.push(changedSince(ledger, await asked));
      }
      return changes.filter(({people}) => people.length > 0);
    },

    /** Rows for the payroll program, of what was frozen. */
    async accruals(month: string, format: "csv" | "xlsx", lang: "ru" | "en"): Promise<Buffer> {
      const folder = mkdtempSync(join(tmpdir(), "estafeta-pay-"));
      try {
        const path = join(folder, `accruals.${format}`);
        const args = ["payroll", month, "--closed", "-", `--${format}`, path, "--lang", lang];
        const input = JSON.stringify(frozenMonth(month));
        const {code, stderr} = await commandLine.runCommand(args, {input, timeoutMs});
        if (code !== 0) throw refused("payroll", code, stderr);
        return readFileSync(path);
      } finally {
        rmSync(folder, {recursive: true, force: true});
      }
    },

    openBefore,

    /** As the month was paid; null while it is open. */
    frozenMonth,

    fourEyes(): boolean {
      const path = join(company, "payroll.yaml");
      return existsSync(path) && settings.parse(parse(readFileSync(path, "utf8")) ?? {}).four_eyes;
    },

    /** The day it is in the company. */
    today(): string {
      const timeZone = snapshots.current()?.company.timezone ?? "UTC";
      return new Intl.DateTimeFormat("en-CA", {timeZone, dateStyle: "short"}).format(new Date());
    },
  };

  function again(month: string): Promise<CalculatedMonth> {
    writeDecisions(home, ledger);
    const input = JSON.stringify(frozenMonth(month));
    const args = ["payroll", month, "--against", "-", "--json", "-"];
    return commandLine.runJson<CalculatedMonth>(args, {input, timeoutMs});
  }

  /** The first month before this one that has pay and is not closed; before anything was closed, the month begun first. */
  async function openBefore(month: string): Promise<string | null> {
    const last = closedMonths(ledger).findLast((closed) => closed < month);
    const before = monthBefore(month);
    if (last === before) return null;
    const begun = listSteps(ledger)
      .filter((step) => step.kind !== "plan_signed" && step.kind !== "signature_withdrawn")
      .map((step) => step.month)
      .filter((one) => one < month && (last === undefined || one > last));
    const asked = last === undefined ? [...begun, before].toSorted()[0]! : monthAfter(last);
    try {
      const {statements} = await calculated(asked);
      return statements.some(({total}) => Number(total) !== 0) ? asked : null;
    } catch (error) {
      // a month of which nothing is known has no pay
      if (error instanceof HttpError && error.code === "refused") return null;
      throw error;
    }
  }

  /** By present data, plans and decisions. */
  function calculated(month: string): Promise<CalculatedMonth> {
    return kept(month, []);
  }

  function kept(month: string, more: readonly string[]): Promise<CalculatedMonth> {
    const key = [month, ...more, snapshots.current()?.id ?? "", lastStep(ledger), rulesVersion()].join("\n");
    const found = known.get(key);
    if (found) return found;
    writeDecisions(home, ledger);
    const asked = commandLine.runJson<CalculatedMonth>(["payroll", month, ...more, "--json", "-"], {
      timeoutMs,
    });
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    for (const old of [...known.keys()].slice(0, -mostKept)) known.delete(old);
    return asked;
  }

  function frozenMonth(month: string): CalculatedMonth | null {
    const body = closedBody(ledger, month);
    if (!body) return null;
    // a month that an earlier version closed does not name its plans
    return {
      plans: [],
      staff: [],
      ...body,
      version: 1,
      statements: paidStatements(ledger, month),
    } as unknown as CalculatedMonth;
  }
}

const monthBefore = (month: string) => shifted(month, -1);
const monthAfter = (month: string) => shifted(month, 1);
function shifted(month: string, by: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

export type Calculation = ReturnType<typeof createCalculation>;
