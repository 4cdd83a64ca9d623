import {spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {serve} from "../../server/main.ts";
import {
  buildPages,
  launchBrowser,
  openPage,
  pageLanguages,
  pageThemes,
  pageWidths,
  signInAs,
  visits,
} from "./pages.ts";

const root = join(import.meta.dirname, "../..");

/** `npm run pictures -- DIR [HOME [PAGE...]]`: a PNG of each page x language x theme x width, of the demo company by default. */
async function main([directory, given = process.env["ESTAFETA_HOME"], ...names]: string[]): Promise<void> {
  if (!directory) throw new Error("usage: npm run pictures -- DIR [HOME [PAGE...]]");
  mkdirSync(directory, {recursive: true});
  const temporary = given ? undefined : makeDemo();
  const home = given ?? temporary!;
  const pages = mkdtempSync(join(tmpdir(), "estafeta-pages-"));
  buildPages(pages);
  const server = await serve({home, host: "127.0.0.1", port: 0, demo: true, trustProxy: false, pages});
  const browser = await launchBrowser();
  try {
    for (const colorScheme of pageThemes)
      for (const width of pageWidths) {
        for (const visit of visits.filter(({name}) => names.length === 0 || names.includes(name))) {
          const context = await browser.newContext({viewport: {width, height: 900}, colorScheme});
          await signInAs(
            context,
            server.url,
            visit.roles.includes("director") ? "director" : visit.roles[0]!,
          );
          for (const language of pageLanguages) {
            const page = await context.newPage();
            await openPage(page, `${server.url}${visit.path}?lang=${language}`);
            const path = join(directory, `${visit.name}-${language}-${colorScheme}-${width}.png`);
            await page.screenshot({path, fullPage: true});
            console.log(path);
            await page.close();
          }
          await context.close();
        }
        const context = await browser.newContext({viewport: {width, height: 900}, colorScheme});
        for (const language of pageLanguages) {
          const page = await context.newPage();
          await page.goto(`${server.url}/?lang=${language}`);
          await page.waitForSelector(".entrance form");
          const path = join(directory, `sign-in-${language}-${colorScheme}-${width}.png`);
          await page.screenshot({path, fullPage: true});
          console.log(path);
        }
        await context.close();
      }
  } finally {
    await browser.close();
    await server.close();
    rmSync(pages, {recursive: true, force: true});
    if (temporary) rmSync(temporary, {recursive: true, force: true});
  }
}

/** The demo company in a folder of its own, loaded and published. */
function makeDemo(): string {
  const home = mkdtempSync(join(tmpdir(), "estafeta-pictures-"));
  cpSync(join(root, "data/company"), join(home, "company"), {recursive: true});
  for (const command of ["demo", "run"]) run(["pipelines/cli.ts", command, "--home", home]);
  if (!existsSync(join(home, "var/snapshots/current.json")))
    throw new Error(`${home}: nothing was published`);
  return home;
}

function run(args: string[]): void {
  const {status} = spawnSync(process.execPath, args, {cwd: root, stdio: ["ignore", "inherit", "inherit"]});
  // 1 is a run that published but could not read every file: the pictures show it
  if (status !== 0 && status !== 1) throw new Error(`${args.join(" ")}: ended with ${status}`);
}

await main(process.argv.slice(2));
