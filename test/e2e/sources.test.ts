import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {serve} from "../../server/main.ts";
import {queryPublished} from "../helpers/published.ts";
import {launchBrowser, openPage, pageLanguages, sharedPages, signInAs, violations} from "./pages.ts";

// a browser on a busy machine takes its time; what is slow is measured by the benchmark, not here
vi.setConfig({testTimeout: 300_000});

const folder = mkdtempSync(join(tmpdir(), "estafeta-sources-"));
const home = homeAt(join(folder, "home"));
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;

/** Three conversations of two operators; the last has no day, and one word is known to nobody. */
const calls = join(folder, "Звонки.csv");
writeFileSync(
  calls,
  [
    "Номер записи;Дата звонка;Тип;Кто звонил;Телефон клиента;Длительность разговора, сек;Статус",
    "1;01.09.2026 10:00:00;исходящий;201;89120000001;65;отвечен",
    "2;01.09.2026 10:05:00;исходящий;201;89120000002;0;не отвечен",
    "3;01.09.2026 11:00:00;входящий;202;89120000001;120;отвечен",
    "4;01.09.2026 11:30:00;входящий;202;89120000003;0;растаял",
    "5;99.99.2026 12:00:00;входящий;202;89120000003;10;отвечен",
  ].join("\n"),
);

/** No day above 12, a word where a number should be, and two columns that mean nothing to us. */
const american = join(folder, "january.csv");
writeFileSync(
  american,
  [
    "Дата звонка;Тип;Кто звонил;Телефон клиента;Длительность разговора, сек;Статус;Цвет;Погода",
    ...Array.from(
      {length: 7},
      (_, index) => `01/0${index + 2}/2026 10:00;исходящий;Иванова;89120000001;65;отвечен;синий;дождь`,
    ),
    "01/09/2026 10:05;исходящий;Иванова;89120000002;нет;не отвечен;белый;снег",
  ].join("\n"),
);
/** Headers that are of no kind of row, and a day that there is not. */
const unknown = join(folder, "Ведомость.csv");
writeFileSync(unknown, "Показатель;Срок\nальфа;01.02.2026\nбета;99.02.2026\n");
/** Money that came, that did not, and a state that nobody knows. */
const payments = join(folder, "Оплаты.csv");
writeFileSync(
  payments,
  [
    "Номер платежа;Дата оплаты;Клиент;Сумма;Статус",
    "1;01.09.2026;ООО Лютик;1 000,00;Оплачен",
    "2;02.09.2026;ООО Клен;300,00;Отменён",
    "3;13.09.2026;ООО Ромашка;70,00;Сверка",
  ].join("\n"),
);
const generic = join(folder, "generic.csv");
writeFileSync(
  generic,
  "call_id,started_at,direction,client_phone,talk_seconds,disposition\n1,2026-09-01 10:00:00,out,+79120000001,5,answered\n",
);

beforeAll(async () => {
  const pages = await sharedPages();
  mkdirSync(home.company, {recursive: true});
  cpSync("data/company", home.company, {recursive: true});
  writeFileSync(join(home.company, "sources.yaml"), "sources: {}\n");
  server = await serve({home: home.home, host: "127.0.0.1", port: 0, demo: true, trustProxy: false, pages});
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, {recursive: true, force: true});
});

async function signedInPage(width = 1440): Promise<Page> {
  const context = await browser.newContext({viewport: {width, height: 900}});
  await signInAs(context, server.url, "director");
  return context.newPage();
}

async function drop(page: Page, files: string[]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(files);
  await seen(page);
}

/** Waits until the effect of the last change is shown. */
async function seen(page: Page): Promise<void> {
  await page.locator(".draft .columns").first().waitFor();
  await page.locator(".draft[aria-busy=true]").waitFor({state: "detached"});
}

const counts = (page: Page) => page.locator(".save .counts p").first().textContent();

