import {useId} from "preact/hooks";
import type {Statement} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";

interface PeopleBoxesProps {
  label: string;
  people: readonly Statement[];
  picked: readonly string[];
  fault: string | null;
  onPick: (picked: string[]) => void;
}

/** Several of those a form is about, all of them picked at first. */
export function PeopleBoxes({label, people, picked, fault, onPick}: PeopleBoxesProps) {
  const {t, f} = words.value;
  const id = useId();
  const isAll = people.every(({employee_id}) => picked.includes(employee_id));
  if (people.length === 0) return <p class="field">{t("payouts.allSigned")}</p>;
  return (
    <fieldset class={`field people-boxes${fault ? " faulty" : ""}`} aria-describedby={fault ? id : undefined}>
      <legend>
        {label}: {t("payouts.picked", {n: f.count(picked.length), all: f.count(people.length)})}
      </legend>
      <button
        type="button"
        class="link"
        onClick={() => onPick(isAll ? [] : people.map(({employee_id}) => employee_id))}
      >
        {t(isAll ? "payouts.pickNone" : "payouts.pickAll")}
      </button>
      <div class="boxes">
        {people.map(({employee_id, employee_name}) => (
          <label key={employee_id}>
            <input
              type="checkbox"
              checked={picked.includes(employee_id)}
              onChange={(event) =>
                onPick(
                  event.currentTarget.checked
                    ? [...picked, employee_id]
                    : picked.filter((one) => one !== employee_id),
                )
              }
            />
            {employee_name ?? employee_id}
          </label>
        ))}
      </div>
      {fault && (
        <small id={id} role="alert">
          {fault}
        </small>
      )}
    </fieldset>
  );
}
