import {expect, test} from "vitest";
import en from "../../dashboards/locales/en.json" with {type: "json"};
import ru from "../../dashboards/locales/ru.json" with {type: "json"};
import {readReports} from "../../pipelines/models.ts";
import {look, rowsOf} from "../helpers/look.ts";

const list = readReports().find(({name}) => name === "campaign_list")!;
const row: Record<string, string> = {
  campaign_id: "R-1",
  client_name: "ООО Ромашка",
  client_phone: "+79120000075",
  order_amount: "3210422,82",
  last_order_date: "2026-05-08",
  last_contact_date: "2026-09-16",
  silent_days: "175",
  owner_name: "Иванова Анна",
};
const headings: [string, Record<string, unknown>, string[], string[]][] = [
  ["Russian", ru, ["да", "нет"], ["недолго", "долго"]],
  ["English", en, ["yes", "no"], ["short", "long"]],
];

test.each(headings)(
  "the list of a campaign is known by its %s headings as clients of a campaign",
  async (_, names, flags, bands) => {
    const columns = list.columns.map(({name}) => name).filter((name) => !name.startsWith("all_"));
    const cell = (name: string, at: number) =>
      name === "client_id"
        ? `c${100 + at}`
        : name === "is_control"
          ? flags[at % 2]
          : name === "stratum"
            ? bands[at % 2]
            : (row[name] ?? "");
    const text = [
      columns.map((name) => names[`columns.${name}`]).join(";"),
      ...Array.from({length: 6}, (_row, at) => columns.map((name) => cell(name, at)).join(";")),
    ].join("\n");
    const seen = await look(`${text}\n`);
    expect(seen.preview.map(({entity}) => entity)).toEqual(["campaign_members"]);
    expect(rowsOf(seen, "campaign_members").slice(0, 2)).toEqual([
      {campaign_id: "R-1", client_id: "c100", is_control: "true", stratum: bands[0]},
      {campaign_id: "R-1", client_id: "c101", is_control: "false", stratum: bands[1]},
    ]);
  },
);
