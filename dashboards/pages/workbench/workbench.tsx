import {useEffect, useRef, useState} from "preact/hooks";
import type {ReportName} from "../../../queries/generated/rows.ts";
import {Choice} from "../../components/choice.tsx";
import {Field} from "../../components/field.tsx";
import {NoData} from "../../components/states.tsx";
import {param, query} from "../../lib/location.ts";
import {loadDefinition} from "../../lib/reports.ts";
import {snapshot} from "../../lib/session.ts";
import {
  type Answer,
  askSql,
  loadTables,
  type Parameters,
  type PublishedTable,
  parametersOf,
  type TakenFormat,
  takeSql,
} from "../../lib/sql.ts";
import {words} from "../../lib/words.ts";
import {Editor} from "./editor.tsx";
import {PastList} from "./past-list.tsx";
import {ResultChart} from "./result-chart.tsx";
import {ResultGrid} from "./result-grid.tsx";
import {TablesList} from "./tables-list.tsx";

const draftKey = "estafeta.workbench";
const firstDraft = "select *\nfrom rollup_call_months\norder by call_month desc\nlimit 100";
const taken: readonly TakenFormat[] = ["csv", "parquet", "json"];

type Outcome = {answer: Answer} | {message: string} | null;

/** Any question that no page asks: SQL on the published tables, its rows, a first picture, and the way to take them along. */
export function Workbench() {
  const {t} = words.value;
  const [text, setText] = useState(() => localStorage.getItem(draftKey) ?? firstDraft);
  const [version, setVersion] = useState(0);
  const [given, setGiven] = useState<Parameters>({});
  const [tables, setTables] = useState<PublishedTable[]>([]);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [runs, setRuns] = useState(0);
  const [view, setView] = useState<"rows" | "chart">("rows");
  const stop = useRef<AbortController | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const report = param("report");

  const write = (next: string) => {
    setText(next);
    setVersion((before) => before + 1);
  };

  useEffect(() => {
    loadTables().then(setTables, (error: Error) => setOutcome({message: error.message}));
    return () => stop.current?.abort();
  }, []);

  useEffect(() => {
    if (!report) return;
    loadDefinition(report as ReportName).then(
      ({sql, params}) => {
        write(sql);
        const values = params.map(({name, type}) => [
          name,
          {text: query.value.get(`p.${name}`) ?? query.value.get(name), isText: type === "varchar"},
        ]);
        setGiven(Object.fromEntries(values));
      },
      (error: Error) => setOutcome({message: error.message}),
    );
  }, [report]);

  useEffect(() => {
    if (!report) localStorage.setItem(draftKey, text);
  }, [text, report]);

  const names = parametersOf(text);
  const values: Parameters = Object.fromEntries(
    names.map((name) => [name, given[name] ?? {text: query.value.get(name), isText: false}]),
  );

  /** One at a time: what is asked anew ends what was asked before. */
  async function during(work: (signal: AbortSignal) => Promise<Outcome | undefined>) {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    setIsRunning(true);
    const next = await work(own.signal).catch((error: Error) => ({
      message: own.signal.aborted ? t("workbench.stopped") : error.message,
    }));
    if (stop.current !== own) return;
    if (next) setOutcome(next);
    setIsRunning(false);
    setRuns((before) => before + 1);
  }
  const run = (sql = text) => during(async (signal) => ({answer: await askSql(sql, values, signal)}));
  const take = (format: TakenFormat) =>
    during(async (signal) => {
      save(await takeSql(text, values, format, signal), `query.${format}`);
      return undefined;
    });
  const start = (sql: string) => {
    write(sql);
    void run(sql);
  };

  if (!snapshot.value) return <NoData isPublished={false} />;
  return (
    <>
      <h1>{t("page.workbench")}</h1>
      <p class="question">{t("workbench.question")}</p>
      <div class="workbench">
        <TablesList tables={tables} onTable={({name}) => start(`select *\nfrom ${name}\nlimit 100`)} />
        <div class="desk">
          <section class="card" id="statement" aria-label={t("workbench.statement")}>
            <header>
              <h2>
                {t("workbench.statement")}
                {report && (
                  <>
                    {" "}
                    <code>{report}</code>
                  </>
                )}
              </h2>
            </header>
            <Editor
              text={text}
              version={version}
              label={t("workbench.statement")}
              tables={tables}
              onChange={setText}
              onRun={() => void run()}
            />
            {names.length > 0 && (
              <div class="builder parameters">
                {names.map((name) => (
                  <Field key={name} label={`$${name}`}>
                    {(ties) => (
                      <input
                        {...ties}
                        value={values[name]!.text ?? ""}
                        placeholder="null"
                        onInput={(event) =>
                          setGiven({...given, [name]: {...values[name]!, text: event.currentTarget.value}})
                        }
                      />
                    )}
                  </Field>
                ))}
              </div>
            )}
            <div class="builder run">
              <button type="button" class="primary" disabled={isRunning} onClick={() => void run()}>
                {t("workbench.run")}
              </button>
              <button type="button" disabled={!isRunning} onClick={() => stop.current?.abort()}>
                {t("workbench.stop")}
              </button>
              <span class="subtitle">{t("workbench.keys")}</span>
            </div>
          </section>
          <section class="card" id="answer" aria-label={t("workbench.answer")} aria-busy={isRunning}>
            <Result
              outcome={outcome}
              isRunning={isRunning}
              view={view}
              onView={setView}
              onTake={(format) => void take(format)}
            />
          </section>
          <PastList version={runs} onPick={write} />
        </div>
      </div>
    </>
  );
}

interface ResultProps {
  outcome: Outcome;
  isRunning: boolean;
  view: "rows" | "chart";
  onView: (view: "rows" | "chart") => void;
  onTake: (format: TakenFormat) => void;
}

function Result({outcome, isRunning, view, onView, onTake}: ResultProps) {
  const {t, f} = words.value;
  if (isRunning && outcome === null) return <p class="state">{t("workbench.running")}</p>;
  if (outcome === null) return <p class="state">{t("workbench.noAnswer")}</p>;
  if ("message" in outcome)
    return (
      <pre class="state failed" role="alert">
        {outcome.message}
      </pre>
    );
  const {answer} = outcome;
  const rows = t("workbench.rows", {rows: f.count(answer.rowCount)});
  return (
    <>
      <header>
        <h2>{answer.isCut ? t("workbench.cut", {rows: f.count(answer.rowCount)}) : rows}</h2>
        <p class="subtitle">
          {t("workbench.ms", {ms: f.count(answer.milliseconds)})} · {t("shell.snapshot")}{" "}
          <code>{answer.snapshot}</code>
          {isRunning && ` · ${t("workbench.running")}`}
        </p>
        {answer.standIns.length > 0 && (
          <p class="note">{t("workbench.standIns", {columns: answer.standIns.join(", ")})}</p>
        )}
        <div class="tools">
          <Choice
            label={t("workbench.view")}
            value={view}
            options={[
              {value: "rows", text: t("workbench.asRows")},
              {value: "chart", text: t("workbench.asChart")},
            ]}
            onChange={onView}
          />
          {taken.map((format) => (
            <button key={format} type="button" onClick={() => onTake(format)}>
              {format.toUpperCase()}
            </button>
          ))}
        </div>
      </header>
      {view === "rows" ? (
        <ResultGrid key={answer.key} caption={rows} columns={answer.columns} rowCount={answer.rowCount} />
      ) : (
        <ResultChart answer={answer} />
      )}
    </>
  );
}

function save(blob: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
