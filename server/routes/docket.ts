import {Router} from "express";
import * as z from "zod";
import {docketDecisions, type Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {listDecisions, recordDecision} from "../ledger/decisions.ts";
import {jsonText} from "../rows.ts";

const deciders: readonly Role[] = ["admin", "director", "head"];
const docket = "take_away_docket";

/** Who decides comes from the session, the evidence from the snapshot; the rest says which case was looked at. */
const decisionBody = z.strictObject({
  client_id: z.string().min(1).max(200),
  owner_employee_id: z.string().min(1).max(200),
  silent_since_date: z.iso.date(),
  decision: z.enum(docketDecisions),
  reason: z.string().trim().min(1).max(2000),
});

/** GET /docket/decisions: what was decided; POST /docket/decisions: decide about one client on the docket. */
export function docketRoutes({catalog, ledger, snapshots}: Deps): Router {
  const router = Router();

  router.get("/docket/decisions", (request, response) => {
    signedInAs(request, {en: "decisions", ru: "решения"}, deciders);
    response.set("Cache-Control", "no-store").json(listDecisions(ledger));
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
    const {client_id, owner_employee_id, silent_since_date} = parsed.data;
    const report = catalog.get(docket);
    if (!report) throw new Error(`the catalogue lacks ${docket}`);
    await snapshots.read(undefined, async (snapshot) => {
      const rows = await snapshot.audience("management").use(async (connection) => {
        const found = await connection.run(
          `select * from (${report.sql}) as docket where client_id = $client_id::varchar`,
          {client_id},
        );
        return JSON.parse(jsonText(found.columnNames(), await found.getRows())) as Record<string, unknown>[];
      });
      const [evidence] = rows;
      if (
        evidence?.["owner_employee_id"] !== owner_employee_id ||
        evidence["silent_since_date"] !== silent_since_date
      )
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
