import {useCallback} from "preact/hooks";
import type {FarmerBooksRow} from "../../../queries/generated/rows.ts";
import {chanceRange, judgeChange} from "../../../queries/statistics/change.ts";
import {bookChanges} from "../../charts/book-changes.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {type Words, words} from "../../lib/words.ts";
import "../../styles/scripts.css";
import {type BookCardProps, bookDay} from "./bridge-card.tsx";

/** A change and how many of the clients stand behind it: one large client lost is another thing than forty that buy less. */
function bookText(row: FarmerBooksRow, count: number, {t, f}: Words): string {
  return t("farmers.books.one", {
    name: row.employee_name,
    change: f.signedShare(row.now_amount / row.base_amount - 1),
    clients: t("noun.clients", {count, n: f.count(count)}),
    all: f.count(row.client_count),
  });
}

/** Whose book fell, and whose grew, beyond chance. */
export function booksFinding(rows: readonly FarmerBooksRow[], all: Words): string | null {
  const {t, f} = all;
  const known = rows.filter((row) => row.base_amount > 0);
  if (known.length === 0) return null;
  const judged = known.filter((row) => row.verdict_code !== "unknown");
  if (judged.length === 0) return t("farmers.books.unknown");
  const fell = judged.filter((row) => row.verdict_code === "fell");
  const grew = judged.filter((row) => row.verdict_code === "grew");
  if (fell.length > 0)
    return t("farmers.books.fell", {
      names: f.names(fell.map((row) => bookText(row, row.lost_count + row.down_count, all))),
    });
  if (grew.length > 0)
    return t("farmers.books.grew", {
      names: f.names(
        grew.map((row) => `${row.employee_name} (${f.signedShare(row.now_amount / row.base_amount - 1)})`),
      ),
    });
  return t("farmers.books.within", {count: judged.length, n: f.count(judged.length)});
}

/** What all books did together, beside the fall that one of them explains, and whom nobody can judge yet. */
export function booksFacts(rows: readonly FarmerBooksRow[], {t, f}: Words): string[] {
  const known = rows.filter((row) => row.base_amount > 0);
  const facts: string[] = [];
  const sum = (list: readonly FarmerBooksRow[], pick: (row: FarmerBooksRow) => number) =>
    list.reduce((total, row) => total + pick(row), 0);
  const change = (list: readonly FarmerBooksRow[]) =>
    f.signedShare(sum(list, (row) => row.now_amount) / sum(list, (row) => row.base_amount) - 1);
  const judged = known.filter((row) => row.verdict_code !== "unknown");
  if (known.length > 1 && judged.length === known.length) {
    const together = {
      base: sum(known, (row) => row.base_amount),
      now: sum(known, (row) => row.now_amount),
      deviation: Math.hypot(...known.map((row) => row.change_deviation ?? 0)),
    };
    const verdict = judgeChange(together) ?? "within";
    facts.push(
      t(`farmers.books.together.${verdict}`, {
        change: change(known),
        range: f.percent(chanceRange(together)),
      }),
    );
    const rest = known.filter((row) => row.verdict_code !== "fell");
    if (rest.length > 0 && rest.length < known.length)
      facts.push(t("farmers.books.rest", {change: change(rest)}));
  }
  if (judged.length > 0 && judged.length < known.length)
    facts.push(
      t("farmers.books.early", {
        names: f.names(known.filter((row) => row.verdict_code === "unknown").map((row) => row.employee_name)),
      }),
    );
  return facts;
}

export function BooksCard({params, books}: BookCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback((options: ChartOptions) => bookChanges(books.rows, options), [books.rows]);
  const facts = booksFacts(books.rows, all);
  return (
    <Card
      id="books"
      span="full"
      report="farmer_books"
      params={params}
      loaded={books}
      finding={booksFinding(books.rows, all)}
      question={t("farmers.books.question")}
      subtitle={t("farmers.books.subtitle", bookDay(params, f))}
      draw={draw}
      height={280}
      columns={[
        "employee_name",
        "client_count",
        "base_amount",
        "now_amount",
        "low_amount",
        "high_amount",
        "lost_count",
        "down_count",
        "up_count",
        "back_count",
        "rank_score",
        "verdict_code",
      ]}
      groups={{verdict_code: "farmers.verdict"}}
      empty={t("farmers.empty")}
      note={
        facts.length > 0 ? (
          <ul class="facts">
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        ) : undefined
      }
    />
  );
}
