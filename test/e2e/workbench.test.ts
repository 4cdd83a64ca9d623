import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {serve} from "../../server/main.ts";
import {publish} from "../server/company.ts";
import {launchBrowser, openPage, sharedPages, signInAs, violations} from "./pages.ts";

// a browser on a busy machine takes its time; what is slow is measured by the benchmark, not here
vi.setConfig({testTimeout: 120_000});

const home = mkdtempSync(join(tmpdir(), "estafeta-workbench-"));
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await publish(home, "20261101T063000Z-0001", 7);
  const pages = await sharedPages();
  server = await serve({home, host: "127.0.0.1", port: 0, demo: true, trustProxy: false, pages});
  browser = await launchBrowser();
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, acceptDownloads: true});
  await signInAs(context, server.url, "analyst");
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await openPage(page, `${server.url}/workbench?lang=en`);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(home, {recursive: true, force: true});
});

/** Puts a statement into the editor in place of what stands there, and runs it by the keyboard. */
async function run(sql: string) {
  await page.click(".cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(sql);
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector('#answer[aria-busy="true"]').catch(() => undefined);
  await page.waitForSelector('#answer[aria-busy="false"]');
}
const title = () => page.innerText("#answer h2");
const cells = (row: number) => page.locator(`#answer tbody tr[aria-rowindex="${row}"] td`).allInnerTexts();

test("a statement is written, completed and run without a mouse", async () => {
  await page.click(".cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("select * from fct_deal");
  await page.waitForSelector(".cm-tooltip-autocomplete li:has-text('fct_deals')");
  await page.keyboard.press("Escape");
  await run("select operator_id, count(*) as calls from fct_calls group by all order by all");
  expect(await title()).toBe("Rows: 3");
  expect(await cells(2)).toEqual(["e1", "2"]);
  // an open list of completions is moved through from the editor, which axe does not know
  await page.keyboard.press("Escape");
  expect(await violations(page)).toEqual([]);
});

test("a million rows are one scroll away, and in the document there are only those in sight", async () => {
  await run("select range as n, 1000000 - range as back from range(2000000)");
  expect(await title()).toBe("Only the first 1,000,000 rows are shown; there are more");
  expect(await page.locator("#answer tbody tr").count()).toBeLessThan(60);
  await page.locator(".result-grid").evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await page.waitForSelector('#answer tbody tr[aria-rowindex="1000001"]');
  expect(await cells(1_000_001)).toEqual(["999999", "1"]);
  await page.locator(".result-grid").evaluate((grid) => grid.scrollTo(0, 0));
  await page.click("#answer th >> text=back");
  await page.waitForSelector("#answer th[aria-sort='ascending']");
  expect(await cells(2)).toEqual(["999999", "1"]);
});

test("parameters have a field each, and what is no parameter has none", async () => {
  await run("select count(*) as calls from fct_calls where operator_id = $operator -- $no 'and $none'");
  expect(await page.locator(".parameters label").allInnerTexts()).toEqual(["$operator"]);
  await page.fill(".parameters input", "e1");
  await page.click("#statement .primary");
  await expect.poll(() => cells(2), {timeout: 30_000}).toEqual(["2"]);
});

test("a mistake is told with the engine's words, in place of the rows", async () => {
  await run("select nothing from fct_calls");
  expect(await page.innerText("#answer [role='alert']")).toMatch(/there is no column nothing/);
});

test("a statement is stopped, and the page says so", async () => {
  await page.click(".cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("select count(*) from range(10000000000) as r(x) where x % 7 = 3");
  await page.keyboard.press("Control+Enter");
  await page.click("#statement button:text('Stop')");
  await expect.poll(() => page.innerText("#answer"), {timeout: 30_000}).toContain("stopped");
});

test("an answer is drawn as it most likely wants to be", async () => {
  await run(
    "select date '2026-01-01' + (range::integer % 3) as day, 'series ' || (range % 2) as name, range as value from range(6)",
  );
  await page.click("#answer button:text('Chart')");
  await page.waitForSelector("#answer svg.figure");
  expect(
    await page
      .locator("#answer .quick-chart select")
      .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value)),
  ).toEqual(["line", "day", "value", "name"]);
  const tips = await page
    .locator("#answer .hit > *")
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-tip")));
  expect(tips).toContain("series 1\n2026-01-02: 1");
  expect(tips).toHaveLength(6);
  await page.click("#answer button:text('Table')");
});

test("the rows are taken along as text and as Parquet, the same as on the page", async () => {
  await run("select operator_id, talk_seconds from fct_calls order by all");
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click(`#answer button:text-is('${name}')`),
    ]);
    const path = join(home, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  const lines = readFileSync(await saved("CSV"), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toEqual([
    "operator_id,talk_seconds",
    ...["e1", "e1", "e2", "e2", "e3", "e3"].map((id) => `${id},7`),
  ]);
  const parquet = await saved("PARQUET");
  expect(readFileSync(parquet).subarray(0, 4).toString()).toBe("PAR1");
});

test("what was asked is listed and comes back into the editor", async () => {
  await page.reload();
  await page.click("#past button:has-text('talk_seconds')");
  expect(await page.innerText(".cm-content")).toContain("select operator_id, talk_seconds");
});

test("a link to the rows of a table runs", async () => {
  await page.fill("#tables input", "fct_calls");
  await page.click("#tables summary >> text=fct_calls");
  await page.click("#tables details[open] button");
  await expect.poll(title, {timeout: 30_000}).toBe("Rows: 6");
});
