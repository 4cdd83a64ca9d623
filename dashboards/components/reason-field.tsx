interface ReasonFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Why somebody does it: asked of everybody, and recorded with the name. */
export function ReasonField({label, value, onChange}: ReasonFieldProps) {
  return (
    <label class="reason">
      <span>{label}</span>
      <input
        name="reason"
        value={value}
        maxLength={500}
        required
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
