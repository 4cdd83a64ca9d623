import {spawn} from "node:child_process";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {expect, test} from "vitest";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {emptyHome} from "../company.ts";

const kills = Number(process.env["KILLS"] ?? 20);

test(`a close that is killed leaves the month open or closed with all its statements, ${kills} times`, async () => {
  const path = join(emptyHome(), "ledger.sqlite");
  let closed = 0;
  let cut = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, "close-on.ts"), path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await pause(1 + ((kill * 7) % 40));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    const ledger = openLedger(path);
    try {
      const torn = ledger
        .prepare(
          `select events.month from payroll_events as events
           left join payroll_closes as closes on closes.month = events.month
           where events.kind = 'closed' and (closes.month is null or (
             select count(*) from payroll_statements as own where own.month = events.month) <> 200)
           union select month from payroll_statements where month not in (select month from payroll_closes)
           union select month from payroll_closes
           where month not in (select month from payroll_events where kind = 'closed')`,
        )
        .all();
      expect(torn).toEqual([]);
      const months = Number(ledger.prepare("select count(*) as n from payroll_closes").get()!["n"]);
      const reviewed = Number(
        ledger.prepare("select count(*) as n from payroll_events where kind = 'review_started'").get()!["n"],
      );
      if (reviewed > months) cut += 1;
      closed = months;
    } finally {
      ledger.close();
    }
  }
  expect(closed).toBeGreaterThan(0);
  // some kills did fall into a close
  expect(cut).toBeGreaterThan(0);
}, 600_000);
