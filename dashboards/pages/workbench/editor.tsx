import {PostgreSQL, SQLDialect, type SQLNamespace, sql} from "@codemirror/lang-sql";
import {syntaxHighlighting} from "@codemirror/language";
import {Compartment, EditorState, Prec} from "@codemirror/state";
import {keymap} from "@codemirror/view";
import {classHighlighter} from "@lezer/highlight";
import {basicSetup, EditorView} from "codemirror";
import {useEffect, useRef} from "preact/hooks";
import type {PublishedTable} from "../../lib/sql.ts";

interface EditorProps {
  /** What stands in it when it is opened, and again whenever `version` changes. */
  text: string;
  version: number;
  label: string;
  tables: readonly PublishedTable[];
  onChange: (text: string) => void;
  onRun: () => void;
}

const duckDb = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords} qualify asof positional semi anti pivot unpivot summarize describe exclude replace ilike glob sample`,
  doubleDollarQuotedStrings: false,
});

/** Every table with its columns, their units and words, for completion. */
function namespaceOf(tables: readonly PublishedTable[]): SQLNamespace {
  const entries = tables.map(({name, doc, columns}) => [
    name,
    {
      self: {label: name, type: "type", info: doc},
      children: columns.map((column) => ({
        label: column.name,
        type: "property",
        detail: column.unit,
        info: column.doc,
      })),
    },
  ]);
  return Object.fromEntries(entries) as SQLNamespace;
}

const language = (tables: readonly PublishedTable[]) =>
  sql({dialect: duckDb, schema: namespaceOf(tables), upperCaseKeywords: false});

/** Where the statement is written: colours, completion, Ctrl+Enter runs it. Tab leaves it, as anywhere on a page. */
export function Editor({text, version, label, tables, onChange, onRun}: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const known = useRef(new Compartment());
  const handlers = useRef({onChange, onRun});
  handlers.current = {onChange, onRun};

  useEffect(() => {
    const run = () => {
      handlers.current.onRun();
      return true;
    };
    const created = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(keymap.of([{key: "Mod-Enter", run}])),
          basicSetup,
          known.current.of(language(tables)),
          syntaxHighlighting(classHighlighter),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({"aria-label": label, spellcheck: "false"}),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handlers.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => created.destroy();
  }, [label]);

  useEffect(() => {
    view.current?.dispatch({effects: known.current.reconfigure(language(tables))});
  }, [tables]);

  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === text) return;
    shown.dispatch({changes: {from: 0, to: shown.state.doc.length, insert: text}});
  }, [version]);

  return <div class="editor" ref={place} />;
}
