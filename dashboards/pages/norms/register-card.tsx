import {useCallback} from "preact/hooks";
import type {NormRegisterRow} from "../../../queries/generated/rows.ts";
import {mostMissed, type NormActual, normBullets, normText} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {normCell, normRows} from "../../lib/norm-rows.ts";
import type {Loaded} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

export interface NormCardProps {
  params: {month: string} | null;
  register: Loaded<NormRegisterRow>;
}

const actualsOf = (rows: NormRegisterRow[], all: Words): NormActual[] =>
  normRows(
    rows.map((row) => ({...row, numerator: row.actual_numerator, denominator: row.actual_denominator})),
    rows,
    all,
  );

export function registerFinding(rows: NormActual[], {t, f}: Words): string | null {
  const known = rows.filter((row) => row.actual !== null);
  const missed = mostMissed(known);
  if (known.length === 0)
    return rows.length === 0
      ? null
      : t("norms.register.unmeasured", {count: rows.length, n: f.count(rows.length)});
  if (missed.length === 0) return t("norms.register.met", {count: known.length, n: f.count(known.length)});
  return t("norms.register.missed", {
    count: missed.length,
    missed: f.count(missed.length),
    all: f.count(known.length),
    names: f.list(
      missed
        .slice(0, 3)
        .map((row) =>
          t("norms.register.named", {name: row.name, actual: row.format(row.actual!), norm: normText(row)}),
        ),
    ),
  });
}

export function RegisterCard({params, register}: NormCardProps) {
  const all = words.value;
  const {t, f} = all;
  const draw = useCallback(
    (options: ChartOptions) => normBullets(actualsOf(register.rows, options.words), {...options, leg: null}),
    [register.rows],
  );
  return (
    <Card
      id="register"
      span="full"
      report="norm_register"
      params={params}
      loaded={register}
      finding={registerFinding(actualsOf(register.rows, all), all)}
      question={t("norms.register.question")}
      subtitle={t("norms.register.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={560}
      columns={[
        all.language === "ru" ? "name_ru" : "name_en",
        all.language === "ru" ? "definition_ru" : "definition_en",
        "actual_value",
        "low",
        "high",
        "direction",
        "actual_numerator",
        "actual_denominator",
        "valid_from",
        "mission",
      ]}
      groups={{direction: "direction"}}
      cell={(row, column) => normCell(row, column, all)}
    />
  );
}
