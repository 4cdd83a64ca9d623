import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const day = (number: number) => () => new Date(Date.UTC(2026, 2, number, 6));

/** Loads file after file, one in each run, and asks at the end. */
async function loads<Result>(
  sources: string,
  files: [path: string, text: string][],
  ask: (open: Staged) => Promise<Result>,
): Promise<Result> {
  const home = makeHome({sources});
  const open = await Staged.open(home);
  try {
    for (const [index, [path, text]] of files.entries()) {
      put(home, path, text);
      expect(await open.take(day(index + 1))).toHaveLength(1);
    }
    return await ask(open);
  } finally {
    open.close();
  }
}

const deals = "sources: {crm: {preset: deals}}\n";
const dealFile = (...rows: string[]) =>
  `${["deal_id,amount,stage,created_at,updated_at,owner,closed_at", ...rows].join("\n")}\n`;
const dealRows = (open: Staged) =>
  open.rows("select deal_id, amount, stage from stage.deals order by deal_id");

test("of rows with one key in a file the newest version wins, else the last", async () => {
  const file = dealFile(
    "d1,100,new,2026-03-01 10:00,2026-03-03 10:00,,",
    "d1,200,offer,2026-03-01 10:00,2026-03-02 10:00,,",
    "d2,1,new,2026-03-01 10:00,,,",
    "d2,2,offer,2026-03-01 10:00,,,",
    "d3,1,new,2026-03-01 10:00,2026-03-02 10:00,,",
    "d3,2,offer,2026-03-01 10:00,,,",
  );
  await loads(deals, [["crm/a.csv", file]], async (open) => {
    expect(await dealRows(open)).toEqual([
      {deal_id: "d1", amount: "100.00", stage: "new"},
      {deal_id: "d2", amount: "2.00", stage: "offer"},
      {deal_id: "d3", amount: "1.00", stage: "new"},
    ]);
    expect(open.files).toEqual([{rows: 6, accepted: 6, rejected: 0, unchanged: 3, skipped: 0}]);
  });
});

test("the newer version wins whatever the order of loads", async () => {
  const older = dealFile(
    "d1,100,new,2026-03-01 10:00,2026-03-02 10:00,,",
    "d2,5,new,2026-03-01 10:00,2026-03-02 10:00,,",
  );
  const newer = dealFile("d1,200,offer,2026-03-01 10:00,2026-03-03 10:00,,");
  const expected = [
    {deal_id: "d1", amount: "200.00", stage: "offer"},
    {deal_id: "d2", amount: "5.00", stage: "new"},
  ];
  await loads(
    deals,
    [
      ["crm/a.csv", older],
      ["crm/b.csv", newer],
    ],
    async (open) => {
      expect(await dealRows(open)).toEqual(expected);
    },
  );
  await loads(
    deals,
    [
      ["crm/b.csv", newer],
      ["crm/a.csv", older],
    ],
    async (open) => {
      expect(await dealRows(open)).toEqual(expected);
      expect(open.files).toMatchObject([{rows: 2, accepted: 2, unchanged: 1}]);
    },
  );
});

test("without versions the later load wins, an overlapping one updates and counts what was the same", async () => {
  const sources = "sources: {bank: {preset: payments}}\n";
  const head = "payment_id,paid_on,amount\n";
  const files: [string, string][] = [
    ["bank/1.csv", `${head}p1,2026-03-01,10\np2,2026-03-02,20\n`],
    ["bank/2.csv", `${head}p2,2026-03-02,20\np2b,2026-03-02,20\np1,2026-02-28,11\n`],
  ];
  await loads(sources, files, async (open) => {
    expect(
      await open.rows("select payment_id, paid_on, amount, load_id from stage.payments order by payment_id"),
    ).toEqual([
      {payment_id: "p1", paid_on: "2026-02-28", amount: "11.00", load_id: 2},
      {payment_id: "p2", paid_on: "2026-03-02", amount: "20.00", load_id: 1},
      {payment_id: "p2b", paid_on: "2026-03-02", amount: "20.00", load_id: 2},
    ]);
    expect(open.files).toEqual([{rows: 3, accepted: 3, rejected: 0, unchanged: 1, skipped: 0}]);
    // the payment that moved touches the month it left and the month it came to
    expect(await open.rows("select month::varchar as month from ops.touched_months order by month")).toEqual([
      {month: "2026-02-01"},
      {month: "2026-03-01"},
    ]);
    expect(
      await open.rows("select first_event_date, last_event_date from ops.loads order by load_id"),
    ).toEqual([
      {first_event_date: "2026-03-01", last_event_date: "2026-03-02"},
      {first_event_date: "2026-02-28", last_event_date: "2026-03-02"},
    ]);
  });
});

const twoSources = `
sources:
  crm: {preset: deals}
  reasons:
    entities:
      deals:
        extends: true
        fields: {deal_id: id, loss_reason: why}
`;

