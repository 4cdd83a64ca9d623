import type {ComponentChildren} from "preact";
import {words} from "../lib/words.ts";

const shown = 12;

/** A line for each of a card's people, in their order; of a long list the first ones, the others on demand. */
export function PeopleList({lines}: {lines: readonly ComponentChildren[]}) {
  const {t, f} = words.value;
  const items = (some: readonly ComponentChildren[]) =>
    some.map((line, index) => <li key={index}>{line}</li>);
  const rest = lines.slice(shown);
  return (
    <>
      <ul class="plain">{items(lines.slice(0, shown))}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t("people.more", {n: f.count(rest.length)})}</summary>
          <ul class="plain">{items(rest)}</ul>
        </details>
      )}
    </>
  );
}
