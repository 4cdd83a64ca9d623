import {Parser} from "htmlparser2";

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Names come without their namespace prefix, which some writers put before each element. */
const local = (name: string) => name.slice(name.indexOf(":") + 1);

/**
 * Calls `events` for each element of an XML part, up to the place where it breaks off; yields after each chunk, so that
 * what was gathered can be handed on.
 */
export async function* parseXml(
  chunks: AsyncIterable<string>,
  events: XmlEvents,
): AsyncGenerator<undefined, void> {
  let isBroken = false;
  let isEmpty = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        isEmpty = true;
        if (!isBroken) events.open?.(local(name), attributes);
      },
      ontext(text) {
        isEmpty = false;
        if (!isBroken) events.text?.(text);
      },
      onclosetag(name, isImplied) {
        // an element may close itself, but not be closed by the end of another or of the part
        isBroken ||= isImplied && !isEmpty;
        isEmpty = false;
        if (!isBroken) events.close?.(local(name));
      },
    },
    {xmlMode: true},
  );
  for await (const chunk of chunks) {
    parser.write(chunk);
    yield;
  }
  isEmpty = false;
  parser.end();
  yield;
}

/** Reads a small part as a whole. */
export async function readXml(chunks: AsyncIterable<string>, events: XmlEvents): Promise<void> {
  for await (const _ of parseXml(chunks, events));
}
