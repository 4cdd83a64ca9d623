import {Banner} from "../../components/banner.tsx";
import {Bar} from "../../components/bar.tsx";
import {Link} from "../../components/link.tsx";
import {NoData} from "../../components/states.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {hrefOf, param, setQuery} from "../../lib/location.ts";
import {month, months, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import {TimelineCards} from "./timeline-cards.tsx";

/** What happened to one client, and what does it teach us? */
export function Case() {
  const empty = useEmpty();
  const {t, f} = words.value;
  const search = param("search") ?? "";
  const clientId = param("client");
  const params = month.value ? {month: month.value, search} : null;
  const clients = useReport("case_clients", params);
  const chosen = useReport("case_clients", params && clientId ? {...params, search: clientId} : null);
  if (months.value?.length === 0) return <NoData isPublished />;
  const client = clientId === null ? undefined : chosen.rows.find((row) => row.client_id === clientId);
  return (
    <>
      <h1>
        {t("page.case")}{" "}
        <small>{client ? (client.client_name ?? client.client_id) : f.month(month.value)}</small>
      </h1>
      <p class="question">{t("case.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="relay" />
      <div class="grid">
        {clientId !== null && month.value && (
          <TimelineCards
            key={clientId}
            clientId={clientId}
            name={client?.client_name ?? clientId}
            silenceDays={client?.fading_days ?? null}
            month={month.value}
          />
        )}
        {params && (
          <TableCard
            id="clients"
            report="case_clients"
            params={params}
            loaded={clients}
            question={t("case.clients.question")}
            subtitle={t("case.clients.subtitle", {month: f.month(month.value)})}
            columns={[
              "client_name",
              "client_size",
              "client_group",
              "owner_name",
              "owner_leg_code",
              "order_amount",
              "last_contact_date",
              "last_order_date",
            ]}
            groups={{client_size: "clientSize", owner_leg_code: "leg"}}
            pageSize={20}
            tools={
              <input
                type="search"
                aria-label={t("case.search")}
                placeholder={t("case.search")}
                value={search}
                onInput={(event) => setQuery({search: event.currentTarget.value})}
              />
            }
            actions={(row) => <Link href={hrefOf("/case", {client: row.client_id})}>{t("case.open")}</Link>}
            empty={empty(["clients"], t("case.clients.empty"))}
          />
        )}
      </div>
    </>
  );
}
