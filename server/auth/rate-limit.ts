/** Counts attempts per key within a window; an attempt counts before its outcome is known. */
export function createRateLimit({attempts, seconds}: {attempts: number; seconds: number}) {
  const windows = new Map<string, {count: number; endsAt: number}>();

  return {
    /** Seconds to wait, or 0 when the attempt may go ahead. */
    take(key: string, now = Date.now()): number {
      if (windows.size > 10_000)
        for (const [old, {endsAt}] of windows) if (endsAt <= now) windows.delete(old);
      let window = windows.get(key);
      if (!window || window.endsAt <= now) {
        window = {count: 0, endsAt: now + seconds * 1000};
        windows.set(key, window);
      }
      window.count += 1;
      return window.count > attempts ? Math.ceil((window.endsAt - now) / 1000) : 0;
    },
    /** A success clears the slate. */
    forget(key: string) {
      windows.delete(key);
    },
  };
}

export type RateLimit = ReturnType<typeof createRateLimit>;
