import type {SameKey} from "../../lib/fixes.ts";
import {type Words, words} from "../../lib/words.ts";
import {fieldName} from "./reason-words.ts";

const mostShown = 10;

/** Of one key one row stands: which rows a correction would take the place of, or would be lost behind. */
export function SameKeys({found}: {found: readonly SameKey[]}) {
  const {t, f} = words.value;
  const isAccepted = ({accepted_in}: SameKey) => accepted_in !== null;
  const isReplaced = (one: SameKey) => isAccepted(one) && one.replaced.length > 0;
  const replaced = found.filter(isReplaced);
  const kept = found.filter((one) => isAccepted(one) && !isReplaced(one));
  const shared = found.filter((one) => !isAccepted(one));
  const params = (own: readonly SameKey[]) => ({count: own.length, n: f.count(own.length)});
  return (
    <>
      {replaced.length > 0 && <Found title={t("effect.replaced", params(replaced))} found={replaced} />}
      {kept.length > 0 && <Found title={t("effect.keyKept", params(kept))} found={kept} />}
      {shared.length > 0 && <Found title={t("effect.keyShared", params(shared))} found={shared} />}
    </>
  );
}

function Found({title, found}: {title: string; found: readonly SameKey[]}) {
  const all = words.value;
  return (
    <div class="same-keys">
      <p class="warning">
        <strong>{title}</strong>
      </p>
      <ul>
        {found.slice(0, mostShown).map((one, index) => (
          <li key={index}>{sameKeyText(one, all)}</li>
        ))}
      </ul>
    </div>
  );
}

/** The key, where the row stands, and what becomes of it. */
export function sameKeyText({entity, key, rows, accepted_in, replaced}: SameKey, all: Words): string {
  const {t, f} = all;
  const name = (field: string) => fieldName({entities: entity, column_name: field}, all);
  const values = Object.entries(key).map(([field, value]) => `${name(field)} «${value ?? ""}»`);
  const lines = t("effect.keyRows", {count: rows.length, lines: f.list(rows.map(({line}) => f.count(line)))});
  const changes = replaced.map(
    ({field, before, after}) => `${name(field)}: ${before ?? "—"} → ${after ?? "—"}`,
  );
  const place = accepted_in === null ? lines : `${accepted_in}, ${lines}`;
  return `${values.join(", ")} (${place})${changes.length > 0 ? `: ${changes.join("; ")}` : ""}`;
}
