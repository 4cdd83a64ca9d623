import {momentOf} from "../time.ts";
import type {Deal} from "./deals.ts";
import type {Seat, Stint} from "./people.ts";
import type {World} from "./world.ts";

/** How often the hunter writes down when he will call again. */
const filedShare = 0.85;
/** How often anybody promises sooner than he will have time. */
const usualHaste = 0.07;

/**
 * At the end of a conversation the hunter says when he will call again: a little after the day he has in mind, or, to
 * please the client, before it. Only to clients who gave their own number: calls to others may meet no card.
 */
export function promiseCall(world: World, seat: Seat, stint: Stint, deal: Deal, at: number): void {
  const {plan, calendar} = world;
  const random = world.random.promises;
  if (!deal.client.known.mobile || !random.chance(filedShare)) return;
  const day = Math.floor(at / 86_400);
  const {hasty} = plan;
  const isPlanted = seat.index === hasty.seat && day >= hasty.fromDay;
  const isHasty = random.chance(isPlanted ? hasty.chance : usualHaste);
  const dueDay = calendar.next(isHasty ? day + 1 : deal.nextDay + random.int(0, 3));
  world.recorder.promise({
    at,
    client: deal.client,
    person: stint.person,
    dueAt: momentOf(dueDay, random.int(38, 70) * 900),
    isDecisionMaker: random.chance(0.7),
  });
}
