import {Link} from "../../components/link.tsx";
import {hrefOf} from "../../lib/location.ts";
import {menu} from "../../lib/menu.ts";
import {useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";

/** Events are there and no client to tell them of: why the chain is empty, and where clients are given. */
export function NoClients() {
  const {t, f} = words.value;
  const withoutClient = useReport("unmatched", {}).rows.filter(({kind_code}) =>
    kind_code.endsWith("_client"),
  );
  const count = withoutClient.reduce((sum, row) => sum + row.row_count, 0);
  const sources = menu.find(({path}) => path === "/sources");
  const forms = t("relay.noClientsForms");
  if (count === 0) return null;
  return (
    <p class="banner much" role="status">
      {t("relay.noClients", {count, n: f.count(count)})}{" "}
      {user.value && sources?.roles.includes(user.value.role) ? (
        <Link href={`${hrefOf("/sources")}#templates`}>{forms}</Link>
      ) : (
        forms
      )}
    </p>
  );
}
