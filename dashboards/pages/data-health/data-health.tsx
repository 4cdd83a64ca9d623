import {Empty} from "../../components/states.tsx";
import {session, snapshot} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {DriftCard} from "./drift-card.tsx";
import {FailedFilesCard} from "./failed-files-card.tsx";
import {LeftFilesCard} from "./left-files-card.tsx";
import {RejectedCards} from "./rejected-cards.tsx";
import {RunsSection} from "./runs-section.tsx";
import {ChecksCard, LoadsCard, SourcesSection} from "./source-cards.tsx";

/**
 * What came, what was set aside, what could not be matched, and did the last run end well.
 * Raw rows hold names and telephones, which an analyst does not see.
 */
export function DataHealth() {
  const {t} = words.value;
  return (
    <>
      <h1>{t("page.dataHealth")}</h1>
      <p class="question">{t("health.question")}</p>
      <div class="grid">
        <RunsSection />
        {snapshot.value ? (
          <>
            <FailedFilesCard />
            <LeftFilesCard />
            {session.value?.user?.role !== "analyst" && <RejectedCards />}
            <SourcesSection />
            <DriftCard />
            <ChecksCard />
            <LoadsCard />
          </>
        ) : (
          <section class="card full">
            <Empty>{t("health.nothingPublished")}</Empty>
          </section>
        )}
      </div>
    </>
  );
}
