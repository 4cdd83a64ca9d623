import {snapshot} from "../../lib/session.ts";
import {words} from "../../lib/words.ts";

/** What exports usually lack, and the entities whose forms ask for it. */
const lacking = [
  ["refusals", ["call_results"]],
  ["decisionMakers", ["clients"]],
  ["potentials", ["client_potentials"]],
  ["reviews", ["qa_reviews"]],
  ["feedback", ["client_feedback"]],
  ["shares", ["deal_shares"]],
  ["staff", ["employees", "employee_roles", "employee_extensions"]],
] as const;

/** Forms whose rows are our clients come with those we know, once any are known. */
const ofClients: readonly string[] = ["clients", "client_potentials"];

/** Forms for what no export gives: filled in by people, they come back as any other file. */
export function Templates() {
  const {t, label} = words.value;
  return (
    <section class="card full" id="templates" aria-labelledby="templates-title">
      <header>
        <h2 id="templates-title">{t("sources.templates.title")}</h2>
        <p class="subtitle">{t("sources.templates.subtitle")}</p>
      </header>
      <ul class="templates">
        {lacking.map(([need, entities]) => (
          <li key={need}>
            <span>{label("sources.lacking", need)}</span>
            <FormLinks entities={entities} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function FormLinks({entities}: {entities: readonly string[]}) {
  const {label, language} = words.value;
  const address = (entity: string) => {
    const known = snapshot.value !== null && ofClients.includes(entity);
    return `/api/templates/${entity}.xlsx?lang=${language}${known ? "&known=true" : ""}`;
  };
  return (
    <span class="forms">
      {entities.map((entity) => (
        <a key={entity} href={address(entity)} download={`${entity}.xlsx`}>
          {label("sources.form", entity)}
        </a>
      ))}
    </span>
  );
}
