import {beforeAll, describe, expect, test} from "vitest";
import {type Role, roles} from "../../queries/vocabulary.ts";
import {readCatalog} from "../../server/catalog.ts";
import {type Send, signedInClient, startServer} from "./client.ts";
import {publish} from "./company.ts";

const catalog = readCatalog();
const reports = [...catalog.values()];
const server = await startServer({catalog});
const as = new Map<Role, Send>();

beforeAll(async () => {
  await publish(server.home, "20261101T063000Z-0001", 1);
  for (const role of roles) as.set(role, await signedInClient(server.url, role));
});

const examples: Record<string, string> = {date: "2026-10-01", varchar: "x", integer: "1", boolean: "true"};

test.each(reports)("$name has parameters and columns that the server can carry", ({params, columns}) => {
  expect(params.filter(({type}) => !(type in examples))).toEqual([]);
  const carried = [
    "varchar",
    "boolean",
    "date",
    "timestamptz",
    "integer",
    "bigint",
    "decimal(18,2)",
    "double",
  ];
  expect(columns.filter(({type}) => !carried.includes(type))).toEqual([]);
});

describe.each(roles)("as %s", (role) => {
  test.each(reports)("$name opens for the roles of its header only", async (report) => {
    // a snapshot that does not exist: whoever may read the report gets as far as looking for it
    const query = new URLSearchParams({asOf: "20200101T000000Z-0000"});
    for (const {name, type} of report.params)
      query.set(name, name === "band" ? "short" : (examples[type] ?? ""));
    const response = await as.get(role)!(`/api/reports/${report.name}?${query}`);
    const {error} = (await response.json()) as {error: {code: string; message: string}};
    if (report.roles.includes(role) && !/has no (employee|team)_id/.test(error.message))
      expect([response.status, error.code]).toEqual([404, "unknown_snapshot"]);
    else expect([response.status, error.code]).toEqual([403, "forbidden"]);
  });
});
