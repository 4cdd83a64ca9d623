import {words} from "../../lib/words.ts";
import {known} from "./known.ts";
import {FormLinks} from "./templates.tsx";

/** What names the people who make calls, the two without which nobody is an operator first. */
const aboutPeople = ["employees", "employee_roles", "employee_extensions"] as const;
const ofOperators: readonly string[] = ["calls", "call_legs", "call_results"];

/** After calls were saved: their figures stay with nobody until the people are known. */
export function PeopleMissing({entities}: {entities: readonly string[]}) {
  const {t} = words.value;
  const list = known.value;
  if (!list || !entities.some((entity) => ofOperators.includes(entity))) return null;
  const given = new Set(list.flatMap((source) => source.entities));
  if (given.has("employees") && given.has("employee_roles")) return null;
  return (
    <div class="people-missing" role="status">
      <p>{t("sources.people")}</p>
      <FormLinks entities={aboutPeople.filter((entity) => !given.has(entity))} />
    </div>
  );
}
