import type {Role} from "../../queries/vocabulary.ts";
import type {Bilingual} from "../errors.ts";
import type {Step} from "./events.ts";
import {kopecksOf} from "./money.ts";
import type {PayrollMonth} from "./month.ts";

/** Who takes a step. */
export interface Actor {
  name: string;
  role: Role;
  employee_id: string | null;
}

/** What is true when the step is taken. */
export interface Circumstances {
  /** The company's own day. */
  today: string;
  /** Who decides and who closes are two people. */
  fourEyes: boolean;
  /** Months that are closed already. */
  closedMonths: readonly string[];
  /** Who recorded signatures that no closed month was looked at with: one under a plan can change any later month. */
  signers: readonly string[];
  /** An earlier month that has pay and is open; null when there is none. */
  openBefore: string | null;
  /** What is wrong with the month itself. */
  hindrances: readonly Bilingual[];
  /** Hash of what the month comes to now; null where the step does not hang on it. */
  hash: string | null;
  /** What a closed month still owes the person, in kopecks, and the version that says so. */
  owed: {amount: bigint; version: number} | null;
  /** Lines of the person's own statement. */
  lineIds: readonly string[] | null;
}

const only = (names: readonly Role[], actor: Actor): Bilingual | null =>
  names.includes(actor.role)
    ? null
    : {en: "this step is not for your role", ru: "у вас нет права на этот шаг"};

/** Why a step may not be taken; null when it may. Nothing else decides it. */
export function refusalOf(
  state: PayrollMonth,
  step: Step,
  actor: Actor,
  now: Circumstances,
): Bilingual | null {
  switch (step.kind) {
    case "review_started":
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft"]) ??
        afterClosed(state, now) ??
        inOrder(state, step.detail.not_paid_here, now) ??
        unchanged(step.detail.hash, now)
      );
    case "review_ended":
      return only(["hr"], actor) ?? statusIs(state, ["review"]);
    case "closed":
      return (
        only(now.fourEyes ? ["hr", "director"] : ["hr"], actor) ??
        statusIs(state, ["review"]) ??
        afterClosed(state, now) ??
        inOrder(state, state.review?.not_paid_here, now) ??
        isOver(state, now) ??
        now.hindrances[0] ??
        (now.fourEyes ? twoPeople(state, actor, now) : null) ??
        unchanged(step.detail.hash, now)
      );
    case "exported":
      return only(["hr"], actor) ?? statusIs(state, ["closed", "exported"]);
    case "recalculated":
      return only(["hr"], actor) ?? statusIs(state, ["closed", "exported"]);
    case "adjustment_made":
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        notOneself(step.employee_id, actor) ??
        notApprovedByRecorder(step.detail.approver, actor) ??
        notAhead(step.detail.document_date, now) ??
        lawfulMinus(step.detail)
      );
    case "adjustment_withdrawn": {
      const made = state.adjustments.find((one) => one.event_id === step.detail.adjustment_id);
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        (made && !made.withdrawn
          ? null
          : {en: "there is no such adjustment any more", ru: "такой корректировки уже нет"}) ??
        notOneself(made!.employee_id, actor)
      );
    }
    case "correction_accepted":
    case "correction_declined":
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        notOneself(step.employee_id, actor) ??
        owed(state, step, now)
      );
    case "correction_withdrawn": {
      const decided = state.corrections.find((one) => one.event_id === step.detail.correction_id);
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        (decided && !decided.withdrawn
          ? null
          : {en: "there is no such decision any more", ru: "такого решения уже нет"}) ??
        notOneself(decided!.employee_id, actor)
      );
    }
    case "order_recorded":
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        notOneself(step.employee_id, actor) ??
        notAhead(step.detail.date, now) ??
        newOrder(state, step.employee_id, step.detail.number)
      );
    case "order_withdrawn": {
      const recorded = state.orders.find((one) => one.event_id === step.detail.order_id);
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        (recorded && !recorded.withdrawn
          ? null
          : {en: "there is no such order any more", ru: "такого приказа уже нет"}) ??
        notOneself(recorded!.employee_id, actor)
      );
    }
    case "plan_signed":
      return (
        only(["hr"], actor) ??
        statusIs(state, ["draft", "review"]) ??
        beforeClosed(state, now) ??
        notAhead(step.detail.on, now)
      );
    case "signature_withdrawn": {
      const given = state.signatures.find((one) => one.event_id === step.detail.signature_id);
      return (
        only(["hr"], actor) ??
        (given && !given.withdrawn
          ? null
          : {en: "there is no such signature any more", ru: "такой подписи уже нет"}) ??
        notOneself(given!.employee_id, actor)
      );
    }
    case "question_asked":
      return (
        ownPay(step.employee_id, actor) ??
        statusIs(state, ["review", "closed", "exported"]) ??
        (now.lineIds?.includes(step.detail.line_id)
          ? null
          : {en: "your statement has no such line", ru: "в вашем расчёте такой строки нет"})
      );
    case "question_answered":
    case "question_settled":
      return aboutQuestion(state, step.detail.question_id, actor);
  }
}

