import {enableCompileCache} from "node:module";
import {join} from "node:path";

// compiled code is kept beside the libraries: a command starts in half the time, and the server starts one per
// question; where the folder cannot be written nothing is kept
const kept = join(import.meta.dirname, "../node_modules/.cache/node");
enableCompileCache(kept);
process.env["NODE_COMPILE_CACHE"] ??= kept;
await import("./command-line.ts");
