import {useState} from "preact/hooks";
import type {SleepBandsRow} from "../../../queries/generated/rows.ts";
import {Choice} from "../../components/choice.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {type Draft, type Power, paramsOf, powerOf} from "../../lib/campaign-draft.ts";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {snapshot} from "../../lib/session.ts";
import {type Words, words} from "../../lib/words.ts";

const percents = ["10", "20", "50"] as const;

/** What the campaign could show at all, said before anybody is called. */
export function builderFinding(power: Power | null, {t, f}: Words): string | null {
  if (!power) return null;
  const said = {
    treated: f.count(power.treated),
    control: f.count(power.control),
    alone: f.percent(power.alone),
    known: f.count(power.known),
  };
  if (power.control === 0) return t("builder.noControl", said);
  return power.seen === null
    ? t("builder.blind", said)
    : t("builder.power", {...said, seen: f.percent(power.seen)});
}

export function bandName(row: SleepBandsRow, {t, f}: Words): string {
  const days = row.dormant_days;
  const [from, to] = {short: [days, 2 * days - 1], middle: [2 * days, 4 * days - 1], long: [4 * days, null]}[
    row.band_code as "short" | "middle" | "long"
  ] as [number, number | null];
  const span =
    to === null
      ? t("builder.longer", {from: f.count(from)})
      : t("builder.span", {from: f.count(from), to: f.count(to)});
  return t("builder.band", {span, n: f.count(row.free_count)});
}

/** Chooses the clients of a new campaign and draws by lot whom to leave alone, so that its effect can be known. */
export function BuilderCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const [draft, setDraft] = useState<Draft>(() => ({
    campaign_id: `R-${snapshot.value?.data_until ?? ""}`,
    band: "",
    client_limit: 200,
    control_percent: 50,
  }));
  const change = (part: Partial<Draft>) => setDraft((before) => ({...before, ...part}));
  const bands = useReport("sleep_bands", {});
  const params = paramsOf(draft);
  const list = useReport("campaign_list", params);
  const free = bands.rows.reduce((sum, row) => sum + row.free_count, 0);
  const power = powerOf(list.rows, bands.rows, draft.band);
  return (
    <TableCard
      id="builder"
      report="campaign_list"
      isLoadedBack
      params={params}
      loaded={list}
      finding={builderFinding(power, all)}
      question={t("builder.question")}
      subtitle={t("builder.subtitle")}
      columns={[
        "client_id",
        "client_name",
        "client_phone",
        "client_size",
        "owner_name",
        "order_amount",
        "silent_days",
        "last_contact_date",
        "stratum",
        "is_control",
      ]}
      groups={{client_size: "clientSize", stratum: "sleepBand"}}
      pageSize={8}
      tools={
        <form class="builder" onSubmit={(event) => event.preventDefault()}>
          <Choice
            label={t("builder.bands")}
            value={draft.band}
            options={[
              {value: "", text: t("builder.band", {span: t("builder.all"), n: f.count(free)})},
              ...bands.rows.map((row) => ({value: row.band_code, text: bandName(row, all)})),
            ]}
            onChange={(band) => change({band})}
          />
          <label>
            <span>{t("builder.size")}</span>
            <input
              type="number"
              name="size"
              min={1}
              max={10000}
              value={draft.client_limit}
              onChange={(event) => {
                const size = Math.round(Number(event.currentTarget.value));
                if (size >= 1 && size <= 10000) change({client_limit: size});
              }}
            />
          </label>
          <label>
            <span>{t("builder.name")}</span>
            <input
              name="campaign"
              maxLength={60}
              required
              value={draft.campaign_id}
              onChange={(event) => {
                const name = event.currentTarget.value.trim();
                if (name) change({campaign_id: name});
              }}
            />
          </label>
          <div>
            <span>{t("builder.control")}</span>
            <Choice
              label={t("builder.control")}
              value={String(draft.control_percent)}
              options={percents.map((value) => ({
                value: value as string,
                text: f.share(Number(value) / 100),
              }))}
              onChange={(value) => change({control_percent: Number(value)})}
            />
          </div>
        </form>
      }
      empty={empty(["buyers"], t("builder.empty"))}
    />
  );
}
