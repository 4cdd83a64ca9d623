import type {CorrectionsRow} from "../../../queries/generated/rows.ts";
import {tryUndo, undoCorrection} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {TriedForm} from "./tried-form.tsx";

/** Takes a correction back: the row reads as it came again. */
export function UndoDrawer({correction, onClose}: {correction: CorrectionsRow; onClose: () => void}) {
  const {t, f, label} = words.value;
  const {correction_id} = correction;
  return (
    <TriedForm
      title={t("corrections.undoTitle")}
      of={correction_id}
      look={(_reason, signal) => tryUndo(correction_id, signal)}
      accept={(reason) => undoCorrection(correction_id, reason)}
      acceptLabel={t("corrections.undo")}
      isUndo
      onClose={onClose}
    >
      <p class="subtitle">
        {label("correction", correction.kind_code)}: {correction.file_name}
        {correction.line_number !== null &&
          `, ${t("fix.line", {line: f.count(correction.line_number)}).toLowerCase()}`}
      </p>
      <p class="raw">{correction.after_text ?? correction.before_text}</p>
    </TriedForm>
  );
}
