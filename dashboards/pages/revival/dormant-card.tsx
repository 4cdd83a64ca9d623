import {Link} from "../../components/link.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {hrefOf} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";

/** The list to call: asleep on the last day of data, those worth most first. */
export function DormantCard() {
  const empty = useEmpty();
  const {t, f} = words.value;
  const dormant = useReport("dormant_clients", {});
  const [first] = dormant.rows;
  return (
    <TableCard
      id="dormant"
      report="dormant_clients"
      params={{}}
      loaded={dormant}
      finding={
        first
          ? t("base.dormant.finding", {
              count: first.all_dormant_count,
              n: f.count(first.all_dormant_count),
              money: f.money(first.all_dormant_amount),
            })
          : null
      }
      question={t("base.dormant.question")}
      subtitle={t("base.dormant.subtitle")}
      columns={[
        "client_name",
        "client_phone",
        "client_size",
        "client_group",
        "owner_name",
        "owner_leg_code",
        "order_amount",
        "last_order_date",
        "silent_days",
        "last_contact_date",
      ]}
      groups={{client_size: "clientSize", owner_leg_code: "leg"}}
      pageSize={20}
      actions={(row) => <Link href={hrefOf("/case", {client: row.client_id})}>{t("case.open")}</Link>}
      empty={empty(["buyers"], t("base.dormant.empty"))}
    />
  );
}
