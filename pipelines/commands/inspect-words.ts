import type {InspectedFile} from "../inspect/inspection.ts";
import {signs} from "../inspect/weights.ts";

/** What would help a file of which no row would load, in a few words. */
export function remedyOf(file: InspectedFile): string {
  const {columns, error, format, preview} = file;
  if (error !== null) return "correct what is said of the file above";
  if (saysWorkbook(file) && format.rows === 0)
    return "it is named as a workbook and holds plain text; open it in a spreadsheet program and save it as .xlsx, or send the export itself";
  if (columns.length > 0 && format.rows === 0)
    return "there are no rows under the header; export it again with rows";
  if (preview.length === 0) return `say what a row is with --as KIND (${kinds}), or leave the file out`;
  if (preview.every(({rejected}) => rejected === 0))
    return "every row is left out; answer what is asked above";
  return "every row would be set aside; correct what is said of them above";
}

/** The kinds of row that a file may be, as `--as` takes them. */
export const kinds = Object.keys(signs).join(", ");

/** A named workbook whose bytes are delimited text. */
export const saysWorkbook = ({file, format}: InspectedFile) =>
  /\.xls[xmb]?$/iu.test(file) && format.kind === "csv";

/** What is known of a file that no kind of row fits, as a piece of sources.yaml that says what it lacks. */
export function unknownYaml({file, source, columns}: InspectedFile): string {
  const comments = [
    `${file}: its columns do not tell what one row is. Look again with a kind of row:`,
    `  estafeta inspect ${/\s/u.test(file) ? JSON.stringify(file) : file} --as KIND --yaml FILE`,
    `Kinds: ${kinds}; \`estafeta template KIND --fields\` lists what each holds.`,
    "Columns of the file:",
    ...columns.map(
      ({name, shape, samples}) => `  ${name} (${shape}${samples[0] === undefined ? "" : `: ${samples[0]}`})`,
    ),
  ];
  const lines = comments.map((line) => `# ${line.replace(/\s*[\r\n]+\s*/gu, " ").slice(0, 400)}\n`);
  return `${lines.join("")}${source}:\n  entities: {}\n`;
}