test.each(pageLanguages)(
  "in %s a file, its columns and their effect have no axe violations at any width",
  async (language) => {
    for (const width of [390, 1440]) {
      const page = await signedInPage(width);
      await openPage(page, `${server.url}/sources?lang=${language}`);
      expect(await violations(page)).toEqual([]);
      await drop(page, [calls]);
      for (const fold of await page.locator(".draft summary").all()) await fold.click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  },
);

test("which rows are money is asked value by value, and each answer changes the sum at once", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=en`);
  await drop(page, [payments]);
  expect(await counts(page)).toMatch(/^Payments: 1 accepted, 1 set aside, 1 left out, Amount: .*1,000/);
  expect(await page.locator(".rejects").textContent()).toContain(
    "The settings do not say whether such a row counts",
  );
  const answerOf = (value: string, label: string) =>
    page.locator("fieldset", {hasText: `"${value}" (rows: 1`}).getByLabel(label, {exact: true});
  await answerOf("Сверка", "Add").check();
  await seen(page);
  expect(await counts(page)).toMatch(/^Payments: 2 accepted, 0 set aside, 1 left out, Amount: .*1,070/);
  await answerOf("Отменён", "Take off: a refund").check();
  await seen(page);
  expect(await counts(page)).toMatch(/^Payments: 3 accepted, 0 set aside, Amount: .*770/);
  await page.locator(".yaml summary").click();
  expect(await page.locator(".yaml code").textContent()).toContain("Отменён: minus");
  await page.context().close();
});

test("a file is dropped, corrected by choosing, seen at once, saved under a name, and published", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=en`);
  expect(await page.locator("#known").textContent()).toContain("There are no sources yet");
  await drop(page, [calls]);
  expect(await counts(page)).toBe("Calls: 4 accepted, 1 set aside, Talk: 3\u00a0min");
  expect(await page.locator(".save .much").textContent()).toBe(
    "! 20% of the rows would be set aside, mostly: cannot be read: Started at (99.99.2026 12:00:00)",
  );
  expect(await page.locator(".rejects").textContent()).toContain("99.99.2026 12:00:00");

  const talk = page.getByLabel("Field for column Длительность разговора, сек");
  await talk.selectOption({label: "not used"});
  await page.locator(".missing").waitFor();
  await seen(page);
  expect(await page.getByRole("button", {name: "Save and load"}).isDisabled()).toBe(true);
  await talk.selectOption("calls.talk_seconds");
  await page.locator(".missing").waitFor({state: "detached"});
  await seen(page);
  expect(await counts(page)).toBe("Calls: 4 accepted, 1 set aside, Talk: 3\u00a0min");

  await page.locator(".spare button").click();
  const operator = page.getByLabel("Field for column Кто звонил");
  await operator.selectOption("calls.operator");
  await seen(page);
  expect(await page.locator("tr", {has: operator}).locator(".certainty").textContent()).toContain(
    "chosen by you",
  );
  await page.getByLabel("What растаял means").selectOption({label: "No answer"});
  await seen(page);

  const name = page.getByLabel("Name of the source");
  await name.fill("1 calls");
  expect(await page.getByText("A name starts with a letter").isVisible()).toBe(true);
  await name.fill("telephony");
  await page.getByRole("button", {name: "Save and load"}).click();
  await page.locator(".saved .steps").waitFor();
  await page.waitForFunction(
    () => document.querySelectorAll(".saved .steps li.done").length >= 5,
    undefined,
    {
      timeout: 240_000,
    },
  );
  expect(await page.locator("#known").textContent()).toContain("telephony");
  const forms = page.locator(".people-missing a");
  expect(await forms.allTextContents()).toEqual(["Employees", "Posts of employees", "Extensions"]);
  const rows = await queryPublished(
    home,
    "select strftime(started_at at time zone 'Europe/Moscow', '%H:%M') as at, direction, disposition, talk_seconds from fct_calls order by started_at",
  );
  expect(rows).toEqual([
    {at: "10:00", direction: "out", disposition: "answered", talk_seconds: 65},
    {at: "10:05", direction: "out", disposition: "no_answer", talk_seconds: 0},
    {at: "11:00", direction: "in", disposition: "answered", talk_seconds: 120},
    {at: "11:30", direction: "in", disposition: "no_answer", talk_seconds: 0},
  ]);
  await page.context().close();
});

