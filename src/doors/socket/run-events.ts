import type { AgentEvent, ChatEvent } from "@zero/protocol";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import { failureText, type RunEvent, type RunOutcome } from "../../domain/run.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import type { PublishedRunEvent } from "./services.ts";

/** Words of one run go out at once, then at most this often (V38). */
const AGENT_EVERY_MS = 50;
const CHAT_EVERY_MS = 150;
/** Runs that are followed at once; the one that was heard of longest ago gives way. */
const RUNS_MAX = 4096;

export interface RunEventsParts {
  clock: Clock;
  agent: (event: AgentEvent) => void;
  chat: (event: ChatEvent) => void;
  /** Whether tools of a run are shown: with `on` and `full`. */
  verboseOf: (run: RunId, session: SessionKey) => "off" | "on" | "full";
  runsMax?: number;
}

/**
 * Turns what runs do into `agent` and `chat` events: words are merged, the text so far is carried
 * along, each run counts its own steps. What is known of a run is forgotten when it ends.
 */
export class RunEvents {
  readonly #parts: RunEventsParts;
  readonly #runs = new Map<RunId, RunFeed>();

  constructor(parts: RunEventsParts) {
    this.#parts = parts;
  }

  /** Runs that are followed. */
  get size(): number {
    return this.#runs.size;
  }

  publish({ runId, session, event }: PublishedRunEvent): void {
    const feed = this.#runs.get(runId) ?? new RunFeed(runId, session, this.#parts);
    this.#runs.delete(runId);
    feed.take(event);
    if (event.kind === "end") return;
    this.#runs.set(runId, feed);
    const [oldest] = this.#runs;
    if (this.#runs.size > (this.#parts.runsMax ?? RUNS_MAX) && oldest) {
      oldest[1].stop();
      this.#runs.delete(oldest[0]);
    }
  }

  /** Nothing more is sent. */
  stop(): void {
    for (const feed of this.#runs.values()) feed.stop();
    this.#runs.clear();
  }
}

/** One run, as clients are told of it. */
class RunFeed {
  readonly #run: RunId;
  readonly #session: SessionKey;
  readonly #parts: RunEventsParts;
  readonly #words: Throttle;
  readonly #chat: Throttle;
  #text = "";
  #untold = "";
  #seq = 0;
  #chatSeq = 0;

  constructor(run: RunId, session: SessionKey, parts: RunEventsParts) {
    this.#run = run;
    this.#session = session;
    this.#parts = parts;
    this.#words = new Throttle(parts.clock, AGENT_EVERY_MS, () => this.#tellWords());
    this.#chat = new Throttle(parts.clock, CHAT_EVERY_MS, () => this.#tellChat("delta"));
  }

  take(event: RunEvent): void {
    switch (event.kind) {
      case "start":
        this.#tell("lifecycle", { phase: "start", startedAt: event.at });
        return;
      case "text":
        this.#text += event.delta;
        this.#untold += event.delta;
        this.#words.ask();
        this.#chat.ask();
        return;
      case "tool-start":
      case "tool-end":
        // What was said before a tool runs is told before the tool is.
        this.#words.flush();
        this.#tellTool(event);
        return;
      case "end":
        this.#end(event);
    }
  }

  stop(): void {
    this.#words.cancel();
    this.#chat.cancel();
  }

  #tellWords(): void {
    const delta = this.#untold;
    this.#untold = "";
    if (delta !== "") this.#tell("assistant", { text: this.#text, delta });
  }

  /** A tool that is not shown counts all the same, so a gap in `seq` is no loss here. */
  #tellTool(event: Extract<RunEvent, { kind: "tool-start" | "tool-end" }>): void {
    if (this.#parts.verboseOf(this.#run, this.#session) === "off") {
      this.#seq += 1;
      return;
    }
    const { id: toolCallId, name, input } = event.call;
    if (event.kind === "tool-start") {
      this.#tell("tool", { phase: "start", name, toolCallId, args: input });
      return;
    }
    const { isError, result } = event;
    this.#tell("tool", { phase: "result", name, toolCallId, isError, result });
  }

  #end({ startedAt, at: endedAt, outcome }: Extract<RunEvent, { kind: "end" }>): void {
    this.#words.flush();
    this.#chat.cancel();
    if (outcome.state === "failed") {
      const error = failureText(outcome);
      this.#tell("lifecycle", { phase: "error", startedAt, endedAt, error });
    } else {
      const aborted = outcome.state === "aborted" ? { aborted: true } : {};
      this.#tell("lifecycle", { phase: "end", startedAt, endedAt, ...aborted });
    }
    this.#tellChatEnd(outcome);
  }

  #tellChatEnd(outcome: RunOutcome): void {
    switch (outcome.state) {
      case "done":
        this.#text = outcome.text;
        this.#tellChat("final", outcome.usage ? { usage: outcome.usage } : {});
        return;
      case "aborted":
        this.#tellChat("aborted", { stopReason: "aborted" });
        return;
      case "failed":
        this.#emitChat({
          state: "error",
          errorMessage: failureText(outcome),
          stopReason: "error",
        });
    }
  }

  #tellChat(state: ChatEvent["state"], more: Partial<ChatEvent> = {}): void {
    const timestamp = this.#parts.clock.now();
    const content = this.#text === "" ? [] : [{ type: "text" as const, text: this.#text }];
    this.#emitChat({ state, message: { role: "assistant", content, timestamp }, ...more });
  }

  #emitChat(event: Omit<ChatEvent, "runId" | "sessionKey" | "seq">): void {
    this.#chatSeq += 1;
    this.#parts.chat({
      runId: this.#run,
      sessionKey: this.#session,
      seq: this.#chatSeq,
      ...event,
    });
  }

  #tell(stream: AgentEvent["stream"], data: Record<string, unknown>): void {
    this.#seq += 1;
    this.#parts.agent({
      runId: this.#run,
      seq: this.#seq,
      stream,
      ts: this.#parts.clock.now(),
      data,
      sessionKey: this.#session,
    });
  }
}

/** Does something at once, and again no sooner than `everyMs` later however often it is asked. */
class Throttle {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #act: () => void;
  #actedAt = Number.NEGATIVE_INFINITY;
  #timer: Timer | undefined;

  constructor(clock: Clock, everyMs: number, act: () => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#act = act;
  }

  ask(): void {
    if (this.#timer) return;
    const waitMs = this.#actedAt + this.#everyMs - this.#clock.monotonic();
    if (waitMs <= 0) this.flush();
    else this.#timer = this.#clock.after(waitMs, () => this.flush());
  }

  flush(): void {
    this.cancel();
    this.#actedAt = this.#clock.monotonic();
    this.#act();
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
