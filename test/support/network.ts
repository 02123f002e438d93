import {
  type Address,
  type ConversationId,
  type OutboundMessage,
  type Poll,
  type Receipt,
  type RemoteId,
  type SendFailure,
  SendError,
} from "@zero/channel";
import type { UncertainPolicy } from "../../src/domain/delivery.ts";

/** What the network does with the next attempt; `uncertain-lost` fails without having delivered. */
export type Fate = "deliver" | SendFailure | "uncertain-lost" | "hang" | "defect";

interface Delivered {
  conversation: ConversationId;
  key: string;
  message: OutboundMessage & { poll?: Poll };
}

/**
 * A chat network in memory that fails as it is told, and that sees every double and every overlap.
 */
export class FakeNetwork {
  readonly delivered: Delivered[] = [];
  readonly attempts: string[] = [];
  /** Attempts that began while another one of the same conversation was under way. */
  overlaps = 0;
  widest = 0;
  linked = true;
  ready = true;
  idempotentSend = false;
  uncertainPolicy: UncertainPolicy = "resend";
  retryAfterMs: number | undefined;
  /** Takes time between the attempt and its outcome. */
  delay: () => Promise<void> = () => Promise.resolve();
  /** Decides each attempt; by default all are delivered. */
  fate: (key: string, attempt: number) => Fate = () => "deliver";
  readonly #busy = new Set<string>();

  /** As the outbox asks for it. */
  transport = (_to: Address) => (this.linked ? this : undefined);

  /** Texts that arrived, in order; of one conversation, if it is named. */
  texts(conversation?: string): string[] {
    return this.delivered
      .filter((entry) => conversation === undefined || entry.conversation === conversation)
      .map((entry) => entry.message.text);
  }

  /** A test takes it away for a network without polls. */
  sendPoll? = (to: ConversationId, poll: Poll, key: string): Promise<Receipt> =>
    this.send(to, { text: poll.question, poll }, key);

  async send(to: ConversationId, message: Delivered["message"], key: string): Promise<Receipt> {
    this.attempts.push(key);
    if (this.#busy.has(to)) this.overlaps += 1;
    this.#busy.add(to);
    this.widest = Math.max(this.widest, this.#busy.size);
    try {
      await this.delay();
      return await this.#decide(to, message, key);
    } finally {
      this.#busy.delete(to);
    }
  }

  #decide(
    to: ConversationId,
    message: Delivered["message"],
    key: string,
  ): Promise<Receipt> | Receipt {
    const fate = this.fate(key, this.attempts.filter((seen) => seen === key).length);
    if (fate === "hang") return new Promise(() => undefined);
    if (fate === "defect") throw new TypeError("a mistake in the channel");
    if (fate === "deliver" || fate === "uncertain") this.#deliver(to, message, key);
    if (fate === "deliver") return { remoteId: `r:${key}` as RemoteId };
    const failure = fate === "uncertain-lost" ? "uncertain" : fate;
    const options = this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs };
    throw new SendError(failure, `the network says ${fate}`, options);
  }

  #deliver(conversation: ConversationId, message: Delivered["message"], key: string): void {
    const known = this.delivered.some((entry) => entry.key === key);
    if (!(known && this.idempotentSend)) this.delivered.push({ conversation, key, message });
  }
}
