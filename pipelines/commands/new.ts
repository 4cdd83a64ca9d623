import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {parseDocument} from "yaml";
import {homeAt} from "../company/company.ts";
import {companySchema} from "../company/schema.ts";
import {PipelineError} from "../errors.ts";
import {root} from "./child.ts";
import {type Command, text} from "./command.ts";

const example = join(root, "data/company");

export const newCommand: Command = {
  usage: `estafeta new DIR [--name NAME] [--timezone Europe/Moscow] [--currency RUB] [--country RU]

A home folder for a company of your own: settings, norms and dictionaries of the example, and no sources yet.`,
  options: {
    name: {type: "string"},
    timezone: {type: "string"},
    currency: {type: "string"},
    country: {type: "string"},
  },
  async execute(invocation) {
    const [directory] = invocation.positionals;
    if (directory === undefined)
      throw new PipelineError("bad_usage", "new: no folder; name where the company shall live");
    const home = homeAt(resolve(directory));
    if (existsSync(home.home) && readdirSync(home.home).length > 0)
      throw new PipelineError("bad_usage", `${home.home}: the folder is not empty; name a new one`);
    const settings = {
      name: text(invocation, "name") ?? basename(home.home),
      timezone: text(invocation, "timezone") ?? "Europe/Moscow",
      currency: text(invocation, "currency") ?? "RUB",
      country: text(invocation, "country") ?? "RU",
    };
    for (const [name, value] of Object.entries(settings)) {
      const checked = companySchema.shape[name as keyof typeof settings].safeParse(value);
      if (!checked.success)
        throw new PipelineError("bad_usage", `--${name} ${value}: ${checked.error.issues[0]!.message}`);
    }
    try {
      writeCompany(home.company, settings);
    } catch (error) {
      rmSync(home.home, {recursive: true, force: true});
      throw error;
    }
    console.log(`${home.home}: made. Next:

  export ESTAFETA_HOME=${home.home}
  npm start                            open the address, sign in, and drop your exports on the page Sources
  npm run estafeta -- inspect FILE     or the same on the command line

Pay: write your regulation on bonuses into company/plans/*.yaml (data/company/plans has one for each post), load salaries,
then \`npm run estafeta -- payroll MONTH\`.`);
    return 0;
  },
};

/**
 * Copies the example's settings, norms, dictionaries and figures of law; everything that is about the example itself is
 * left out, and pay plans are: a plan is the company's own act, and nobody may be paid by another's.
 */
function writeCompany(folder: string, settings: Record<string, string>): void {
  mkdirSync(join(folder, "dictionaries"), {recursive: true});
  for (const name of readdirSync(join(example, "dictionaries")))
    writeFileSync(join(folder, "dictionaries", name), readFileSync(join(example, "dictionaries", name)));
  const yaml = (name: string) => readFileSync(join(example, name), "utf8").replace("../schemas", schemas);
  const company = parseDocument(
    yaml("company.yaml")
      .replace(/^# The example company.*\n/m, "")
      .replace(/^demo:.*\n/m, ""),
  );
  for (const [name, value] of Object.entries(settings)) company.set(name, value);
  writeFileSync(join(folder, "company.yaml"), company.toString({lineWidth: 0}));
  for (const name of ["norms.yaml", "payroll.yaml"]) writeFileSync(join(folder, name), yaml(name));
  writeFileSync(
    join(folder, "sources.yaml"),
    `# yaml-language-server: $schema=${schemas}/sources.schema.json\nsources: {}\n`,
  );
}

/** Where editors find what may stand in the files. */
const schemas = join(root, "data/schemas");
