import {Bar} from "../../components/bar.tsx";
import {Link} from "../../components/link.tsx";
import {Failed, NoData, Skeleton} from "../../components/states.tsx";
import {hrefOf, param} from "../../lib/location.ts";
import {type DirectorMonth, type HrMonth, type OwnMonth, usePay} from "../../lib/payroll.ts";
import {month, months} from "../../lib/reports.ts";
import {user} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";
import {HrCards} from "./hr-cards.tsx";
import {MonthSteps} from "./month-steps.tsx";
import {ReconciliationCard} from "./reconciliation-card.tsx";
import {StatementSheet} from "./statement-sheet.tsx";
import {TotalsCard} from "./totals-card.tsx";
import {WhatIfCard} from "./what-if-card.tsx";

/** Payouts: HR's month, the director's sums, an employee's own statement. */
export function Payouts() {
  const {t, f} = words.value;
  const role = user.value?.role;
  const own = user.value?.employee_id ?? null;
  const asked = param("person");
  const person = role === "hr" || (asked !== null && asked === own) ? asked : null;
  const isOwn = role !== "hr" && role !== "director";
  if (months.value?.length === 0) return <NoData isPublished />;
  const short = month.value?.slice(0, 7) ?? null;
  return (
    <>
      <h1>
        {t("page.payouts")} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t(isOwn ? "payouts.ownQuestion" : "payouts.question")}</p>
      {!isOwn && own !== null && person === null && (
        <p>
          <Link href={hrefOf("/payouts", {person: own})}>{t("payouts.ownLink")}</Link>
        </p>
      )}
      <Bar choices={{teams: [], people: []}} compares={false} />
      {role === "hr" && person === null && <HrView path={short} />}
      {!isOwn && person !== null && <OneView path={short && `${short}/people/${person}`} />}
      {role === "director" && person === null && <DirectorView path={short} />}
      {isOwn && <OneView path={short} />}
    </>
  );
}

function HrView({path}: {path: string | null}) {
  const [asked, again] = usePay<HrMonth>(path);
  if (asked.state === "failed") return <Failed message={asked.message} />;
  if (asked.state === "loading") return <Skeleton height={480} />;
  return <HrCards month={asked.answer} onStep={again} />;
}

function DirectorView({path}: {path: string | null}) {
  const [asked, again] = usePay<DirectorMonth>(path);
  if (asked.state === "failed") return <Failed message={asked.message} />;
  if (asked.state === "loading") return <Skeleton height={250} />;
  return (
    <div class="grid">
      <TotalsCard totals={asked.answer} status={asked.answer.status} />
      {asked.answer.four_eyes && asked.answer.status === "review" && (
        <MonthSteps month={asked.answer} onStep={again} />
      )}
      <ReconciliationCard month={asked.answer.month} />
      <WhatIfCard key={asked.answer.month} month={asked.answer.month} plans={asked.answer.plans} />
    </div>
  );
}

function OneView({path}: {path: string | null}) {
  const [asked, again] = usePay<OwnMonth>(path);
  if (asked.state === "failed") return <Failed message={asked.message} />;
  if (asked.state === "loading") return <Skeleton height={480} />;
  return <StatementSheet month={asked.answer} onStep={again} />;
}
