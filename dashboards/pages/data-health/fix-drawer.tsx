import {useState} from "preact/hooks";
import {acceptChanges, type Changes, type Place, tryChanges} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {CellsForm} from "./cells-form.tsx";
import {changesNothing} from "./effect-view.tsx";
import {type Group, reasonSentence} from "./reason-words.ts";
import {SpellingsForm} from "./spellings-form.tsx";
import {TriedForm} from "./tried-form.tsx";

export type FixTask =
  | {kind: "cells"; group: Group; place: Place}
  | {kind: "dismiss"; group: Group; places: Place[]}
  | {kind: "spelling"; group: Group; spellings: {spelling: string; count: number}[]};

/** Corrects cells, adds spellings or dismisses rows. */
export function FixDrawer({task, onClose}: {task: FixTask; onClose: () => void}) {
  const all = words.value;
  const {t, f} = all;
  const [changes, setChanges] = useState<Changes | null>(
    task.kind === "dismiss" ? {dismiss: task.places} : null,
  );
  return (
    <TriedForm
      title={titleOf(task, all)}
      of={changes && JSON.stringify(changes)}
      look={(reason, signal) => tryChanges(changes!, reason, signal)}
      accept={(reason) => acceptChanges(changes!, reason)}
      acceptLabel={t("fix.accept")}
      mayAccept={(effect) => !changesNothing(effect)}
      onClose={onClose}
    >
      <p class="subtitle">
        {reasonSentence(task.group, all)} · {task.group.source_id}
      </p>
      {task.kind === "cells" && <CellsForm place={task.place} group={task.group} onChange={setChanges} />}
      {task.kind === "spelling" && (
        <SpellingsForm group={task.group} spellings={task.spellings} onChange={setChanges} />
      )}
      {task.kind === "dismiss" && (
        <p>{t("fix.dismissMeans", {count: task.places.length, n: f.count(task.places.length)})}</p>
      )}
    </TriedForm>
  );
}

function titleOf(task: FixTask, {t, f}: typeof words.value): string {
  if (task.kind === "cells") return t("fix.title.cells", {line: f.count(task.place.line)});
  if (task.kind === "spelling") return t("fix.title.spelling");
  const count = task.places.length;
  return t("fix.title.dismiss", {count, n: f.count(count)});
}
