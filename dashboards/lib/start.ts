import {batch} from "@preact/signals";
import {getJson, sendJson} from "./http.ts";
import {forgetReports, loadBasics, months} from "./reports.ts";
import {loadSnapshot, type Session, session, snapshot, startFailure} from "./session.ts";

/** Who is here, and for those who may see it, what is published: known together, so that nothing flashes by. */
export async function start(): Promise<void> {
  try {
    const answer = await getJson<Session>("/api/session");
    if (answer.user) await Promise.all([loadSnapshot(), loadBasics()]);
    batch(() => {
      startFailure.value = null;
      session.value = answer;
    });
  } catch (error) {
    startFailure.value = error instanceof Error ? error.message : String(error);
  }
}

export async function signIn(name: string, password: string): Promise<void> {
  await sendJson("POST", "/api/session", {name, password});
  await start();
}

export async function signOut(): Promise<void> {
  await sendJson("DELETE", "/api/session");
  forgetReports();
  batch(() => {
    if (session.value) session.value = {...session.value, user: null};
    snapshot.value = null;
    months.value = null;
  });
  await start();
}
