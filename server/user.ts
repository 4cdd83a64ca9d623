import {parseArgs} from "node:util";
import {roles} from "../queries/vocabulary.ts";
import {recordedAddress} from "./address.ts";
import {ConfigError, pathsOf, readConfig, urlOf} from "./config.ts";
import {audit} from "./ledger/audit.ts";
import {invitationPath, invite} from "./ledger/invitations.ts";
import {openLedger} from "./ledger/ledger.ts";
import {
  addUser,
  disableUser,
  listUsers,
  requireUser,
  setPlace,
  type User,
  UserError,
} from "./ledger/users.ts";
import {publishedStaff} from "./staff.ts";

const usage = `usage: user add NAME --role ROLE [--employee ID] [--team TEAM] | user place NAME [--employee ID] [--team TEAM] | user list | user link NAME | user disable NAME`;

/** Manages the ledger's users from the command line; returns the lines to print. */
export function manageUsers(args: string[], environment: Record<string, string | undefined>): string[] {
  const {positionals, values} = readArguments(args);
  const [action, name] = positionals;
  const config = readConfig(values.home === undefined ? [] : ["--home", values.home], environment);
  const paths = pathsOf(config.home);
  const ledger = openLedger(paths.ledger);
  const isTold = environment["HOST"] !== undefined || environment["PORT"] !== undefined;
  const url = (isTold ? undefined : recordedAddress(paths.address)) ?? urlOf(config.host, config.port);
  const link = (user: User) => {
    const token = invite(ledger, user, "command line");
    return `${user.name} sets a password here, once, within 48 hours: ${url}${invitationPath(token)}`;
  };
  try {
    if (action === "list" && !name) return listUsers(ledger).map(lineOf);
    if (action === "link" && name) return [link(enabled(requireUser(ledger, name)))];
    if (action === "disable" && name) {
      disableUser(ledger, name, "command line");
      return [`${name} is disabled`];
    }
    if (action === "place" && name) {
      const user = enabled(requireUser(ledger, name));
      const employee = values.employee ?? user.employee_id;
      const team = values.team ?? user.team_id;
      setPlace(ledger, user.user_id, employee, team);
      audit(ledger, {actor: "command line", action: "user_placed", subject: user.name, detail: team ?? ""});
      return [lineOf(requireUser(ledger, name))];
    }
    if (action !== "add" || !name) throw new UserError(usage);
    const role = roles.find((known) => known === values.role);
    if (!role)
      throw new UserError(`--role: expected one of ${roles.join(", ")}, got ${values.role ?? "nothing"}`);
    if (role === "head" && !values.team)
      throw new UserError("--team: a head is the head of one team; name it as the list of employees does");
    const place = {employee_id: values.employee ?? null, team_id: values.team ?? null};
    return [link(addUser(ledger, {name, role, ...place}, "command line"))];
  } finally {
    ledger.close();
  }
}

const mostNamed = 5;

/** A user tied to nobody of the staff list would see no figures and no pay of anybody, and nothing would tell why. */
export async function refuseStranger(
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<void> {
  const {values} = readArguments(args);
  const {employee} = values;
  if (employee === undefined) return;
  const config = readConfig(values.home === undefined ? [] : ["--home", values.home], environment);
  const staff = await publishedStaff(pathsOf(config.home).snapshots);
  if (staff === null || staff.includes(employee)) return;
  const named = staff.slice(0, mostNamed).join(", ");
  throw new UserError(
    `--employee ${employee}: the staff list has nobody of this id; ids in it are such as ${named}`,
  );
}

function readArguments(args: string[]) {
  const text = {type: "string"} as const;
  const options = {role: text, employee: text, team: text, home: text};
  try {
    return parseArgs({args, allowPositionals: true, options});
  } catch {
    throw new UserError(usage);
  }
}

function enabled(user: User): User {
  if (user.disabled_at !== null) throw new UserError(`user ${user.name}: is disabled; add another`);
  return user;
}

function lineOf(user: User): string {
  const state = user.disabled_at !== null ? "disabled" : user.password_hash === null ? "invited" : "active";
  const place = [user.employee_id && `employee ${user.employee_id}`, user.team_id && `team ${user.team_id}`];
  return [user.name, user.role, state, ...place].filter(Boolean).join("\t");
}

if (import.meta.main)
  try {
    await refuseStranger(process.argv.slice(2), process.env);
    for (const line of manageUsers(process.argv.slice(2), process.env)) console.log(line);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
