import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {run} from "../../pipelines/run.ts";
import type {Role} from "../../queries/vocabulary.ts";
import {serve} from "../../server/main.ts";
import {makeHome, temporaryFolder} from "../helpers/home.ts";
import {queryPublished} from "../helpers/published.ts";
import {launchBrowser, openPage, type pageLanguages, sharedPages, signInAs, violations} from "./pages.ts";

// a browser and a run of the pipeline on a busy machine take their time
vi.setConfig({testTimeout: 180_000});

const home = makeHome(
  {
    sources:
      "sources:\n  payments: {preset: payments}\n  calls: {preset: calls}\n  results: {preset: call_results}\n",
    dictionaries: {
      refusal_reasons:
        "code,name_en,name_ru,group_code,is_other,raw\nno_need,No need,Нет потребности,need,false,Не нужно\n",
    },
    inbox: {
      "payments/september.csv": [
        "payment_id;paid_on;client_id;client_name;amount",
        "p1;2026-09-01;k1;ООО Ромашка;100",
        ";2026-09-02;k1;ООО Ромашка;250,50",
        "p3;2026-09-31;k2;ООО Василёк;40",
        "p4;2026-09-06;k2;ООО Василёк;60",
        "",
      ].join("\n"),
      "calls/september.csv": [
        "call_id;started_at;direction;operator;client_phone;talk_seconds;disposition",
        "c1;2026-09-01 10:00:00;out;201;+7 900 000-00-01;60;answered",
        "",
      ].join("\n"),
      "results/september.csv": [
        "result_id;operator;filed_at;result_code;refusal_reason;client_id",
        "r1;201;2026-09-01 10:00:00;refusal;Не нужно;k1",
        "r2;201;2026-09-02 10:00:00;refusal;Обойдёмся;k2",
        "",
      ].join("\n"),
      "results/archive/august.csv": "result_id\n",
    },
  },
  temporaryFolder(afterAll),
);
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;

beforeAll(async () => {
  const pages = await sharedPages();
  await run(home);
  server = await serve({
    home: home.home,
    host: "127.0.0.1",
    port: 0,
    demo: true,
    trustProxy: false,
    pages,
    log: () => undefined,
  });
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page as the role and collects what the browser complains of. */
async function visit(role: Role, address: string, width = 1440): Promise<{page: Page; errors: string[]}> {
  const context = await browser.newContext({viewport: {width, height: 900}});
  await signInAs(context, server.url, role);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await openPage(page, server.url + address);
  return {page, errors};
}

const texts = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).allTextContents()).map((text) => text.replace(/[\u00a0\u202f]/g, " "));

const paid = async () =>
  (
    await queryPublished<{paid: number}>(home, "select sum(payment_amount)::double as paid from fct_payments")
  )[0]?.paid;

const wordings: Record<
  (typeof pageLanguages)[number],
  {
    reasons: string[];
    correct: string;
    look: string;
    title: string;
    relay: string;
    my: string;
    setAside: string;
    left: string[];
    replaced: string[];
  }
