import {useCallback} from "preact/hooks";
import type {ChartOptions} from "../../charts/options.ts";
import {base} from "../../charts/options.ts";
import {rankedBars} from "../../charts/ranked-bars.ts";
import {sourceLanes} from "../../charts/source-lanes.ts";
import {Card} from "../../components/card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {saidIn} from "../../lib/i18n.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {
  checksFinding,
  lanesFinding,
  loadsFinding,
  sourcesFinding,
  unmatchedFinding,
} from "./health-titles.ts";
import {useEmptyWords} from "./nothing-loaded.ts";

export function SourcesSection() {
  const all = words.value;
  const {t} = all;
  const lanes = useReport("source_days", {});
  const sources = useReport("sources", {});
  const draw = useCallback(
    (options: ChartOptions) => sourceLanes(lanes.rows, {...options, isProvisional: false}),
    [lanes.rows],
  );
  return (
    <>
      <Card
        id="lanes"
        span="full"
        report="source_days"
        params={{}}
        loaded={lanes}
        finding={lanesFinding(lanes.rows, sources.rows, all)}
        question={t("health.lanes.question")}
        subtitle={t("health.lanes.subtitle")}
        draw={draw}
        height={260}
        columns={["source_id", "day", "status_code", "file_count", "accepted_count", "rejected_count"]}
        groups={{status_code: "sourceDay"}}
        note={lanes.rows.length > 0 && <LaneKey />}
        empty={t("health.nothingLoaded")}
      />
      <TableCard
        id="sources"
        report="sources"
        params={{}}
        loaded={sources}
        finding={sourcesFinding(sources.rows, all)}
        question={t("health.sources.question")}
        subtitle={t("health.sources.subtitle")}
        columns={[
          "source_id",
          "status_code",
          "last_received_at",
          "last_event_date",
          "schedule",
          "file_count",
          "row_count",
          "accepted_count",
          "rejected_count",
          "superseded_count",
          "skipped_count",
        ]}
        groups={{status_code: "sourceStatus"}}
      />
    </>
  );
}

function LaneKey() {
  const {label} = words.value;
  return (
    <ul class="key">
      {["loaded", "late", "empty", "rejected"].map((code) => (
        <li key={code}>
          <i class={`swatch lane-${code}`}>{code === "rejected" ? "×" : ""}</i> {label("sourceDay", code)}
        </li>
      ))}
    </ul>
  );
}

export function UnmatchedCard() {
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("unmatched", {});
  const empty = useEmptyWords("health.unmatched.none");
  const draw = useCallback(
    (options: ChartOptions) => {
      const kinds = [...Map.groupBy(loaded.rows, (row) => row.kind_code)].map(([kind, own]) => ({
        key: kind,
        name: options.words.label("unmatchedKind", kind),
        note: options.words.t("health.unmatched.values", {
          count: own.length,
          n: options.words.f.count(own.length),
        }),
        count: own.reduce((sum, row) => sum + row.row_count, 0),
      }));
      return rankedBars(kinds, {...options, color: base});
    },
    [loaded.rows],
  );
  return (
    <Card
      id="unmatched"
      report="unmatched"
      params={{}}
      loaded={loaded}
      finding={unmatchedFinding(loaded.rows, all)}
      question={t("health.unmatched.question")}
      subtitle={t("health.unmatched.subtitle", {n: f.count(loaded.rows.length)})}
      draw={draw}
      height={240}
      columns={["kind_code", "value", "row_count", "first_date", "last_date", "amount"]}
      groups={{kind_code: "unmatchedKind"}}
      empty={empty}
    />
  );
}

export function ChecksCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("check_results", {});
  const failed = loaded.rows.filter((row) => row.status_code === "failed");
  // checks that all pass are one line; the file to download has each
  const failedFirst =
    failed.length > 0 ? loaded.rows.toSorted((a, b) => (a.status_code < b.status_code ? -1 : 1)) : [];
  const passed = checksFinding(loaded.rows, all);
  return (
    <TableCard
      id="checks"
      report="check_results"
      params={{}}
      loaded={loaded}
      rows={failedFirst}
      finding={passed}
      question={t("health.checks.question")}
      {...(passed === null ? {} : {empty: passed})}
      subtitle={t("health.checks.subtitle")}
      columns={["check_name", "model", "severity", "status_code", "failed_row_count", "message"]}
      groups={{severity: "severity", status_code: "checkStatus"}}
      cell={(row, column) => (column === "message" ? saidIn(all.language, row) : undefined)}
      pageSize={12}
    />
  );
}

export function LoadsCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("loads", {});
  return (
    <TableCard
      id="loads"
      report="loads"
      params={{}}
      loaded={loaded}
      rows={loaded.rows.toSorted((a, b) => b.load_id - a.load_id)}
      finding={loadsFinding(loaded.rows, all)}
      question={t("health.loads.question")}
      subtitle={t("health.loads.subtitle")}
      empty={t("health.nothingLoaded")}
      columns={[
        "received_at",
        "source_id",
        "file_name",
        "status_code",
        "row_count",
        "accepted_count",
        "rejected_count",
        "superseded_count",
        "skipped_count",
        "unchanged_count",
        "first_event_date",
        "last_event_date",
        "message",
      ]}
      groups={{status_code: "loadStatus"}}
      cell={(row, column) => (column === "message" ? saidIn(all.language, row) : undefined)}
      pageSize={15}
    />
  );
}
