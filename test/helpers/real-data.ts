import {spawn} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll} from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Real exports with independently computed answers; they lie beside the checkout and never in it. */
const data = resolve(root, "../shared/data");

/** Path of one of them, for tests that read it without a company. */
export const realFile = (path: string) => join(data, path);

/** Runs the program as a user would; fails with what it printed. */
export function estafeta(args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, "pipelines/cli.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(Buffer.concat(output).toString());
      else fail(new Error(`estafeta ${args[0]} ended with ${code}: ${Buffer.concat(errors).toString()}`));
    });
  });
}

export interface RealCompany {
  home: string;
  answers: Record<string, unknown>;
  /** Rows of one SELECT, asked as an analyst asks. */
  query<Row>(sql: string): Promise<Row[]>;
}

/** A new home with the configuration of `test/real/companies/<folder>` only, loaded and published. */
export async function loadRealCompany(folder: string): Promise<RealCompany> {
  const source = join(data, folder);
  if (!existsSync(source)) throw new Error(`${source}: the real exports are not here; this suite needs them`);
  const home = mkdtempSync(join(tmpdir(), `estafeta-${folder}-`));
  afterAll(() => rmSync(home, {recursive: true, force: true}));
  const company = join(home, "company");
  cpSync(join(root, "test/real/companies", folder), company, {recursive: true});
  for (const name of readdirSync(company)) {
    const path = join(company, name);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("{{data}}", source));
  }
  await estafeta(["run", "--home", home]);
  return {
    home,
    answers: JSON.parse(readFileSync(join(source, "answers.json"), "utf8")) as Record<string, unknown>,
    query: async <Row>(sql: string) =>
      JSON.parse(await estafeta(["query", sql, "--format", "json", "--home", home])) as Row[],
  };
}
