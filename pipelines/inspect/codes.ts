import {spellingKey} from "../company/dictionaries.ts";
import {codeCaption} from "../contracts/captions.ts";
import {eitherRole, roleWords} from "../sources/role-words.ts";

/** What sources usually write for a code of a closed list, in Russian, Ukrainian and English, separated by `|`. */
const usual: Record<string, Record<string, string>> = {
  direction: {
    in: "входящий|входящие|входящая|вх|входящий звонок|входящий вызов|вх звонок|вх. звонок|вхідний|incoming|inbound|incoming call|inbound call|in|call_in|terminating|received",
    out: "исходящий|исходящие|исходящая|исх|исходящий звонок|исходящий вызов|исх звонок|исх. звонок|вихідний|outgoing|outbound|outgoing call|outbound call|out|call_out|originating|outbound-api|outbound-dial|dialed",
    internal: "внутренний|внутренние|внутрішній|internal|local",
  },
  disposition: {
    answered:
      "отвечен|отвечено|ответил|ответила|ответили|дозвонились|дозвонился|поговорили|есть ответ|соединен|соединено|отвеченный|принят|принятый|успешный|успешно|состоялся|состоявшийся|разговор|дозвон|відповіли|відповів|відповіла|відповідь|є відповідь|успішний|успішно|прийнятий|answered|answer|answer ed|success|completed|agent|connected|ok|normal_clearing|placed|transfer|talked",
    no_answer:
      "не отвечен|неотвеченный|не ответил|не ответила|не ответили|не отвечает|не дозвонился|не дозвон|нет дозвона|не взял трубку|не берет трубку|не берут трубку|не відповіли|не відповів|не відповіла|не відповідає|немає відповіді|без відповіді|пропущен|пропущенный|нет ответа|без ответа|не дозвонились|недозвон|не взяли трубку|пропущений|no answer|noanswer|no-answer|missed|unanswered|not answered|notanswered",
    busy: "занят|занято|линия занята|занята линия|абонент занят|зайнято|зайнятий|лінія зайнята|busy|user_busy",
    cancelled:
      "отменен|отменён|сброшен|сброс|отбой|отказ от ожидания|cancelled|canceled|cancel|hang|hangup|abandoned|abandon|lost",
    failed:
      "ошибка|сбой|номер не существует|не существует|не обслуживается|вне зоны|вне зоны доступа|недоступен|абонент недоступен|выключен|неуспешный|не удалось|помилка|failed|fail|error|congestion|chanunavail|phantom|unreachable",
    voicemail: "автоответчик|голосовая почта|voicemail|vm|vm-success|machine",
  },
  result_code: {
    goal: "цель достигнута|цель|успех|успешно|согласие|встреча назначена|встреча|заявка|теплый клиент|горячий|интерес|goal|success|meeting|lead|won|interested",
    secondary: "вторичная цель|вторичная|промежуточный результат|secondary|secondary goal",
    refusal:
      "отказ|отказался|отказались|не интересно|неинтересно|відмова|refusal|refused|rejected|not interested|declined",
    callback:
      "перезвон|перезвонить|перезвонить позже|позвонить позже|передзвонити|callback|call back|recall|later",
    screened_out:
      "нецелевой|нецелевая|не наш клиент|отсев|брак|дубль|неверный номер|screened out|junk|wrong number|not target|unqualified",
  },
  status: {
    open: "открыта|открыт|в работе|активна|новая|в процессе|open|active|in progress|new",
    won: "выиграна|успешна|успех|успешно реализовано|закрыта успешно|сделка успешна|сделка выиграна|выиграно|выигран|успішно реалізовано|успішна|виграно|виграна|угода виграна|закрито успішно|оплачен|оплачена|оплачено|won|closed won|deal won|won deal|success|paid",
    lost: "проиграна|провал|отказ|закрыто и не реализовано|не реализована|сделка провалена|сделка проиграна|проиграно|проигран|програно|програна|угода програна|відмова|не реалізовано|закрито і не реалізовано|закрито та не реалізовано|отменен|отменена|отменено|аннулирована|возврат|возвращена|возвращено|lost|closed lost|deal lost|lost deal|failed|cancelled|canceled|refunded|refund",
  },
  client_size: {
    large: "крупный|большой|крупная|великий|large|big|enterprise|a",
    medium: "средний|средняя|середній|medium|mid|b",
    small: "малый|мелкий|маленький|малая|малий|микро|small|smb|micro|c",
    unknown: "неизвестно|не определен|unknown",
  },
  role: roleWords,
  absence_kind: {
    vacation: "отпуск|отпуск основной|відпустка|vacation|holiday|annual leave",
    sick: "больничный|болезнь|лікарняний|sick|sick leave|illness",
    training: "обучение|учеба|навчання|training|study",
    other: "другое|прочее|командировка|other",
  },
  campaign_kind: {
    cold: "холодная|холодная база|холодный|cold|cold list",
    revival: "оживление|реактивация|спящие|revival|reactivation",
    other: "другое|other",
  },
  leg: {
    call_centre: "колл-центр|кц|call centre|call center|call_center",
    hunters: "охотники|охотник|hunters|hunter",
    farmers: "фермеры|фермер|farmers|farmer",
  },
};
usual["from_leg"] = usual["to_leg"] = usual["leg"]!;

