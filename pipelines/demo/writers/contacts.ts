import {join} from "node:path";
import type {Client} from "../simulation/clients.ts";
import {companyName, fullName, nameFirst} from "../simulation/names.ts";
import type {World} from "../simulation/world.ts";
import {isoDay, momentOf, russianWholeMinute} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {csvLine, TextFile} from "./text-file.ts";

const header =
  "ID,Тип,Полное имя контакта,Имя,Фамилия,Название компании,Ответственный,Дата создания контакта,Кем создан контакт,Сделки," +
  "Дата редактирования,Кем редактирован,Теги,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон," +
  "Другой телефон,Рабочий email,Личный email,Другой email,Город,Сегмент,Размер,Группа,ИНН,Отрасль,Должность,ЛПР,Источник," +
  "Численность,Годовой оборот,Поставщики,Планы развития\r\n";
const sizeWords = {large: "Крупный", medium: "Средний", small: "Малый"} as const;
const suppliers = [
  "",
  "Работают с двумя местными поставщиками",
  "Закупают через тендер",
  "Один поставщик, договор на год",
];
const plans = ["", "Открывают второй склад", "Расширяют ассортимент", "Новая линия в следующем году"];

/** Every client's card as it stands on the day. */
export function writeContacts(inbox: string, counts: FileCounts, world: World, day: number): void {
  const path = `amocrm_contacts/amocrm_export_contacts_${isoDay(day)}.csv`;
  const file = new TextFile(join(inbox, path), "utf8");
  const count = counts.of(path);
  file.write(header);
  const until = momentOf(day + 1, 0);
  for (const client of [...world.clients, ...world.entered.map((card) => card.client)]) {
    if (client.createdAt >= until) continue;
    file.write(csvLine(cells(client), ","));
    count.rows++;
  }
  const first = world.clients[0];
  if (first) {
    file.write(csvLine(["", ...cells(first).slice(1)], ","));
    counts.reject(path, "missing_id");
    const shifted = cells(first);
    shifted[7] = "31.02.2024 10:00:00";
    shifted[0] = `${shifted[0]}999`;
    file.write(csvLine(shifted, ","));
    counts.reject(path, "impossible_date");
  }
  file.close();
}

function cells(client: Client): (string | number)[] {
  const {known, decisionMaker} = client;
  const name = companyName(client.company);
  return [
    client.id,
    "контакт",
    known.name ? fullName(decisionMaker) : name,
    known.name ? decisionMaker.name : "",
    known.name ? decisionMaker.surname : "",
    name,
    client.owner ? nameFirst(client.owner) : "",
    russianWholeMinute(client.createdAt),
    client.createdBy ? nameFirst(client.createdBy) : "",
    "",
    russianWholeMinute(client.updatedAt),
    client.owner ? nameFirst(client.owner) : "",
    client.source === "Старая база" ? "старая база" : "",
    client.phone,
    "",
    known.mobile ? client.mobile : "",
    "",
    "",
    "",
    `info@${client.id}.example`,
    "",
    "",
    client.city,
    known.segment ? client.segment : "",
    sizeWords[client.size],
    client.group,
    known.profile || client.trade ? client.taxId : "",
    known.profile ? client.industry : "",
    known.name ? client.post : "",
    known.name ? fullName(decisionMaker) : "",
    client.source,
    known.profile ? client.headcount : "",
    known.profile ? client.revenue : "",
    known.profile ? suppliers[client.index % 4]! : "",
    known.profile ? (plans[client.index % 5] ?? "") : "",
  ];
}
