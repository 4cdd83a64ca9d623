import {homeAt} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {currentSnapshot, listSnapshots, rollback} from "../snapshots.ts";
import type {Command} from "./command.ts";

export const snapshotsCommand: Command = {
  usage: "estafeta snapshots\n\nWhat was published, newest first; the star marks the one being served.",
  options: {},
  async execute({home}) {
    const at = homeAt(home);
    const current = currentSnapshot(at)?.id;
    const all = listSnapshots(at);
    if (all.length === 0) console.log("nothing has been published yet; `estafeta run` publishes");
    for (const manifest of all)
      console.log(
        `${manifest.id === current ? "*" : " "} ${manifest.id}  published ${manifest.published_at}  data until ${manifest.data_until ?? "-"}`,
      );
    return 0;
  },
};

export const rollbackCommand: Command = {
  usage: "estafeta rollback ID\n\nServes an earlier snapshot; the next successful run publishes a new one.",
  options: {},
  async execute({home, positionals: [id]}) {
    if (id === undefined)
      throw new PipelineError("bad_usage", "rollback: no snapshot id; see `estafeta snapshots`");
    console.log(`serving ${rollback(homeAt(home), id).id}`);
    return 0;
  },
};
