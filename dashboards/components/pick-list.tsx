import {useEffect, useRef} from "preact/hooks";
import {words} from "../lib/words.ts";

interface PickListProps {
  label: string;
  all: string;
  options: {id: string; name: string}[];
  picked: string[];
  onPick: (picked: string[]) => void;
}

/** Several of many: a button that says what is picked, and a list of boxes under it. */
export function PickList({label, all, options, picked, onPick}: PickListProps) {
  const box = useRef<HTMLDetailsElement>(null);
  const names = options.filter((option) => picked.includes(option.id)).map((option) => option.name);
  const summary =
    names.length === 0 ? all : names.length <= 2 ? names.join(", ") : `${names[0]} +${names.length - 1}`;
  useEffect(() => {
    const close = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) box.current?.removeAttribute("open");
    };
    addEventListener("pointerdown", close);
    return () => removeEventListener("pointerdown", close);
  }, []);
  return (
    <details
      class="pick-list"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !box.current?.open) return;
        box.current.removeAttribute("open");
        box.current.querySelector("summary")?.focus();
        event.stopPropagation();
      }}
    >
      <summary aria-label={`${label}: ${summary}`}>{summary}</summary>
      <div class="options">
        <button type="button" class="link" onClick={() => onPick([])}>
          {words.value.t("bar.clear")}
        </button>
        {options.map((option) => (
          <label key={option.id}>
            <input
              type="checkbox"
              checked={picked.includes(option.id)}
              onChange={(event) =>
                onPick(
                  event.currentTarget.checked
                    ? [...picked, option.id]
                    : picked.filter((id) => id !== option.id),
                )
              }
            />
            {option.name}
          </label>
        ))}
      </div>
    </details>
  );
}
