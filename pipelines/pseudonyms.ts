import {randomBytes} from "node:crypto";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./company/company.ts";
import {replaceFile, shutToOthers} from "./files.ts";

/** The home's secret behind stand-ins for names and behind ids of clients without a number, made when first asked for. */
export function pseudonymSalt(home: Home): string {
  const path = join(home.home, "var", "pseudonyms.secret");
  if (!existsSync(path)) replaceFile(path, `${randomBytes(24).toString("hex")}\n`, 0o600);
  shutToOthers(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
