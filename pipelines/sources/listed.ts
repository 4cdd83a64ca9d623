const most = 40;
const longest = 60;

/** Names of columns for a message: on one line, long ones cut, and not thousands of them. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, most).map((name) => {
    const line = name.replace(/\s+/g, " ");
    return line.length > longest ? `${line.slice(0, longest)}…` : line;
  });
  return names.length > most ? `${shown.join(", ")} and ${names.length - most} more` : shown.join(", ");
}
