export { type Agent, type AgentConfig, createAgent } from "./agent.ts";
export { KEY_VARIABLES } from "./models/providers.ts";
export { Runs, type StoredRun } from "./runs.ts";
