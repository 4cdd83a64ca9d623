import {parseArgs} from "node:util";
import {commands} from "./commands/index.ts";
import {exitCodes, PipelineError} from "./errors.ts";

const usage = `estafeta <command> [options]

  serve                         server and schedule
  demo                          write the demo company's exports into the inbox
  new DIR                       a home folder for a company of your own
  inspect FILE...               what a file is and how it would load
  source save NAME              put a source into company/sources.yaml
  run [--source S] [--full]     land, stage, build, check, publish
  payroll 2026-10               everybody's pay of a month, each line with its reason
  template [ENTITY]             a form for what no export gives, with lists to choose from
  loads                         what became of each file
  rejected                      list quarantined rows
  fix                           correct quarantined rows, with the effect tried first
  replay                        load files with quarantined rows again
  snapshots | rollback ID       what was published; serve an earlier one
  query "SQL"                   as an analyst would, against the current snapshot
  user add|list|disable         people who may sign in
  backup DIR | restore DIR      a safe copy of the home folder
  config                        the checked configuration

Options: --home DIR (or ESTAFETA_HOME; data/ by default), --help. Each command has --help of its own.`;

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "help") {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const read = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!read)
    throw new PipelineError("bad_usage", `${name}: there is no such command; see \`estafeta --help\``);
  const command = await read();
  let parsed: {values: Record<string, unknown>; positionals: string[]};
  try {
    parsed = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {home: {type: "string"}, help: {type: "boolean"}, ...command.options},
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(". ")[0] : String(cause);
    throw new PipelineError("bad_usage", `${name}: ${reason}; see \`estafeta ${name} --help\``, {cause});
  }
  if (parsed.values["help"]) {
    console.log(command.usage);
    return 0;
  }
  const home = (parsed.values["home"] as string | undefined) ?? process.env["ESTAFETA_HOME"] ?? "data";
  return command.execute({
    home,
    values: parsed.values as Record<string, string | boolean>,
    positionals: parsed.positionals,
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof PipelineError) {
      // the server shows a refusal in the language of who asked, so it gets both
      const isForServer = process.env["ESTAFETA_REFUSALS"] === "json";
      console.error(isForServer ? JSON.stringify({refused: error.said}) : error.message);
      process.exitCode = exitCodes[error.code];
    } else {
      console.error(error);
      process.exitCode = 1;
    }
  },
);
