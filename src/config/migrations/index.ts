import { isObject, type Value, type ValueObject } from "../file/document.ts";
import { type KeyTree, type Path, pathText } from "../key-tree.ts";
import type { Problem } from "../problems.ts";
import {
  type Change,
  type Migration,
  type Placed,
  type Rename,
  renaming,
  type Stuck,
} from "./rename.ts";

const CHANNELS = ["whatsapp", "telegram", "discord", "slack", "signal", "imessage", "msteams"];

/** Channels had no section of their own. */
const channels: readonly Rename[] = [
  { from: "providers.*", to: "channels.*" },
  ...CHANNELS.map((id) => ({ from: id, to: `channels.${id}` })),
];

/** The gateway's token stood beside its port. */
const token: readonly Rename[] = [{ from: "gateway.token", to: "gateway.auth.token" }];

/** There was one agent, and its models had a key for each kind of list. */
const agent: readonly Rename[] = [
  { from: "agent.model", to: "agents.defaults.model.primary", convert: modelOf("model") },
  {
    from: "agent.imageModel",
    to: "agents.defaults.imageModel.primary",
    convert: modelOf("imageModel"),
  },
  { from: "agent.modelFallbacks", to: "agents.defaults.model.fallbacks" },
  { from: "agent.imageModelFallbacks", to: "agents.defaults.imageModel.fallbacks" },
  { from: "agent.modelAliases", to: "agents.defaults.models", convert: aliases },
  { from: "agent.allowedModels", to: "agents.defaults.models", convert: allowed },
  { from: "agent.tools", to: "tools" },
  { from: "agent.*", to: "agents.defaults.*" },
];

/** What decided about messages stood in one section. */
const routing: readonly Rename[] = [
  { from: "routing.allowFrom", to: "channels.whatsapp.allowFrom" },
  { from: "routing.groupChat.requireMention", to: "channels.whatsapp.groups.*.requireMention" },
  { from: "routing.groupChat.historyLimit", to: "messages.groupChat.historyLimit" },
  { from: "routing.groupChat.mentionPatterns", to: "messages.groupChat.mentionPatterns" },
  { from: "routing.queue", to: "messages.queue" },
  { from: "routing.bindings", to: "bindings" },
  { from: "routing.agents", to: "agents.list" },
  { from: "routing.defaultAgentId", to: "agents.list" },
  { from: "routing.agentToAgent", to: "tools.agentToAgent" },
  { from: "routing.transcribeAudio", to: "tools.media.audio.models" },
  { from: "identity", to: "agents.list.*.identity" },
  { from: "messages.queue.byProvider", to: "messages.queue.byChannel" },
  { from: "messages.tts.enabled", to: "messages.tts.auto" },
  { from: "tools.bash", to: "tools.exec" },
  { from: "channels.telegram.requireMention", to: "channels.telegram.groups.*.requireMention" },
];

/** Every migration, in order; its place is its number. One that was released is never edited. */
export const CONFIG_MIGRATIONS: readonly { name: string; run: Migration }[] = [
  { name: "channels", run: renaming(channels) },
  { name: "token", run: renaming(token) },
  { name: "agent", run: renaming(agent) },
  { name: "routing", run: renaming(routing) },
];

export interface Migrated {
  readonly document: ValueObject;
  readonly changes: readonly Change[];
  /** Old keys that have to be dealt with by hand. */
  readonly stuck: readonly Stuck[];
}

/** Takes a document from any earlier version to today's names. Pure. */
export function migrateDocument(document: ValueObject, tree: KeyTree): Migrated {
  let at = document;
  const changes: Change[] = [];
  const stuck: Stuck[] = [];
  for (const { run } of CONFIG_MIGRATIONS) {
    const outcome = run(at, tree);
    at = outcome.document;
    changes.push(...outcome.changes);
    stuck.push(...outcome.stuck);
  }
  return { document: at, changes, stuck };
}

/** Every old key of a document, with the one that it is now. */
export function legacyIssues(document: ValueObject, tree: KeyTree): Problem[] {
  const { changes, stuck } = migrateDocument(document, tree);
  const left = stuck.map(({ path, message }) => ({ path: pathText(path), message }));
  return [...changes.map(moved), ...left];
}

function moved({ from, placed }: Change): Problem {
  const now = placed.map(({ path }) => pathText(path)).join(", ");
  const where = now === "" ? "its new place is set already" : `it is ${now} now`;
  return { path: pathText(from), message: `${where}; \`zero doctor --fix\` moves it` };
}

function modelOf(name: "model" | "imageModel"): NonNullable<Rename["convert"]> {
  const base: Path = ["agents", "defaults", name];
  return (value) => {
    if (typeof value === "string") return [{ path: [...base, "primary"], value }];
    if (!isObject(value)) return undefined;
    return Object.entries(value).map(([key, inner]) => ({ path: [...base, key], value: inner }));
  };
}

/** `{ fast: "openai/gpt" }` as `{ "openai/gpt": { alias: "fast" } }`. */
function aliases(value: Value): readonly Placed[] | undefined {
  if (!isObject(value)) return undefined;
  return Object.entries(value).flatMap(([alias, model]) => {
    if (typeof model !== "string") return [];
    return [{ path: ["agents", "defaults", "models", model, "alias"], value: alias }];
  });
}

/** A list of models as the names of a record. */
function allowed(value: Value): readonly Placed[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((model) => {
    if (typeof model !== "string") return [];
    return [
      { path: ["agents", "defaults", "models", model], value: Object.create(null) as ValueObject },
    ];
  });
}
