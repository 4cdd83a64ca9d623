import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {type Role, roles} from "../../queries/vocabulary.ts";
import {serve} from "../../server/main.ts";
import {loadedDemo} from "../helpers/loaded-demo.ts";
import {
  demoPassword,
  launchBrowser,
  openPage,
  pageThemes,
  sharedPages,
  signInAs,
  tipsOf,
  violations,
  visits,
} from "./pages.ts";

// a browser on a busy machine takes its time; what is slow is measured by the benchmark, not here
vi.setConfig({testTimeout: 120_000});

const folder = mkdtempSync(join(tmpdir(), "estafeta-pages-"));
const home = homeAt(folder);
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
let snapshot: Database;

beforeAll(async () => {
  const pages = await sharedPages();
  cpSync((await loadedDemo()).folder, folder, {recursive: true});
  server = await serve({home: folder, host: "127.0.0.1", port: 0, demo: true, trustProxy: false, pages});
  browser = await launchBrowser();
  const {management} = currentSnapshot(home)!.audiences;
  snapshot = await Database.open(join(home.snapshots, management.file), {access_mode: "READ_ONLY"});
  for (const part of management.attach)
    await snapshot.run(`attach '${join(home.snapshots, part.file)}' as ${part.name} (read_only)`);
}, 300_000);
afterAll(async () => {
  snapshot?.close();
  await browser?.close();
  await server?.close();
  rmSync(folder, {recursive: true, force: true});
});

/** A page whose console errors are collected. */
async function watchedPage(context: BrowserContext): Promise<{page: Page; errors: string[]}> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return {page, errors};
}

const looks = [
  ["ru", "light"],
  ["en", "dark"],
] as const;
/** These see what the director sees, or part of it: one look of the two shows whether it opens. */
const likeDirector: readonly Role[] = ["admin", "head", "analyst"];

