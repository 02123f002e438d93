import type { SendFailure } from "@zero/channel";

/**
 * What is known about a row before an attempt: nothing of it can have left (`pending`), or an
 * earlier attempt may have arrived (`uncertain`). A row that is found in `sending` after a crash is
 * `uncertain`.
 */
export type Before = "pending" | "uncertain";

/** What becomes of a row: it is tried again in a state, or it is over in one. */
export type Verdict =
  | { readonly over: false; readonly state: Before }
  | { readonly over: true; readonly state: "rejected" | "uncertain" };

/**
 * The rules of a failed attempt. `resends`: an unknown outcome is answered with another attempt,
 * because the network tells doubles apart or the owner prefers a double to a loss. `rejected` is
 * only said of what certainly did not arrive.
 */
export function verdictOf(failure: SendFailure, before: Before, resends: boolean): Verdict {
  switch (failure) {
    case "retry":
      return { over: false, state: before };
    case "uncertain":
      return resends ? { over: false, state: "uncertain" } : { over: true, state: "uncertain" };
    case "rejected":
      return lost(before);
  }
}

/** The end of a row that is not tried any more. */
export function lost(before: Before): Verdict & { over: true } {
  return { over: true, state: before === "pending" ? "rejected" : "uncertain" };
}
