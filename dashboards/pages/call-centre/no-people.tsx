import {Link} from "../../components/link.tsx";
import {hrefOf} from "../../lib/location.ts";
import {menu} from "../../lib/menu.ts";
import {month, useReport} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";

const mostNames = 5;

/** Calls are there and nobody to count them for: what is missing, and where it is given. */
export function NoPeople({count}: {count: number}) {
  const {t, f} = words.value;
  const names = useReport("unmatched", {})
    .rows.flatMap(({kind_code, value}) => (kind_code === "call_operator" && value ? [value] : []))
    .slice(0, mostNames);
  const role = user.value?.role;
  const sources = menu.find(({path}) => path === "/sources");
  const forms = t("calls.noPeopleForms");
  return (
    <p class="banner much" role="status">
      {t("calls.noPeople", {count, n: f.count(count), month: f.month(month.value)})}{" "}
      {names.length > 0 && `${t("calls.noPeopleNames", {names: f.names(names)})} `}
      {role && sources?.roles.includes(role) ? (
        <Link href={`${hrefOf("/sources")}#templates`}>{forms}</Link>
      ) : (
        forms
      )}
    </p>
  );
}