describe.each(roles)("as %s", (role: Role) => {
  const own = visits.filter((visit) => visit.roles.includes(role));

  test.each(likeDirector.includes(role) ? looks.slice(0, 1) : looks)(
    "every page opens in %s, %s, without console errors or axe violations",
    async (language, colorScheme) => {
      const context = await browser.newContext({viewport: {width: 1440, height: 900}, colorScheme});
      try {
        await signInAs(context, server.url, role);
        const {page, errors} = await watchedPage(context);
        for (const visit of own) {
          await openPage(page, `${server.url}${visit.path}?lang=${language}`);
          for (const card of visit.cards)
            expect(await page.locator(`#${card}`).count(), `${visit.name} #${card}`).toBe(
              visit.hidden?.[role]?.includes(card) ? 0 : 1,
            );
          // an administrator is shown what the director is
          if (role !== "admin") expect(await violations(page), `${visit.name} in ${language}`).toEqual([]);
        }
        if (own.length === 0) await openPage(page, `${server.url}/?lang=${language}`);
        expect(errors).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );

  test("pages of other roles are neither in the menu nor behind their addresses", async () => {
    const context = await browser.newContext();
    try {
      await signInAs(context, server.url, role);
      const {page} = await watchedPage(context);
      for (const visit of visits.filter((one) => !one.roles.includes(role))) {
        await openPage(page, `${server.url}${visit.path}?lang=en`);
        expect(await page.locator(`nav a[href^="${visit.path}"]`).count(), visit.name).toBe(0);
        for (const card of visit.cards)
          expect(await page.locator(`#${card}`).count(), `${visit.name} #${card}`).toBe(0);
      }
    } finally {
      await context.close();
    }
  });
});

/** Narrow and unfolded: what the walk above does not see. */
test.each([
  ["director", "dark"],
  ["hr", "light"],
  ["employee", "dark"],
  ["analyst", "light"],
] as const)("as %s, %s, no axe violations at 390 pixels with every list open", async (role, colorScheme) => {
  const context = await browser.newContext({viewport: {width: 390, height: 900}, colorScheme});
  try {
    await signInAs(context, server.url, role);
    const {page} = await watchedPage(context);
    for (const visit of visits.filter((one) => one.roles.includes(role))) {
      await openPage(page, `${server.url}${visit.path}?lang=ru`);
      await page.evaluate(() => {
        for (const list of document.querySelectorAll("details")) list.open = true;
      });
      expect(await violations(page), visit.name).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${visit.name}: wider than the screen`,
      ).toBe(true);
    }
  } finally {
    await context.close();
  }
});

describe("with the keyboard", () => {
  /** Opens a dialog by Enter on a button; it is whole for axe, keeps the focus, and Escape gives it back. */
  async function dialogBy(page: Page, button: string): Promise<void> {
    const opener = page.locator(button).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await dialog.locator(".skeleton, .state:text-is('Loading')").waitFor({state: "detached"});
    expect(await violations(page), button).toEqual([]);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("Tab");
    // past its last button the focus may stand on the browser itself, never on the page behind
    expect(
      await page.evaluate(
        () => document.activeElement?.closest("dialog") !== null || document.activeElement === document.body,
      ),
      button,
    ).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({state: "detached"});
    expect(await opener.evaluate((element) => element === document.activeElement), `${button}: focus`).toBe(
      true,
    );
  }

  test.each(pageThemes)("dialogs open, hold the focus and give it back, %s", async (colorScheme) => {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}, colorScheme});
    try {
      await signInAs(context, server.url, "director");
      const {page, errors} = await watchedPage(context);
      await openPage(page, `${server.url}/contacts?lang=en`);
      await dialogBy(page, "#docket td.actions button");
      await dialogBy(page, "#docket .foot button:text-is('Definition')");
      await dialogBy(page, "#plan .foot button:text-is('SQL')");
      expect(errors).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test("the docket is read owner by owner, and the choice stands in the address", async () => {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}});
    try {
      await signInAs(context, server.url, "director");
      const {page} = await watchedPage(context);
      await openPage(page, `${server.url}/contacts?lang=en`);
      const choice = page.locator("#docket .tools select");
      const [id, name] = await choice.evaluate((select: HTMLSelectElement) => {
        const option = select.options[1]!;
        return [option.value, option.text.split(" · ")[0]!];
      });
      await choice.focus();
      await page.keyboard.press("ArrowDown");
      await page.waitForURL((url) => url.searchParams.get("owner") === id);
      const owners = await page.locator("#docket td[data-label='Owner']").allInnerTexts();
      expect(owners.length).toBeGreaterThan(0);
      expect(owners.filter((owner) => !owner.startsWith(name!))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

test("HR sees by keyboard what an award does to a sum, and only then records it", async () => {
  const context = await browser.newContext();
  try {
    await signInAs(context, server.url, "hr");
    const page = await context.newPage();
    await openPage(page, `${server.url}/payouts?lang=en`);
    const form = page.locator("#decisions > details").first();
    await form.locator("summary").focus();
    await page.keyboard.press("Enter");
    await form.getByLabel("Sum with its sign, roubles").fill("1,500.50");
    await page.keyboard.press("Enter");
    // each field says beside itself what it lacks, and nothing was asked of the server
    expect(await form.locator(".faulty small").count()).toBe(6);
    const filled = {
      "Sum with": "1500,50",
      Reason: "helped",
      "Document: name": "Order 7",
      "Approved by": "Head",
    };
    for (const [label, value] of Object.entries(filled)) await form.getByLabel(label).fill(value);
    const month = new Date(await page.locator(".bar select").first().inputValue()).toISOString().slice(0, 7);
    await form.getByLabel("Date of the document").fill(`${month}-05`);
    await form.getByLabel("Employee", {exact: true}).selectOption({index: 1});
    await form.getByLabel("Approved by").press("Enter");
    const effect = form.locator(".effect");
    await effect.waitFor();
    expect(await effect.locator("strong").textContent()).toContain(
      "1 person’s sum changes, together +₽1,500.50",
    );
    expect(await violations(page)).toEqual([]);
    expect(await page.locator("#decisions .pay-lines > li").count()).toBe(0);
    await form.getByRole("button", {name: "Record the decision"}).press("Enter");
    await page.locator("#decisions .pay-lines > li").waitFor();
    expect(await page.locator("#decisions-title").textContent()).toContain("Decisions of the month: 1,");
  } finally {
    await context.close();
  }
});

test("a person signs in and out by the form; a wrong password is a sentence", async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}/?lang=en`);
    const form = page.locator(".entrance form");
    await form.locator("input").first().fill("director");
    await form.locator("input[type=password]").fill("not the password");
    await form.locator("button[type=submit]").click();
    await page.locator("[role=alert]").waitFor();
    await form.locator("input[type=password]").fill(demoPassword);
    await form.locator("button[type=submit]").click();
    await page.locator("#picture").waitFor();
    await page.getByRole("button", {name: "Sign out"}).click();
    await form.waitFor();
  } finally {
    await context.close();
  }
});

/** What is drawn against the calls themselves: the pages read rollups, these sums do not. */
describe("numbers on the pages", () => {
  const month = "2026-09-01";
  let page: Page;
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({viewport: {width: 1440, height: 900}});
    await signInAs(context, server.url, "director");
    page = await context.newPage();
  });
  afterAll(() => context?.close());
  const english = (value: unknown) => Number(value).toLocaleString("en-US");
  const calls = `fct_calls where call_month = date '${month}' and leg_code = 'call_centre' and direction <> 'internal'`;

  test("relay: companies worked, spoken with, and with a result", async () => {
    await openPage(page, `${server.url}/relay?lang=en&month=${month.slice(0, 7)}`);
    const [row] = await snapshot.rows(
      `select count(distinct client_id) as worked, count(distinct client_id) filter (where is_conversation) as spoken from ${calls} and client_id is not null`,
    );
    const results = await snapshot.value(
      `select count(distinct client_id) from fct_call_results where result_month = date '${month}' and result_code = 'goal' and leg_code = 'call_centre'`,
    );
    const heads = (await tipsOf(page, "picture")).map((tip) => tip.split("\n")[0]);
    expect(heads.slice(0, 3)).toEqual([
      `Companies worked: ${english(row!["worked"])}`,
      `Conversations: ${english(row!["spoken"])}`,
      `Results: ${english(results)}`,
    ]);
  });

  test("call centre: attempts and conversations of each hour, the funnel, each operator's companies", async () => {
    await openPage(page, `${server.url}/call-centre?lang=en&month=${month.slice(0, 7)}`);
    const hours = await snapshot.rows(
      `select call_hour as hour, count(*) as attempts, count(*) filter (where is_conversation) as conversations from ${calls} group by all order by hour`,
    );
    const drawn = (await tipsOf(page, "hours")).map((tip) => tip.replace(/,? [\d:]+( min)? of talk$/, ""));
    expect(drawn).toEqual(
      hours.map(
        ({hour, attempts, conversations}) =>
          `${hour}:00–${Number(hour) + 1}:00\n${english(attempts)} attempts, ${english(conversations)} conversations`,
      ),
    );
    const [sums] = await snapshot.rows(
      `select count(*) as attempts, count(*) filter (where is_contact) as contacts, count(*) filter (where is_conversation) as conversations from ${calls}`,
    );
    const funnel = (await tipsOf(page, "funnel")).map((tip) => tip.split("\n")[0]);
    expect(funnel.slice(0, 3)).toEqual([
      `Call attempts: ${english(sums!["attempts"])}`,
      `Contacts: ${english(sums!["contacts"])}`,
      `Conversations: ${english(sums!["conversations"])}`,
    ]);
    const companies = await snapshot.rows(
      `select employee_name as name, count(distinct client_id) as companies
       from (select * from ${calls}) as calls inner join dim_employees using (employee_id) where client_id is not null group by all`,
    );
    const loads = new Map(
      (await tipsOf(page, "load")).map((tip) => [tip.split("\n")[0], /\n([\d,]+) companies/.exec(tip)?.[1]]),
    );
    for (const {name, companies: count} of companies)
      expect([name, loads.get(String(name))]).toEqual([name, english(count)]);
  });

  test("data health: quarantined rows are those of the journal", async () => {
    await openPage(page, `${server.url}/data-health?lang=en`);
    const health = await Database.open(join(home.snapshots, currentSnapshot(home)!.health), {
      access_mode: "READ_ONLY",
    });
    const rows = await health.value("select count(distinct (load_id, line_number)) from rejected_rows");
    health.close();
    expect(await page.locator("#quarantine h2, #quarantine h3").first().textContent()).toContain(
      english(rows),
    );
  });
});
