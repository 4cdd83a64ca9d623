import {useCallback} from "preact/hooks";
import {type ChartOptions, lossFill} from "../../charts/options.ts";
import {rankedBars} from "../../charts/ranked-bars.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {CorrectionsCard} from "./corrections-card.tsx";
import {rejectedFinding} from "./health-titles.ts";
import {useEmptyWords} from "./nothing-loaded.ts";
import {QuarantineCard} from "./quarantine-card.tsx";
import {fieldName, type Group, groupKey} from "./reason-words.ts";
import {UnmatchedCard} from "./source-cards.tsx";

const mostBars = 10;

const reasonName = (row: Group, all: Words): string =>
  [all.label("reason", row.reason_code), fieldName(row, all)].filter(Boolean).join(": ");

/** What was set aside and why: the quarantine itself, reasons as bars, and what people corrected in it. */
export function RejectedCards() {
  const all = words.value;
  const {t} = all;
  const groups = useReport("rejected_groups", {});
  const empty = useEmptyWords("health.rejected.none");
  const draw = useCallback(
    (options: ChartOptions) =>
      rankedBars(
        groups.rows.slice(0, mostBars).map((row) => ({
          key: groupKey(row),
          name: reasonName(row, options.words),
          note: row.source_id,
          count: row.row_count,
        })),
        {...options, color: lossFill},
      ),
    [groups.rows],
  );
  return (
    <>
      <QuarantineCard groups={groups} />
      <Card
        id="reasons"
        report="rejected_groups"
        params={{}}
        loaded={groups}
        finding={rejectedFinding(groups.rows, all)}
        question={t("health.rejected.question")}
        subtitle={t("health.rejected.subtitle")}
        draw={draw}
        height={240}
        columns={[
          "source_id",
          "column_name",
          "reason_code",
          "row_count",
          "amount",
          "talk_seconds",
          "example",
        ]}
        groups={{reason_code: "reason"}}
        empty={empty}
      />
      <UnmatchedCard />
      <CorrectionsCard />
    </>
  );
}
