import type { Clock } from "../kernel/clock.ts";
import { isRecord } from "../kernel/is-record.ts";
import { readBounded } from "./bounded-body.ts";
import { within } from "../kernel/within.ts";

/** A kind of model server that people run on their own machine. */
export interface LocalServer {
  readonly id: string;
  readonly label: string;
  readonly port: number;
  /** Where it lists its models. */
  readonly listPath: string;
}

export const LOCAL_SERVERS: readonly LocalServer[] = [
  { id: "ollama", label: "Ollama", port: 11_434, listPath: "/api/tags" },
  { id: "lmstudio", label: "LM Studio", port: 1_234, listPath: "/v1/models" },
  { id: "llamacpp", label: "llama.cpp", port: 8_080, listPath: "/v1/models" },
  { id: "vllm", label: "vLLM", port: 8_000, listPath: "/v1/models" },
];

interface FoundModel {
  readonly name: string;
  readonly contextTokens?: number;
}

export interface FoundServer {
  readonly server: LocalServer;
  /** Models that can hold a conversation, in the server's order; never empty. */
  readonly models: readonly FoundModel[];
}

export interface DetectionOptions {
  readonly clock: Pick<Clock, "after">;
  readonly fetch: typeof globalThis.fetch;
  /** Tests look at ports of their own. */
  readonly servers?: readonly LocalServer[];
  /** For all servers together, which are asked at once. */
  readonly budgetMs?: number;
}

const BUDGET_MS = 300;
const LIST_BYTES_MAX = 1_048_576;
const MODELS_MAX = 100;
const NAME_CHARS_MAX = 200;
const NO_CONVERSATION = /embed|rerank|whisper|tts|clip/i;

/** Where a local server speaks the Chat Completions API. */
export function baseUrlOf({ port }: LocalServer): string {
  return `http://127.0.0.1:${port}/v1`;
}

/**
 * The model servers that run on this machine. Asks without any credential, follows no redirect,
 * and never rejects: what does not answer in time is not there.
 */
export async function detectServers(options: DetectionOptions): Promise<readonly FoundServer[]> {
  const { clock, fetch, servers = LOCAL_SERVERS, budgetMs = BUDGET_MS } = options;
  const found = new Map<LocalServer, FoundServer>();
  const controller = new AbortController();
  const probes = servers.map(async (server) => {
    const models = await listModels(server, fetch, controller.signal).catch(() => []);
    if (models.length > 0) found.set(server, { server, models });
  });
  await within(
    clock,
    budgetMs,
    () => Promise.all(probes),
    () => undefined,
  );
  controller.abort();
  return servers.flatMap((server) => found.get(server) ?? []);
}

async function listModels(
  { port, listPath }: LocalServer,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<readonly FoundModel[]> {
  const response = await fetch(`http://127.0.0.1:${port}${listPath}`, {
    signal,
    redirect: "manual",
    headers: { accept: "application/json" },
  });
  if (!response.ok) return [];
  return modelsIn(JSON.parse(await readBounded(response, LIST_BYTES_MAX)));
}

/** Ollama's `models[].name`, and `data[].id` of the others. Anything else is no model server. */
function modelsIn(answer: unknown): readonly FoundModel[] {
  if (!isRecord(answer)) return [];
  const entries = answer["models"] ?? answer["data"];
  if (!Array.isArray(entries)) return [];
  return entries.slice(0, MODELS_MAX).flatMap((entry): FoundModel[] => {
    if (!isRecord(entry)) return [];
    const name = entry["name"] ?? entry["id"];
    if (typeof name !== "string" || name === "" || name.length > NAME_CHARS_MAX) return [];
    if (NO_CONVERSATION.test(name)) return [];
    const contextTokens = entry["max_model_len"];
    return [typeof contextTokens === "number" ? { name, contextTokens } : { name }];
  });
}
