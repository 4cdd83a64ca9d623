/** One record of delimited text and the line it starts on, counted from 1. */
export interface DelimitedRecord {
  line: number;
  cells: string[];
}

/** Splits delimited text into records; a quoted cell may hold delimiters, line breaks and doubled quotes. */
export function parseRecords(
  text: string,
  delimiter: string,
  quote = '"',
  limit = Infinity,
): DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let startLine = 1;
  const endRecord = () => {
    cells.push(cell);
    if (cells.length > 1 || cell !== "") records.push({line: startLine, cells});
    cells = [];
    cell = "";
    startLine = line;
  };
  for (let index = 0; index < text.length && records.length < limit; index++) {
    const character = text[index]!;
    if (character === "\n") line++;
    if (quoted) {
      if (character !== quote) cell += character;
      else if (text[index + 1] === quote) {
        cell += quote;
        index++;
      } else quoted = false;
    } else if (character === quote && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") endRecord();
    else if (character !== "\r" || text[index + 1] !== "\n") cell += character;
  }
  if (records.length < limit && (cell !== "" || cells.length > 0)) endRecord();
  return records;
}