/** What is taken for a spelling that nobody knows, where the list has a word for it. */
const fallback: Record<string, string> = {
  disposition: "unknown",
  client_size: "unknown",
  role: "other",
  absence_kind: "other",
  campaign_kind: "other",
};

export interface CodeReading {
  /** Spelling as the file writes it: code; empty when every spelling is the code itself. */
  map: Record<string, string>;
  /** Spellings nobody knows. */
  unknown: string[];
  default: string | null;
}

/** Brings the spellings of a column to the codes of a closed list. */
export function readCodes(
  field: string,
  codes: readonly string[],
  spellings: readonly string[],
): CodeReading {
  const known = new Map<string, string>();
  for (const code of codes) {
    const caption = codeCaption(code);
    for (const spelling of [code, caption.ru, caption.en, ...(usual[field]?.[code] ?? "").split("|")])
      if (spelling !== "" && !known.has(loose(spelling))) known.set(loose(spelling), code);
  }
  if (field === "role")
    for (const [spelling, code] of Object.entries(eitherRole)) known.set(loose(spelling), code);
  const reading: CodeReading = {map: {}, unknown: [], default: null};
  for (const spelling of spellings) {
    const code = known.get(loose(spelling));
    if (!code) reading.unknown.push(spelling);
    else if (spelling !== code) reading.map[spelling] = code;
  }
  // once a list has a map, codes that are written as such need their line in it too
  if (Object.keys(reading.map).length > 0 || reading.unknown.length > 0)
    for (const spelling of spellings) if (codes.includes(spelling)) reading.map[spelling] = spelling;
  const otherwise = fallback[field];
  if (otherwise && codes.includes(otherwise)) reading.default = otherwise;
  return reading;
}

/** True for a spelling that means one thing here and another there: what it is taken for is asked about. */
export function isEither(field: string, spelling: string): boolean {
  return field === "role" && Object.hasOwn(eitherRole, loose(spelling));
}

/** Spellings are the same whatever their case, blanks, underscores, full stops and what parts two of their words. */
function loose(text: string): string {
  const joined = text.replaceAll("_", " ").replace(/(?<=\p{L})\s*[-–—/:|]\s*(?=\p{L})/gu, " ");
  return spellingKey(joined).replace(/[.!]+$/u, "");
}

/** True when at least half of the spellings are codes of this list: what the column is, whatever its header says. */
export function looksLikeCodes(
  field: string,
  codes: readonly string[],
  spellings: readonly string[],
): boolean {
  if (spellings.length === 0 || spellings.length > 20) return false;
  const {unknown} = readCodes(field, codes, spellings);
  return unknown.length <= spellings.length / 2;
}

/** True when more of the words say how a call ended than what an operator's conversation came to. */
export function isTelephony(words: readonly string[]): boolean {
  const known = (field: string) => {
    const codes = Object.keys(usual[field]!);
    return words.length - readCodes(field, codes, words).unknown.length;
  };
  return known("disposition") > known("result_code");
}
