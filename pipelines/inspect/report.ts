import {visible} from "../../queries/hidden-marks.ts";
import {counted} from "../counted.ts";
import {figureText} from "../drift.ts";
import {reasonWords} from "../reasons.ts";
import type {InspectedFile, Preview} from "./inspection.ts";
import {inOneLine} from "./write-yaml.ts";

/** One inspected file for reading in a terminal. */
export function report(file: InspectedFile): string {
  if (file.columns.length === 0) return `${file.file}\n  ${file.error?.en}\n`;
  const parts = [
    heading(file),
    ...file.sameAs.map(
      (source) =>
        `  It has the headers of the source ${source}: to load it as one more file of it, \`estafeta source add ${source} --file ${JSON.stringify(file.file)}\` and \`estafeta run\`. What follows would set up a new source.`,
    ),
    ...(file.error ? [`  cannot load yet: ${file.error.en}`] : []),
    columnTable(file),
    ...(file.links.length > 0 ? [linkList(file)] : []),
    ...(file.additions.length > 0 ? [additionList(file)] : []),
    ...(file.questions.length > 0 ? [questionList(file)] : []),
    ...file.preview.map(previewTable),
    ...(file.yaml
      ? [`To load it, put this under \`sources:\` of company/sources.yaml:\n\n${indent(file.yaml)}`]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function heading({file, format, preset, entity, preview}: InspectedFile): string {
  const how = [
    format.kind,
    format.encoding,
    format.delimiter ? `delimiter ${JSON.stringify(format.delimiter)}` : undefined,
    format.path ? `format.path ${format.path}` : undefined,
  ]
    .filter(Boolean)
    .join(", ");
  const totals = format.totalsRows > 0 ? `, ${counted(format.totalsRows, "row")} of totals left out` : "";
  const headers =
    format.headerRows > 0 ? `, the header ${counted(format.headerRows, "more time")} left out` : "";
  const member =
    format.member === undefined
      ? ""
      : ` (${format.member} of the zip is read${format.beside?.length ? `, not ${format.beside.slice(0, 5).join(", ")}` : ""})`;
  const sheet =
    format.titleSheet === undefined
      ? ""
      : ` (the sheet ${format.sheet} is read; ${format.titleSheet} before it holds a title and no table)`;
  const broken = format.brokenRows > 0 ? `, ${format.brokenRows} that cannot be split` : "";
  const what = preset
    ? `preset ${preset}`
    : entity
      ? `rows are ${preview.map((one) => one.entity).join(", ") || entity}`
      : "no entity fits";
  return `${file}${member}${sheet}: ${how}, ${counted(format.rows, "row")}${totals}${headers}${broken}; ${what}`;
}

function columnTable({columns, fields, unused}: InspectedFile): string {
  const rows = columns.map(({name, shape, samples}) => {
    const to = fields.filter(({from}) => from === name || from.split(", ").includes(name));
    const meaning =
      to.length > 0
        ? to.map(({entity, field}) => `${entity}.${field}`).join(", ")
        : unused.includes(name)
          ? "-"
          : "(used in an expression)";
    const status =
      to.find(({status}) => status === "ask")?.status ??
      to.find(({status}) => status === "guess")?.status ??
      to[0]?.status ??
      "";
    return [name, shape, samples[0] ?? "", meaning, status];
  });
  const made = fields
    .filter(({from}) => !columns.some(({name}) => from === name || from.split(", ").includes(name)))
    .map(({entity, field, from, status, why}) => [
      "",
      "",
      "",
      `${entity}.${field} = ${from}`,
      `${status}: ${why.en}`,
    ]);
  return table(
    [["column", "looks like", "such as", "becomes", "how sure"], ...rows, ...made],
    [32, 10, 24, 44, 60],
  );
}

function linkList({links}: InspectedFile): string {
  return [
    "Keys found in other files",
    ...links.map(
      ({column, file, toColumn, share, means}) =>
        `  ${column} -> ${file} ${toColumn}: ${Math.round(share * 100)}% (${means})`,
    ),
  ].join("\n");
}

function additionList({additions}: InspectedFile): string {
  return [
    "Not in these settings, and what is shown below goes without it; add it if you agree",
    ...additions.map(({entity, field, mapping}) => `  + ${entity}.${field}: ${inOneLine(mapping)}`),
  ].join("\n");
}

function questionList({questions}: InspectedFile): string {
  const lines = questions.flatMap(({text, options}) => [
    `  ? ${text.en}`,
    ...(options.length > 0 ? [`      ${options.map(({label}) => label.en).join(" | ")}`] : []),
  ]);
  return ["To be asked", ...lines].join("\n");
}

function previewTable(preview: Preview): string {
  const {entity, columns, rows, accepted, rejected, skipped, repeated, sums, rejects} = preview;
  const shown = rows.slice(0, 5).map((row) => row.map((cell) => cell ?? ""));
  const refused = rejects
    .slice(0, 5)
    .map(
      ({line, column, reason, value}) =>
        `  line ${line}: ${[subjectOf(reason, column), value === null ? "" : JSON.stringify(visible(value)), reasonWords(reason, entity, column)].filter(Boolean).join(" ")}`,
    );
  return [
    `${entity}: of the rows looked at ${accepted} load, ${rejected} would be set aside, ${skipped} are left out${repeated > 0 ? `, ${repeated} of those that load give way to a later row with the same key` : ""}${sums.length === 0 ? "" : `; what loads comes to ${sums.map(sumText).join(", ")}`}`,
    table(
      [columns, ...shown],
      columns.map(() => 24),
    ),
    ...(refused.length > 0 ? ["Set aside, for example", ...refused] : []),
  ].join("\n");
}

const sumText = ({field, unit, sum}: Preview["sums"][number]) =>
  `${field} ${unit === "s" ? figureText("s", sum) : sum.toFixed(2)}`;

/** What a reason speaks of; the words about a line name it themselves, unless they go on from it. */
function subjectOf(reason: string, column: string | null): string {
  return column ?? (/^(?:is|has)\b/u.test(reasonWords(reason)) ? "the whole line" : "");
}

function table(rows: string[][], widest: number[]): string {
  const clean = rows.map((row) =>
    row.map((cell, index) => cut(cell.replace(/\s+/gu, " "), widest[index] ?? 24)),
  );
  const widths = widest.map((_, index) => Math.max(0, ...clean.map((row) => row[index]?.length ?? 0)));
  return clean
    .map(
      (row) =>
        `  ${row
          .map((cell, index) => cell.padEnd(widths[index]!))
          .join("  ")
          .trimEnd()}`,
    )
    .join("\n");
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gmu, "  ");
}
