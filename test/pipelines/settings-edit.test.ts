import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {withSettings} from "../../pipelines/company/settings-edit.ts";

const yaml = `# what loads, and who answers for it
sources:
    # the till in the hall
    shop:   {preset: orders,   zone: Europe/Moscow}   # ask Anna


    bank: # statement of the main account
        zone: Europe/Moscow      # the bank's clock
        # rows of the salary project are left out
        entities:
            payments:
                fields:
                    payment_id:   Номер      # unique within a year
                    amount: Сумма            # with VAT
                    # the day of the bank, not of the client
                    paid_on: {column: Дата, date: "%d.%m.%Y"}
                    client_name: "Плательщик"
    # to be loaded from October on
    # crm: {preset: amocrm_leads}

    calls: {preset: sipuni}      # one per PBX
`;
const lines = (text: string) => text.split("\n");
const change = (source: string, set: Record<string, unknown>, text = yaml) =>
  withSettings(text, source, set, "sources.yaml");

describe("settings that a correction lays over a source", () => {
  test("leave every line of the others as it is", () => {
    const changed = change("bank", {zone: "Asia/Omsk"});
    const [from, to] = [lines(yaml).findIndex((line) => line.includes("bank:")), lines(yaml).length - 5];
    expect(lines(changed).slice(0, from)).toEqual(lines(yaml).slice(0, from));
    expect(lines(changed).slice(-5)).toEqual(lines(yaml).slice(to));
    expect(parse(changed)).toEqual({
      sources: {...parse(yaml).sources, bank: {...parse(yaml).sources.bank, zone: "Asia/Omsk"}},
    });
  });

  test("keep the remarks of the source, also beside what they replace", () => {
    const changed = change("bank", {
      zone: "Asia/Omsk",
      format: {encoding: "windows-1251"},
      entities: {payments: {fields: {amount: {number: "comma"}, paid_on: {date: null}, payment_id: "№"}}},
    });
    for (const remark of yaml.match(/#.*/g)!) expect(changed.split(remark)).toHaveLength(2);
    expect(lines(changed).find((line) => line.includes("zone: Asia/Omsk"))).toContain("# the bank's clock");
    expect(lines(changed).find((line) => line.includes("# with VAT"))).toContain(
      "amount: {column: Сумма, number: comma}",
    );
    expect(lines(changed).find((line) => line.includes("payment_id"))).toContain("№ # unique within a year");
    expect(parse(changed).sources.bank).toEqual({
      zone: "Asia/Omsk",
      format: {encoding: "windows-1251"},
      entities: {
        payments: {
          fields: {
            payment_id: "№",
            amount: {column: "Сумма", number: "comma"},
            paid_on: {column: "Дата"},
            client_name: "Плательщик",
          },
        },
      },
    });
  });

  test("in a file with the line ends of Windows, of the last source, and of one with anchors", () => {
    const windows = change("calls", {zone: "Asia/Omsk"}, yaml.replaceAll("\n", "\r\n"));
    expect(windows.replaceAll("\r\n", "")).not.toContain("\n");
    expect(windows).toContain("{preset: sipuni, zone: Asia/Omsk} # one per PBX\r\n");
    const anchors = "sources:\n  a: &a\n    zone: UTC # both\n  b: *a\n  c: {preset: sipuni}\n";
    expect(parse(change("c", {zone: "UTC"}, anchors)).sources.c).toEqual({preset: "sipuni", zone: "UTC"});
    expect(change("c", {zone: "UTC"}, anchors)).toContain("zone: UTC # both");
  });
});
