import type { Message } from "../../../domain/run.ts";
import type { TurnRequest } from "../../../domain/turn.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { Journal } from "../journal.ts";
import type { Model, ModelRequest, Thinking, ToolSpec } from "../model.ts";
import { extraInstructions, senderOf, systemPrompt, withFence } from "./words.ts";
import { fitWindow, tokensOf } from "./window.ts";
import type { Workspace } from "./workspace.ts";

export interface RequestParts {
  readonly clock: Pick<Clock, "now">;
  readonly journal: Pick<Journal, "window">;
  readonly workspace: Pick<Workspace, "files">;
  readonly tools: readonly ToolSpec[];
  /** Upper bound of prompt and answer together, whatever a model could take. */
  readonly contextTokens: number;
  /** Makes what fences a channel's words; nobody may be able to guess it. */
  readonly mark: () => string;
}

/** Kept free for the answer, and for guesses about tokens that were too low. */
const RESERVE_TOKENS = 20_000;
const RESERVE_SHARE_MAX = 0.25;
/** Share of the prompt that the owner's files may take. */
const FILES_SHARE_MAX = 0.4;
/**
 * UTF-16 units that are read from history for one token: large results shrink when they are shown.
 */
const UNITS_PER_TOKEN = 4;
const HISTORY_UNITS_MAX = 2_000_000;

const THINKING: ReadonlyMap<string, Thinking> = new Map([
  ["off", "none"],
  ["minimal", "minimal"],
  ["low", "low"],
  ["medium", "medium"],
  ["high", "high"],
  ["xhigh", "xhigh"],
]);

/**
 * Builds the requests of one run: each time from its journal, within the window of the model asked.
 */
export class RequestBuilder {
  readonly #parts: RequestParts;
  readonly #request: TurnRequest;
  readonly #mark: string;
  #history: { units: number; messages: readonly Message[] } | undefined;

  constructor(parts: RequestParts, request: TurnRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#mark = parts.mark();
  }

  /**
   * `scale` below 1 leaves that share of the window, after a provider found the prompt too long.
   */
  async build(model: Model, steps: readonly Message[], scale: number): Promise<ModelRequest> {
    const { tools, workspace, clock } = this.#parts;
    const whole = Math.min(this.#parts.contextTokens, model.contextTokens);
    const contextTokens = Math.floor(whole * scale);
    const reserve = reserveOf(contextTokens, model.outputTokens);
    const system = systemPrompt({
      files: await workspace.files(),
      filesCharsMax: Math.floor((contextTokens - reserve) * FILES_SHARE_MAX),
      today: new Date(clock.now()).toISOString().slice(0, 10),
      extra: extraInstructions(this.#request),
    });
    const fixed = tokensOf(system) + tokensOf(JSON.stringify(tools));
    const budgetTokens = Math.max(0, contextTokens - reserve - fixed);
    const history = await this.#historyOf(budgetTokens * UNITS_PER_TOKEN);
    const sender = senderOf(this.#request.origin);
    const current = steps.map((step) => withFence(step, sender, this.#mark));
    const thinking = THINKING.get(this.#request.thinking?.toLowerCase() ?? "");
    return {
      system,
      tools,
      messages: fitWindow({ history, current, budgetTokens }),
      outputTokens: model.outputTokens && Math.min(model.outputTokens, reserve),
      thinking,
    };
  }

  /** Read once: what is injected into the session while this run goes on is for the next one. */
  async #historyOf(units: number): Promise<readonly Message[]> {
    const wanted = Math.min(units, HISTORY_UNITS_MAX);
    if (!this.#history || this.#history.units < wanted) {
      const { session, id } = this.#request;
      const messages = await this.#parts.journal.window(session, wanted);
      const earlier = messages.filter((each) => each.run !== id);
      // Words of a channel are no more to be trusted in a later turn than in their own (SR32).
      const fenced = earlier.map((each) => withFence(each, each.origin, this.#mark));
      this.#history = { units: wanted, messages: fenced };
    }
    return this.#history.messages;
  }
}

function reserveOf(contextTokens: number, outputTokens = 0): number {
  const most = Math.floor(contextTokens * RESERVE_SHARE_MAX);
  return Math.min(most, Math.max(RESERVE_TOKENS, outputTokens));
}
