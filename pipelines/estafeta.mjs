#!/usr/bin/env node
// Node strips the types of the program itself from version 24 on; the pinned one is in node_modules.
const [major] = process.versions.node.split(".").map(Number);
if (major < 24) {
  console.error(
    `estafeta: Node ${process.versions.node} is too old; run it as \`npm run estafeta -- ...\` after \`npm ci\` with install scripts allowed, or install Node 24`,
  );
  process.exit(1);
}
await import("./cli.ts");
