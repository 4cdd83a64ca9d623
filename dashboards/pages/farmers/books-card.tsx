import {useCallback} from "preact/hooks";
import type {FarmerBooksRow} from "../../../queries/generated/rows.ts";
import {judgeChange} from "../../../queries/statistics/change.ts";
import {bookChanges, changeOf} from "../../charts/book-changes.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {type Words, words} from "../../lib/words.ts";
import type {BookCardProps} from "./bridge-card.tsx";

/** Whose book fell, and whose grew, beyond chance. */
export function booksFinding(rows: readonly FarmerBooksRow[], {t, f}: Words): string | null {
  const judged = rows.filter((row) => row.base_amount > 0);
  if (judged.length === 0) return null;
  const of = (verdict: "fell" | "grew") =>
    judged
      .filter((row) => judgeChange(changeOf(row)) === verdict)
      .map((row) => `${row.employee_name} (${f.signedShare(row.now_amount / row.base_amount - 1)})`);
  const [fell, grew] = [of("fell"), of("grew")];
  if (fell.length > 0) return t("farmers.books.fell", {names: f.list(fell)});
  if (grew.length > 0) return t("farmers.books.grew", {names: f.list(grew)});
  return t("farmers.books.within", {count: judged.length, n: f.count(judged.length)});
}

export function BooksCard({params, books}: BookCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback((options: ChartOptions) => bookChanges(books.rows, options), [books.rows]);
  return (
    <Card
      id="books"
      span="full"
      report="farmer_books"
      params={params}
      loaded={books}
      finding={booksFinding(books.rows, all)}
      question={t("farmers.books.question")}
      subtitle={t("farmers.books.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={280}
      columns={["employee_name", "client_count", "base_amount", "now_amount", "change_deviation"]}
      empty={t("farmers.empty")}
    />
  );
}
