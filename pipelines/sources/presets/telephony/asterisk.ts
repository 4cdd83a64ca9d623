import type {FieldMapping, Preset} from "../../mapping.ts";
import {asteriskEntities, type CdrTable, joinedBySecond} from "./asterisk-legs.ts";

const oldest = [
  "accountcode",
  "src",
  "dst",
  "dcontext",
  "clid",
  "channel",
  "dstchannel",
  "lastapp",
  "lastdata",
  "start",
  "answer",
  "end",
  "duration",
  "billsec",
  "disposition",
  "amaflags",
];
const older = [...oldest, "uniqueid", "userfield"];
const columns = [...older, "peeraccount", "linkedid", "sequence"];

const masterCsv = (more: Pick<CdrTable, "call" | "order"> & {recording?: FieldMapping}): CdrTable => ({
  begun: `try_cast("start" as timestamp)`,
  begunColumn: "start",
  ...more,
});
const title = (which: string) => `Asterisk, Master.csv ${which}`;
const format = (names: string[]) => ({
  kind: "csv" as const,
  delimiter: ",",
  header: false,
  columns: names,
});

/**
 * `/var/log/asterisk/cdr-csv/Master.csv` with the newer columns (`newcdrcolumns=yes`), without header, times in GMT as
 * the shipped configuration writes them; a source's own `zone` says otherwise. Billed seconds count from the channel's
 * answer, so a leg of a queue, an announcement or voicemail is no talk with a person; answered legs that ring a
 * telephone (Dial, Queue) are. Missed calls that never rang anybody are not logged unless `unanswered=yes`.
 */
export const asterisk: Preset = {
  id: "asterisk",
  title: title("with linkedid (21 columns, no header)"),
  doc: "Legs of one call share linkedid; answered legs of Dial and Queue are the talk, those passed on in order.",
  zone: "UTC",
  format: format(columns),
  entities: asteriskEntities(
    masterCsv({
      call: {call_key: `coalesce("linkedid", "uniqueid")`},
      order: `try_cast("sequence" as bigint)`,
      recording: {column: "userfield"},
    }),
  ),
};

/** Master.csv with `loguniqueid` and `loguserfield` only: legs are joined by the second of uniqueid and the far number. */
export const asterisk18: Preset = {
  id: "asterisk_18",
  title: title("with uniqueid (18 columns, no header)"),
  doc: "Without linkedid legs are joined when their channels came up within two seconds for the same outside number.",
  zone: "UTC",
  format: format(older),
  entities: asteriskEntities(
    masterCsv({
      call: joinedBySecond(`try_cast(split_part("uniqueid", '.', 1) as bigint)`, `"uniqueid"`),
      order: `"uniqueid", "dstchannel"`,
      recording: {column: "userfield"},
    }),
  ),
};

/** Master.csv of old builds: nothing names a call but its second and the far number, so transfers stay apart. */
export const asterisk16: Preset = {
  id: "asterisk_16",
  title: title("of old builds (16 columns, no header)"),
  doc: "There are no ids: a call is known by the second it began and its outside number.",
  zone: "UTC",
  format: format(oldest),
  entities: asteriskEntities(
    masterCsv({
      call: joinedBySecond(`"leg_begun"`, `"leg_begun" || '-' || "far_end"`),
      order: `"channel", "dstchannel"`,
    }),
  ),
};
