import {useEffect, useId, useState} from "preact/hooks";
import {Skeleton} from "../../components/states.tsx";
import {type Changes, changedCells, formColumns, loadRow, type Place, type RawRow} from "../../lib/fixes.ts";
import {words} from "../../lib/words.ts";
import {failureText} from "./failure-words.ts";
import {fieldName, type Group} from "./reason-words.ts";

interface CellsFormProps {
  place: Place;
  group: Group;
  /** null while nothing differs from the row as it is. */
  onChange: (changes: Changes | null) => void;
}

/** The row's cells by the columns of its own file, the faulty one first; the file itself stays as it came. */
export function CellsForm({place, group, onChange}: CellsFormProps) {
  const all = words.value;
  const {t} = all;
  const [row, setRow] = useState<RawRow | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const {load_id, line} = place;

  const offer = (loaded: RawRow, cells: Record<string, string>) => {
    const changed = changedCells(loaded, cells);
    onChange(Object.keys(changed).length ? {rows: [{load_id, line, cells: changed}]} : null);
  };
  useEffect(() => {
    loadRow(place).then(
      (loaded) => {
        setRow(loaded);
        offer(loaded, {});
      },
      (error: Error) => setFailure(failureText(error, all)),
    );
  }, [load_id, line]);

  if (failure)
    return (
      <p class="state failed" role="alert">
        {failure}
      </p>
    );
  if (!row) return <Skeleton height={120} />;
  const {first, others} = formColumns(row);
  const field = (name: string, isFaulty: boolean) => (
    <CellField
      key={name}
      name={name}
      isFaulty={isFaulty}
      value={typed[name] ?? row.cells[row.columns.indexOf(name)] ?? ""}
      onInput={(value) => {
        const next = {...typed, [name]: value};
        setTyped(next);
        offer(row, next);
      }}
    />
  );
  const wanted = fieldName(group, all);
  return (
    <fieldset class="cells">
      <legend>{wanted ? t("fix.cells", {field: wanted}) : t("fix.allCells")}</legend>
      {row.column === null && <p class="raw">{row.raw_text}</p>}
      {first.map((name) => field(name, first.length === 1 || (row.value !== null && others.length > 0)))}
      {others.length > 0 && (
        <details>
          <summary>{t("fix.otherCells", {count: others.length, n: others.length})}</summary>
          {others.map((name) => field(name, false))}
        </details>
      )}
    </fieldset>
  );
}

interface CellFieldProps {
  name: string;
  value: string;
  isFaulty: boolean;
  onInput: (value: string) => void;
}

function CellField({name, value, isFaulty, onInput}: CellFieldProps) {
  const id = useId();
  const isLong = value.length > 80 || value.includes("\n");
  return (
    <p class={isFaulty ? "cell faulty" : "cell"}>
      <label for={id}>{name}</label>
      {isLong ? (
        <textarea id={id} rows={3} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input id={id} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </p>
  );
}
