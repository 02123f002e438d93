import type { ChannelHost, InboundMessage, Position } from "@zero/channel";
import type { Update } from "grammy/types";
import { Refusal, type BotApi } from "./bot-api.ts";
import { HostTrouble } from "./failures.ts";
import { readUpdate, type Reader } from "./inbound.ts";
import { unlessAborted, type Pace } from "./pace.ts";
import { WireError } from "./wire.ts";

export interface PollParts {
  api: BotApi;
  host: ChannelHost;
  reader: Reader;
  pace: Pace;
  signal: AbortSignal;
  /** Does a task until it succeeds; undefined when the signal aborted. */
  persist: <Result>(task: () => Promise<Result>) => Promise<Result | undefined>;
  /** Everything works. */
  linked: () => void;
}

/**
 * Takes updates in until the signal aborts. The next call, which confirms them to Telegram, starts
 * only after the host has them on disk together with their position (A11); nothing runs beside it
 * (A10).
 *
 * After a week of silence Telegram numbers its updates from anywhere, and an offset above what
 * waits would make it forget that. So an offset is named only right after its update was seen, in a
 * call that answers at once; every other call, and above all the one that waits, names none and is
 * answered from the earliest update that is not confirmed.
 */
export async function poll(parts: PollParts): Promise<void> {
  const { api, host, reader, signal, persist } = parts;
  const key = `${reader.bot}`;
  await persist(() => api.removeWebhook(signal));
  const committed = await persist(async () => ({ at: await fromHost(host.position(key), signal) }));
  let position = committed?.at;
  const polling = new Polling(parts);
  while (!signal.aborted) {
    const updates = await persist(() => polling.next());
    if (!updates || updates.length === 0) continue;
    if (!holds(updates, position)) {
      const value = updates.reduce((max, { update_id }) => Math.max(max, update_id), 0);
      const messages = updates.flatMap((update) => read(update, parts));
      const taken = await persist(() => take(host, messages, { key, value }, signal));
      if (!taken) continue;
      position = value;
    }
    polling.confirm(position);
    parts.linked();
  }
}

/** Whether the update up to which the host has everything waits to be confirmed still. */
const holds = (updates: readonly Update[], position: number | undefined): boolean =>
  updates.some(({ update_id }) => update_id === position);

/** One call at a time, and what its outcome says about the connection. */
class Polling {
  readonly #parts: PollParts;
  /** After trouble the first call answers at once, so that the account is soon known to be well. */
  #wait = false;
  #webhook = false;
  #conflict = false;
  #confirming: number | undefined;

  constructor(parts: PollParts) {
    this.#parts = parts;
  }

  /** The next call confirms what is there up to this update, which Telegram has just named. */
  confirm(update: number | undefined): void {
    this.#confirming = update;
  }

  /** What is not confirmed, from the earliest. An attempt to confirm is not repeated. */
  async next(): Promise<readonly Update[]> {
    const { api, signal, pace, linked } = this.#parts;
    const offset = this.#confirming === undefined ? undefined : this.#confirming + 1;
    this.#confirming = undefined;
    try {
      if (this.#webhook) await api.removeWebhook(signal);
      this.#webhook = false;
      const wait = offset === undefined && (this.#wait || this.#conflict);
      const updates = await api.getUpdates(offset, wait, signal);
      if (!updates.every((update) => Number.isSafeInteger(update?.update_id))) {
        throw new WireError("unreadable", true, "getUpdates was answered with updates without ids");
      }
      // While another program polls, an answer that comes at once proves nothing.
      if (this.#wait || this.#conflict) pace.reset();
      this.#wait = true;
      this.#conflict = false;
      linked();
      return updates;
    } catch (error) {
      this.#wait = false;
      this.#conflict = error instanceof Refusal && error.code === 409;
      this.#webhook = this.#conflict && error instanceof Error && /webhook/i.test(error.message);
      throw error;
    }
  }
}

/**
 * The update's message, if any. One that cannot be read is skipped: it must not hold up the ones
 * behind it.
 */
function read(update: Update, { host, reader }: PollParts): InboundMessage[] {
  try {
    const message = readUpdate(update, reader);
    return message ? [message] : [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown failure";
    host.log.warn("an update could not be read and is skipped", {
      update: update.update_id,
      reason,
    });
    return [];
  }
}

/** True when the host has all of it on disk; undefined when the signal aborted first. */
function take(
  host: ChannelHost,
  messages: readonly InboundMessage[],
  position: Position,
  signal: AbortSignal,
): Promise<true | undefined> {
  const done = host.receive(messages, position).then(() => true as const);
  return fromHost(done, signal);
}

async function fromHost<Result>(
  task: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  try {
    return await unlessAborted(task, signal);
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown failure";
    const reason = `the gateway cannot store messages now (${why}); they wait at Telegram`;
    throw new HostTrouble(reason, { cause: error });
  }
}
