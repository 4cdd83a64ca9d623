import type {ComponentChildren} from "preact";
import {go} from "../lib/location.ts";

interface LinkProps {
  href: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
}

/** A link inside the pages: a plain click does not reload, every other click is the browser's. */
export function Link({href, children, class: name, current}: LinkProps) {
  return (
    <a
      href={href}
      class={name}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