> = {
  ru: {
    title: "Карантин: 3 строки",
    reasons: [
      "Не читается: Дата оплаты, например «2026-09-31»",
      "Не заполнено: Номер оплаты",
      "Нет в справочнике: Причина отказа «Обойдёмся»",
    ],
    correct: "Исправить…",
    look: "Посмотреть, что изменится",
    left: ["results/archive", "это папка; переложите её файлы в папку самого источника"],
    setAside: "Отложены 3 из 7 строк этой загрузки (42,9 %): в показателях их нет. Посмотреть отложенное",
    replaced: [
      "Пропадёт 1 принятая строка: исправленная получит её ключ и встанет на её место",
      "Номер оплаты «p1» (payments/september.csv, исправленная строка 3): Дата оплаты: 2026-09-01 → 2026-09-02; Сумма: 100.00 → 250.50",
    ],
    relay:
      "Показатели заметно неполны. Сентябрь 2026: отложено и не посчитано — итоги разговоров: 1 из 2 строк (50 %); оплаты: 1 из 3 строк (33,3 %, 250,50 ₽). Ещё у 1 отложенной строки месяц не читается. Посмотреть",
    my: "Показатели заметно неполны. Сентябрь 2026: отложено и не посчитано — итоги разговоров: 1 из 2 строк (50 %).",
  },
  en: {
    title: "Quarantine: 3 rows",
    reasons: [
      "Cannot be read: Paid on, such as “2026-09-31”",
      "Not filled in: Payment number",
      "Not in the dictionary: Refusal reason “Обойдёмся”",
    ],
    correct: "Correct…",
    look: "See the effect",
    left: ["results/archive", "a folder; put its files into the source's own folder"],
    setAside: "3 of 7 rows of this run were set aside (42.9%) and are in no figure. See what was set aside",
    replaced: [
      "1 accepted row would be lost: the corrected one gets its key and takes its place",
      "Payment number «p1» (payments/september.csv, corrected row 3): Paid on: 2026-09-01 → 2026-09-02; Amount: 100.00 → 250.50",
    ],
    relay:
      "Figures are noticeably incomplete. September 2026: set aside and not counted: outcomes of conversations, 1 of 2 rows (50%); payments, 1 of 3 rows (33.3%, ₽250.50). 1 more row is set aside whose month cannot be read. Look",
    my: "Figures are noticeably incomplete. September 2026: set aside and not counted: outcomes of conversations, 1 of 2 rows (50%).",
  },
};

test.each(["ru", "en"] as const)(
  "in %s reasons are sentences and every page tells what it lacks",
  async (lang) => {
    const {title, reasons, correct, look, relay, my, setAside, left} = wordings[lang];
    const {page, errors} = await visit("director", `/data-health?lang=${lang}`, lang === "ru" ? 1440 : 390);
    expect(await texts(page, "#quarantine h2")).toEqual([title]);
    expect(await texts(page, "#quarantine .sentence")).toEqual(reasons);
    expect(await texts(page, "#runs .set-aside")).toEqual([setAside]);
    expect(await texts(page, "#left-files td")).toEqual(left);
    await page.locator("#quarantine .reason").first().click();
    await page.getByRole("button", {name: correct}).first().waitFor();
    expect(await texts(page, "#quarantine mark")).toEqual(["2026-09-31"]);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", {name: correct}).first().click();
    await page.locator("dialog .faulty input").waitFor();
    expect(await page.locator("dialog .faulty input").inputValue()).toBe("2026-09-31");
    expect(await page.getByRole("button", {name: look}).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);

    await openPage(page, `${server.url}/relay?lang=${lang}&month=2026-09`);
    await page.locator(".banner").waitFor();
    const sentence = (text: string) => text.replace(/\s+/g, " ").toLowerCase().trim();
    expect((await texts(page, ".banner")).map(sentence)).toEqual([sentence(relay)]);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();

    const own = await visit("employee", `/my?lang=${lang}&month=2026-09`);
    await own.page.locator(".banner").waitFor();
    expect((await texts(own.page, ".banner")).map(sentence)).toEqual([sentence(my)]);
    await own.page.context().close();
  },
);

test.each(["ru", "en"] as const)(
  "in %s who types the number of an accepted row is told which row would go",
  async (lang) => {
    const {correct, look, replaced} = wordings[lang];
    const {page} = await visit("director", `/data-health?lang=${lang}&reason=payments/payment_id/missing`);
    await page.getByRole("button", {name: correct}).click();
    const drawer = page.locator("dialog.fix");
    await drawer.getByLabel("payment_id", {exact: true}).fill("p1");
    await drawer.locator("input[name=reason]").fill("?");
    await drawer.getByRole("button", {name: look}).click();
    await drawer.locator(".effect").waitFor();
    expect(await texts(page, ".same-keys p, .same-keys li")).toEqual(replaced);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  },
);

