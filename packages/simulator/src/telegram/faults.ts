/**
 * Something that goes wrong on the way to a method.
 * - `rate-limit`: 429 with `retry_after`.
 * - `status`: any other refusal; `html` answers as a proxy in between would.
 * - `cut-before`: the connection breaks before the call has an effect.
 * - `cut-after`: the call has its effect, then the connection breaks without an answer.
 * - `slow`: the answer takes that long.
 * - `malformed`: the call has its effect, the answer is no JSON.
 * - `hold`: the call has its effect, the answer waits for `until`.
 */
export type Fault =
  | { kind: "rate-limit"; retryAfterSeconds: number }
  | { kind: "status"; code: number; description?: string; html?: boolean }
  | { kind: "cut-before" }
  | { kind: "cut-after" }
  | { kind: "slow"; delayMs: number }
  | { kind: "malformed" }
  | { kind: "hold"; until: Promise<void> };

interface Planned {
  method: string;
  fault: Fault;
  left: number;
}

/** Faults that wait for their calls, in the order in which they were planned. */
export class Faults {
  #planned: Planned[] = [];

  /** The next `times` calls of `method` (`*` is any) meet the fault. */
  plan(method: string, fault: Fault, times = 1): void {
    this.#planned.push({ method: method.toLowerCase(), fault, left: times });
  }

  /** The fault that this call meets; it is used up. */
  take(method: string): Fault | undefined {
    const name = method.toLowerCase();
    const planned = this.#planned.find((one) => one.method === "*" || one.method === name);
    if (!planned) return undefined;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned = this.#planned.filter((one) => one !== planned);
    return planned.fault;
  }

  clear(): void {
    this.#planned = [];
  }
}
