type Answer = Record<string, unknown>;

/** What an API says instead of data, in its own words; null when the text is no such answer. */
export function vendorError(text: string): string | null {
  const answer = parsed(text);
  if (answer === null || hasList(answer)) return null;
  const words = ["error_description", "message", "msg", "error_message", "error", "errors", "detail", "title"]
    .map((key) => textOf(answer[key]))
    .filter((word) => word !== null);
  const codes = ["code", "result", "status"].flatMap((key) => {
    const code = answer[key];
    return typeof code === "number" || typeof code === "string" ? [`${key} ${code}`] : [];
  });
  return isRefusal(answer) ? [...new Set([...words, ...codes])].join(", ").slice(0, 300) : null;
}

function parsed(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Answer) : null;
  } catch {
    return null;
  }
}

function isRefusal(answer: Answer): boolean {
  if (["error", "errors", "error_description"].some((key) => Boolean(answer[key]))) return true;
  if (answer["success"] === false || answer["ok"] === false) return true;
  if (["error", "fail", "failed"].includes(String(answer["status"]).toLowerCase())) return true;
  // nothing but a code that is no success, such as {"result": 3102}
  const code = answer["code"] ?? answer["result"] ?? answer["status"];
  return Object.keys(answer).length <= 3 && typeof code === "number" && code >= 400;
}

/** Data came after all. */
function hasList(answer: Answer): boolean {
  return Object.entries(answer).some(
    ([key, value]) => !key.startsWith("error") && Array.isArray(value) && value.length > 0,
  );
}

function textOf(value: unknown): string | null {
  if (typeof value === "string" && value !== "") return value;
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== "object" || value === null) return null;
  const {message, error_message, mnemonic, code} = value as Answer;
  return textOf(message) ?? textOf(error_message) ?? textOf(mnemonic) ?? textOf(String(code ?? ""));
}
