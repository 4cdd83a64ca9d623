import {visible, withoutMarks} from "../../../queries/hidden-marks.ts";

/** Where the cells of a delimited row stand in its text, with what they hold; quoted cells may hold anything. */
function cellsOf(text: string): {start: number; end: number; cell: string}[] {
  return [...text.matchAll(/(?<=^|;)("(?:[^"]|"")*"(?=;|$)|[^;]*)/g)].map((match) => {
    const [shown] = match;
    const cell = shown.startsWith('"') ? shown.replace(/^"|"$/g, "").replaceAll('""', '"') : shown;
    return {start: match.index, end: match.index + shown.length, cell: withoutMarks(cell).trim()};
  });
}

/** The one cell that is the value; null when none is or several are, for then nobody can tell which. */
export function cellOf(text: string, value: string | null): {start: number; end: number} | null {
  const sought = withoutMarks(value ?? "").trim();
  if (sought === "") return null;
  const [only, second] = cellsOf(text).filter(({cell}) => cell === sought);
  return only && !second ? {start: only.start, end: only.end} : null;
}

/** The line as it came with the refused cell marked. */
export function RawText({text, value}: {text: string; value: string | null}) {
  const cell = cellOf(text, value);
  if (!cell) return <span class="raw">{visible(text)}</span>;
  return (
    <span class="raw">
      {visible(text.slice(0, cell.start))}
      <mark>{visible(text.slice(cell.start, cell.end))}</mark>
      {visible(text.slice(cell.end))}
    </span>
  );
}