test("two sources fill the columns of one row, in either order, and neither wipes the other's", async () => {
  const crm = (amount: number) => dealFile(`d1,${amount},lost,2026-03-01 10:00,,,`);
  const reasons: [string, string] = ["reasons/a.csv", "id;why\nd1;дорого\n"];
  const ask = async (open: Staged) =>
    expect(
      await open.rows(
        "select deal_id, amount, loss_reason, created_at is not null as is_made from stage.deals",
      ),
    ).toEqual([{deal_id: "d1", amount: "20.00", loss_reason: "дорого", is_made: true}]);
  await loads(twoSources, [["crm/a.csv", crm(10)], reasons, ["crm/b.csv", crm(20)]], ask);
  await loads(twoSources, [reasons, ["crm/a.csv", crm(10)], ["crm/b.csv", crm(20)]], ask);
});

test("a required field may be left out only by a source that extends another's rows", async () => {
  await expect(
    loads(
      twoSources.replace("extends: true", "extends: false"),
      [["reasons/a.csv", "id;why\nd1;дорого\n"]],
      async () => undefined,
    ),
  ).rejects.toThrow(
    /^sources\.yaml: reasons\.entities\.deals: created_at must be mapped; or say `extends: true` when another source makes these rows$/,
  );
});

const at = (column: string) => `strftime(timezone('Europe/Moscow', ${column}), '%d.%m %H:%M') as ${column}`;

test("the stage history grows from export to export", async () => {
  const files: [string, string][] = [
    [
      "crm/1.csv",
      dealFile("d1,1,new,2026-03-01 10:00,2026-03-01 10:00,Анна,", "d2,1,new,2026-03-01 11:00,,Анна,"),
    ],
    // d1 moves on; d2 moves without a version: the moment of receipt is all that is known (09:00 in Moscow)
    [
      "crm/2.csv",
      dealFile("d1,1,offer,2026-03-01 10:00,2026-03-02 12:00,Пётр,", "d2,1,offer,2026-03-01 11:00,,Анна,"),
    ],
    // d1's amount changes, its stage does not; an older version of d2 cannot be told from a newer one, d3 is new and won
    [
      "crm/3.csv",
      dealFile(
        "d1,9,offer,2026-03-01 10:00,2026-03-02 18:00,Пётр,",
        "d3,1,won,2026-03-01 11:00,2026-03-04 10:00,Анна,2026-03-03 17:00",
      ),
    ],
  ];
  await loads(deals, files, async (open) => {
    expect(
      await open.rows(
        `select deal_id, stage, ${at("entered_at")}, moved_by from stage.stage_events order by deal_id, stage_events.entered_at`,
      ),
    ).toEqual([
      {deal_id: "d1", stage: "new", entered_at: "01.03 10:00", moved_by: "Анна"},
      {deal_id: "d1", stage: "offer", entered_at: "02.03 12:00", moved_by: "Пётр"},
      {deal_id: "d2", stage: "new", entered_at: "01.03 11:00", moved_by: "Анна"},
      {deal_id: "d2", stage: "offer", entered_at: "02.03 09:00", moved_by: "Анна"},
      {deal_id: "d3", stage: "won", entered_at: "03.03 17:00", moved_by: "Анна"},
    ]);
  });
});

test("ownership grows from export to export; the first owner holds the client since the card was made", async () => {
  const head = "client_id,owner,created_at,updated_at\n";
  const files: [string, string][] = [
    ["crm/1.csv", `${head}c1,Анна,2026-03-01 10:00,2026-03-01 15:00\nc2,,2026-03-01 10:00,\n`],
    ["crm/2.csv", `${head}c1,Анна,2026-03-01 10:00,2026-03-02 15:00\nc2,Пётр,2026-03-01 10:00,\n`],
    ["crm/3.csv", `${head}c1,Пётр,2026-03-01 10:00,2026-03-03 15:00\nc2,,2026-03-01 10:00,\n`],
    ["crm/4.csv", `${head}c1,Анна,2026-03-01 10:00,2026-03-02 16:00\n`],
  ];
  await loads("sources: {crm: {preset: clients}}\n", files, async (open) => {
    expect(
      await open.rows(
        `select client_id, owner, ${at("started_at")} from stage.ownership_events order by client_id, ownership_events.started_at`,
      ),
    ).toEqual([
      {client_id: "c1", owner: "Анна", started_at: "01.03 10:00"},
      {client_id: "c1", owner: "Пётр", started_at: "03.03 15:00"},
      {client_id: "c2", owner: "Пётр", started_at: "02.03 09:00"},
    ]);
  });
});