test("the bar says what alone is left to do, shows where, and nothing beside it says otherwise", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=ru`);
  await drop(page, [unknown]);
  const said = async () => (await page.locator(".save .counts").textContent())?.replaceAll("\u00a0", " ");
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest("label")?.firstChild?.textContent);
  const where = page.getByRole("button", {name: "показать где"});
  expect(await said()).toBe("Осталось выбрать, что такое одна строка файла показать где");
  expect(await page.locator(".questions h3").textContent()).toBe("Нужно уточнить: 1 вопрос");
  await where.click();
  expect(await focused()).toBe("Одна строка — это");
  await page.getByLabel("Одна строка — это").selectOption("campaigns");
  await page.locator(".missing").waitFor();
  // the only column of days stands for the start already, as a proposal
  expect(await said()).toBe("Не заполнены обязательные поля: Код кампании, Вид кампании показать где");
  expect(await page.locator(".questions").count()).toBe(0);
  await page.getByLabel("Кампании: Код кампании").selectOption({label: "Показатель"});
  await seen(page);
  expect(await said()).toBe("Не заполнено обязательное поле: Вид кампании показать где");
  await where.click();
  expect(await focused()).toBe("Кампании");
  await page.getByLabel("Кампании: Вид кампании").selectOption({label: "Холодная база"});
  await page.locator(".missing").waitFor({state: "detached"});
  await seen(page);
  expect(await said()).toBe(
    "Кампании: принято 1, отложено 1! Будет отложено 50 % строк, прежде всего: не читается: Начало (99.02.2026)",
  );
  expect(await page.getByRole("button", {name: "Сохранить и загрузить"}).isEnabled()).toBe(true);
  await page.context().close();
});

test("the call centre says who is missing where calls are loaded and nobody is an operator", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/call-centre?lang=en`);
  // who the calls name comes with another report
  const said = page.locator(".banner[role=status]", {hasText: "The calls name:"});
  expect(await said.textContent()).toMatch(
    /^4 calls are loaded for September 2026.*The calls name: 201.*202.*Fill in the forms/,
  );
  // a card that cannot have a figure says nothing beside it
  await page.locator(".card.loading").waitFor({state: "detached"});
  expect(await page.locator(".grid > .card:visible").allTextContents()).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await said.locator("a").click();
  await page.locator("#templates").waitFor();
  await page.context().close();
});

test("a known source opens with its settings and its last file, and what is changed is read anew", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=en`);
  const uploads = () => readdirSync(join(home.home, "var/uploads"));
  const others = uploads();
  await page.getByRole("link", {name: "telephony change its settings"}).click();
  await seen(page);
  expect(await page.locator(".draft .changes").textContent()).toContain("telephony");
  expect(await page.getByLabel("Name of the source").inputValue()).toBe("telephony");
  expect(await page.getByLabel("What растаял means").inputValue()).toBe("no_answer");
  await page.getByLabel("What растаял means").selectOption({label: "Busy"});
  await seen(page);
  await page.getByRole("button", {name: "Save and read again"}).click();
  await page.waitForFunction(
    () => document.querySelectorAll(".saved .steps li.done").length >= 5,
    undefined,
    {timeout: 240_000},
  );
  expect(
    await queryPublished(home, "select disposition from fct_calls order by started_at desc limit 1"),
  ).toEqual([{disposition: "busy"}]);
  expect(uploads()).toEqual(others);
  await page.context().close();
});

test("a source without a file waits for one, which takes its name and settings", async () => {
  const yaml = join(home.company, "sources.yaml");
  const before = readFileSync(yaml, "utf8");
  writeFileSync(yaml, before.replace(/^sources:.*$/m, "sources:\n  later: {preset: calls, zone: UTC}"));
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=en&source=later`);
  await page.locator(".awaited").waitFor();
  await page.locator("input[type=file]").setInputFiles([generic]);
  await seen(page);
  expect(await page.getByLabel("Name of the source").inputValue()).toBe("later");
  await page.getByText("Settings as text").click();
  expect(await page.locator(".yaml code").textContent()).toMatch(
    /preset: calls[\s\S]*UTC|UTC[\s\S]*preset: calls/,
  );
  writeFileSync(yaml, before);
  await page.context().close();
});

