import {effect} from "@preact/signals";
import {render} from "preact";
import {App} from "./app.tsx";
import {listenToHistory} from "./lib/location.ts";
import {loadSession} from "./lib/session.ts";
import {applyTheme} from "./lib/theme.ts";
import {words} from "./lib/words.ts";
import "./style.css";

applyTheme();
listenToHistory();
effect(() => {
  document.documentElement.lang = words.value.language;
});
void loadSession();
render(<App />, document.getElementById("app")!);
