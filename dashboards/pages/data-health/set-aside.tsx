import type {LoadsRow} from "../../../queries/generated/rows.ts";
import {Link} from "../../components/link.tsx";
import type {Run} from "../../lib/events.ts";
import {hrefOf, path} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {snapshot, user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";

const home = "/data-health";

/** What an ended run set aside, once the page has what that run wrote: the files of before would be counted as they were. */
export function SetAside({run}: {run: Run}) {
  const known = snapshot.value?.health_run ?? null;
  if (run.status === "running" || known === null || startOf(known) < startOf(run.run_id)) return null;
  // begun anew with each health file, so that no count of an earlier one stands meanwhile
  return <SetAsideCount key={known} run={run} />;
}

/** Runs are named by the moment in which they began, and no two go on at once. */
const startOf = (run: string) => run.split("-")[0] ?? "";

/** How many rows the files of a run left in quarantine; of a run that read old files again, all that wait. */
function SetAsideCount({run}: {run: Run}) {
  const {t, f} = words.value;
  const {rows} = useReport("loads", {});
  const {isOfRun, rejected, all} = setAsideBy(run, rows);
  if (rejected === 0) return null;
  const params = {
    count: rejected,
    n: f.count(rejected),
    all: f.count(all),
    share: f.smallShare(rejected / all),
  };
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
