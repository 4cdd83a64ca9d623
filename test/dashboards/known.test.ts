// @vitest-environment jsdom
import {expect, test} from "vitest";
import {whyEmpty} from "../../dashboards/lib/known.ts";
import {type KnownFact, knownFacts} from "../../queries/vocabulary.ts";
import {english, russian} from "./chart-snapshot.ts";

const rows = (without: readonly KnownFact[]) =>
  knownFacts.map((fact_code) => ({fact_code, row_count: without.includes(fact_code) ? 0 : 7}));

test("an empty card says that nothing is known before it says that there is none", () => {
  const why = (without: readonly KnownFact[], needs: readonly KnownFact[], own = "None.") =>
    whyEmpty(rows(without), needs, own, english);
  expect(why([], ["buyers"])).toBe("None.");
  expect(why(["buyers"], ["buyers"])).toMatch(/^No purchase is tied to a client/);
  // a plan that is set is not asked for again: what lacks is the clients' group, then their owner
  const plan: KnownFact[] = ["contact_groups", "grouped_clients", "owners"];
  expect(why(["contact_groups", "grouped_clients"], plan)).toMatch(/^No group of clients has a contact plan/);
  expect(why(["grouped_clients"], plan)).toMatch(/^There is a contact plan, but no client has a group of it/);
  expect(why(["owners"], plan)).toMatch(/^No client has an owner/);
  expect(why(["clients"], ["clients"])).toMatch(/^The loaded data hold no client\./);
  expect(why(["operators"], ["operators"])).toMatch(/^Nobody has the post of an operator/);
  // of what is not counted nothing is claimed
  expect(whyEmpty([], ["buyers"], "None.", english)).toBe("None.");
  for (const fact of knownFacts)
    expect(whyEmpty(rows([fact]), [fact], "", russian)).not.toMatch(/^known\.|^$/);
});
