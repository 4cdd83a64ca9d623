import {useCallback} from "preact/hooks";
import type {OwnerStatesRow, PotentialsRow} from "../../../queries/generated/rows.ts";
import {type BaseView, baseViews} from "../../charts/base-states.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type PartRow, partBars} from "../../charts/part-bars.ts";
import {Card} from "../../components/card.tsx";
import {param} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Awake, fading, asleep and never, of each owner. */
export function ownerParts(rows: readonly OwnerStatesRow[], view: BaseView, {t, f}: Words): PartRow[] {
  return rows.map((row) => {
    const [active, fading, dormant] =
      view === "purchase"
        ? [row.active_count, row.fading_count, row.dormant_count]
        : [row.contact_active_count, row.contact_fading_count, row.contact_dormant_count];
    return {
      id: `${row.employee_id} ${row.leg_code}`,
      name: row.employee_name,
      parts: [
        {name: t("base.state.active"), count: active, weight: "well"},
        {name: t("base.state.fading"), count: fading, weight: "between"},
        {name: t("base.state.dormant"), count: dormant, weight: "asleep"},
        {
          name: t(`owners.never.${view}`),
          count: row.client_count - active - fading - dormant,
          weight: "hollow",
        },
      ],
      more: [t("owners.orders", {money: f.money(row.order_amount)})],
    };
  });
}

/** How much of the clients held by hunters and farmers sleeps, by purchase or by contact. */
export function ownersFinding(rows: readonly OwnerStatesRow[], view: BaseView, {t, f}: Words): string | null {
  const sum = (leg: string, value: (row: OwnerStatesRow) => number) =>
    rows.filter(({leg_code}) => leg_code === leg).reduce((all, row) => all + value(row), 0);
  if (rows.every((row) => row.client_count === 0)) return null;
  const asleep = (row: OwnerStatesRow) =>
    view === "purchase" ? row.dormant_count : row.contact_dormant_count;
  const known = (row: OwnerStatesRow) =>
    view === "purchase"
      ? row.active_count + row.fading_count + row.dormant_count
      : row.contact_active_count + row.contact_fading_count + row.contact_dormant_count;
  const share = (leg: string, whole = (row: OwnerStatesRow) => row.client_count) =>
    f.rate(sum(leg, asleep), sum(leg, whole));
  // a head reads of one post only, and of clients that never bought nothing is asleep
  const there = (["farmers", "hunters"] as const).filter((leg) => sum(leg, (row) => row.client_count) > 0);
  if (there.length < 2 || there.some((leg) => sum(leg, known) === 0))
    return there
      .map((leg) =>
        t(sum(leg, known) === 0 ? `owners.${leg}.${view}.unknown` : `owners.${leg}.${view}`, {
          share: share(leg),
          n: f.count(sum(leg, (row) => row.client_count)),
          known: share(leg, known),
          nKnown: f.count(sum(leg, known)),
        }),
      )
      .join("; ");
  return t(`owners.${view}`, {
    farmers: share("farmers"),
    hunters: share("hunters"),
    n: f.count(sum("farmers", (row) => row.client_count)),
    m: f.count(sum("hunters", (row) => row.client_count)),
    farmersKnown: share("farmers", known),
    huntersKnown: share("hunters", known),
    nKnown: f.count(sum("farmers", known)),
    mKnown: f.count(sum("hunters", known)),
  });
}

export function OwnerStatesCard() {
  const all = words.value;
  const {t} = all;
  const owners = useReport("owner_states", {});
  const view: BaseView = baseViews.find((name) => name === param("by")) ?? "purchase";
  const draw = useCallback(
    (options: ChartOptions) => partBars(ownerParts(owners.rows, view, options.words), options),
    [owners.rows, view],
  );
  return (
    <Card
      id="owners"
      span="full"
      report="owner_states"
      params={{}}
      loaded={owners}
      finding={ownersFinding(owners.rows, view, all)}
      question={t("owners.question")}
      subtitle={t("owners.subtitle")}
      draw={draw}
      height={420}
      columns={[
        "employee_name",
        "leg_code",
        "client_count",
        "active_count",
        "fading_count",
        "dormant_count",
        "contact_active_count",
        "contact_fading_count",
        "contact_dormant_count",
        "order_amount",
      ]}
      groups={{leg_code: "leg"}}
      empty={t("owners.empty")}
    />
  );
}

/** Fresh, out of date and without an estimate, of each owner. */
export function potentialParts(rows: readonly PotentialsRow[], {t, f}: Words): PartRow[] {
  return rows.map((row) => ({
    id: `${row.employee_id} ${row.leg_code}`,
    name: row.employee_name,
    parts: [
      {name: t("potential.fresh"), count: row.potential_fresh_count, weight: "well"},
      {name: t("potential.stale"), count: row.potential_stale_count, weight: "between"},
      {name: t("potential.none"), count: row.potential_none_count, weight: "ill"},
    ],
    more: [
      t("potential.blind", {money: f.money(row.potential_stale_amount + row.potential_none_amount)}),
      t("potential.bought", {
        bought: f.money(row.potential_bought_amount),
        potential: f.money(row.potential_amount),
      }),
    ],
  }));
}

/** Of how many clients nobody knows what they could buy, and how much they buy. */
export function potentialFinding(rows: readonly PotentialsRow[], {t, f}: Words): string | null {
  const sum = (value: (row: PotentialsRow) => number) => rows.reduce((all, row) => all + value(row), 0);
  const all = sum((row) => row.client_count);
  if (all === 0) return null;
  const blind = sum((row) => row.potential_stale_count + row.potential_none_count);
  const beyond = sum((row) => row.potential_beyond_count);
  return [
    t("potential.finding", {
      rate: f.rate(blind, all),
      n: f.count(all),
      stale: f.count(sum((row) => row.potential_stale_count)),
      none: f.count(sum((row) => row.potential_none_count)),
      money: f.money(sum((row) => row.potential_stale_amount + row.potential_none_amount)),
    }),
    beyond > 0 ? t("potential.beyond", {n: f.count(beyond)}) : "",
  ]
    .filter(Boolean)
    .join("; ");
}

export function PotentialCard() {
  const all = words.value;
  const {t} = all;
  const potentials = useReport("potentials", {});
  const draw = useCallback(
    (options: ChartOptions) => partBars(potentialParts(potentials.rows, options.words), options),
    [potentials.rows],
  );
  return (
    <Card
      id="potential"
      span="full"
      report="potentials"
      params={{}}
      loaded={potentials}
      finding={potentialFinding(potentials.rows, all)}
      question={t("potential.question")}
      subtitle={t("potential.subtitle")}
      draw={draw}
      height={420}
      columns={[
        "employee_name",
        "leg_code",
        "client_count",
        "potential_fresh_count",
        "potential_stale_count",
        "potential_stale_amount",
        "potential_none_count",
        "potential_none_amount",
        "potential_amount",
        "potential_bought_amount",
        "potential_beyond_count",
      ]}
      groups={{leg_code: "leg"}}
      empty={t("owners.empty")}
    />
  );
}
