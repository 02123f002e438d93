export { type Agent, type AgentConfig, createAgent } from "./agent.ts";
export type { RawStream } from "./loop.ts";
export { Runs, type StoredRun } from "./runs.ts";
