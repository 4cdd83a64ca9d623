import type {Command} from "./command.ts";

/** Each command's code is read when it is asked for: most need a small part of the program. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serveCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
  new: async () => (await import("./new.ts")).newCommand,
  inspect: async () => (await import("./inspect.ts")).inspectCommand,
  source: async () => (await import("./source.ts")).sourceCommand,
  run: async () => (await import("./run.ts")).runCommand,
  payroll: async () => (await import("./payroll.ts")).payrollCommand,
  template: async () => (await import("./template.ts")).templateCommand,
  loads: async () => (await import("./loads.ts")).loadsCommand,
  rejected: async () => (await import("./rejected.ts")).rejectedCommand,
  fix: async () => (await import("./fix.ts")).fixCommand,
  replay: async () => (await import("./run.ts")).replayCommand,
  snapshots: async () => (await import("./snapshots.ts")).snapshotsCommand,
  rollback: async () => (await import("./snapshots.ts")).rollbackCommand,
  query: async () => (await import("./server-programs.ts")).queryCommand,
  user: async () => (await import("./server-programs.ts")).userCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./backup.ts")).restoreCommand,
  config: async () => (await import("./config.ts")).configCommand,
};
