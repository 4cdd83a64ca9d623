import {spawn} from "node:child_process";
import {writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {readReports} from "../../pipelines/models.ts";
import {lastDay} from "./data.ts";
import {quantile} from "./measure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const rounds = 40;

/** Every report of the director's pages over HTTP on loopback, warm, one after another: milliseconds. */
export async function measureReports(home: string): Promise<Record<string, number>> {
  writeFileSync(join(home, "var", "demo.json"), '{"demo":true}\n');
  const port = await freePort();
  const server = spawn(process.execPath, [join(root, "server/main.ts"), "--home", home], {
    cwd: root,
    env: {...process.env, PORT: String(port), HOST: "127.0.0.1"},
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await untilReady(origin);
    const cookie = await signIn(origin);
    const all: number[] = [];
    const result: Record<string, number> = {};
    const asked: Record<string, string> = {
      month: `${lastDay.slice(0, 7)}-01`,
      client_id: "c12",
      search: "Client 12",
      source_id: "calls",
      column_name: "",
      reason_code: "bad_number",
      since: `${Number(lastDay.slice(0, 4)) - 2}-01-01`,
      until: lastDay,
      campaign_id: "bench",
      band: "long",
      client_limit: "200",
      control_percent: "10",
      seed: "bench",
      by: "month",
      script_version: "2",
      former_version: "1",
    };
    for (const report of readReports().filter((one) => one.roles.includes("director"))) {
      const given = report.params.filter(({name}) => asked[name] !== undefined);
      const query = new URLSearchParams(given.map(({name}) => [name, asked[name]!]));
      const times: number[] = [];
      for (let round = 0; round < rounds + 3; round++) {
        const started = performance.now();
        const answer = await fetch(`${origin}/api/reports/${report.name}?${query}`, {headers: {cookie}});
        if (answer.status !== 200) throw new Error(`${report.name}: ${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
        if (round >= 3) times.push(performance.now() - started);
      }
      result[`report.${report.name}.p95_ms`] = quantile(times, 0.95);
      all.push(...times);
    }
    result["report.all.p50_ms"] = quantile(all, 0.5);
    result["report.all.p95_ms"] = quantile(all, 0.95);
    return result;
  } finally {
    server.kill();
  }
}

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: "POST",
    headers: {"content-type": "application/json", "x-estafeta": "1"},
    body: JSON.stringify({name: "director", password: "estafeta-demo"}),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(";")[0]!;
}

async function untilReady(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`${origin}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server did not come up within 10 s");
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const {port} = probe.address() as {port: number};
  await new Promise((done) => probe.close(done));
  return port;
}
