import {backupCommand, restoreCommand} from "./backup.ts";
import type {Command} from "./command.ts";
import {configCommand} from "./config.ts";
import {demoCommand} from "./demo.ts";
import {fixCommand} from "./fix.ts";
import {inspectCommand} from "./inspect.ts";
import {newCommand} from "./new.ts";
import {payrollCommand} from "./payroll.ts";
import {rejectedCommand} from "./rejected.ts";
import {replayCommand, runCommand} from "./run.ts";
import {serveCommand} from "./serve.ts";
import {queryCommand, userCommand} from "./server-programs.ts";
import {rollbackCommand, snapshotsCommand} from "./snapshots.ts";
import {sourceCommand} from "./source.ts";
import {templateCommand} from "./template.ts";

export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  demo: demoCommand,
  new: newCommand,
  inspect: inspectCommand,
  source: sourceCommand,
  run: runCommand,
  payroll: payrollCommand,
  template: templateCommand,
  rejected: rejectedCommand,
  fix: fixCommand,
  replay: replayCommand,
  snapshots: snapshotsCommand,
  rollback: rollbackCommand,
  query: queryCommand,
  user: userCommand,
  backup: backupCommand,
  restore: restoreCommand,
  config: configCommand,
};
