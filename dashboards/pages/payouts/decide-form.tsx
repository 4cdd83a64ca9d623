import type {ComponentChildren} from "preact";
import {useState} from "preact/hooks";
import {RequestError} from "../../lib/http.ts";
import type {Faults} from "../../lib/pay-forms.ts";
import {type Effect, takeStep, tryStep} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";
import {EffectView} from "./effect-view.tsx";

interface DecideFormProps<Form extends object> {
  /** Where the decision goes: `2026-10/orders`. */
  path: string;
  initial: Form;
  faultsOf: (form: Form) => Faults<Form>;
  bodyOf: (form: Form) => object;
  /** The fields; `fault` says what is wrong with one. */
  fields: (
    form: Form,
    change: (part: Partial<Form>) => void,
    fault: (field: keyof Form) => string | null,
  ) => ComponentChildren;
  onStep: () => void;
}

/** A decision about pay: filled in, its effect on people's sums seen, and only then accepted. */
export function DecideForm<Form extends object>(props: DecideFormProps<Form>) {
  const {path, initial, faultsOf, bodyOf, fields, onStep} = props;
  const {t} = words.value;
  const [form, setForm] = useState(initial);
  const [isChecked, setChecked] = useState(false);
  const [effect, setEffect] = useState<Effect | null>(null);
  const [failure, setFailure] = useState<{field: string | null; message: string} | null>(null);
  const [isBusy, setBusy] = useState(false);
  const faults = faultsOf(form);
  const fault = (field: keyof Form): string | null => {
    if (failure?.field === field) return failure.message;
    const code = isChecked ? faults[field] : undefined;
    return code ? t(`payouts.fault.${code}`) : null;
  };
  const change = (part: Partial<Form>) => {
    setForm((before) => ({...before, ...part}));
    setEffect(null);
    setFailure(null);
  };
  const work = (ask: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    ask()
      .catch((error: Error) =>
        setFailure({field: error instanceof RequestError ? error.field : null, message: error.message}),
      )
      .finally(() => setBusy(false));
  };
  const look = () => {
    setChecked(true);
    if (Object.keys(faults).length === 0) work(async () => setEffect(await tryStep(path, bodyOf(form))));
  };
  const accept = () =>
    work(async () => {
      await takeStep(path, bodyOf(form));
      setForm(initial);
      setChecked(false);
      setEffect(null);
      onStep();
    });
  const isShown = failure !== null && failure.field !== null && failure.field in form;
  return (
    <form
      class="decide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      {fields(form, change, fault)}
      {effect && <EffectView effect={effect} />}
      <div class="buttons">
        <button type="submit" class={effect ? undefined : "primary"} disabled={isBusy}>
          {t("payouts.look")}
        </button>
        {effect && (
          <button type="button" class="primary" disabled={isBusy} onClick={accept}>
            {t("payouts.record")}
          </button>
        )}
      </div>
      {failure && !isShown && (
        <p class="state failed" role="alert">
          {failure.message}
        </p>
      )}
    </form>
  );
}
