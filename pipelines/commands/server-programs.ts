import {homeAt} from "../company/company.ts";
import {runChild} from "./child.ts";
import {type Command, text} from "./command.ts";

/** People and free SQL belong to the server's room; these commands start its programs. */
export const userCommand: Command = {
  usage: `estafeta user add NAME --role ROLE [--employee ID] [--team TEAM]
estafeta user place NAME [--employee ID] [--team TEAM]
estafeta user list
estafeta user disable NAME

add prints a one-time link with which the person sets a password. A head needs --team, as the list of employees writes it.`,
  options: {role: {type: "string"}, employee: {type: "string"}, team: {type: "string"}},
  async execute(invocation) {
    const flags = ["role", "employee", "team"].flatMap((name) => {
      const value = text(invocation, name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    return runChild("server/user.ts", [
      ...invocation.positionals,
      ...flags,
      "--home",
      homeAt(invocation.home).home,
    ]);
  },
};

export const queryCommand: Command = {
  usage: `estafeta query "SELECT ..." [--format table|csv|json|arrow|parquet] [--output FILE] [--limit N]

One SELECT against the current snapshot as an analyst sees it: names are stand-ins, nothing can be written or read beside it.`,
  options: {format: {type: "string"}, output: {type: "string"}, limit: {type: "string"}},
  async execute(invocation) {
    const flags = ["format", "output", "limit"].flatMap((name) => {
      const value = text(invocation, name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    return runChild("server/sandbox/query.ts", [
      ...invocation.positionals,
      ...flags,
      "--home",
      homeAt(invocation.home).home,
    ]);
  },
};