test("a corrected moment of a deal or of a card takes along what was known to have happened then", async () => {
  const sources = `
sources:
  crm:
    entities:
      deals: {rows: kind = 'deal', fields: {deal_id: id, stage: what, created_at: made, closed_at: closed}}
      clients: {rows: kind = 'card', fields: {client_id: id, owner: what, created_at: made}}
`;
  const head = "kind;id;what;made;closed\n";
  const files: [string, string][] = [
    [
      "crm/1.csv",
      `${head}deal;d1;new;2025-03-01 10:00;\ndeal;d2;won;2026-03-01 11:00;2026-01-02 10:00\ncard;c1;Анна;2025-03-01 10:00;\n`,
    ],
    [
      "crm/2.csv",
      `${head}deal;d1;new;2026-03-01 10:00;\ndeal;d2;won;2026-03-01 11:00;2026-03-02 10:00\ncard;c1;Анна;2026-03-01 10:00;\n`,
    ],
    ["crm/3.csv", `${head}deal;d1;offer;2026-03-01 10:00;\ncard;c1;Пётр;2026-03-01 10:00;\n`],
  ];
  await loads(sources, files, async (open) => {
    expect(
      await open.rows(
        `select deal_id, stage, ${at("entered_at")} from stage.stage_events order by deal_id, stage_events.entered_at`,
      ),
    ).toEqual([
      {deal_id: "d1", stage: "new", entered_at: "01.03 10:00"},
      {deal_id: "d1", stage: "offer", entered_at: "03.03 09:00"},
      {deal_id: "d2", stage: "won", entered_at: "02.03 10:00"},
    ]);
    expect(
      await open.rows(
        `select owner, ${at("started_at")} from stage.ownership_events order by ownership_events.started_at`,
      ),
    ).toEqual([
      {owner: "Анна", started_at: "01.03 10:00"},
      {owner: "Пётр", started_at: "03.03 09:00"},
    ]);
  });
});

test("a source that sends its own stage events gets none made up", async () => {
  const sources = `
sources:
  crm:
    entities:
      deals:
        rows: kind = 'deal'
        fields: {deal_id: id, stage: stage, created_at: at}
      stage_events:
        rows: kind = 'move'
        fields: {deal_id: id, stage: stage, entered_at: at}
`;
  await loads(
    sources,
    [["crm/a.csv", "kind;id;stage;at\ndeal;d1;offer;2026-03-01 10:00\nmove;d1;new;2026-03-01 10:00\n"]],
    async (open) => {
      expect(await open.rows("select deal_id, stage from stage.stage_events")).toEqual([
        {deal_id: "d1", stage: "new"},
      ]);
    },
  );
});

test("a key of two fields, one of them empty, is refused", async () => {
  const text =
    "deal_id,entered_at,stage\nd1,2026-03-01 10:00,new\nd1,2026-03-01 10:00,\nd1,2026-03-01 10:00,new\n";
  await loads("sources: {crm: {preset: stage_events}}\n", [["crm/a.csv", text]], async (open) => {
    expect(open.files).toEqual([{rows: 3, accepted: 2, rejected: 1, unchanged: 1, skipped: 0}]);
  });
});

test("a key made of the row is the same whatever the order of columns and whatever nothing reads", async () => {
  const sources =
    "sources: {bank: {entities: {payments: {fields: {payment_id: {row_hash: true}, paid_on: day, amount: sum, client_name: client, manager: why}}}}}\n";
  const files: [string, string][] = [
    ["bank/a.csv", "day;sum;client;why\n2026-03-01;10;A;x\n2026-03-01;10;A;x\n2026-03-01;11;B;\n"],
    ["bank/b.csv", "client;day;why;sum\nA;2026-03-01;x;10\nB;2026-03-01;;11\nA;2026-03-01;x;10\n"],
    ["bank/c.csv", "day;sum;client;why;\n2026-03-01;10;A;x;\n2026-03-01;10;A;x;\n2026-03-01;11;B;;\n"],
    ["bank/d.csv", "day;sum;client;why;from\n2026-03-01;10;A;x;1\n2026-03-01;10;A;x;2\n2026-03-01;11;B;;3\n"],
  ];
  await loads(sources, files, async (open) => {
    expect(await open.rows("select amount from stage.payments order by amount")).toEqual([
      {amount: "10.00"},
      {amount: "10.00"},
      {amount: "11.00"},
    ]);
    expect(open.files).toMatchObject([{unchanged: 3}]);
  });
});

test("rows without a key of their own are told apart by their whole content, twins by their number", async () => {
  const sources = `
sources:
  bank:
    entities:
      payments:
        fields: {payment_id: {row_hash: true}, paid_on: day, amount: sum}
`;
  const rows = "2026-03-01;10\n2026-03-01;10\n2026-03-01;11\n";
  const files: [string, string][] = [
    ["bank/a.csv", `day;sum\n${rows}`],
    ["bank/b.csv", `day;sum\n2026-03-02;10\n${rows}`],
  ];
  await loads(sources, files, async (open) => {
    expect(await open.rows("select paid_on, amount from stage.payments order by paid_on, amount")).toEqual([
      {paid_on: "2026-03-01", amount: "10.00"},
      {paid_on: "2026-03-01", amount: "10.00"},
      {paid_on: "2026-03-01", amount: "11.00"},
      {paid_on: "2026-03-02", amount: "10.00"},
    ]);
    expect(open.files).toMatchObject([{unchanged: 3}]);
  });
});
