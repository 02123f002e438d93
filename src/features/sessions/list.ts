import { kindOf, type SessionKind } from "../../domain/session.ts";
import type { SessionRecord } from "./records.ts";

/** The model that a session without one of its own uses; null where it is not known. */
export interface ModelDefaults {
  readonly modelProvider: string | null;
  readonly model: string | null;
  readonly contextTokens: number | null;
}

/** One session in the answer of `sessions.list`. */
export interface SessionRow {
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
  inputTokens: number;
  outputTokens: number;
  /** Of the newest run, so that it can be held against `contextTokens`. */
  totalTokens: number;
  modelProvider?: string;
  model?: string;
  contextTokens?: number;
  deliveryContext?: { channel: string; to: string; accountId: string };
  lastChannel?: string;
  lastTo?: string;
  lastAccountId?: string;
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
  const { key, route, settings, modelProvider, model } = record;
  const provider = modelProvider ?? defaults.modelProvider;
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
    inputTokens: record.inputTokens,
    outputTokens: record.outputTokens,
    totalTokens: record.lastTokens,
    modelProvider: provider ?? undefined,
    model: model ?? defaults.model ?? undefined,
    contextTokens: defaults.contextTokens ?? undefined,
    deliveryContext: route && {
      channel: route.channel,
      to: route.conversation,
      accountId: route.account,
    },
    lastChannel: route?.channel,
    lastTo: route?.conversation,
    lastAccountId: route?.account,
  });
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
    model: record.model ?? defaults.model,
    contextTokens,
    flags,
  });
}

/** Absent members stay absent on the wire and in comparisons. */
function dropUndefined<T extends object>(row: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}
