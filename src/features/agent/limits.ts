/**
 * What one run may cost. Each is a key of `agents.defaults.limits` or of `agents.defaults` itself.
 */
export interface RunLimits {
  /** Whole run, when the request names no time of its own; 0 means no limit. */
  readonly totalMs: number;
  /** From a request until the model shows a first sign of an answer. */
  readonly firstTokenMs: number;
  /** Between two signs of an answer. */
  readonly silenceMs: number;
  /** One tool call. */
  readonly toolMs: number;
  /** Tool calls in one run, over all its attempts (A33). */
  readonly toolCalls: number;
  /** Visible text of one run, in UTF-16 units; the answer ends there, with a note. */
  readonly outputChars: number;
}

/**
 * Answers of models in one run, over all its attempts: calls without tools cannot go on for ever.
 */
export const ROUNDS_MAX = 60;
/** Tools asked for in one answer; more is a model gone wrong. */
export const CALLS_PER_ANSWER_MAX = 32;
/** JSON of one tool call's input, in UTF-16 units. */
export const TOOL_INPUT_CHARS_MAX = 65_536;
/** JSON of one tool's result, in UTF-16 units; the middle of a longer one is left out. */
export const TOOL_RESULT_CHARS_MAX = 32_768;
/** What a provider wants back with a call, in UTF-16 units of JSON; more is dropped. */
export const OPAQUE_CHARS_MAX = 262_144;
/** One response of a provider, in bytes: a stream that never ends is cut here (SR27). */
export const RESPONSE_BYTES_MAX = 67_108_864;
/** An error answer of a provider, in bytes. */
export const ERROR_BYTES_MAX = 65_536;
/** Longest wait before the second try after an error that passes by itself. */
export const PAUSE_MS_MAX = 10_000;
/** That wait, when the provider names none. */
export const PAUSE_MS = 1_000;
