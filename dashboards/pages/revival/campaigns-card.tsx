import {useCallback} from "preact/hooks";
import type {CampaignEffectsRow} from "../../../queries/generated/rows.ts";
import {campaignLifts, liftOf} from "../../charts/campaign-lifts.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** What the last campaign added, and whether chance explains it. */
export function campaignsFinding(rows: readonly CampaignEffectsRow[], {t, f}: Words): string | null {
  const [row] = rows;
  const lift = row && liftOf(row);
  if (!row || !lift) return null;
  const {money} = lift;
  const limits = money && {low: f.money(money.low), high: f.money(money.high)};
  const isMoneyKnown = money !== null && (money.low > 0 || money.high < 0);
  return t(`base.lift.${lift.verdict}`, {
    name: row.campaign_name ?? row.campaign_id,
    treated: f.rate(row.treated_returned_count, row.treated_count),
    control: f.rate(row.control_returned_count, row.control_count),
    low: f.signedTenths(lift.low * 100),
    high: f.signedTenths(lift.high * 100),
    money: !limits
      ? f.money(null)
      : isMoneyKnown
        ? t("base.campaigns.moneyKnown", {...limits, money: f.money(money.difference)})
        : t("base.campaigns.moneyUnknown", limits),
  });
}

export function CampaignsCard() {
  const all = words.value;
  const {t} = all;
  const effects = useReport("campaign_effects", {});
  const draw = useCallback((options: ChartOptions) => campaignLifts(effects.rows, options), [effects.rows]);
  return (
    <Card
      id="campaigns"
      span="full"
      report="campaign_effects"
      params={{}}
      loaded={effects}
      finding={campaignsFinding(effects.rows, all)}
      question={t("base.campaigns.question")}
      subtitle={t("base.campaigns.subtitle")}
      draw={draw}
      height={140}
      columns={[
        "campaign_name",
        "campaign_kind",
        "started_date",
        "last_watched_date",
        "treated_count",
        "treated_returned_count",
        "treated_amount",
        "control_count",
        "control_returned_count",
        "control_amount",
      ]}
      groups={{campaign_kind: "campaignKind"}}
      empty={t("base.campaigns.empty")}
    />
  );
}
