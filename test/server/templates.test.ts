import {join} from "node:path";
import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {codeOf, signedInClient, startServer} from "./client.ts";

const root = join(import.meta.dirname, "../..");
const server = await startServer({command: [process.execPath, join(root, "pipelines/cli.ts")]});

test("a form is a workbook in the language asked for", async () => {
  const director = await signedInClient(server.url, "director");
  const response = await director("/api/templates/client_feedback.xlsx?lang=en");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="?client_feedback\.xlsx"?$/,
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual(["Form", "How to fill in", "Lists"]);
  expect(book.worksheets[0]!.getRow(1).values).toContain("Score");
});

test("an unknown entity, another ending and other roles are refused", async () => {
  const director = await signedInClient(server.url, "director");
  const unknown = await director("/api/templates/nothing.xlsx");
  expect([unknown.status, await codeOf(unknown)]).toEqual([422, "refused"]);
  expect((await director("/api/templates/calls.pdf")).status).toBe(400);
  expect((await director("/api/templates/calls.xlsx?lang=fr")).status).toBe(400);
  for (const role of ["head", "hr", "analyst", "employee"] as const) {
    const other = await signedInClient(server.url, role);
    expect((await other("/api/templates/calls.xlsx")).status, role).toBe(403);
  }
});
