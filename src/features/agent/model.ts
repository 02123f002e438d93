import type { Message, Usage } from "../../domain/run.ts";

/**
 * One step of a conversation as a model gets it. `provider` and `model` say who wrote an answer, so
 * that what belongs to one provider is not shown to another.
 */
export type PromptMessage = Pick<Message, "role" | "content" | "provider" | "model">;

/** The part of JSON Schema that tool parameters use; `tools/input.ts` checks exactly this. */
export interface ParameterSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

export interface PropertySchema {
  readonly type: "string" | "number" | "integer" | "boolean";
  readonly description: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What a model is told about a tool. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: ParameterSchema;
}

/** How much a model thinks before it answers. Absent: what the provider does by itself. */
export type Thinking = "none" | "minimal" | "low" | "medium" | "high" | "xhigh";

export interface ModelRequest {
  /** Code-owned text and the owner's workspace files; never words of a channel or a tool (SR32). */
  readonly system: string;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolSpec[];
  /** Longest answer that fits behind this prompt; absent: the provider's own limit. */
  readonly outputTokens?: number;
  readonly thinking?: Thinking;
  /** Hears each event of the answer as the provider's library gives it; for diagnosis. */
  readonly hear?: (event: unknown) => void;
}

/**
 * - `stop`: the answer is complete. - `tool-calls`: it waits for tools. - `length`: the model's
 *   output limit cut it. - `refused`: the provider withheld it.
 */
export type FinishReason = "stop" | "tool-calls" | "length" | "refused";

export type ModelPart =
  | { type: "text"; delta: string }
  /** Progress that nobody sees, such as thinking: it keeps the silence deadline away. */
  | { type: "alive" }
  /**
   * `input` is parsed JSON, or the text itself where it is none; tools check it before they run.
   */
  | { type: "tool-call"; id: string; name: string; input: unknown; opaque?: unknown }
  | { type: "finish"; reason: FinishReason; usage: Usage };

/** Something that answers a conversation: a provider's model, the built-in one, a test's script. */
export interface Model {
  /** `provider/name`, as configurations write it. */
  readonly ref: string;
  readonly provider: string;
  readonly name: string;
  /** What fits in one request, prompt and answer together. */
  readonly contextTokens: number;
  /** Longest answer that is asked for; absent: the provider's own limit. */
  readonly outputTokens?: number;
  /** True when it understands `thinking`. */
  readonly reasoning?: boolean;
  /**
   * Streams one answer, which ends with a `finish`. Throws `ModelError` for trouble, and stops when
   * `signal` aborts. It never tries again by itself.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>;
}

/**
 * - `auth`: the key is missing, refused or without credit. - `rate`: too many requests.
 * - `context`: the prompt does not fit. - `unavailable`: it cannot be reached or broke down.
 * - `timeout`: it stopped talking. - `refused`: it withheld the answer. - `invalid`: it does not
 *   understand the request, such as an unknown model name.
 */
export type ModelErrorKind =
  | "auth"
  | "rate"
  | "context"
  | "unavailable"
  | "timeout"
  | "refused"
  | "invalid";

/**
 * Trouble with a model. Its message is for the user: what happened and what to do; no key, no
 * stack.
 */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: ModelErrorKind;
  /** How long the provider asked us to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ModelErrorKind,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether another model may do better with the same request. */
  get fallback(): boolean {
    return this.kind !== "context" && this.kind !== "refused";
  }

  /** Whether the same model may do better in a moment. */
  get passing(): boolean {
    return this.kind === "rate" || this.kind === "unavailable";
  }
}
