/**
 * Numbers 64-bit hashes, given as two halves, in the order in which they come first. A map with bigints for keys makes one
 * of every row's hash, which takes longer than all the rest of writing a row.
 */
export function textNumbers(): {of(low: number, high: number): number} {
  let slots = new Int32Array(64);
  const lows: number[] = [];
  const highs: number[] = [];

  /** The slot with this hash, or the empty one where it belongs. */
  const find = (low: number, high: number): number => {
    const last = slots.length - 1;
    let slot = low & last;
    for (;;) {
      const found = slots[slot]! - 1;
      if (found < 0 || (lows[found] === low && highs[found] === high)) return slot;
      slot = (slot + 1) & last;
    }
  };

  const grow = () => {
    slots = new Int32Array(slots.length * 4);
    for (const [index, low] of lows.entries()) slots[find(low, highs[index]!)] = index + 1;
  };

  return {
    of(low, high) {
      let slot = find(low, high);
      if (slots[slot] === 0) {
        if (lows.length * 2 >= slots.length) {
          grow();
          slot = find(low, high);
        }
        highs.push(high);
        slots[slot] = lows.push(low);
      }
      return slots[slot]! - 1;
    },
  };
}
