import {chmodSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {DatabaseSync} from "node:sqlite";
import {beforeEach, expect, onTestFinished, test} from "vitest";
import {recordAddress} from "../../server/address.ts";
import {hashPassword, verifyPassword} from "../../server/auth/passwords.ts";
import {pathsOf} from "../../server/config.ts";
import {acceptInvitation, findInvited, invite} from "../../server/ledger/invitations.ts";
import {openLedger} from "../../server/ledger/ledger.ts";
import {findSession, openSession} from "../../server/ledger/sessions.ts";
import {addUser, findUser, listUsers} from "../../server/ledger/users.ts";
import {manageUsers, refuseStranger} from "../../server/user.ts";
import {emptyHome, publish} from "./company.ts";

let home: string;
let ledger: DatabaseSync;
beforeEach(() => {
  home = emptyHome();
  ledger = openLedger(join(home, "var/ledger.sqlite"));
  onTestFinished(() => ledger.close());
});

const day = 86_400_000;

test("the audit can be added to, and nothing else", () => {
  addUser(ledger, {name: "Анна", role: "hr"}, "admin");
  expect(ledger.prepare("select actor, action, subject, detail from audit").all()).toEqual([
    expect.objectContaining({actor: "admin", action: "user_added", subject: "Анна", detail: "hr"}),
  ]);
  expect(() => ledger.exec("update audit set actor = 'nobody'")).toThrow("audit: a row is never changed");
  expect(() => ledger.exec("delete from audit")).toThrow("audit: a row is never deleted");
});

test("a ledger opened again is the same one; a newer one is refused", () => {
  addUser(ledger, {name: "Анна", role: "hr"});
  const path = join(home, "var/ledger.sqlite");
  const again = openLedger(path);
  expect(listUsers(again)).toHaveLength(1);
  again.exec("pragma user_version = 99");
  again.close();
  expect(() => openLedger(path)).toThrow(/written by a newer Estafeta \(version 99\)/);
});

test("what people are paid is in it: no other account of the machine may open it or its side files", () => {
  const path = join(home, "var/ledger.sqlite");
  addUser(ledger, {name: "Анна", role: "hr"});
  for (const name of [path, `${path}-wal`, `${path}-shm`])
    expect(statSync(name).mode & 0o777, name).toBe(0o600);
  chmodSync(path, 0o644);
  openLedger(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a name is one person whatever its case and spaces", () => {
  addUser(ledger, {name: " Анна ", role: "hr"});
  expect(findUser(ledger, "АННА")?.name).toBe("Анна");
  expect(() => addUser(ledger, {name: "анна", role: "director"})).toThrow("user анна: exists already");
});

test("a session slides: it ends thirty days after its last use", () => {
  const user = addUser(ledger, {name: "Анна", role: "hr"});
  const token = openSession(ledger, user, null, 0);
  expect(findSession(ledger, token, 60_000)?.renewed).toBe(false);
  expect(findSession(ledger, token, 29 * day)).toMatchObject({renewed: true, user: {name: "Анна"}});
  expect(findSession(ledger, token, 58 * day)).toBeDefined();
  expect(findSession(ledger, token, 89 * day)).toBeUndefined();
});

test("secrets are kept as hashes", () => {
  const user = addUser(ledger, {name: "Анна", role: "hr"});
  const tokens = [openSession(ledger, user, null), invite(ledger, user)];
  const stored = ["sessions", "invitations"].map((table) =>
    JSON.stringify(ledger.prepare(`select * from ${table}`).all()),
  );
  for (const token of tokens) expect(stored.join()).not.toContain(token);
});

test("a link works for 48 hours, and a newer one replaces it", () => {
  const user = addUser(ledger, {name: "Анна", role: "hr"});
  const first = invite(ledger, user, null, 0);
  expect(findInvited(ledger, first, 2 * day - 1)).toBeDefined();
  expect(findInvited(ledger, first, 2 * day)).toBeUndefined();
  const second = invite(ledger, user, null, 0);
  expect(findInvited(ledger, first, 1)).toBeUndefined();
  expect(acceptInvitation(ledger, second, "hash", 1)?.name).toBe("Анна");
  expect(acceptInvitation(ledger, second, "hash", 1)).toBeUndefined();
});

test("a password is salted, and only the right one is verified", async () => {
  const [one, two] = await Promise.all([hashPassword("пароль длинный"), hashPassword("пароль длинный")]);
  expect(one).toMatch(/^scrypt:32768:8:3:/);
  expect(one).not.toBe(two);
  expect(await verifyPassword("пароль длинный", one)).toBe(true);
  expect(await verifyPassword("пароль короткий", one)).toBe(false);
  expect(await verifyPassword("", null)).toBe(false);
});

test("users are managed from the command line", () => {
  const user = (...args: string[]) => manageUsers([...args, "--home", home], {PORT: "8080"});
  const [line] = user("add", "Иван", "--role", "employee", "--employee", "e7", "--team", "t1");
  expect(line).toMatch(
    /^Иван sets a password here, once, within 48 hours: http:\/\/127\.0\.0\.1:8080\/invitation\/[\w-]{43}$/,
  );
  expect(user("list")).toEqual(["Иван\temployee\tinvited\temployee e7\tteam t1"]);
  expect(user("disable", "Иван")).toEqual(["Иван is disabled"]);
  expect(user("list")).toEqual(["Иван\temployee\tdisabled\temployee e7\tteam t1"]);
  const token = (line ?? "").split("/").at(-1) ?? "";
  expect(findInvited(ledger, token)).toBeUndefined();
});

test("a head is the head of one team, which an administrator can change", () => {
  const user = (...args: string[]) => manageUsers([...args, "--home", home], {});
  expect(() => user("add", "Ольга", "--role", "head")).toThrow(/^--team: a head is the head of one team/);
  user("add", "Ольга", "--role", "head", "--team", "Охотники");
  expect(findUser(ledger, "Ольга")).toMatchObject({role: "head", team_id: "Охотники"});
  expect(user("place", "Ольга", "--team", "Фермеры")).toEqual(["Ольга\thead\tinvited\tteam Фермеры"]);
  expect(ledger.prepare("select action, subject, detail from audit order by audit_id desc").get()).toEqual({
    action: "user_placed",
    subject: "Ольга",
    detail: "Фермеры",
  });
});

test("a user is tied to nobody whom the published staff list does not know", async () => {
  const tie = (employee: string) =>
    refuseStranger(["add", "Иван", "--role", "employee", "--employee", employee, "--home", home], {});
  // nothing is published yet: nobody can tell
  await tie("e7");
  await publish(home, "s1", 1);
  await expect(tie("e7")).rejects.toThrow(
    "--employee e7: the staff list has nobody of this id; ids in it are such as e1, e2, e3",
  );
  await tie("e2");
  await refuseStranger(["list", "--home", home], {});
});

test("an invitation names the address where the server listened last, unless HOST or PORT says another", () => {
  const link = (environment: Record<string, string>) =>
    manageUsers(["link", "Мария", "--home", home], environment)[0];
  manageUsers(["add", "Мария", "--role", "hr", "--home", home], {});
  expect(link({})).toContain(" http://127.0.0.1:3000/invitation/");
  const {address} = pathsOf(home);
  recordAddress(address, "http://127.0.0.1:4567");
  expect(link({})).toContain(" http://127.0.0.1:4567/invitation/");
  expect(link({PORT: "8080"})).toContain(" http://127.0.0.1:8080/invitation/");
  writeFileSync(address, '{"url": 5');
  expect(link({})).toContain(" http://127.0.0.1:3000/invitation/");
});

test.each([
  [["add", "Иван"], /^--role: expected one of admin, director, .*, got nothing$/],
  [["add", "Иван", "--role", "boss"], /got boss$/],
  [["disable", "Пётр"], /^user Пётр: there is no such user/],
  [["rename", "Пётр"], /^usage: user add NAME/],
  [["list", "--what"], /^usage: user add NAME/],
  [[], /^usage: user add NAME/],
])("user %j is refused", (args, message) => {
  expect(() => manageUsers([...args, "--home", home], {})).toThrow(message);
});
