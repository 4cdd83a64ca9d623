import {join} from "node:path";
import {readPointer} from "./pointer.ts";
import {openSnapshot} from "./snapshot.ts";

/** Ids of everybody in the staff list that is published; null before anything is. */
export async function publishedStaff(snapshots: string): Promise<readonly string[] | null> {
  const found = await readPointer(join(snapshots, "current.json"));
  if (!found) return null;
  const snapshot = await openSnapshot(snapshots, found.pointer);
  try {
    return await snapshot.audience("management").use(async (connection) => {
      const answer = await connection.runAndReadAll(
        "select distinct employee_id from dim_employees order by employee_id",
      );
      return answer.getRows().map(([id]) => String(id));
    });
  } finally {
    snapshot.release();
  }
}
