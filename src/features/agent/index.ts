export { type Agent, type AgentConfig, createAgent } from "./agent.ts";
export { Runs, type StoredRun } from "./runs.ts";
