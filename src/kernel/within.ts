import type { Clock } from "./clock.ts";

/**
 * What `work` settles with, or what `late` returns when that takes longer than `ms`. Work that is
 * late goes on, and a rejection that comes after the time counts for nothing. The time runs before
 * `work` is called, and the timer is gone when this settles.
 */
export async function within<Value, Late>(
  clock: Pick<Clock, "after">,
  ms: number,
  work: () => PromiseLike<Value>,
  late: () => Late,
): Promise<Value | Late> {
  const { promise: over, resolve } = Promise.withResolvers<Late>();
  const timer = clock.after(ms, () => resolve(late()), true);
  try {
    return await Promise.race([work(), over]);
  } finally {
    timer.cancel();
  }
}
