import {useState} from "preact/hooks";
import {ReasonField} from "../../components/reason-field.tsx";
import {words} from "../../lib/words.ts";

interface SayFormProps {
  label: string;
  /** The thread may be ended with these words. */
  settles?: boolean;
  onSay: (text: string, settle: boolean) => Promise<unknown>;
}

/** A sentence to send, with what the server says when it refuses. */
export function SayForm({label, settles = false, onSay}: SayFormProps) {
  const {t} = words.value;
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const say = (settle: boolean) => {
    setSending(true);
    setFailure(null);
    onSay(text.trim(), settle)
      .then(() => setText(""))
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setSending(false));
  };
  const isEmpty = text.trim() === "" || isSending;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say(false);
      }}
    >
      <ReasonField label={label} value={text} onChange={setText} />
      <div class="buttons">
        <button type="submit" disabled={isEmpty}>
          {t("payouts.send")}
        </button>
        {settles && (
          <button type="button" disabled={isEmpty} onClick={() => say(true)}>
            {t("payouts.settle")}
          </button>
        )}
      </div>
      {failure && (
        <p class="state failed" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}
