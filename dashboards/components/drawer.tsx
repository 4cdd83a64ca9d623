import type {ComponentChildren} from "preact";
import {useEffect, useId, useRef} from "preact/hooks";
import {words} from "../lib/words.ts";

interface DrawerProps {
  title: ComponentChildren;
  /** A class beside `drawer`. */
  kind?: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog at the side of the page; the button and Esc close it. */
export function Drawer({title, kind, onClose, children}: DrawerProps) {
  const {t} = words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={kind ? `drawer ${kind}` : "drawer"}
      onClose={onClose}
      aria-labelledby={titleId}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t("card.close")}
        </button>
      </header>
      {children}
    </dialog>
  );
}
