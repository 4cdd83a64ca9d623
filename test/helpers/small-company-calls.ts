import type {Fixture, FixtureRow} from "./run-model.ts";
import type {Drawing} from "./small-company-draws.ts";

/** Calls with their legs, outcomes and reviews; each operator has a vice of his own, so that findings name people. */
export function callsOf(draw: Drawing): Fixture {
  const {people, clients, stamp, after, day} = draw;
  const calls: FixtureRow[] = [];
  const legs: FixtureRow[] = [];
  const results: FixtureRow[] = [];
  const reviews: FixtureRow[] = [];
  for (let index = 0; index < draw.scaled(900); index++) {
    const started = draw.moment();
    const known = clients.filter(({called}) => called[0] <= started && started < called[1]);
    const client = draw.chance(0.92) && known.length > 0 ? draw.pick(known) : null;
    const phone = client?.phone ?? "+79990000000";
    const person = draw.pick(people);
    const isPadded = person.employee_id === "e2" && draw.chance(0.6);
    // begun in the same quarter of an hour and as long, some calls leave silences just at the threshold
    const isEven = draw.chance(0.15);
    const talk = isEven ? 280 : isPadded ? 30 + draw.below(14) : draw.chance(0.55) ? draw.below(400) : 0;
    const call_id = `c${index}`;
    calls.push({
      call_id,
      source_id: index % 9 ? "telephony" : "mobile",
      started_at: stamp(started),
      direction: draw.pick(["out", "out", "out", "in", "internal"]),
      operator: draw.chance(0.02) ? "999" : person.extension,
      client_phone: phone,
      ring_seconds: isEven ? 20 : draw.chance(0.95) ? draw.below(30) : null,
      talk_seconds: talk,
      disposition: talk > 0 ? "answered" : draw.pick(["no_answer", "busy"]),
      recording: draw.chance(["e1", "e4"].includes(person.employee_id) ? 0.4 : 0.97) ? `rec${index}` : null,
      script_version: draw.chance(0.05) ? "v1" : null,
    });
    if (talk > 100 && draw.chance(0.1))
      for (const [leg, other] of [person, draw.pick(people)].entries())
        legs.push({
          call_id,
          leg_number: leg + 1,
          started_at: stamp(after(started, leg)),
          operator: other.extension,
          talk_seconds: Math.floor(talk / 2),
          disposition: "answered",
          is_transfer: leg > 0,
        });
    if (talk > 30 && draw.chance(0.6)) {
      const few = person.employee_id === "e3" ? 0.05 : 0.35;
      const result_code = draw.chance(few)
        ? "goal"
        : draw.pick(["secondary", "refusal", "refusal", "callback", "screened_out"]);
      const isNamed = draw.chance(0.3);
      results.push({
        result_id: `r${index}`,
        call_id: isNamed ? call_id : null,
        client_phone: draw.chance(0.8) ? phone : null,
        operator: isNamed && draw.chance(0.05) ? "nobody" : person.employee_id,
        filed_at: stamp(after(started, draw.below(150))),
        result_code,
        refusal_reason: draw.pick(["price", "later", "other", null]),
        secondary_goal: result_code === "secondary" ? draw.pick(["profile", "materials_read"]) : null,
        callback_at: result_code === "callback" ? stamp(after(started, 1440 * draw.below(40) - 700)) : null,
        is_decision_maker: draw.chance(0.4),
      });
    }
    if (talk > 200 && draw.chance(0.7))
      for (const [place, reviewer] of draw.pick([["e1"], ["e1", "e2"], ["e2", "e3", "e2"], ["?"]]).entries())
        for (const item_code of ["greeting", "need"])
          reviews.push({
            review_id: `${call_id}-${place}`,
            item_code,
            item_name: item_code.toUpperCase(),
            // a source that does not know the call names person, moment and number
            call_id: index % 5 ? call_id : null,
            called_at: stamp(started),
            client_phone: phone,
            operator: person.employee_id,
            reviewer,
            reviewed_on: day(after(started, 1440 * (1 + draw.below(5)))),
            score: draw.pick([0, 0.5, 1, 1, null]),
            weight: item_code === "need" ? 2.5 : null,
            is_critical: item_code === "greeting",
          });
  }
  for (const [index, {client_id, phone, spoken}] of clients.entries())
    for (let count = 0; count < spoken; count++)
      calls.push({
        call_id: `s-${client_id}-${count}`,
        source_id: "telephony",
        started_at: stamp(after(draw.at(0.5), 1440 * (3 * count + (index % 5)))),
        direction: "out",
        operator: draw.of("hunter")[spoken]!.extension,
        client_phone: phone,
        ring_seconds: 10,
        talk_seconds: 300,
        disposition: "answered",
      });
  // promises of the last weeks, so that some are still to be kept and some were not
  for (const index of Array.from({length: 60}, (_, place) => place))
    results.push({
      result_id: `late${index}`,
      client_phone: draw.pick(clients).phone,
      operator: draw.pick(draw.of(index % 3 ? "operator" : "hunter")).employee_id,
      filed_at: stamp(draw.between(0.95, 0.98)),
      result_code: "callback",
      callback_at: stamp(draw.between(0.98, 1.01)),
      is_decision_maker: false,
    });
  return {
    "stage.calls": calls,
    "stage.call_legs": legs,
    "stage.call_results": results,
    "stage.qa_reviews": reviews,
  };
}
