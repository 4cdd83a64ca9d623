import {join} from "node:path";
import {Random} from "../random.ts";
import {fullName, initials, nameFirst, surnameFirst} from "../simulation/names.ts";
import type {Seat, Stint} from "../simulation/people.ts";
import type {World} from "../simulation/world.ts";
import {isoDay, isoMoment, russianDay} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {csvLine, TextFile} from "./text-file.ts";

const roleWords = {operator: "Оператор", hunter: "Охотник", farmer: "Фермер", head: "Руководитель"} as const;

/** The small tables of the company: written once, when the story is over. */
export function writeTables(inbox: string, counts: FileCounts, world: World): void {
  writeStaff(inbox, counts, world);
  const table = (path: string, header: string, rows: Iterable<(string | number)[]>) => {
    const file = new TextFile(join(inbox, path), "utf8");
    file.write(`${header}\r\n`);
    let count = 0;
    for (const row of rows) {
      file.write(csvLine(row, ","));
      count++;
    }
    file.close();
    counts.of(path).rows = count;
  };
  table(
    "handovers/handovers.csv",
    "handover_id,client_id,deal_id,from_leg,to_leg,from_employee,to_employee,offered_at,accepted_at,returned_at,return_reason,due_at",
    handoverRows(world),
  );
  table(
    "campaigns/campaigns.csv",
    "campaign_id,campaign_name,campaign_kind,started_on,ended_on",
    world.campaigns.map(({id, name, kind, fromDay, toDay}) => [
      id,
      name,
      kind,
      isoDay(fromDay),
      isoDay(toDay),
    ]),
  );
  table(
    "campaign_members/campaign_members.csv",
    "campaign_id,client_id,is_control,stratum",
    memberRows(world),
  );
  table(
    "scripts/script_versions.csv",
    "script_version,valid_from,valid_to,notes",
    world.plan.scripts
      .filter(({fromDay}) => fromDay < world.plan.endDay)
      .map(({version, fromDay, toDay, notes}) => [
        version,
        isoDay(fromDay),
        toDay === null || toDay >= world.plan.endDay ? "" : isoDay(toDay),
        notes,
      ]),
  );
  table(
    "potentials/potentials.csv",
    "client_id,estimated_on,potential_amount,method,estimated_by",
    potentialRows(world),
  );
  table("absences/absences.csv", "employee,started_on,ended_on,absence_kind", absenceRows(world));
}

function* handoverRows({handovers}: World): Generator<(string | number)[]> {
  const moment = (at: number | null) => (at === null ? "" : isoMoment(at));
  for (const hand of handovers)
    yield [
      hand.id,
      hand.client.id,
      hand.deal?.id ?? "",
      hand.fromLeg,
      hand.toLeg,
      hand.from.id,
      hand.to.id,
      isoMoment(hand.offeredAt),
      moment(hand.acceptedAt),
      moment(hand.returnedAt),
      hand.returnReason,
      isoMoment(hand.dueAt),
    ];
}

function* memberRows({campaigns}: World): Generator<(string | number)[]> {
  for (const {id, members} of campaigns)
    for (const {client, isControl, stratum} of members) yield [id, client.id, String(isControl), stratum];
}

/** Estimates of buyers and of some warm clients: some fresh, some years old, some made twice. */
function* potentialRows(world: World): Generator<(string | number)[]> {
  const {plan} = world;
  const random = new Random(plan.seed, "potentials");
  const methods = ["опрос", "оценка менеджера", "по обороту"];
  for (const client of world.clients) {
    if (!client.trade && !(client.known.profile && random.chance(0.25))) continue;
    if (random.chance(0.2)) continue;
    const by = client.owner ?? world.staff.farmers[0]!.stints[0]!.person;
    const yearly = (client.trade?.meanAmount ?? 60_000) * 12 * (1.2 + random.next() * 2);
    const first = Math.max(Math.floor(client.createdAt / 86_400) + 20, plan.endDay - random.int(20, 700));
    if (first >= plan.endDay) continue;
    yield [client.id, isoDay(first), Math.round(yearly / 1000) * 1000, random.pick(methods), by.id];
    const second = first + random.int(300, 420);
    if (second < plan.endDay && random.chance(0.6))
      yield [
        client.id,
        isoDay(second),
        Math.round((yearly * random.lognormal(1, 0.2)) / 1000) * 1000,
        "опрос",
        by.id,
      ];
  }
}

function* absenceRows({staff, plan}: World): Generator<(string | number)[]> {
  for (const person of staff.people)
    for (const {fromDay, toDay, kind} of person.absences)
      if (fromDay < plan.endDay) yield [person.id, isoDay(fromDay), isoDay(toDay), kind];
}

/** The staff list: one row for each stretch of a post with an extension; "по" is the first day no longer. */
function writeStaff(inbox: string, counts: FileCounts, {staff}: World): void {
  const path = "staff/staff.csv";
  const file = new TextFile(join(inbox, path), "cp1251");
  file.write(
    "Табельный номер;ФИО;Псевдонимы;Роль;Команда;Дата приёма;Дата увольнения;Действует с;Действует по;Внутренний номер;Номер с;Номер по\r\n",
  );
  const stints = [staff.heads, staff.operators, staff.hunters, staff.farmers]
    .flat()
    .flatMap((seat: Seat) => seat.stints)
    .sort((a, b) => (a.person.id < b.person.id ? -1 : a.person.id > b.person.id ? 1 : a.fromDay - b.fromDay));
  const day = (value: number | null) => (value === null ? "" : russianDay(value));
  for (const {person, role, team, extension, fromDay, toDay} of stints as Stint[])
    file.write(
      csvLine(
        [
          person.id,
          fullName(person),
          [surnameFirst(person), nameFirst(person), initials(person)].join(";"),
          roleWords[role],
          team,
          russianDay(person.hiredDay),
          day(person.leftDay),
          russianDay(fromDay),
          day(toDay),
          extension,
          russianDay(fromDay),
          day(toDay),
        ],
        ";",
      ),
    );
  file.close();
  counts.of(path).rows = stints.length;
}
