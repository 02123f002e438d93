import type { SessionEntry } from "@zero/protocol";
import { kindOf, type SessionKind } from "../../domain/session.ts";
import type { SessionRecord } from "./records.ts";

/** The model that a session without one of its own uses; null where it is not known. */
export interface ModelDefaults {
  readonly modelProvider: string | null;
  readonly model: string | null;
  readonly contextTokens: number | null;
}

/** Where the newest message of a channel came from. */
interface LastPlace {
  deliveryContext?: { channel: string; to: string; accountId: string };
  lastChannel?: string;
  lastTo?: string;
  lastAccountId?: string;
}

/** One session in the answer of `sessions.list`. */
export interface SessionRow extends LastPlace {
  key: string;
  kind: SessionKind;
  label?: string;
  derivedTitle?: string;
  lastMessagePreview?: string;
  channel?: string;
  chatType?: string;
  updatedAt: number;
  sessionId: string;
  abortedLastRun?: boolean;
  thinkingLevel?: string;
  verboseLevel?: string;
  reasoningLevel?: string;
  elevatedLevel?: string;
  sendPolicy?: string;
  responseUsage?: string;
  inputTokens: number;
  outputTokens: number;
  /** Of the newest run, so that it can be held against `contextTokens`. */
  totalTokens: number;
  modelProvider?: string;
  model?: string;
  contextTokens?: number;
}

/** One session in the answer of `status`. */
export interface StatusRow {
  agentId: string;
  key: string;
  kind: SessionKind;
  sessionId: string;
  updatedAt: number;
  age: number;
  thinkingLevel?: string;
  verboseLevel?: string;
  abortedLastRun?: boolean;
  inputTokens: number;
  outputTokens: number;
  totalTokens: number | null;
  remainingTokens: number | null;
  percentUsed: number | null;
  model: string | null;
  contextTokens: number | null;
  flags: readonly string[];
}

export function toSessionRow(record: SessionRecord, defaults: ModelDefaults): SessionRow {
  const { key, route, settings } = record;
  const { provider, model } = modelOf(record);
  const kind = kindOf(key);
  return dropUndefined({
    key,
    kind,
    label: settings.label,
    channel: route?.channel,
    chatType: route && kind,
    updatedAt: record.updatedAt,
    sessionId: record.sessionId,
    abortedLastRun: record.lastRunAborted || undefined,
    thinkingLevel: settings.thinkingLevel,
    verboseLevel: settings.verboseLevel,
    reasoningLevel: settings.reasoningLevel,
    elevatedLevel: settings.elevatedLevel,
    sendPolicy: settings.sendPolicy,
    responseUsage: settings.responseUsage,
    inputTokens: record.inputTokens,
    outputTokens: record.outputTokens,
    totalTokens: record.lastTokens,
    modelProvider: provider ?? defaults.modelProvider ?? undefined,
    model: model ?? defaults.model ?? undefined,
    contextTokens: defaults.contextTokens ?? undefined,
    ...lastPlaceOf(record),
  });
}

/** What the answers of `sessions.patch` and `sessions.reset` show of a session. */
export function toEntry(record: SessionRecord): SessionEntry {
  const { model: chosen, ...settings } = record.settings;
  const override = chosen === undefined ? {} : modelOf(record);
  return dropUndefined<SessionEntry>({
    sessionId: record.sessionId,
    updatedAt: record.updatedAt,
    spawnedBy: record.spawnedBy,
    ...settings,
    providerOverride: override.provider,
    modelOverride: override.model,
    abortedLastRun: record.lastRunAborted || undefined,
    inputTokens: record.inputTokens,
    outputTokens: record.outputTokens,
    totalTokens: record.lastTokens,
    modelProvider: record.modelProvider,
    model: record.model,
    channel: record.route?.channel,
    ...lastPlaceOf(record),
  });
}

/** The model that was chosen for a session, else the one that answered last. */
function modelOf(record: SessionRecord): { provider?: string; model?: string } {
  const { model: chosen } = record.settings;
  if (chosen === undefined) {
    return dropUndefined({ provider: record.modelProvider, model: record.model });
  }
  const slash = chosen.indexOf("/");
  return { provider: chosen.slice(0, slash), model: chosen.slice(slash + 1) };
}

function lastPlaceOf({ route }: SessionRecord): LastPlace {
  if (!route) return {};
  const { channel, conversation: to, account: accountId } = route;
  return {
    deliveryContext: { channel, to, accountId },
    lastChannel: channel,
    lastTo: to,
    lastAccountId: accountId,
  };
}

export function toStatusRow(
  record: SessionRecord,
  defaults: ModelDefaults,
  now: number,
): StatusRow {
  const { key, settings, lastTokens } = record;
  const { contextTokens } = defaults;
  const total = lastTokens > 0 ? lastTokens : null;
  const used = total !== null && contextTokens !== null && contextTokens > 0;
  const flags = [
    settings.thinkingLevel && `think:${settings.thinkingLevel}`,
    settings.verboseLevel && `verbose:${settings.verboseLevel}`,
    record.lastRunAborted && "aborted",
  ].filter((flag) => typeof flag === "string");
  return dropUndefined({
    agentId: record.agent,
    key,
    kind: kindOf(key),
    sessionId: record.sessionId,
    updatedAt: record.updatedAt,
    age: Math.max(0, now - record.updatedAt),
    thinkingLevel: settings.thinkingLevel,
    verboseLevel: settings.verboseLevel,
    abortedLastRun: record.lastRunAborted || undefined,
    inputTokens: record.inputTokens,
    outputTokens: record.outputTokens,
    totalTokens: total,
    remainingTokens: used ? Math.max(0, contextTokens - total) : null,
    percentUsed: used ? Math.min(100, Math.round((total / contextTokens) * 100)) : null,
    model: modelOf(record).model ?? defaults.model,
    contextTokens,
    flags,
  });
}

/** Absent members stay absent on the wire and in comparisons. */
function dropUndefined<T extends object>(row: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}
