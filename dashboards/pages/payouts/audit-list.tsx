import {useState} from "preact/hooks";
import {Failed} from "../../components/states.tsx";
import {getJson} from "../../lib/http.ts";
import type {AuditRow} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

interface AuditListProps {
  month: string;
  nameOf: (employee: string) => string;
}

/** Who did what with the month and who looked at it; asked for when it is unfolded. */
export function AuditList({month, nameOf}: AuditListProps) {
  const {t, f} = words.value;
  const [rows, setRows] = useState<AuditRow[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const ask = () =>
    getJson<AuditRow[]>(`/api/payroll/${month}/audit`)
      .then((answer) => {
        setRows(answer);
        setFailure(null);
      })
      .catch((error: Error) => setFailure(error.message));
  return (
    <details class="ask" onToggle={(event) => event.currentTarget.open && ask()}>
      <summary>{t("payouts.log")}</summary>
      {failure && <Failed message={failure} />}
      {rows && (
        <ul class="pay-lines">
          {rows.map(({audit_id, at, actor, kind, employee_id, reason}) => (
            <li key={audit_id}>
              {f.moment(new Date(at).toISOString())} · {actor} · {t(`payouts.log.${kind}`)}
              {employee_id && ` · ${nameOf(employee_id)}`}
              {reason && ` · ${reason}`}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