function statusIs(
  {status, month}: PayrollMonth,
  wanted: readonly PayrollMonth["status"][],
): Bilingual | null {
  if (wanted.includes(status)) return null;
  const ru = {draft: "в черновике", review: "на проверке", closed: "закрыт", exported: "закрыт и выгружен"};
  return {
    en: `${month} is ${status}; this step is for a month that is ${wanted.join(" or ")}`,
    ru: `месяц ${month} ${ru[status]}; сейчас этот шаг невозможен`,
  };
}

/** A receipt is paid for in the first month that may: a month before a closed one would come too late for that. */
function afterClosed({month}: PayrollMonth, {closedMonths}: Circumstances): Bilingual | null {
  const later = closedMonths.find((closed) => closed > month);
  if (later === undefined) return null;
  return {
    en: `${later} is closed already; months are closed one after another`,
    ru: `месяц ${later} уже закрыт; месяцы закрываются по порядку`,
  };
}

/** What nobody closes here in its turn can never be closed: HR says so, or closes it first. */
function inOrder(
  {month}: PayrollMonth,
  notPaidHere: string | undefined,
  {openBefore}: Circumstances,
): Bilingual | null {
  if (openBefore === null || openBefore === notPaidHere) return null;
  return {
    en: `${openBefore} has pay and is open; close it before ${month}, or state when sending to review that it and all before it are not paid here: after ${month} it can never be closed`,
    ru: `в месяце ${openBefore} есть начисления, и он открыт; закройте его раньше, чем ${month}, или, отправляя на проверку, укажите, что он и прежние выплачиваются не здесь: после ${month} его уже не закрыть`,
  };
}

/** Closed months were paid by the signatures there were. */
function beforeClosed({month}: PayrollMonth, {closedMonths}: Circumstances): Bilingual | null {
  const later = closedMonths.find((closed) => closed >= month);
  if (later === undefined) return null;
  return {
    en: `${later} is closed, and it was paid without this signature; record it in the first month that is open`,
    ru: `месяц ${later} закрыт и оплачен без этой подписи; запишите её в первом открытом месяце`,
  };
}

function isOver({month}: PayrollMonth, {today}: Circumstances): Bilingual | null {
  if (today.slice(0, 7) > month) return null;
  return {en: `${month} is not over yet`, ru: `месяц ${month} ещё не кончился`};
}

function unchanged(seen: string, {hash}: Circumstances): Bilingual | null {
  if (hash === seen) return null;
  return {
    en: "data, plans or decisions have changed since you looked; look at the month again",
    ru: "пока вы смотрели, изменились данные, планы или решения; посмотрите месяц ещё раз",
  };
}

/** Whoever changed the sum in any way, by taking a decision back too, does not close it. */
function twoPeople(
  {review, adjustments, corrections, orders, signatures}: PayrollMonth,
  {name}: Actor,
  {signers}: Circumstances,
): Bilingual | null {
  const taken = [...adjustments, ...orders, ...corrections].flatMap((one) => [one, one.withdrawn]);
  const names = [review, ...taken, ...signatures].map((one) => one?.by_name);
  if (![...names, ...signers].includes(name)) return null;
  return {
    en: "you sent this month to review, or took or withdrew a decision or recorded a signature that it hangs on; another person closes it",
    ru: "вы отправили этот месяц на проверку, принимали или отзывали решения или записывали подписи, от которых он зависит; закрывает его другой человек",
  };
}

const nameKey = (name: string) =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[\s.]+/gu, " ")
    .trim();

function notApprovedByRecorder(approver: string, {name}: Actor): Bilingual | null {
  if (nameKey(approver) !== nameKey(name)) return null;
  return {
    en: `approved by “${approver}”: who records a decision does not approve it; name the person who did`,
    ru: `утвердил «${approver}»: кто записывает решение, тот его не утверждает; укажите, кто утвердил`,
  };
}

function notOneself(employee: string | null, actor: Actor): Bilingual | null {
  if (actor.employee_id === null || employee !== actor.employee_id) return null;
  return {en: "nobody decides about their own pay", ru: "о своей оплате никто не решает"};
}

