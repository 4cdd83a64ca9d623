/** Roubles as exact text, "-1500.50", to whole kopecks; null when it is none. */
export function kopecksOf(text: string): bigint | null {
  const [, sign, roubles, kopecks = ""] = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (roubles === undefined) return null;
  const amount = BigInt(roubles + kopecks.padEnd(2, "0"));
  return sign ? -amount : amount;
}

export function moneyText(kopecks: bigint): string {
  const digits = (kopecks < 0n ? -kopecks : kopecks).toString().padStart(3, "0");
  return `${kopecks < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Of text that the pipeline or the ledger wrote. */
export function knownKopecks(text: string): bigint {
  const amount = kopecksOf(text);
  if (amount === null) throw new Error(`payroll: ${text} is no sum of money`);
  return amount;
}
