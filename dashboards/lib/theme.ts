import {effect, signal} from "@preact/signals";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const stored = localStorage.getItem("theme");

export const theme = signal<Theme>(themes.find((name) => name === stored) ?? "system");

/** Colours are light-dark() tokens; the choice only sets which side of them holds. */
export function applyTheme(): void {
  effect(() => {
    localStorage.setItem("theme", theme.value);
    document.documentElement.dataset["theme"] = theme.value;
  });
}

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length]!;
}
