import {Router} from "express";
import * as z from "zod";
import {docketDecisions, type Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {caseOf, docketReport, lastDecisions} from "../decided-rows.ts";
import {HttpError} from "../errors.ts";
import {type Decision, listDecisions, recordDecision} from "../ledger/decisions.ts";
import type {User} from "../ledger/users.ts";
import {readReportQuery} from "../report-query.ts";
import {jsonText} from "../rows.ts";
import type {Snapshot} from "../snapshot.ts";

const deciders: readonly Role[] = ["admin", "director", "head"];

/** Who decides comes from the session, the evidence from the snapshot; the rest says which case was looked at. */
const decisionBody = z.strictObject({
  client_id: z.string().min(1).max(200),
  owner_employee_id: z.string().min(1).max(200),
  silent_since_date: z.iso.date(),
  decision: z.enum(docketDecisions),
  reason: z.string().trim().min(1).max(2000),
});

interface Evidence extends Pick<Decision, "client_id" | "owner_employee_id" | "silent_since_date"> {
  docket_state?: string;
  order_amount?: number;
}

/** GET /docket/decisions: what was decided; POST /docket/decisions: decide about one client on the docket. */
export function docketRoutes({catalog, ledger, snapshots}: Deps): Router {
  const router = Router();

  /** The docket as this reader sees it: a head's holds clients of the own team only. */
  const docketOf = async (user: User, snapshot: Snapshot): Promise<Evidence[]> => {
    const report = catalog.get(docketReport);
    if (!report) throw new Error(`the catalogue lacks ${docketReport}`);
    const {sql, values} = readReportQuery(report, {format: "json"}, user);
    return snapshot.audience("management").use(async (connection) => {
      const found = await connection.run(sql, values);
      return JSON.parse(jsonText(found.columnNames(), await found.getRows())) as Evidence[];
    });
  };

  router.get("/docket/decisions", async (request, response) => {
    const user = signedInAs(request, {en: "decisions", ru: "решения"}, deciders);
    await snapshots.read(undefined, async (snapshot) => {
      const open = new Map((await docketOf(user, snapshot)).map((row) => [caseOf(row), row]));
      const last = new Set([...lastDecisions(ledger).values()].map(({decision_id}) => decision_id));
      const own = listDecisions(ledger).filter((one) => user.role !== "head" || open.has(caseOf(one)));
      const answer = own.map((one) => {
        const row = last.has(one.decision_id) ? open.get(caseOf(one)) : undefined;
        return {...one, docket_state: row?.docket_state ?? null, order_amount: row?.order_amount ?? null};
      });
      response.set("Cache-Control", "no-store").json(answer);
    });
  });

  router.post("/docket/decisions", async (request, response) => {
    const user = signedInAs(request, {en: "deciding", ru: "запись решения"}, deciders);
    const parsed = decisionBody.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new HttpError("bad_request", {
        en: `decision: ${issue?.path.join(".")}: ${issue?.message}`,
        ru: `решение: ${issue?.path.join(".")}: значение не подходит (${issue?.message})`,
      });
    }
    const {client_id} = parsed.data;
    await snapshots.read(undefined, async (snapshot) => {
      const evidence = (await docketOf(user, snapshot)).find((row) => row.client_id === client_id);
      if (!evidence && user.role === "head")
        throw new HttpError("forbidden", {
          en: `decision: client ${client_id} is not on the docket of team ${user.team_id}; a head decides about the own team's clients`,
          ru: `решение: клиента ${client_id} нет в списке команды ${user.team_id}; руководитель решает о клиентах своей команды`,
        });
      if (!evidence || caseOf(evidence) !== caseOf(parsed.data))
        throw new HttpError("superseded", {
          en: `decision: the present data say something else of client ${client_id}; look at the docket again`,
          ru: `решение: нынешние данные говорят о клиенте ${client_id} другое; посмотрите список ещё раз`,
        });
      const decision_id = recordDecision(ledger, {
        ...parsed.data,
        by_name: user.name,
        snapshot_id: snapshot.pointer.id,
        evidence: JSON.stringify(evidence),
      });
      response.status(201).json({decision_id});
    });
  });
  return router;
}
