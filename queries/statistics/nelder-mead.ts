export interface Minimum {
  at: number[];
  value: number;
  /** False when the steps ran out before the simplex had shrunk. */
  isSettled: boolean;
}

/**
 * Smallest value of a function of several numbers, without derivatives.
 * J. A. Nelder and R. Mead, The Computer Journal 7 (1965): 308-313, with their coefficients 1, 2, 1/2 and 1/2.
 */
export function nelderMead(
  value: (at: readonly number[]) => number,
  start: readonly number[],
  {step = 0.5, tolerance = 1e-9, steps = 2000}: {step?: number; tolerance?: number; steps?: number} = {},
): Minimum {
  const corner = (at: number[]) => ({at, value: value(at)});
  const corners = [corner([...start])];
  for (const index of start.keys())
    corners.push(corner(start.map((given, other) => (other === index ? given + step : given))));
  let isSettled = false;
  for (let count = 0; count < steps && !isSettled; count++) {
    corners.sort((one, other) => one.value - other.value);
    const best = corners[0]!;
    const worst = corners.at(-1)!;
    const spread = Math.max(
      ...corners.flatMap(({at}) => at.map((given, index) => Math.abs(given - best.at[index]!))),
    );
    isSettled = spread < Math.sqrt(tolerance) && worst.value - best.value < tolerance;
    if (isSettled) break;
    const others = corners.slice(0, -1);
    const center = start.map((_, index) => others.reduce((sum, {at}) => sum + at[index]!, 0) / others.length);
    const along = (share: number) =>
      corner(center.map((given, index) => given + share * (worst.at[index]! - given)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      corners.splice(-1, 1, expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < others.at(-1)!.value) {
      corners.splice(-1, 1, reflected);
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) corners.splice(-1, 1, contracted);
      else
        for (const [index, {at}] of corners.entries())
          if (index > 0) corners[index] = corner(at.map((given, place) => (given + best.at[place]!) / 2));
    }
  }
  corners.sort((one, other) => one.value - other.value);
  return {...corners[0]!, isSettled};
}
