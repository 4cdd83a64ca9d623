/** An address that a browser may be sent to: http or https, nothing that runs; null for anything else. */
function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const {protocol, href} = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : null;
}

/** Where a recording can be heard: its own address, else the source's with its id put in; null when neither is known. */
export function recordingAddress(recording: string, link: string | null): string | null {
  const own = webAddress(recording.trim());
  if (own || !link) return own;
  return webAddress(link.replaceAll("{id}", encodeURIComponent(recording.trim())));
}
