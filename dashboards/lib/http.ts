/** The server's own words for what went wrong, never lost on the way to the page. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
  }
}

/** Every request of the pages: the header tells the server that our own page asks. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, {
    credentials: "same-origin",
    ...init,
    headers: {"x-estafeta": "1", ...init.headers},
  });
  if (response.ok) return response;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<RequestError> {
  const text = await response.text();
  try {
    const {error} = JSON.parse(text) as {error: {code: string; message: string}};
    return new RequestError(response.status, error.code, error.message);
  } catch {
    return new RequestError(response.status, "unreadable", text.slice(0, 200) || response.statusText);
  }
}

export async function getJson<T>(url: string): Promise<T> {
  return (await request(url)).json() as Promise<T>;
}

export async function sendJson<T>(method: "POST" | "DELETE", url: string, body?: unknown): Promise<T | null> {
  const response = await request(url, {
    method,
    ...(body === undefined
      ? {}
      : {body: JSON.stringify(body), headers: {"content-type": "application/json"}}),
  });
  const text = await response.text();
  return text ? (JSON.parse(text) as T) : null;
}
