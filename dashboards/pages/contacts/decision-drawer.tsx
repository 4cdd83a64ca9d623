import {useState} from "preact/hooks";
import type {TakeAwayDocketRow} from "../../../queries/generated/rows.ts";
import {type DocketDecision, docketDecisions} from "../../../queries/vocabulary.ts";
import {Choice} from "../../components/choice.tsx";
import {Drawer} from "../../components/drawer.tsx";
import {ReasonField} from "../../components/reason-field.tsx";
import {decide} from "../../lib/decisions.ts";
import {words} from "../../lib/words.ts";

/** Asks what becomes of a client and why; who decided and the evidence are kept with it. */
export function DecisionDrawer({row, onClose}: {row: TakeAwayDocketRow; onClose: () => void}) {
  const {t, f, label} = words.value;
  const [decision, setDecision] = useState<DocketDecision>("take_away");
  const [reason, setReason] = useState("");
  const [state, setState] = useState<"asking" | "sending" | "recorded">("asking");
  const [failure, setFailure] = useState<string | null>(null);
  const title = t("docket.title", {client: row.client_name ?? row.client_id});
  const day = (value: string | null) => (value ? f.fullDay(value) : t("docket.never"));
  const send = () => {
    setFailure(null);
    setState("sending");
    decide(row, decision, reason.trim())
      .then(() => setState("recorded"))
      .catch((error: Error) => {
        setFailure(error.message);
        setState("asking");
      });
  };
  return (
    <Drawer title={title} kind="fix" onClose={onClose}>
      <p class="subtitle">
        {t("docket.evidence", {
          owner: row.owner_name ?? row.owner_employee_id,
          owned: day(row.owned_since_date),
          contact: day(row.last_contact_date),
          order: day(row.last_order_date),
          paid: day(row.last_paid_date),
          won: day(row.last_won_date),
          days: f.count(row.counted_days),
          limit: f.count(row.limit_days),
          away: f.count(row.absent_days),
        })}
      </p>
      {state === "recorded" ? (
        <p role="status">{t(`docket.recorded.${decision}`)}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Choice
            label={title}
            value={decision}
            options={docketDecisions.map((value) => ({value, text: label("docketDecision", value)}))}
            onChange={setDecision}
          />
          <ReasonField label={t("docket.why")} value={reason} onChange={setReason} />
          <div class="buttons">
            <button type="submit" class="primary" disabled={reason.trim() === "" || state === "sending"}>
              {t("docket.decide")}
            </button>
          </div>
          {failure && (
            <p class="state failed" role="alert">
              {failure}
            </p>
          )}
        </form>
      )}
    </Drawer>
  );
}
