import {join} from "node:path";
import {afterAll} from "vitest";
import type {Role} from "../../queries/vocabulary.ts";
import {createCatalog} from "../../server/catalog.ts";
import {type ServeOptions, serve} from "../../server/main.ts";
import {emptyHome, entries} from "./company.ts";

/** The whole server on a free port over an empty demo company; it stops after the file's tests. */
export async function startServer(options: Partial<ServeOptions> = {}) {
  const home = options.home ?? emptyHome(afterAll);
  const lines: string[] = [];
  const server = await serve({
    home,
    host: "127.0.0.1",
    port: 0,
    demo: true,
    trustProxy: false,
    catalog: createCatalog(entries),
    pages: join(home, "pages"),
    command: [process.execPath, join(import.meta.dirname, "fake-pipeline.ts")],
    log: (line) => lines.push(line),
    ...options,
  });
  afterAll(() => server.close());
  return {...server, home, lines};
}

export type Send = (path: string, init?: RequestInit & {json?: unknown}) => Promise<Response>;

/** Sends requests as the browser application does; Node's fetch would forbid a 304 without max-age=0. */
export function client(url: string, cookie = ""): Send {
  return (path, {json, ...init} = {}) => {
    const headers = new Headers({"x-estafeta": "1", "cache-control": "max-age=0", cookie});
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    if (json !== undefined) headers.set("content-type", "application/json");
    return fetch(url + path, {...init, headers, ...(json === undefined ? {} : {body: JSON.stringify(json)})});
  };
}

export const demoPassword = "estafeta-demo";

export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

/** A client signed in as the demo user of this role. */
export async function signedInClient(url: string, role: Role): Promise<Send> {
  const response = await client(url)("/api/session", {
    method: "POST",
    json: {name: role, password: demoPassword},
  });
  if (response.status !== 201) throw new Error(`sign-in as ${role}: ${await response.text()}`);
  return client(url, cookieOf(response));
}

export async function codeOf(response: Response): Promise<string> {
  const {error} = (await response.json()) as {error: {code: string}};
  return error.code;
}
