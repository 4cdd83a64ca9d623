import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {writeDemo} from "../../pipelines/demo/demo.ts";
import {run} from "../../pipelines/run.ts";
import {serve} from "../../server/main.ts";
import {launchBrowser, openPage, sharedPages, signInAs, violations, visits} from "./pages.ts";

// a browser on a busy machine takes its time; what is slow is measured by the benchmark, not here
vi.setConfig({testTimeout: 300_000});

const folder = mkdtempSync(join(tmpdir(), "estafeta-empty-"));
let browser: Browser;
let pages: string;

/** A company folder without any file. */
function emptyHome(name: string) {
  const home = homeAt(join(folder, name));
  cpSync("data/company", home.company, {recursive: true});
  return home;
}

beforeAll(async () => {
  pages = await sharedPages();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true, force: true});
});

const unsaid = /NaN|undefined|Infinity|\[object|\{[a-zA-Z]+\}/;

/** Every page says in words what is missing: no value that is none, no picture without a mark, nothing wider than the screen. */
async function walk(home: string): Promise<void> {
  const server = await serve({
    home,
    host: "127.0.0.1",
    port: 0,
    demo: true,
    trustProxy: false,
    pages,
    log: () => undefined,
  });
  try {
    for (const [width, language] of [
      [390, "ru"],
      [1440, "en"],
    ] as const) {
      for (const role of ["director", "hr"] as const) {
        const context = await browser.newContext({viewport: {width, height: 900}});
        await signInAs(context, server.url, role);
        const page = await context.newPage();
        const own = visits.filter(
          (visit) => visit.roles.includes(role) && (role === "director" || visit.name === "payouts"),
        );
        for (const {name, path} of own) {
          const where = `${name} ${role} ${language} ${width}`;
          await openPage(page, `${server.url}${path}?lang=${language}`);
          const text = await page.locator("body").innerText();
          expect(text.match(unsaid), where).toBeNull();
          expect(await page.locator(".state.failed").count(), where).toBe(0);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            `${where}: wider than the screen`,
          ).toBe(true);
          expect(await page.locator("main .state, main .card").count(), where).toBeGreaterThan(0);
          if (width === 1440) expect(await violations(page), where).toEqual([]);
        }
        await context.close();
      }
    }
  } finally {
    await server.close();
  }
}

test("before the first run every page says what to do", async () => {
  await walk(emptyHome("fresh").home);
});

test("a published company without a file says where files are brought", async () => {
  const home = emptyHome("nothing");
  await run(home);
  await walk(home.home);
});

test("a company with calls only says of each card what it lacks", async () => {
  const demo = emptyHome("demo");
  await writeDemo({home: demo.home, months: 2});
  const home = emptyHome("calls");
  const inbox = join(home.home, "var/inbox/sipuni");
  cpSync(join(demo.home, "var/inbox/sipuni"), inbox, {recursive: true});
  await run(home);
  await walk(home.home);
});
