import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const header =
  "calldate,src,cnum,dst,dcontext,channel,dstchannel,lastapp,duration,billsec,disposition,uniqueid,linkedid,sequence\n";

/** One leg of 30 seconds' talk, passed on when it is not the first of its call. */
function leg(call: string, begun: string, extension: string, sequence: number, isPassed = false): string {
  const ends = isPassed
    ? ["89000000001", "89000000001", extension, "ext-local", "PJSIP/trunk-1", `PJSIP/${extension}-2`]
    : ["74950000001", extension, "89000000001", "from-internal", `PJSIP/${extension}-1`, "PJSIP/trunk-2"];
  return `${[begun, ...ends, "Dial", 30, 30, "ANSWERED", `${call}.${sequence}`, call, sequence].join(",")}\n`;
}
const first = leg("100.1", "2026-03-02 23:59:40", "201", 1);
const second = leg("100.1", "2026-03-03 00:00:10", "202", 2, true);
const other = leg("300.1", "2026-03-03 09:00:00", "203", 3);

/** Takes the files one after another, each on a day of its own. */
async function after(files: string[]) {
  const home = makeHome({sources: "sources: {pbx: {preset: freepbx}}\n"});
  const open = await Staged.open(home);
  try {
    for (const [index, text] of files.entries()) {
      put(home, `pbx/${index}.csv`, header + text);
      await open.take(() => new Date(Date.UTC(2026, 2, 3 + index, 6)));
    }
    return {
      file: open.files[0]!,
      calls: await open.rows("select call_id, talk_seconds from stage.calls order by call_id"),
      legs: await open.rows(
        "select call_id, count(*)::integer as legs from stage.call_legs group by all order by 1",
      ),
      rejected: (await open.rejected()).map(({entity, line_number, reason_code, value}) =>
        [entity, line_number, reason_code, value].join(" "),
      ),
    };
  } finally {
    open.close();
  }
}

test("a call cut by midnight keeps what is known of it; its other part waits and does not replace it", async () => {
  const {file, calls, legs, rejected} = await after([first, second + other]);
  expect(calls).toEqual([
    {call_id: "100.1", talk_seconds: 30},
    {call_id: "300.1", talk_seconds: 30},
  ]);
  expect(legs).toEqual([
    {call_id: "100.1", legs: 1},
    {call_id: "300.1", legs: 1},
  ]);
  expect(rejected).toEqual(["call_legs 2 split_call 100.1", "calls 2 split_call 100.1"]);
  expect(file).toMatchObject({rows: 2, accepted: 1, rejected: 1, skipped: 0});
});

test("it is the same when the later part comes first", async () => {
  const {calls, rejected} = await after([second + other, first]);
  expect(calls).toEqual([
    {call_id: "100.1", talk_seconds: 30},
    {call_id: "300.1", talk_seconds: 30},
  ]);
  expect(rejected).toEqual(["call_legs 2 split_call 100.1", "calls 2 split_call 100.1"]);
});

test("a file with all legs replaces the part, and an export that overlaps another takes nothing away", async () => {
  const whole = await after([first, second + other, first + second + other]);
  expect(whole.calls).toEqual([
    {call_id: "100.1", talk_seconds: 60},
    {call_id: "300.1", talk_seconds: 30},
  ]);
  expect(whole.legs).toEqual([
    {call_id: "100.1", legs: 2},
    {call_id: "300.1", legs: 1},
  ]);
  expect(whole.file).toMatchObject({rows: 3, accepted: 3, rejected: 0});
});

test("where legs are not kept, a part that begins later does not replace the call either", async () => {
  const home = makeHome({
    sources: `
sources:
  pbx:
    entities:
      calls:
        one_per: '"call"'
        prefer: '"talk"::int desc'
        fields: {call_id: call, started_at: begun, talk_seconds: talk, disposition: {value: answered}, direction: {value: out}}
`,
  });
  const open = await Staged.open(home);
  const talks = () => open.rows("select call_id, talk_seconds from stage.calls order by call_id");
  try {
    put(home, "pbx/1.csv", "call,begun,talk\nz,2026-03-02 23:59:00,500\n");
    await open.take();
    put(home, "pbx/2.csv", "call,begun,talk\nz,2026-03-03 00:10:00,0\ny,2026-03-03 09:00:00,5\n");
    await open.take();
    expect(await talks()).toEqual([
      {call_id: "y", talk_seconds: 5},
      {call_id: "z", talk_seconds: 500},
    ]);
    expect((await open.rejected()).map(({line_number, reason_code}) => [line_number, reason_code])).toEqual([
      [2, "split_call"],
    ]);
    put(home, "pbx/3.csv", "call,begun,talk\nz,2026-03-02 23:59:00,510\n");
    await open.take();
    expect(await talks()).toEqual([
      {call_id: "y", talk_seconds: 5},
      {call_id: "z", talk_seconds: 510},
    ]);
  } finally {
    open.close();
  }
});