test("a row is edited, its effect is seen, it is accepted, and it is gone from the quarantine", async () => {
  expect(await paid()).toBe(160);
  const {page, errors} = await visit("director", "/data-health?lang=en&reason=payments/payment_id/missing");
  await page.getByRole("button", {name: "Correct…"}).click();
  const drawer = page.locator("dialog.fix");
  const look = drawer.getByRole("button", {name: "See the effect"});
  const accept = drawer.getByRole("button", {name: "Accept"});
  await drawer.getByLabel("payment_id", {exact: true}).fill("p2");
  expect(await look.isDisabled()).toBe(true);
  await drawer.locator("input[name=reason]").fill("number asked of accounting");
  expect(await accept.count()).toBe(0);
  await look.click();
  await drawer.locator(".effect").waitFor();
  expect(await texts(page, ".effect > p")).toEqual([
    "In quarantine, of the files concerned: 2 now, 1 then",
    // the thirty-first of September
    "1 row that would wait still has no day that can be read: no month says that it lacks it.",
  ]);
  expect(await texts(page, ".effect tbody td")).toEqual([
    "September 2026",
    "Payments",
    "₽160",
    "₽410.50",
    "+₽250.50",
  ]);
  expect(await violations(page)).toEqual([]);

  await drawer.getByLabel("payment_id", {exact: true}).fill("p22");
  expect(await accept.count()).toBe(0);
  await drawer.getByLabel("payment_id", {exact: true}).fill("p2");
  await accept.click();
  await drawer.locator(".success").waitFor();
  await drawer.getByRole("button", {name: "Close"}).click();
  await page.waitForFunction(
    () => document.querySelector("#quarantine h2")?.textContent === "Quarantine: 2 rows",
  );
  expect(await texts(page, "#quarantine .sentence")).toEqual([
    wordings.en.reasons[0],
    wordings.en.reasons[2],
  ]);
  expect((await texts(page, "#corrections td")).slice(1, 4)).toEqual([
    "director",
    "number asked of accounting",
    "row corrected",
  ]);
  expect(await paid()).toBe(410.5);
  expect(errors).toEqual([]);

  await page.getByRole("button", {name: "Take back"}).click();
  await drawer.locator("input[name=reason]").fill("it was another payment");
  const takeBack = drawer.getByRole("button", {name: "Take back"});
  expect(await takeBack.count()).toBe(0);
  await look.click();
  await drawer.locator(".effect").waitFor();
  expect((await texts(page, ".effect tbody td")).slice(2)).toEqual(["₽410.50", "₽160", "−₽250.50"]);
  expect(await texts(page, ".effect .warning, .effect li")).toEqual([
    "1 row goes back into quarantine:",
    "Row 3: not filled in",
  ]);
  expect(await violations(page)).toEqual([]);
  await takeBack.click();
  await drawer.locator(".success").waitFor();
  expect(await paid()).toBe(160);
  await drawer.getByRole("button", {name: "Close"}).click();
  const undone = page.locator("#corrections td.actions", {hasText: "it was another payment"});
  await undone.waitFor();
  expect(await undone.textContent()).toMatch(/^taken back by director, .+: it was another payment$/);
  await page.context().close();
});

test("a spelling is added to the dictionary for all rows at once", async () => {
  const {page} = await visit("admin", "/data-health?lang=en&reason=results/refusal_reason/not_in_dictionary");
  await page.getByRole("button", {name: "Add to the dictionary…"}).click();
  const drawer = page.locator("dialog.fix");
  await drawer.locator("select").selectOption({label: "No need"});
  await drawer.locator("input[name=reason]").fill("operators say it so");
  await drawer.getByRole("button", {name: "See the effect"}).click();
  await drawer.locator(".effect").waitFor();
  expect((await texts(page, ".effect tbody td")).slice(0, 5)).toEqual([
    "September 2026",
    "Outcomes of conversations",
    "1",
    "2",
    "+1",
  ]);
  await page.context().close();
});

test("a head reads the rows and changes nothing; an analyst sees no row at all", async () => {
  const head = await visit("head", "/data-health?lang=en&reason=payments/payment_id/missing");
  await head.page.locator("#quarantine .raw").first().waitFor();
  expect(await texts(head.page, "#quarantine .advice")).toEqual([
    "An administrator or a director can correct or dismiss rows.",
  ]);
  expect(await head.page.locator("#quarantine .actions button, #quarantine .group-tools").count()).toBe(0);
  await head.page.context().close();
  const analyst = await visit("analyst", "/data-health?lang=en");
  expect(await analyst.page.locator("#quarantine, #corrections, #reasons").count()).toBe(0);
  await analyst.page.context().close();
});
