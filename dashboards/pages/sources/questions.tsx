import {words} from "../../lib/words.ts";
import {answer} from "./corrections.ts";
import type {Draft} from "./drafts.ts";
import {openQuestions} from "./next-step.ts";

/** What the file itself does not tell, each with the answers there can be; what was chosen stays to be seen. */
export function Questions({draft, id}: {draft: Draft; id: string}) {
  const {t, f, language} = words.value;
  const asked = draft.questions.filter((question) => question.options.length > 0);
  const open = openQuestions(draft);
  const plain = draft.questions.filter((question) => question.options.length === 0);
  if (draft.questions.length === 0) return null;
  return (
    <div class="questions" id={`${id}-questions`}>
      <h3>
        {open > 0 ? t("sources.questions", {count: open, n: f.count(open)}) : t("sources.questions.answered")}
      </h3>
      {plain.map((question) => (
        <p key={question.id}>{question.text[language]}</p>
      ))}
      {asked.map((question) => (
        <fieldset key={question.id}>
          <legend>{question.text[language]}</legend>
          {question.options.map((option, index) => (
            <label key={option.label.en}>
              <input
                type="radio"
                name={`${id}-${question.id}`}
                checked={draft.answers[question.id] === index}
                onChange={() => answer(draft, question.id, index)}
              />
              {option.label[language]}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
