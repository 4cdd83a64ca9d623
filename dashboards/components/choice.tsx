interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly {value: Value; text: string}[];
  onChange: (value: Value) => void;
}

/** A few values side by side, one of them pressed. */
export function Choice<Value extends string>({label, value, options, onChange}: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend class="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </button>
      ))}
    </fieldset>
  );
}
