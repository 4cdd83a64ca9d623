import type {Preset} from "../../mapping.ts";
import {asteriskEntities, type CdrTable} from "./asterisk-legs.ts";

const columns = [
  "calldate",
  "clid",
  "src",
  "dst",
  "dcontext",
  "channel",
  "dstchannel",
  "lastapp",
  "lastdata",
  "duration",
  "billsec",
  "disposition",
  "amaflags",
  "accountcode",
  "uniqueid",
  "userfield",
  "did",
  "recordingfile",
  "cnum",
  "cnam",
];

/** A row typed by hand may have no ids: then it is a call of its own. */
const callKey = `coalesce("linkedid", "uniqueid", md5(concat_ws('|', "calldate", "src", "dst", "channel")))`;
const dayFirst = "%d/%m/%Y %H:%M:%S";
const iso = "%Y-%m-%d %H:%M:%S";

const cdrTable: CdrTable = {
  begun: `try_cast("calldate" as timestamp)`,
  begunColumn: "calldate",
  call: {call_key: callKey},
  // numbers are sorted faster than names, which only rows typed by hand need
  order: `try_cast("sequence" as bigint), case when "sequence" is null then "dstchannel" end, hash("dstchannel")`,
  recording: {column: "recordingfile"},
  // the number shown outside may be that of the line; cnum keeps who dialled
  dialler: `case when length("cnum") between 2 and 5 then "cnum" end`,
};

/**
 * Table `asteriskcdrdb.cdr` as a dump with header, or the "CSV File" button of CDR Reports (mind the limit of rows on
 * its form). Times are those of the server; a row of a queue or an announcement is no talk, as in Master.csv.
 */
export const freepbx: Preset = {
  id: "freepbx",
  title: "FreePBX, table cdr or CDR Reports (CSV with header)",
  doc: "Legs of one call share linkedid (older versions: uniqueid); talk is that of answered Dial and Queue legs.",
  format: {},
  entities: asteriskEntities(cdrTable),
};

/** The same report without header and with days before months, as the web page of older versions writes it. */
const gui = (id: string, more: string[], which: string): Preset => ({
  id,
  title: `FreePBX, CDR Reports without header (${which} columns)`,
  doc: "Dates are day/month/year. Voicemail and announcements count as ANSWERED there, and are no talk here.",
  format: {kind: "csv", delimiter: ",", header: false, columns: [...columns, ...more]},
  entities: asteriskEntities({
    ...cdrTable,
    begun: `try_strptime("calldate", ['${dayFirst}', '${iso}'])`,
    date: [dayFirst, iso],
    call: {call_key: more.includes("linkedid") ? callKey : callKey.replace(`"linkedid", `, "")},
    order: `"uniqueid", "dstchannel"`,
  }),
});

export const freepbxGui = gui(
  "freepbx_gui",
  ["outbound_cnum", "outbound_cnam", "dst_cnam", "sequence", "c25"],
  "25",
);
export const freepbxGui26 = gui(
  "freepbx_gui_26",
  ["outbound_cnum", "outbound_cnam", "dst_cnam", "linkedid", "peeraccount", "sequence"],
  "26",
);
