import {join, resolve} from "node:path";
import {parseArgs} from "node:util";
import * as z from "zod";

const schema = z.object({
  home: z.string().min(1, "name a folder").default("data"),
  host: z.string().min(1, "name an address").default("127.0.0.1"),
  port: z.coerce.number("give a number").int("give a whole number").min(0).max(65535).default(3000),
  demo: z.boolean().default(false),
  trustProxy: z.stringbool("say true or false").default(false),
});

export interface Config {
  home: string;
  host: string;
  port: number;
  /** Show and accept the demo users, whether or not the folder says that it is the demo company. */
  demo: boolean;
  /** Believe X-Forwarded-For and X-Forwarded-Proto of one proxy in front. */
  trustProxy: boolean;
}

/** A mistake in the environment or the flags; the message is one line. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const variables: Record<string, string> = {
  home: "--home or ESTAFETA_HOME",
  host: "--host or HOST",
  port: "--port or PORT",
  trustProxy: "TRUST_PROXY",
};

/** Flags win over the environment, the environment over the defaults. */
export function readConfig(args: string[], environment: Record<string, string | undefined>): Config {
  const flags = readFlags(args);
  const parsed = schema.safeParse({
    home: flags.home ?? environment["ESTAFETA_HOME"],
    host: flags.host ?? environment["HOST"],
    port: flags.port ?? environment["PORT"],
    demo: flags.demo,
    trustProxy: environment["TRUST_PROXY"],
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = String(issue?.path[0]);
    throw new ConfigError(`${variables[key] ?? key}: ${issue?.message}`);
  }
  return {...parsed.data, home: resolve(parsed.data.home)};
}

function readFlags(args: string[]) {
  const text = {type: "string"} as const;
  try {
    return parseArgs({args, options: {home: text, host: text, port: text, demo: {type: "boolean"}}}).values;
  } catch (error) {
    throw new ConfigError(`flags: ${error instanceof Error ? error.message.split(".")[0] : error}`);
  }
}

/** Largest file that may be sent from the page, in bytes; a larger one is put into the inbox by hand. */
export const defaultUploadLimit = 2 * 1024 ** 3;

/** The places of one company folder that the server touches. */
export function pathsOf(home: string) {
  const variable = join(home, "var");
  return {
    company: join(home, "company"),
    variable,
    ledger: join(variable, "ledger.sqlite"),
    snapshots: join(variable, "snapshots"),
    runs: join(variable, "runs"),
    uploads: join(variable, "uploads"),
    demo: join(variable, "demo.json"),
    address: join(variable, "server.json"),
  };
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The address a person types; an address that means "every interface" is reached as localhost. */
export function urlOf(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
