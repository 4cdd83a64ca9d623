import {words} from "../../lib/words.ts";

/** Why a row is changed: asked of everybody, and recorded with the name. */
export function ReasonField({value, onChange}: {value: string; onChange: (value: string) => void}) {
  return (
    <label class="reason">
      <span>{words.value.t("fix.reason")}</span>
      <input
        name="reason"
        value={value}
        maxLength={500}
        required
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