function ownPay(employee: string | null, actor: Actor): Bilingual | null {
  if (actor.employee_id !== null && employee === actor.employee_id) return null;
  return {en: "only your own lines can be asked about", ru: "спросить можно только о своих строках"};
}

function notAhead(day: string | undefined, {today}: Circumstances): Bilingual | null {
  if (day === undefined || day <= today) return null;
  return {
    en: `date ${day}: this day is still to come (today is ${today}); give the day of the document`,
    ru: `дата ${day}: этот день ещё не наступил (сегодня ${today}); укажите день документа`,
  };
}

/** Letters of two alphabets that look alike, signs and gaps of one number written in other ways. */
const alike = Object.fromEntries(
  [..."АВЕЁКМНОРСТУХІЅЈ"].map((letter, index) => [letter, "ABEEKMHOPCTYXISJ"[index]!]),
);
const numberKey = (number: string) =>
  [...number.replaceAll(/[№#]/gu, " ").normalize("NFKC").trim().toUpperCase()]
    .map((letter) => alike[letter] ?? letter)
    .join("")
    .replaceAll(/[\s.\p{Pd}−_]+/gu, "-");

/** The same order twice would cut twice. */
function newOrder({orders}: PayrollMonth, employee: string | null, number: string): Bilingual | null {
  const known = orders.find(
    (one) =>
      one.employee_id === employee && numberKey(one.number) === numberKey(number) && one.withdrawn === null,
  );
  if (!known) return null;
  return {
    en: `order ${number}: it is recorded for this person already (${known.number} of ${known.date}); withdraw it there to change it`,
    ru: `приказ № ${number}: у этого сотрудника он уже записан (№ ${known.number} от ${known.date}); чтобы исправить, отзовите прежнюю запись`,
  };
}

function lawfulMinus({amount, ground}: {amount: string; ground: string}): Bilingual | null {
  const kopecks = kopecksOf(amount);
  if (kopecks === null && /^-?\d+(\.\d{1,2})?$/.test(amount))
    return {
      en: `sum “${amount}”: this is more than one person can be paid or pay back; at most 999999999999.99`,
      ru: `сумма «${amount}»: столько одному человеку не начислить и не удержать; не больше 999999999999.99`,
    };
  if (kopecks === null || kopecks === 0n)
    return {
      en: `sum “${amount}”: expected roubles other than nought, such as 1500.50 or -1500.50`,
      ru: `сумма «${amount}»: нужны рубли, не ноль, например 1500.50 или -1500.50`,
    };
  if (kopecks < 0n === (ground !== "award")) return null;
  return {
    en: "a minus needs consent, a court's decision or an arithmetical error (art. 137), a plus is an award",
    ru: "для удержания нужно согласие, решение суда или счётная ошибка (ст. 137 ТК РФ), доплата оснований не требует",
  };
}

function owed(
  state: PayrollMonth,
  {kind, employee_id, detail}: Step & {kind: "correction_accepted" | "correction_declined"},
  now: Circumstances,
): Bilingual | null {
  if (now.owed === null || now.owed.version !== detail.version)
    return {
      en: `${detail.closed_month}: present data say something else of this person; look again`,
      ru: `${detail.closed_month}: нынешние данные говорят об этом человеке другое; посмотрите ещё раз`,
    };
  const isDecided = state.corrections.some(
    (one) =>
      one.withdrawn === null &&
      one.employee_id === employee_id &&
      one.closed_month === detail.closed_month &&
      one.version === detail.version,
  );
  if (isDecided)
    return {
      en: `${detail.closed_month}: this difference is decided about already`,
      ru: `${detail.closed_month}: об этой разнице уже решено`,
    };
  if (kind === "correction_declined") return null;
  const amount = kopecksOf(detail.amount);
  if (amount !== null && amount > 0n && amount <= now.owed.amount) return null;
  return {
    en: "a correction pays at most what the closed month still owes; what was paid is never taken back",
    ru: "доплата не больше того, что закрытый месяц ещё должен; выплаченное не отбирается",
  };
}

function aboutQuestion(state: PayrollMonth, id: number, actor: Actor): Bilingual | null {
  const question = state.questions.find(({event_id}) => event_id === id);
  const isOwn = actor.employee_id !== null && question?.employee_id === actor.employee_id;
  if (!question || (actor.role !== "hr" && !isOwn))
    return {en: "there is no such question", ru: "такого вопроса нет"};
  if (question.status !== "settled") return null;
  return {en: "this question is settled; ask a new one", ru: "вопрос закрыт; задайте новый"};
}
