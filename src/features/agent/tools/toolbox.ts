import type { ToolCall } from "../../../domain/run.ts";
import type { Clock } from "../../../kernel/clock.ts";
import { errorFields, type Log } from "../../../kernel/log.ts";
import { clipMiddle } from "../clip.ts";
import { Scope } from "../deadline.ts";
import { TOOL_RESULT_CHARS_MAX } from "../limits.ts";
import type { ToolSpec } from "../model.ts";
import { inputProblems } from "./input.ts";
import { type Tool, type ToolContext, ToolError } from "./tool.ts";

export interface ToolResult {
  readonly result: unknown;
  readonly isError: boolean;
}

export interface ToolboxOptions {
  readonly tools: readonly Tool[];
  readonly clock: Clock;
  readonly log: Log;
  /** Longest time of one call. */
  readonly toolMs: number;
}

/**
 * Runs tools for a model. Whatever a tool does, the model gets a result: a tool that throws, hangs
 * or says too much is an error result or a shortened one.
 */
export class Toolbox {
  readonly specs: readonly ToolSpec[];
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #options: ToolboxOptions;

  constructor(options: ToolboxOptions) {
    this.#options = options;
    this.#tools = new Map(options.tools.map((tool) => [tool.name, tool]));
    this.specs = options.tools.map(({ name, description, parameters }) => ({
      name,
      description,
      parameters,
    }));
  }

  /** False also for a tool that does not exist any more. */
  isRepeatable(name: string): boolean {
    return this.#tools.get(name)?.repeatable ?? false;
  }

  /** Rejects only with the reason of `signal`. */
  async call(call: ToolCall, context: ToolContext, signal: AbortSignal): Promise<ToolResult> {
    const tool = this.#tools.get(call.name);
    if (!tool) return failure(`there is no tool named "${call.name.slice(0, 80)}"`);
    const problems = inputProblems(tool.parameters, call.input);
    if (problems.length > 0) return failure(`wrong arguments: ${problems.slice(0, 5).join("; ")}`);
    const scope = new Scope(this.#options.clock, signal);
    const { toolMs } = this.#options;
    const late = `the tool did not finish within ${Math.round(toolMs / 1000)} s: outcome unknown`;
    scope.expect(toolMs, () => new ToolError(late));
    try {
      const run = async () =>
        tool.run(call.input as Record<string, unknown>, context, scope.signal);
      return success(await scope.wait(run()));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return this.#failed(call, error);
    } finally {
      scope.close();
    }
  }

  #failed(call: ToolCall, error: unknown): ToolResult {
    if (error instanceof ToolError) return failure(error.message);
    this.#options.log.error("a tool failed", { tool: call.name, ...errorFields(error) });
    return failure("the tool failed for an internal reason: outcome unknown");
  }
}

function failure(message: string): ToolResult {
  return { result: message, isError: true };
}

/** Plain data of limited size: what a tool gave as it is, or the ends of its JSON. */
function success(value: unknown): ToolResult {
  const json = typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
  if (json.length > TOOL_RESULT_CHARS_MAX) {
    return { result: clipMiddle(json, TOOL_RESULT_CHARS_MAX), isError: false };
  }
  return { result: typeof value === "string" ? value : JSON.parse(json), isError: false };
}
