import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {createCommandLine} from "../../server/command.ts";
import {HttpError} from "../../server/errors.ts";
import {write} from "../helpers/home.ts";
import {emptyHome, patience} from "./company.ts";

/** A command line whose program is this text. */
function commandLine(program: string) {
  const home = emptyHome();
  const path = write(join(home, "program.mjs"), program);
  return {home, ...createCommandLine({home, command: [process.execPath, path]})};
}

/** Writes its process id into the home folder, whose flag follows the command's name, and never ends. */
const endless = `import {writeFileSync} from "node:fs";
writeFileSync(process.argv[4] + "/pid", String(process.pid));
setInterval(() => undefined, 1000);`;

const refusal = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function pidIn(home: string): Promise<number> {
  const path = join(home, "pid");
  await vi.waitFor(() => expect(existsSync(path) && readFileSync(path, "utf8")).toBeTruthy(), patience);
  return Number(readFileSync(path, "utf8"));
}

test("the home folder and the input reach the program, its JSON comes back", async () => {
  const {home, runJson} = commandLine(`let text = "";
for await (const chunk of process.stdin) text += chunk;
console.log(JSON.stringify({arguments: process.argv.slice(2), text}));`);
  expect(await runJson(["inspect", "x.csv"], {input: "настройка"})).toEqual({
    arguments: ["inspect", "--home", home, "x.csv"],
    text: "настройка",
  });
});

test("a refusal of one line is the answer; a stack is a bug that nobody is shown", async () => {
  const refused = commandLine(`console.error("a.csv: it is empty; send another"); process.exitCode = 1;`);
  expect(await refusal(refused.runJson(["inspect"]))).toMatchObject({
    code: "refused",
    message: "a.csv: it is empty; send another",
  });
  const both = {en: "a.csv: it is empty", ru: "a.csv: файл пустой"};
  const inBoth = commandLine(`const refused = ${JSON.stringify(both)};
if (process.env.ESTAFETA_REFUSALS === "json") console.error(JSON.stringify({refused})); process.exitCode = 1;`);
  expect(await refusal(inBoth.runJson(["inspect"]))).toMatchObject({code: "refused", said: both});
  const broken = commandLine(`throw new Error("boom");`);
  expect(await refusal(broken.runJson(["inspect"]))).not.toBeInstanceOf(HttpError);
});

test("the program ends when the one who asked has left", async () => {
  const {home, runCommand} = commandLine(endless);
  const asked = new AbortController();
  const answer = refusal(runCommand(["inspect"], {signal: asked.signal}));
  const pid = await pidIn(home);
  asked.abort();
  expect(await answer).toMatchObject({code: "superseded"});
  expect(lives(pid)).toBe(false);
  expect(await refusal(runCommand(["inspect"], {signal: asked.signal}))).toMatchObject({code: "superseded"});
});

test("a program that takes too long is ended, also one that does not want to", async () => {
  const {home, runCommand} = commandLine(`process.on("SIGTERM", () => undefined);\n${endless}`);
  expect(await refusal(runCommand(["inspect"], {timeoutMs: 1500}))).toMatchObject({code: "command_timeout"});
  expect(lives(await pidIn(home))).toBe(false);
});

test("when the server stops, nothing is left running", async () => {
  const {home, runCommand, close} = commandLine(endless);
  const answer = refusal(runCommand(["inspect"]));
  const pid = await pidIn(home);
  close();
  await answer;
  expect(lives(pid)).toBe(false);
});
