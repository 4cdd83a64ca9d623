import {useEffect, useRef, useState} from "preact/hooks";
import {Empty, Failed, Skeleton} from "../../components/states.tsx";
import {startRun} from "../../lib/events.ts";
import {param, setQuery} from "../../lib/location.ts";
import {type Loaded, reportUrl} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {failureText} from "./failure-words.ts";
import {FixDrawer, type FixTask} from "./fix-drawer.tsx";
import {GroupItem} from "./group-item.tsx";
import {useEmptyWords} from "./nothing-loaded.ts";
import {type Group, groupKey} from "./reason-words.ts";

const correctors = ["admin", "director"];

/** What was set aside, reason by reason: each opens into its rows, where it can be mended. */
export function QuarantineCard({groups}: {groups: Loaded<Group>}) {
  const all = words.value;
  const {t, f} = all;
  const [task, setTask] = useState<FixTask | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const chosen = param("reason");
  const card = useRef<HTMLElement>(null);
  const isHere = groups.rows.length > 0;
  const empty = useEmptyWords("health.rejected.none");
  // a link from another page's banner: the browser cannot go to what was not there yet
  useEffect(() => {
    if (isHere && location.hash === "#quarantine") card.current?.scrollIntoView();
  }, [isHere]);
  const mayCorrect = correctors.includes(user.value?.role ?? "");
  const lines = groups.rows[0]?.all_row_count ?? 0;
  return (
    <section
      ref={card}
      class={`card full quarantine ${groups.state}`}
      id="quarantine"
      aria-labelledby="quarantine-title"
    >
      <header>
        <h2 id="quarantine-title">{t("health.quarantine.title", {count: lines, n: f.count(lines)})}</h2>
        <p class="subtitle">
          {mayCorrect ? t("health.quarantine.subtitle") : t("health.quarantine.subtitleReader")}
        </p>
        {mayCorrect && lines > 0 && (
          <div class="tools">
            <button
              type="button"
              onClick={() =>
                startRun({replay: true}).catch((error: Error) => setFailure(failureText(error, all)))
              }
            >
              {t("quarantine.replay")}
            </button>
          </div>
        )}
      </header>
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
      {groups.state === "failed" && <Failed message={groups.message} />}
      {groups.state === "loading" && groups.rows.length === 0 && <Skeleton height={240} />}
      {groups.state === "ready" && groups.rows.length === 0 && <Empty>{empty}</Empty>}
      <ul class="reasons">
        {groups.rows.map((group) => {
          const key = groupKey(group);
          const isOpen = key === chosen;
          return (
            <GroupItem
              key={key}
              group={group}
              isOpen={isOpen}
              onToggle={() => setQuery({reason: isOpen ? null : key})}
              {...(mayCorrect ? {onFix: setTask} : {})}
            />
          );
        })}
      </ul>
      {groups.rows.length > 0 && (
        <footer class="foot">
          <a href={reportUrl("rejected_groups", {}, "csv")} download="rejected_groups.csv">
            {t("card.export")}
          </a>
        </footer>
      )}
      {task && <FixDrawer task={task} onClose={() => setTask(null)} />}
    </section>
  );
}
