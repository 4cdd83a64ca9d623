import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";

// Reads the published snapshot over and over, in a process of its own, until the file `stop` appears in the home.
// Each snapshot of the test carries one number in every row of two tables: any other sight is a half-published one.
const [home] = process.argv.slice(2) as [string];
const snapshots = join(home, "var", "snapshots");
const seen = new Set<number>();
const faults: string[] = [];
let reads = 0;
let last = -1;

async function read(): Promise<number> {
  const manifest = JSON.parse(readFileSync(join(snapshots, "current.json"), "utf8")) as {
    audiences: {management: {file: string; attach: {name: string; file: string}[]}};
  };
  const {file, attach} = manifest.audiences.management;
  const instance = await DuckDBInstance.create(join(snapshots, file), {access_mode: "READ_ONLY"});
  const connection = await instance.connect();
  try {
    for (const part of attach)
      await connection.run(`attach '${join(snapshots, part.file)}' as ${part.name} (read_only)`);
    const orders = await numbers(
      connection,
      "select count(*), min(order_amount), max(order_amount) from fct_orders",
    );
    const payments = await numbers(
      connection,
      "select count(*), min(payment_amount), max(payment_amount) from fct_payments",
    );
    if (orders[0] !== 30 || payments[0] !== 10)
      throw new Error(`half a month: ${orders[0]} orders, ${payments[0]} payments`);
    if (new Set([orders[1], orders[2], payments[1], payments[2]]).size !== 1)
      throw new Error(`two runs in one snapshot: ${JSON.stringify([orders, payments])}`);
    return orders[1]!;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function numbers(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowsJson();
  return rows[0]!.map(Number);
}

while (!existsSync(join(home, "stop"))) {
  try {
    const number = await read();
    if (number < last) faults.push(`went back from ${last} to ${number}`);
    last = number;
    seen.add(number);
  } catch (error) {
    faults.push(String(error));
  }
  reads++;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
console.log(
  JSON.stringify({reads, seen: seen.size, last, faults: faults.slice(0, 5), faultCount: faults.length}),
);
