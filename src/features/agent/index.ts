export { type Agent, type AgentModels, type AgentOptions, createAgent } from "./agent.ts";
export type { Journal } from "./journal.ts";
export type { Executed, Execution } from "./loop.ts";
export { KEY_VARIABLES } from "./models/providers.ts";
export type { ModelChoice } from "./models/choice.ts";
export { type QueuedRun, Runs, type StoredRun } from "./runs.ts";
