import {createHash, randomBytes} from "node:crypto";

/** A secret that is shown once; the ledger keeps its hash only. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
