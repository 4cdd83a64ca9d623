import type {ComponentChildren} from "preact";
import {useId} from "preact/hooks";

interface Ties {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby"?: string;
}

interface FieldProps {
  label: string;
  /** What is wrong with it and what to do; stands beside it and is read out with it. */
  fault?: string | null;
  hint?: string;
  /** The control, with what ties it to its words. */
  children: (ties: Ties) => ComponentChildren;
}

/** One question of a form: its label, its control, and the error beside it. */
export function Field({label, fault = null, hint, children}: FieldProps) {
  const id = useId();
  const said = fault ?? hint;
  return (
    <div class={`field${fault ? " faulty" : ""}`}>
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-invalid": fault !== null,
        ...(said ? {"aria-describedby": `${id}-said`} : {}),
      })}
      {said && (
        <small id={`${id}-said`} role={fault ? "alert" : undefined}>
          {said}
        </small>
      )}
    </div>
  );
}
