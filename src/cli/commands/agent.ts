import { randomUUID } from "node:crypto";
import { ClosedError, type EventFrame, GatewayError, TimeoutError } from "@zero/client";
import type { AgentEvent, AgentParams, AgentResult } from "@zero/protocol";
import { ask, type Asked } from "../wire/connection.ts";
import { CommandError, STATUS } from "../failures.ts";
import { Interrupted, type Io, printable } from "../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../argv/options.ts";
import { configurationOf, type Scene } from "../scene.ts";
import { StreamedAnswer } from "../wire/streamed-answer.ts";

export const summary = "Runs one turn of the assistant and prints its answer as it comes.";
export const options = {
  message: { type: "string", short: "m", required: true, value: "text", summary: "What to say." },
  to: { type: "string", short: "t", summary: "The person whose conversation it belongs to." },
  sessionId: { type: "string", value: "id", summary: "The session, by its id." },
  agent: { type: "string", value: "id", summary: "Which agent answers, in its main session." },
  thinking: {
    type: "string",
    choices: ["off", "minimal", "low", "medium", "high", "xhigh"],
    summary: "How much the model thinks first, where it can be told.",
  },
  verbose: { type: "string", choices: ["on", "off"], summary: "Show tool calls on stderr." },
  deliver: { type: "boolean", summary: "Send the answer to the channel as well." },
  channel: { type: "string", summary: "The channel that --to is on." },
  replyTo: { type: "string", value: "target", summary: "Where the answer is delivered to." },
  replyChannel: { type: "string", value: "channel", summary: "The channel of --reply-to." },
  replyAccount: { type: "string", value: "account", summary: "The account of that channel." },
  ...JSON_OPTION,
  url: RPC_OPTIONS.url,
  token: RPC_OPTIONS.token,
  password: RPC_OPTIONS.password,
  timeout: {
    type: "integer",
    value: "seconds",
    max: 86_400,
    summary: "Longest time of the turn in seconds; 0 is no limit (600).",
  },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

const TURN_TIMEOUT_SECONDS = 600;
/** What the connection waits beyond the turn's own limit, so that the gateway's answer wins. */
const GRACE_SECONDS = 30;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const params = paramsOf(given);
  const { timeout: _seconds, ...target } = given;
  return ask(scene, configuration, target, ({ client }) =>
    new Turn(io, given, scene, params).run(client),
  );
}

function paramsOf(given: Given): AgentParams {
  const params = {
    message: given.message,
    to: given.to,
    sessionId: given.sessionId,
    agentId: given.agent,
    thinking: given.thinking,
    deliver: given.deliver,
    channel: given.channel,
    replyTo: given.replyTo,
    replyChannel: given.replyChannel,
    replyAccountId: given.replyAccount,
    timeout: given.timeout,
    idempotencyKey: randomUUID(),
  };
  const said = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as unknown as AgentParams;
}

/** One turn: asks for it, shows what comes, and tells where it stands when the wait ends early. */
class Turn {
  readonly #io: Io;
  readonly #given: Given;
  readonly #scene: Scene;
  readonly #params: AgentParams;
  readonly #answer: StreamedAnswer;
  #accepted = false;

  constructor(io: Io, given: Given, scene: Scene, params: AgentParams) {
    this.#io = io;
    this.#given = given;
    this.#scene = scene;
    this.#params = params;
    this.#answer = new StreamedAnswer((text) => io.write(text));
  }

  async run(client: Asked["client"]): Promise<number> {
    client.on("event", (event) => this.#hear(event));
    try {
      const result = await client.request("agent", this.#params, {
        expectFinal: true,
        timeoutMs: waitMs(this.#given.timeout ?? TURN_TIMEOUT_SECONDS),
        signal: this.#io.interrupted(),
        onAccepted: () => (this.#accepted = true),
      });
      return this.#finish(result);
    } catch (error) {
      this.#answer.end();
      throw this.#explain(error);
    }
  }

  #hear({ event, payload }: EventFrame): void {
    const step = payload as AgentEvent;
    if (event !== "agent" || step.runId !== this.#params.idempotencyKey) return;
    const { delta, phase, name } = step.data;
    if (step.stream === "assistant" && typeof delta === "string" && !this.#given.json) {
      this.#answer.add(printable(delta));
    }
    if (step.stream === "tool" && phase === "start" && this.#given.verbose === "on") {
      this.#io.note(`[tool] ${printable(typeof name === "string" ? name : "?")}`);
    }
  }

  #finish(result: AgentResult): number {
    if (this.#given.json) {
      this.#io.json(result);
    } else if (result.status === "ok") {
      const texts = result.result.payloads.map(({ text }) => printable(text ?? ""));
      this.#answer.finish(texts.filter((text) => text !== "").join("\n\n"));
    } else {
      this.#answer.end();
      this.#io.note(printable(result.summary));
    }
    return result.status === "ok" ? STATUS.ok : STATUS.failed;
  }

  #explain(error: unknown): unknown {
    if (error instanceof GatewayError) {
      if (this.#given.json && error.payload !== undefined) this.#io.json(error.payload);
      const text = `agent failed: ${printable(error.message)} (${error.code})`;
      return new CommandError(text, [], { cause: error });
    }
    const where = this.#whereabouts();
    if (error instanceof Interrupted) return new CommandError("Stopped waiting.", where);
    if (error instanceof ClosedError || error instanceof TimeoutError) {
      return this.#accepted ? new CommandError(error.message, where, { cause: error }) : error;
    }
    return error;
  }

  /** The run goes on without us: how to hear of it again. */
  #whereabouts(): string[] {
    const runId = this.#params.idempotencyKey;
    if (!this.#accepted) {
      return [`The turn was not accepted yet; if it was after all, its id is ${runId}.`];
    }
    return [
      `Run ${runId} was accepted and goes on at the gateway.`,
      `Next: ${this.#scene.program} gateway call agent.wait --params '{"runId":"${runId}"}'`,
    ];
  }
}

function waitMs(seconds: number): number {
  return seconds === 0 ? 0 : (seconds + GRACE_SECONDS) * 1_000;
}
