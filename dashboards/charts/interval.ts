import {type Interval, wilsonInterval} from "../../queries/statistics/wilson.ts";

/** The interval of a share; a part larger than its whole is no share and has none. */
export function shareInterval(part: number, whole: number): Interval | null {
  return part <= whole ? wilsonInterval(part, whole) : null;
}
