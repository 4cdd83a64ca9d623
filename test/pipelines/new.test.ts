import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {homeAt, readCompany} from "../../pipelines/company/company.ts";
import {readPlans} from "../../pipelines/payroll/read-plans.ts";
import {estafeta} from "../helpers/cli.ts";
import {put, temporaryFolder, write} from "../helpers/home.ts";

test("a new company is sound, is no demo, has no sources, and publishes what it is given", async () => {
  const folder = join(temporaryFolder(), "sales");
  const made = await estafeta(
    "new",
    folder,
    "--name",
    "Ромашка: опт",
    "--timezone",
    "Asia/Omsk",
    "--country",
    "KZ",
  );
  expect(made).toMatchObject({code: 0, err: ""});
  const home = homeAt(folder);
  const company = readCompany(home);
  expect(company.config).toMatchObject({
    name: "Ромашка: опт",
    timezone: "Asia/Omsk",
    currency: "RUB",
    country: "KZ",
    demo: false,
  });
  expect(company.sources).toEqual([]);
  expect(company.norms.length).toBeGreaterThan(5);
  // no plan is a company's but its own; the figures of law are everybody's
  expect(made.out).toContain("company/plans");
  expect(readPlans(home.company)).toMatchObject({plans: [], settings: {capBase: "salary_only"}});
  // empty first, as somebody would who starts the server at once
  expect((await estafeta("run", "--home", folder)).code).toBe(0);
  write(join(home.company, "sources.yaml"), "sources: {staff: {preset: employees}}\n");
  put(home, "staff/1.csv", "employee_id,employee_name\n7,Иванова Анна\n");
  expect((await estafeta("run", "--home", folder)).code).toBe(0);
  const asked = await estafeta(
    "query",
    "select employee_id from dim_employees",
    "--format",
    "csv",
    "--home",
    folder,
  );
  expect(asked.out.trim().split(/\r?\n/)).toEqual(["employee_id", "7"]);
});

test("a folder that is not empty and a zone that does not exist are refused, and nothing is left behind", async () => {
  const folder = temporaryFolder();
  write(join(folder, "mine.txt"), "x");
  const full = await estafeta("new", folder);
  expect([full.code, full.err.trim()]).toEqual([2, `${folder}: the folder is not empty; name a new one`]);
  expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("x");
  const wrong = await estafeta("new", join(folder, "b"), "--timezone", "Mars/Olympus");
  expect(wrong.code).toBe(2);
  expect(wrong.err.trim()).toBe("--timezone Mars/Olympus: expected an IANA time zone such as Europe/Moscow");
});
