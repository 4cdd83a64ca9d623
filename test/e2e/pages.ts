import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {chromium} from "playwright-core";
import type {Role} from "../../queries/vocabulary.ts";
import {browserPath} from "../helpers/ensure-browser.ts";
import {madeForAll} from "../helpers/shared.ts";

export interface PageVisit {
  name: string;
  path: string;
  roles: readonly Role[];
  /** Ids of the cards that the page shows. */
  cards: readonly string[];
  /** Cards that this role does not see. */
  hidden?: Partial<Record<Role, readonly string[]>>;
}

/** Every page and who may open it; written anew here, so that a change of the menu has to be meant. */
export const visits: readonly PageVisit[] = [
  {
    name: "relay",
    path: "/relay",
    roles: ["admin", "director", "head"],
    cards: ["picture", "trends", "leg-call_centre", "leg-hunters", "leg-farmers", "funnels", "cohorts"],
  },
  {
    name: "call-centre",
    path: "/call-centre",
    roles: ["admin", "director", "head"],
    cards: [
      "talk",
      "funnel",
      "norms",
      "operators",
      "brief",
      "load",
      "companies",
      "hours",
      "recordings",
      "gaps",
      "callbacks",
      "open-callbacks",
    ],
  },
  {
    name: "call-quality",
    path: "/call-quality",
    roles: ["admin", "director", "head"],
    cards: ["rates", "second", "objections", "segmented", "learned", "screened", "checklist", "agreement"],
  },
  {
    name: "refusals",
    path: "/refusals",
    roles: ["admin", "director", "head"],
    cards: ["reasons", "coding", "trend", "listen", "verdict", "mix", "planner"],
  },
  {
    name: "hunters",
    path: "/hunters",
    roles: ["admin", "director", "head"],
    cards: [
      "pace",
      "sales",
      "money",
      "deal-cohorts",
      "waits",
      "intake",
      "first-contacts",
      "waiting",
      "pipeline",
      "silence",
      "promises",
      "load",
      "shares",
      "clocks",
      "late-work",
    ],
  },
  {
    name: "farmers",
    path: "/farmers",
    roles: ["admin", "director", "head"],
    cards: [
      "pace",
      "bridge",
      "books",
      "lines",
      "flows",
      "frequency",
      "average-order",
      "groups",
      "white-space",
      "calls",
      "load",
    ],
  },
  {
    name: "base",
    path: "/base",
    roles: ["admin", "director", "head"],
    cards: ["states", "owners", "work", "potential", "entered", "feedback"],
  },
  {
    name: "contacts",
    path: "/contacts",
    roles: ["admin", "director", "head"],
    cards: ["plan", "capacity", "contacts", "docket", "transfers", "dropped", "silence"],
  },
  {
    name: "revival",
    path: "/revival",
    roles: ["admin", "director", "head"],
    cards: ["campaigns", "wake", "builder", "dormant"],
  },
  {name: "case", path: "/case", roles: ["admin", "director", "head"], cards: ["clients"]},
  {
    name: "norms",
    path: "/norms",
    roles: ["admin", "director", "head", "hr"],
    cards: ["register", "together"],
  },
  {
    name: "workbench",
    path: "/workbench",
    roles: ["admin", "director", "analyst"],
    cards: ["tables", "statement", "answer", "past"],
  },
  {
    name: "data-health",
    path: "/data-health",
    roles: ["admin", "director", "head", "analyst"],
    cards: [
      "runs",
      "quarantine",
      "reasons",
      "unmatched",
      "corrections",
      "lanes",
      "sources",
      "drift",
      "checks",
      "loads",
    ],
    hidden: {analyst: ["reasons", "unmatched", "quarantine", "corrections"]},
  },
  {name: "sources", path: "/sources", roles: ["admin", "director"], cards: ["drop", "known", "templates"]},
  {
    name: "payouts",
    path: "/payouts",
    roles: ["hr", "director", "employee"],
    cards: ["attention", "totals", "steps", "decisions", "reconciliation", "what-if", "people", "statement"],
    hidden: {
      hr: ["statement"],
      director: ["attention", "steps", "decisions", "people", "statement"],
      employee: ["attention", "totals", "steps", "decisions", "reconciliation", "what-if", "people"],
    },
  },
  {name: "my", path: "/my", roles: ["employee"], cards: ["days", "norms", "figures", "callbacks"]},
];

export const pageLanguages = ["ru", "en"] as const;
export const pageThemes = ["light", "dark"] as const;
export const pageWidths = [390, 1440] as const;

export const demoPassword = "estafeta-demo";

/** A browser that talks to nobody but the address it is given. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error("browser: none found; install chromium or set CHROMIUM_PATH");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
    ],
  });
}

/** Signs the context in as the demo user of the role. */
export async function signInAs(context: BrowserContext, url: string, role: Role): Promise<void> {
  const answer = await context.request.post(`${url}/api/session`, {
    data: {name: role, password: demoPassword},
    headers: {"x-estafeta": "1", origin: url},
  });
  if (!answer.ok()) throw new Error(`sign-in as ${role}: ${answer.status()} ${await answer.text()}`);
}

/** Opens an address and waits until nothing is a skeleton any more and every card has its figure, table or sentence. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(
    () => {
      const isWaiting = document.querySelector(".skeleton, .card.loading") !== null;
      const isEmpty = [...document.querySelectorAll(".canvas")].some(
        (canvas) => canvas.childElementCount === 0,
      );
      return document.querySelector("main h1, main .state") !== null && !isWaiting && !isEmpty;
    },
    undefined,
    // by default it asks once a frame, for which the browser draws as many as it can
    {polling: 50},
  );
}

/** What the marks of a card say, in drawing order: the very numbers that are drawn. */
export async function tipsOf(page: Page, card: string): Promise<string[]> {
  const tips = await page
    .locator(`#${card} .hit > *`)
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-tip") ?? ""));
  return tips.map((tip) => tip.replace(/[\u00a0\u202f]/g, " "));
}

/** Bundles the pages as they are shipped. */
export function buildPages(folder: string): void {
  const options = ["--config", "dashboards/vite.config.ts", "--logLevel", "error", "--outDir", folder];
  const {status} = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", ...options], {
    stdio: "inherit",
    env: {...process.env, NODE_ENV: "production"},
  });
  if (status !== 0) throw new Error(`dashboards: vite ended with ${status}`);
}

/** The same, made once for all test files. */
export const sharedPages = (): Promise<string> => madeForAll("pages", buildPages);

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** What is wrong for people who read with other means, each with the elements where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const {axe: checker} = window as unknown as {
      axe: {run(): Promise<{violations: {id: string; nodes: {target: unknown}[]}[]}>};
    };
    const {violations: found} = await checker.run();
    return found.map(({id, nodes}) => `${id}: ${nodes.map(({target}) => String(target)).join(" | ")}`);
  });
}
