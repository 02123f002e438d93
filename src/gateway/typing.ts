import type { Address } from "@zero/channel";
import type { Clock } from "../kernel/clock.ts";

/** Networks forget that somebody is typing after a few seconds; Telegram after five. */
const REPEAT_MS = 4_500;

/**
 * Shows in a conversation that we are writing, until the returned function is called. Best effort:
 * nothing waits for it and nothing fails with it.
 */
export function showTyping(clock: Clock, send: (to: Address) => void, to: Address): () => void {
  let stopped = false;
  let timer = { cancel() {} };
  const repeat = () => {
    if (stopped) return;
    send(to);
    timer = clock.after(REPEAT_MS, repeat);
  };
  repeat();
  return () => {
    stopped = true;
    timer.cancel();
  };
}