test("how a column is read is chosen in words, and seen at once", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=en`);
  await drop(page, [american]);
  const row = page.locator("tr", {has: page.getByLabel("Field for column Дата звонка")});
  // nobody can tell 1 February from 2 January before it is said
  expect(await counts(page)).toBe("Calls: 0 accepted, 8 set aside");
  await row.locator("summary").click();
  await row.getByLabel("How the date is written").selectOption("month_first");
  await seen(page);
  expect(await page.locator(".preview tbody tr", {hasText: "Started at"}).textContent()).toContain(
    "2026-01-02",
  );
  const talk = page.locator("tr", {has: page.getByLabel("Field for column Длительность разговора, сек")});
  await talk.locator("summary").click();
  await talk.getByLabel("What counts as empty").fill("нет; -");
  await talk.getByLabel("What to take when empty").fill("0");
  await talk.getByLabel("What to take when empty").press("Enter");
  await seen(page);
  expect(await counts(page)).toBe("Calls: 8 accepted, 0 set aside, Talk: 8\u00a0min");
  expect(await talk.locator("summary").textContent()).toContain("empty: нет; -");
  await page.context().close();
});

test("columns that nothing uses wait behind one line, and one that was just emptied stays", async () => {
  const page = await signedInPage(390);
  await openPage(page, `${server.url}/sources?lang=en`);
  await drop(page, [american]);
  const rows = page.locator(".columns tbody tr");
  const before = await rows.count();
  await page.getByRole("button", {name: "3 more columns are not used"}).click();
  expect(await rows.count()).toBe(before + 3);
  await page.getByRole("button", {name: "hide 3 unused columns"}).click();
  await page.getByLabel("Field for column Статус").selectOption({label: "not used"});
  await seen(page);
  expect(await rows.count()).toBe(before);
  await page.context().close();
});

test("a name that is taken is asked about before anything is replaced", async () => {
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=ru`);
  await drop(page, [calls]);
  await page.getByLabel("Имя источника").fill("telephony");
  const before = readFileSync(join(home.company, "sources.yaml"), "utf8");
  await page.getByRole("button", {name: "Сохранить и загрузить"}).click();
  await page.getByText("Источник telephony уже есть").waitFor();
  await page.getByRole("button", {name: "Оставить как есть"}).click();
  expect(readFileSync(join(home.company, "sources.yaml"), "utf8")).toBe(before);
  await page.context().close();
});

test("a file that cannot be read is one sentence, and nothing else is offered but to remove it", async () => {
  const broken = join(folder, "старый.xls");
  writeFileSync(broken, Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2000)]));
  const nothing = join(folder, "пусто.csv");
  writeFileSync(nothing, "");
  const page = await signedInPage();
  await openPage(page, `${server.url}/sources?lang=ru`);
  await page.locator("input[type=file]").setInputFiles([broken, nothing]);
  const said = page.locator(".draft [role=alert]");
  await said.nth(1).waitFor();
  expect(await said.allTextContents()).toEqual([
    expect.stringMatching(
      /^старый\.xls: это старый формат \.xls; сохраните файл как \.xlsx или CSV и отправьте/,
    ),
    "пусто.csv: файл пустой; проверьте выгрузку и отправьте файл снова",
  ]);
  expect(await page.locator(".draft :is(select, summary, form)").count()).toBe(0);
  // the reason follows the language of the page, without another look at the files
  await page.getByRole("button", {name: "English"}).click();
  expect(await said.allTextContents()).toEqual([
    expect.stringMatching(/^старый\.xls: this is an old binary \.xls; save it as \.xlsx or CSV/),
    "пусто.csv: the file is empty; check the export and send it again",
  ]);
  for (const rest of [1, 0]) {
    await page
      .getByRole("button", {name: /^Remove/})
      .first()
      .click();
    expect(await page.locator(".draft").count()).toBe(rest);
  }
  await page.context().close();
});
