import {effect} from "@preact/signals";
import {render} from "preact";
import {App} from "./app.tsx";
import {listenToHistory} from "./lib/location.ts";
import {start} from "./lib/start.ts";
import {applyTheme} from "./lib/theme.ts";
import {words} from "./lib/words.ts";
import "./style.css";

applyTheme();
listenToHistory();
effect(() => {
  document.documentElement.lang = words.value.language;
});
void start();
render(<App />, document.getElementById("app")!);
