import type {LoadsRow} from "../../../queries/generated/rows.ts";
import {Link} from "../../components/link.tsx";
import type {Run} from "../../lib/events.ts";
import {hrefOf, path} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";

const home = "/data-health";

/** How many rows the files of an ended run left in quarantine; of a run that read old files again, all that wait. */
export function SetAside({run}: {run: Run}) {
  const {t, f} = words.value;
  const {rows} = useReport("loads", run.status === "running" ? null : {});
  const {isOfRun, rejected, all} = setAsideBy(run, rows);
  if (run.status === "running" || rejected === 0) return null;
  const params = {count: rejected, n: f.count(rejected), all: f.count(all), share: f.percent(rejected / all)};
  return (
    <p class="banner much set-aside">
      {t(isOfRun ? "run.setAside" : "run.waiting", params)}{" "}
      {user.value?.role !== "analyst" &&
        (path.value === home ? (
          <a href="#quarantine">{t("run.toQuarantine")}</a>
        ) : (
          <Link href={`${hrefOf(home)}#quarantine`}>{t("run.toQuarantine")}</Link>
        ))}
    </p>
  );
}

/** Rows that should be data: accepted and set aside; totals and the like are none. */
export function setAsideBy(
  run: Pick<Run, "started_at" | "finished_at" | "steps">,
  loads: readonly Pick<LoadsRow, "received_at" | "accepted_count" | "rejected_count">[],
): {isOfRun: boolean; rejected: number; all: number} {
  const [since, until] = [Date.parse(run.started_at), Date.parse(run.finished_at ?? run.started_at)];
  const own = loads.filter(({received_at}) => {
    const at = Date.parse(received_at);
    return at >= since && at <= until;
  });
  const hasRead = run.steps.some(({step, rows}) => step === "stage" && (rows ?? 0) > 0);
  const counted = own.length > 0 ? own : hasRead ? loads : [];
  const rejected = counted.reduce((sum, row) => sum + (row.rejected_count ?? 0), 0);
  const accepted = counted.reduce((sum, row) => sum + (row.accepted_count ?? 0), 0);
  return {isOfRun: own.length > 0, rejected, all: rejected + accepted};
}
