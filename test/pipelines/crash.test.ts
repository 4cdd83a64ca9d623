import {readdirSync} from "node:fs";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot, listSnapshots} from "../../pipelines/snapshots.ts";
import {estafeta, start} from "../helpers/cli.ts";
import {type CompanyFiles, makeHome, put} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";

const company: CompanyFiles = {
  sources:
    "sources:\n  calls: {preset: calls}\n  crm: {preset: clients}\n  staff: {preset: employees}\n  posts: {preset: employee_roles}\n",
};
const kills = Number(process.env["KILLS"] ?? 5);

/** A batch of calls of one month, some of them again from the batch before. */
function calls(batch: number): string {
  const rows = Array.from({length: 3000}, (_, index) => {
    const number = batch * 2500 + index;
    const day = String((number % 28) + 1).padStart(2, "0");
    const month = String((batch % 12) + 1).padStart(2, "0");
    return `c${number},2025-${month}-${day} ${String((number % 9) + 9).padStart(2, "0")}:00:00,out,Анна,8912000${String(number % 500).padStart(4, "0")},${(number + batch) % 90},answered`;
  });
  return `call_id,started_at,direction,operator,client_phone,talk_seconds,disposition\n${rows.join("\n")}\n`;
}

function fill(home: Home): void {
  put(home, "staff/1.csv", "employee_id,employee_name\ne1,Анна\n");
  put(home, "posts/1.csv", "employee_id,role,valid_from\ne1,operator,2025-01-01\n");
  const clients = Array.from(
    {length: 400},
    (_, index) => `k${index},8912000${String(index).padStart(4, "0")}`,
  );
  put(home, "crm/1.csv", `client_id,phones\n${clients.join("\n")}\n`);
  put(home, "calls/0.csv", calls(0));
}

const callCount = async (home: Home) =>
  (await queryPublished<{n: number}>(home, "select count(*) as n from fct_calls"))[0]!.n;

/** Reads the published snapshot over and over; a count that no whole load gives, or an error, is a fault. */
function watch(home: Home, allowed: ReadonlySet<number>) {
  const faults: string[] = [];
  let reads = 0;
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      try {
        const count = await callCount(home);
        if (!allowed.has(count)) faults.push(`${count} calls`);
      } catch (error) {
        faults.push(String(error));
      }
      reads++;
      await new Promise((done) => setTimeout(done, 50));
    }
  })();
  return async () => {
    isOver = true;
    await reading;
    return {faults, reads};
  };
}

test(
  "a run killed with kill -9 at any moment leaves a whole snapshot serving, and the next run completes",
  async () => {
    const killed = makeHome(company);
    const whole = makeHome(company);
    fill(killed);
    fill(whole);
    const first = await estafeta("run", "--home", killed.home);
    expect(first).toMatchObject({code: 0});
    const counts = new Set([await callCount(killed)]);
    const stopWatching = watch(killed, counts);
    for (let kill = 1; kill <= kills; kill++) {
      put(killed, `calls/${kill}.csv`, calls(kill));
      counts.add(500 + 2500 * (kill + 1));
      const before = currentSnapshot(killed)!.id;
      // over the whole length of a run, from its start to its end
      const after = first.took * ((kill - Math.random()) / kills);
      const {child, ended} = start(["run", "--home", killed.home]);
      setTimeout(() => child.kill("SIGKILL"), after);
      const end = await ended;
      const where = `killed after ${Math.round(after)} ms (${end.signal}): ${end.err}`;
      expect(counts, where).toContain(await callCount(killed));
      if (currentSnapshot(killed)!.id === before) await publishedTables(killed);
    }
    const last = await estafeta("run", "--home", killed.home);
    expect(last, last.err).toMatchObject({code: 0});
    const {faults, reads} = await stopWatching();
    expect(faults).toEqual([]);
    expect(reads).toBeGreaterThan(kills);

    for (let kill = 1; kill <= kills; kill++) put(whole, `calls/${kill}.csv`, calls(kill));
    expect(await run(whole)).toMatchObject({status: "done"});
    expect(await callCount(killed)).toBe(500 + 2500 * (kills + 1));
    expect(differences(await publishedTables(killed), await publishedTables(whole))).toEqual([]);
    // nothing that the killed runs began is left lying about
    expect(readdirSync(killed.build)).toEqual([]);
    expect(readdirSync(killed.temporary)).toEqual([]);
    const published = listSnapshots(killed);
    const folders = readdirSync(killed.snapshots, {withFileTypes: true}).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map((entry) => entry.name).sort()).toEqual(
      ["parts", "health", ...published.map((manifest) => manifest.id)].sort(),
    );
    const used = published.flatMap((manifest) =>
      manifest.audiences.management.attach.map((part) => part.file),
    );
    expect(
      readdirSync(killed.parts)
        .map((file) => `parts/${file}`)
        .sort(),
    ).toEqual([...new Set(used)].sort());
  },
  60_000 + kills * 25_000,
);
