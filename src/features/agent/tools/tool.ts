import type { AgentId, RunId, SessionKey } from "../../../domain/ids.ts";
import type { ToolSpec } from "../model.ts";

/** For whom a tool runs. */
export interface ToolContext {
  readonly agent: AgentId;
  readonly session: SessionKey;
  readonly run: RunId;
}

/** Something that an agent may call. */
export interface Tool extends ToolSpec {
  /** True when running it twice does no harm: only then is it run again after a crash (C7). */
  readonly repeatable: boolean;
  /**
   * `input` has been checked against `parameters`. Resolves with plain data; throws `ToolError` for
   * what the model should know. It stops when `signal` aborts.
   */
  run(input: Readonly<Record<string, unknown>>, context: ToolContext, signal: AbortSignal): unknown;
}

/** A failure that is told to the model, which tells the user. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

interface Definition<Input> extends ToolSpec {
  readonly repeatable: boolean;
  run(input: Input, context: ToolContext, signal: AbortSignal): unknown;
}

/** Declares a tool. `Input` is the type that its `parameters` describe. */
export function defineTool<Input extends object>(definition: Definition<Input>): Tool {
  return { ...definition, run: (input, ...rest) => definition.run(input as Input, ...rest) };
}
