import {randomBytes, type ScryptOptions, scrypt, timingSafeEqual} from "node:crypto";
import {promisify} from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** 32 MB and three passes: about a fifth of a second, once a sign-in. */
const cost = {N: 2 ** 15, r: 8, p: 3};
const keyLength = 32;

export const passwordLength = {min: 10, max: 200};

/** `scrypt:N:r:p:salt:key`; the parameters travel along, so that raising them later locks nobody out. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join(":");
}

/** Takes the same time with no stored hash, so that a stranger cannot learn which names exist. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (stored ?? absent).split(":");
  if (scheme !== "scrypt" || !salt || !key) throw new Error("ledger: a password hash cannot be read");
  const expected = Buffer.from(key, "base64");
  const given = await keyOf(password, Buffer.from(salt, "base64"), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, expected) && stored !== null;
}

const absent = ["scrypt", cost.N, cost.r, cost.p, "AAAAAAAAAAAAAAAAAAAAAA==", `${"A".repeat(43)}=`].join(":");

function keyOf(password: string, salt: Buffer, {N, r, p}: typeof cost): Promise<Buffer> {
  return derive(password.normalize("NFKC"), salt, keyLength, {N, r, p, maxmem: 256 * N * r});
}
