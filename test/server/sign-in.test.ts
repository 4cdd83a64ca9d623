import {expect, test} from "vitest";
import {signInLines} from "../../server/main.ts";
import {manageUsers} from "../../server/user.ts";
import {client, codeOf, cookieOf, demoPassword, signedInClient, startServer} from "./client.ts";
import {emptyHome} from "./company.ts";

const server = await startServer();
const stranger = client(server.url);
const signIn = (name: string, password = demoPassword, send = stranger) =>
  send("/api/session", {method: "POST", json: {name, password}});

test("a sign-in gives a cookie that scripts cannot read, and the session says who it is", async () => {
  const response = await signIn("director");
  expect(response.status).toBe(201);
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(
    /^estafeta_session=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const session = await (await client(server.url, cookieOf(response))("/api/session")).json();
  expect(session).toMatchObject({user: {name: "director", role: "director"}});
  expect(JSON.stringify(session)).not.toContain("password_hash");
});

test("nobody is signed in without a cookie, or with another one", async () => {
  for (const send of [stranger, client(server.url, "estafeta_session=AAAA")])
    expect(await (await send("/api/session")).json()).toMatchObject({user: null});
});

test("signing out ends the session for good", async () => {
  const send = await signedInClient(server.url, "hr");
  expect((await send("/api/session", {method: "DELETE"})).status).toBe(204);
  expect((await send("/api/snapshot")).status).toBe(401);
});

test("an unknown name and a wrong password get the same answer in about the same time", async () => {
  const timed = async (name: string) => {
    const start = performance.now();
    const response = await signIn(name, "wrong-password");
    return {text: await response.text(), status: response.status, milliseconds: performance.now() - start};
  };
  const known = await timed("head");
  const unknown = await timed("nobody");
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  expect(known.status).toBe(401);
  expect(unknown.milliseconds).toBeGreaterThan(known.milliseconds / 20);
});

test("the sixth wrong password in a row has to wait; other names do not", async () => {
  const attempts = await Promise.all(Array.from({length: 6}, () => signIn("analyst", "wrong-password")));
  expect(attempts.map(({status}) => status).sort()).toEqual([401, 401, 401, 401, 401, 429]);
  const blocked = await signIn("Analyst ");
  expect([blocked.status, await codeOf(blocked)]).toEqual([429, "too_many_attempts"]);
  expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(800);
  expect((await signIn("director")).status).toBe(201);
});

test("a body that is not a sign-in is refused", async () => {
  for (const json of [{}, {name: "director"}, {name: ["director"], password: demoPassword}, null])
    expect((await stranger("/api/session", {method: "POST", json})).status).toBe(400);
  const torn = await stranger("/api/session", {
    method: "POST",
    body: "{",
    headers: {"content-type": "application/json"},
  });
  expect([torn.status, await codeOf(torn)]).toEqual([400, "bad_request"]);
  const huge = await stranger("/api/session", {method: "POST", json: {name: "x".repeat(20_000)}});
  expect([huge.status, await codeOf(huge)]).toEqual([413, "too_large"]);
});

test("a request that another site could forge is refused", async () => {
  const response = await fetch(`${server.url}/api/session`, {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({name: "director", password: demoPassword}),
  });
  expect([response.status, await codeOf(response)]).toEqual([403, "forged_request"]);
});

test("the demo users are shown with their password", async () => {
  const {demo} = (await (await stranger("/api/session")).json()) as {demo: {users: object[]}};
  expect(demo.users).toHaveLength(6);
  expect(demo.users).toContainEqual({name: "hr", role: "hr", password: demoPassword});
});

test("the first start prints a link that sets the administrator's password, once", async () => {
  const company = await startServer({demo: false});
  const link = company.invitation ?? "";
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation\/[\w-]{43}$/);
  const send = client(company.url);
  const path = `/api${new URL(link).pathname.replace("invitation", "invitations")}`;
  expect(await (await send(path)).json()).toEqual({name: "admin", role: "admin"});
  const short = await send(path, {method: "POST", json: {password: "short"}});
  expect([short.status, await codeOf(short)]).toEqual([400, "bad_password"]);

  const accept = () => send(path, {method: "POST", json: {password: "a long password"}});
  const answers = await Promise.all([accept(), accept()]);
  expect(answers.map(({status}) => status).sort()).toEqual([201, 410]);
  expect((await send(path)).status).toBe(410);
  const accepted = answers.find(({status}) => status === 201);
  const session = await client(company.url, accepted && cookieOf(accepted))("/api/session");
  expect(await session.json()).toMatchObject({user: {name: "admin", role: "admin"}, demo: null});
  expect((await signIn("admin", "a long password", send)).status).toBe(201);
});

test("demo users cannot sign in once the folder is not the demo company's", async () => {
  const home = emptyHome();
  const demo = await startServer({home});
  const cookie = cookieOf(await signIn("director", demoPassword, client(demo.url)));
  await demo.close();
  const real = await startServer({home, demo: false});
  expect((await signIn("director", demoPassword, client(real.url))).status).toBe(401);
  expect(await (await client(real.url, cookie)("/api/session")).json()).toMatchObject({
    user: null,
    demo: null,
  });
  expect(real.invitation).toBeDefined();
});

test("behind https the cookie never travels in the clear", async () => {
  const proxied = await startServer({trustProxy: true});
  const send = client(proxied.url);
  const forwarded = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"};
  const json = {name: "hr", password: demoPassword};
  const response = await send("/api/session", {method: "POST", json, headers: forwarded});
  expect(response.headers.getSetCookie()[0]).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
});

test("a disabled user is out at once", async () => {
  const send = await signedInClient(server.url, "head");
  expect(manageUsers(["disable", "head", "--home", server.home], {})).toEqual(["head is disabled"]);
  expect((await send("/api/reports")).status).toBe(401);
  expect((await signIn("head")).status).toBe(401);
});

test("the start says who may sign in, and with which password", () => {
  const users = ["director", "hr"].map((name) => ({
    name,
    role: name as "director" | "hr",
    password: demoPassword,
  }));
  expect(signInLines(users)).toEqual([`Demo company, sign in as director, hr; password: ${demoPassword}`]);
  expect(signInLines([])).toEqual([]);
});
