import {Link} from "../../components/link.tsx";
import {hrefOf} from "../../lib/location.ts";
import {type OwnMonth, type PayLine, partsOf, type Question, takeStep} from "../../lib/payroll.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {ProgressFigure} from "./progress-figure.tsx";
import {SayForm} from "./say-form.tsx";

/** One person's month on one sheet: what is paid and why, then what is not and why, then what was asked. */
export function StatementSheet({month, onStep}: {month: OwnMonth; onStep: () => void}) {
  const {t, f, label} = words.value;
  const {statement, questions, status, pay_day, snapshot, statement_version} = month;
  const {paid, unpaid, told} = partsOf(statement);
  const isOwn = user.value?.employee_id === statement.employee_id;
  const hasOthers = user.value?.role === "hr" || user.value?.role === "director";
  const lines = (own: readonly PayLine[], isPaid: boolean) =>
    own.map((line) => (
      <Line
        key={line.id}
        line={line}
        isPaid={isPaid}
        month={month.month}
        questions={questions.filter((one) => one.line_id === line.id)}
        mayAsk={isOwn && status !== "draft"}
        onStep={onStep}
      />
    ));
  return (
    <section class="card full sheet" id="statement" aria-labelledby="statement-title">
      <header>
        <h2 id="statement-title">
          {t("payouts.sheet", {
            name: statement.employee_name ?? statement.employee_id,
            total: f.moneyExact(Number(statement.total)),
          })}
        </h2>
        <p class="subtitle">
          {t("payouts.number", {number: statement.personnel_number})} ·{" "}
          {t("payouts.status", {status: label("payrollStatus", status), day: f.fullDay(pay_day)})}
        </p>
        <div class="tools">
          {hasOthers && <Link href={hrefOf("/payouts", {person: null})}>{t("payouts.everybody")}</Link>}
          <button type="button" onClick={() => window.print()}>
            {t("payouts.print")}
          </button>
        </div>
      </header>
      {status === "draft" && <p class="note">{t("payouts.preliminary")}</p>}
      <ProgressFigure statement={statement} />
      <h3>{t("payouts.paid")}</h3>
      <ul class="pay-lines">{lines(paid, true)}</ul>
      <p class="pay-total">
        <span>{t("payouts.sum")}</span> <strong>{f.moneyExact(Number(statement.total))}</strong>
      </p>
      {unpaid.length > 0 && (
        <>
          <h3>{t("payouts.unpaid")}</h3>
          <ul class="pay-lines">{lines(unpaid, false)}</ul>
        </>
      )}
      {told.length > 0 && (
        <>
          <h3>{t("payouts.told")}</h3>
          <ul class="pay-lines">{lines(told, false)}</ul>
        </>
      )}
      <p class="subtitle">
        {t("payouts.made", {
          snapshot,
          version: statement_version === 0 ? t("payouts.noVersion") : String(statement_version),
          plans: f.list(Object.entries(statement.plans).map(([key, hash]) => `${key} (${shortHash(hash)})`)),
          hash: shortHash(statement.hash ?? ""),
        })}
      </p>
    </section>
  );
}

const shortHash = (hash: string) => hash.slice(0, 8) || "—";

interface LineProps {
  line: PayLine;
  isPaid: boolean;
  month: string;
  questions: Question[];
  mayAsk: boolean;
  onStep: () => void;
}

function Line({line, isPaid, month, questions, mayAsk, onStep}: LineProps) {
  const {t, f, language, label} = words.value;
  const sum = isPaid ? line.amount : line.stated;
  const path = `${month}/questions`;
  const after = (step: Promise<unknown>) => step.then(onStep);
  return (
    <li>
      <p>
        <span>{line.text[language]}</span>
        {isPaid && <span class="pay-amount">{f.moneyExact(Number(sum))}</span>}
      </p>
      {questions.map((question) => (
        <div class="thread" key={question.event_id}>
          <p class="subtitle">{label("questionStatus", question.status)}</p>
          {question.said.map(({event_id, at, by_name, text}) => (
            <p key={event_id}>
              <small>
                {by_name}, {f.moment(new Date(at).toISOString())}
              </small>{" "}
              {text}
            </p>
          ))}
          {question.status !== "settled" && (
            <SayForm
              label={t("payouts.answer")}
              settles
              onSay={(text, settle) => after(takeStep(`${path}/${question.event_id}`, {text, settle}))}
            />
          )}
        </div>
      ))}
      {mayAsk && (
        <details class="ask">
          <summary>{t("payouts.ask")}</summary>
          <SayForm
            label={t("payouts.askText")}
            onSay={(text) => after(takeStep(path, {line_id: line.id, text}))}
          />
        </details>
      )}
    </li>
  );
}
