import type { Config } from "../../config/generated/sections.ts";
import type { RunLimits } from "./limits.ts";

/** The section `agents.defaults`, complete. */
export type AgentSettings = Config["agents"]["defaults"];
/** The section `models`, complete. */
export type ModelSettings = Config["models"];
export type ProviderSettings = ModelSettings["providers"][string];

/** The limits of a run, in the units in which they are applied. */
export function runLimits({ timeoutSeconds, limits }: AgentSettings): RunLimits {
  return {
    totalMs: timeoutSeconds * 1000,
    firstTokenMs: limits.firstTokenSeconds * 1000,
    silenceMs: limits.silenceSeconds * 1000,
    toolMs: limits.toolSeconds * 1000,
    toolCalls: limits.toolCalls,
    outputChars: limits.outputChars,
  };
}
