// Written by `pnpm gen`; edit the declarations instead.

export interface AbortResult {
  ok: true;
  aborted: boolean;
  runIds: string[];
}

/** How one account of a channel is. */
export interface AccountSnapshot {
  accountId: string;
  name?: string;
  enabled?: boolean;
  configured?: boolean;
  linked?: boolean;
  running?: boolean;
  connected?: boolean;
  reconnectAttempts?: number;
  lastConnectedAt?: number | null;
  lastError?: string | null;
  lastStartAt?: number | null;
  lastStopAt?: number | null;
  lastInboundAt?: number | null;
  lastOutboundAt?: number | null;
  lastProbeAt?: number | null;
  mode?: string;
  dmPolicy?: string;
  allowFrom?: string[];
  tokenSource?: string;
  botTokenSource?: string;
  appTokenSource?: string;
  baseUrl?: string;
  allowUnmentionedGroups?: boolean;
  cliPath?: string | null;
  dbPath?: string | null;
  port?: number | null;
  probe?: unknown;
  audit?: unknown;
  application?: unknown;
  knockCount?: number;
  knocks?: Knock[];
}

export interface AgentAccepted {
  runId: string;
  status: "accepted";
  acceptedAt: number;
}

export interface AgentEvent {
  runId: string;
  seq?: number;
  stream: "lifecycle" | "assistant" | "tool" | "compaction" | "error";
  ts: number;
  data: Record<string, unknown>;
  sessionKey?: string;
}

export interface AgentParams {
  message: string;
  agentId?: string;
  to?: string;
  replyTo?: string;
  sessionId?: string;
  sessionKey?: string;
  thinking?: string;
  deliver?: boolean;
  attachments?: unknown[];
  channel?: string;
  replyChannel?: string;
  accountId?: string;
  replyAccountId?: string;
  threadId?: string;
  groupId?: string;
  groupChannel?: string;
  groupSpace?: string;
  timeout?: number;
  lane?: string;
  extraSystemPrompt?: string;
  idempotencyKey: string;
  label?: string;
  spawnedBy?: string;
}

export type AgentResult = {
  runId: string;
  status: "ok";
  summary: string;
  result: {
    payloads: {
      text?: string;
      mediaUrl?: string;
      mediaUrls?: string[];
    }[];
    meta: {
      durationMs: number;
      agentMeta: {
        sessionId: string;
        provider: string;
        model: string;
        usage?: {
          inputTokens?: number;
          outputTokens?: number;
          totalTokens?: number;
        };
      };
      aborted?: boolean;
    };
  };
} | {
  runId: string;
  status: "error";
  summary: string;
};

export interface AgentWaitParams {
  runId: string;
  timeoutMs?: number;
}

export interface AgentWaitResult {
  runId: string;
  status: "ok" | "error" | "timeout";
  startedAt?: number;
  endedAt?: number;
  error?: string;
}

export interface ChannelHealth {
  accountId?: string;
  configured?: boolean;
  linked?: boolean;
  authAgeMs?: number | null;
  probe?: unknown;
  lastProbeAt?: number | null;
  accounts?: Record<string, unknown>;
}

export interface ChannelsStatusParams {
  probe?: boolean;
  timeoutMs?: number;
}

export interface ChannelsStatusResult {
  ts: number;
  channelOrder: string[];
  channelLabels: Record<string, string>;
  channelDetailLabels?: Record<string, string>;
  channelSystemImages?: Record<string, string>;
  channelMeta?: {
    id: string;
    label: string;
    detailLabel: string;
    systemImage?: string;
  }[];
  channels: Record<string, unknown>;
  channelAccounts: Record<string, AccountSnapshot[]>;
  channelDefaultAccountId: Record<string, string>;
}

export interface ChatAbortParams {
  sessionKey: string;
  runId?: string;
}

export type ChatAbortResult = AbortResult;

export interface ChatEvent {
  runId: string;
  sessionKey: string;
  seq: number;
  state: "delta" | "final" | "aborted" | "error";
  message?: ChatMessage;
  errorMessage?: string;
  usage?: unknown;
  stopReason?: string;
}

export interface ChatHistoryParams {
  sessionKey: string;
  limit?: number;
}

export interface ChatHistoryResult {
  sessionKey: string;
  sessionId?: string;
  messages: ChatMessage[];
  thinkingLevel?: string;
}

/** One message of a session's history. */
export interface ChatMessage {
  role: "user" | "assistant" | "toolResult";
  content: ContentPart[];
  timestamp: number;
  runId?: string;
  stopReason?: string;
  provider?: string;
  model?: string;
  usage?: {
    inputTokens: number;
    outputTokens: number;
  };
}

export interface ChatSendParams {
  sessionKey: string;
  message: string;
  thinking?: string;
  deliver?: boolean;
  attachments?: unknown[];
  timeoutMs?: number;
  idempotencyKey: string;
}

export type ChatSendResult = {
  runId: string;
  status: "started" | "in_flight" | "ok" | "error";
  summary?: string;
} | AbortResult;

/** What a client says about itself. */
export interface ClientInfo {
  id: string;
  displayName?: string;
  version: string;
  platform: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  mode: "webchat" | "cli" | "ui" | "backend" | "node" | "probe" | "test";
  instanceId?: string;
}

export interface ConnectChallengeEvent {
  nonce: string;
  ts: number;
}

/** The first request on every connection. */
export interface ConnectParams {
  minProtocol: number;
  maxProtocol: number;
  client: ClientInfo;
  caps?: string[];
  commands?: string[];
  permissions?: Record<string, boolean>;
  pathEnv?: string;
  role?: string;
  scopes?: string[];
  device?: DeviceProof;
  auth?: {
    token?: string;
    password?: string;
  };
  locale?: string;
  userAgent?: string;
}

export type ContentPart = {
  type: "text";
  text: string;
} | {
  type: "toolCall";
  id: string;
  name: string;
  arguments: unknown;
} | {
  type: "toolResult";
  toolCallId: string;
  toolName: string;
  result: unknown;
  isError: boolean;
};

/** A device's identity, signed over the challenge. */
export interface DeviceProof {
  id: string;
  publicKey: string;
  signature: string;
  signedAt: number;
  nonce?: string;
}

export interface ErrorShape {
  code: string;
  message: string;
  details?: unknown;
  retryable?: boolean;
  retryAfterMs?: number;
}

/** The gateway tells. Never replayed; `seq` rises by one per connection. */
export interface EventFrame {
  type: "event";
  event: string;
  payload?: unknown;
  seq?: number;
  stateVersion?: StateVersion;
}

/** Commands that were allowed for good: exactly these, no patterns. */
export interface ExecAllowances {
  version: 1;
  allowlist: {
    id: string;
    argv: string[];
    binary: {
      path: string;
      digest: string;
    };
    interpreter: {
      path: string;
      digest: string;
    } | null;
    cwd: string;
    env: Record<string, string>;
    createdAtMs: number;
  }[];
}

export type ExecApprovalListParams = Record<string, never>;

export interface ExecApprovalListResult {
  pending: ExecApprovalRequested[];
}

export interface ExecApprovalRequestParams {
  id?: string;
  command: string;
  cwd?: string;
  host?: string;
  security?: string;
  ask?: string;
  agentId?: string;
  resolvedPath?: string;
  sessionKey?: string;
  timeoutMs?: number;
}

export interface ExecApprovalRequestResult {
  id: string;
  decision: "allow-once" | "allow-always" | "deny" | null;
  createdAtMs: number;
  expiresAtMs: number;
}

/** A command that waits for a person. Quotes and backslashes are escaped, and what not every screen shows is `\u{…}`. */
export interface ExecApprovalRequested {
  id: string;
  request: {
    command: string;
    cwd?: string;
    host?: string;
    security?: string;
    ask?: string;
    agentId?: string;
    resolvedPath?: string;
    sessionKey?: string;
    nodeId?: string;
    digest?: string;
    interpreter?: string;
    env?: string[];
    timeoutMs?: number;
    hash?: string;
  };
  createdAtMs: number;
  expiresAtMs: number;
}

export type ExecApprovalRequestedEvent = ExecApprovalRequested;

export interface ExecApprovalResolveParams {
  id: string;
  decision: "allow-once" | "allow-always" | "deny";
}

export interface ExecApprovalResolveResult {
  ok: true;
}

export interface ExecApprovalResolvedEvent {
  id: string;
  decision: "allow-once" | "allow-always" | "deny" | null;
  resolvedBy?: string;
  ts: number;
}

export type ExecApprovalsGetParams = Record<string, never>;

export interface ExecApprovalsGetResult {
  path: string;
  exists: boolean;
  hash: string;
  file: ExecAllowances;
}

export interface ExecApprovalsNodeGetParams {
  nodeId: string;
}

export interface ExecApprovalsNodeGetResult {
  path: string;
  exists: boolean;
  hash: string;
  file: ExecAllowances;
}

export interface ExecApprovalsNodeSetParams {
  nodeId: string;
  /** An `ExecAllowances`. */
  file: Record<string, unknown>;
  baseHash?: string;
}

export interface ExecApprovalsNodeSetResult {
  path: string;
  exists: boolean;
  hash: string;
  file: ExecAllowances;
}

export interface ExecApprovalsSetParams {
  /** An `ExecAllowances`. */
  file: Record<string, unknown>;
  baseHash?: string;
}

export interface ExecApprovalsSetResult {
  path: string;
  exists: boolean;
  hash: string;
  file: ExecAllowances;
}

export type HealthEvent = HealthSummary;

export interface HealthParams {
  probe?: boolean;
}

export type HealthResult = HealthSummary;

/** The whole state of the gateway. */
export interface HealthSummary {
  ok: boolean;
  ts: number;
  durationMs: number;
  channels: Record<string, ChannelHealth>;
  channelOrder: string[];
  channelLabels: Record<string, string>;
  linkChannel?: LinkChannel;
  heartbeatSeconds: number;
  defaultAgentId: string;
  agents: {
    agentId: string;
    name?: string;
    isDefault: boolean;
    heartbeat: {
      enabled: boolean;
      every?: string;
      everyMs?: number | null;
      prompt?: string;
      target?: string;
      model?: string;
      ackMaxChars?: number;
    };
    sessions: {
      path: string;
      count: number;
      recent: {
        key: string;
        updatedAt: number | null;
        age: number | null;
      }[];
    };
  }[];
  sessions: {
    path: string;
    count: number;
    recent: {
      key: string;
      updatedAt: number | null;
      age: number | null;
    }[];
  };
  services?: Record<string, ServiceHealth>;
}

/** The payload of a successful `connect`. */
export interface HelloOk {
  type: "hello-ok";
  protocol: number;
  server: {
    version: string;
    commit?: string;
    host?: string;
    connId: string;
  };
  features: {
    methods: string[];
    events: string[];
  };
  snapshot: Snapshot;
  canvasHostUrl?: string;
  auth?: {
    deviceToken: string;
    role: string;
    scopes: string[];
    issuedAtMs?: number;
  };
  policy: Policy;
}

/** Somebody who wrote without being admitted. */
export interface Knock {
  sender: string;
  name?: string;
  firstAt: number;
  lastAt: number;
  count: number;
}

/** The first configured account that is not linked, else the first linked one. */
export interface LinkChannel {
  id: string;
  label: string;
  linked: boolean;
  authAgeMs: number | null;
}

export type ModelsListParams = Record<string, never>;

export interface ModelsListResult {
  models: {
    id: string;
    name: string;
    provider: string;
    contextWindow?: number;
    reasoning?: boolean;
  }[];
}

/** What this connection is held to. */
export interface Policy {
  maxPayload: number;
  maxBufferedBytes: number;
  tickIntervalMs: number;
}

/** One program, device or person that is here now. */
export interface PresenceEntry {
  host?: string;
  ip?: string;
  version?: string;
  platform?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  mode?: string;
  lastInputSeconds?: number;
  reason?: string;
  tags?: string[];
  text?: string;
  ts: number;
  deviceId?: string;
  roles?: string[];
  scopes?: string[];
  instanceId?: string;
}

export type PresenceEvent = {
  presence: PresenceEntry[];
} | {
  changed: PresenceEntry[];
  /** Keys of rows: the first of deviceId, instanceId, host, ip and the beginning of text, in lower case. */
  removed: string[];
};

/** A client asks; the answer has the same id. */
export interface RequestFrame {
  type: "req";
  id: string;
  method: string;
  params?: unknown;
}

/** The answer to a request. Two-stage methods answer twice with one id. */
export interface ResponseFrame {
  type: "res";
  id: string;
  ok: boolean;
  payload?: unknown;
  error?: ErrorShape;
}

export interface SendParams {
  to: string;
  message: string;
  mediaUrl?: string;
  mediaUrls?: string[];
  gifPlayback?: boolean;
  channel?: string;
  accountId?: string;
  sessionKey?: string;
  idempotencyKey: string;
}

export interface SendResult {
  runId: string;
  messageId: string;
  channel: string;
  chatId?: string;
  channelId?: string;
  toJid?: string;
  conversationId?: string;
}

/** What one part of the gateway says about itself. */
export interface ServiceHealth {
  state: "ok" | "degraded" | "failed";
  detail?: string;
}

/** One session in a list. */
export interface SessionRow {
  key: string;
  kind: "direct" | "group" | "global" | "unknown";
  label?: string;
  displayName?: string;
  derivedTitle?: string;
  lastMessagePreview?: string;
  channel?: string;
  subject?: string;
  groupChannel?: string;
  space?: string;
  chatType?: string;
  origin?: {
    label?: string;
    provider?: string;
    surface?: string;
    chatType?: string;
    from?: string;
    to?: string;
    accountId?: string;
    threadId?: string | number;
  };
  updatedAt: number | null;
  sessionId?: string;
  systemSent?: boolean;
  abortedLastRun?: boolean;
  thinkingLevel?: string;
  verboseLevel?: string;
  reasoningLevel?: string;
  elevatedLevel?: string;
  sendPolicy?: "allow" | "deny";
  inputTokens?: number | null;
  outputTokens?: number | null;
  totalTokens?: number | null;
  responseUsage?: string;
  modelProvider?: string;
  model?: string;
  contextTokens?: number | null;
  deliveryContext?: {
    channel?: string;
    to?: string;
    accountId?: string;
    threadId?: string | number;
  };
  lastChannel?: string;
  lastTo?: string;
  lastAccountId?: string;
}

export interface SessionsListParams {
  limit?: number;
  activeMinutes?: number;
  includeGlobal?: boolean;
  includeUnknown?: boolean;
  includeDerivedTitles?: boolean;
  includeLastMessage?: boolean;
  label?: string;
  spawnedBy?: string;
  agentId?: string;
  search?: string;
}

export interface SessionsListResult {
  ts: number;
  path: string;
  count: number;
  defaults: {
    modelProvider: string | null;
    model: string | null;
    contextTokens: number | null;
  };
  sessions: SessionRow[];
}

export interface ShutdownEvent {
  reason: string;
  restartExpectedMs?: number;
}

/** What a client needs to draw its first picture. */
export interface Snapshot {
  presence: PresenceEntry[];
  health: HealthSummary | Record<string, never>;
  stateVersion: StateVersion;
  uptimeMs: number;
  configPath?: string;
  stateDir?: string;
  sessionDefaults?: {
    defaultAgentId: string;
    mainKey: string;
    mainSessionKey: string;
    scope?: string;
  };
}

export interface StateVersion {
  presence: number;
  health: number;
}

export type StatusParams = Record<string, never>;

export type StatusResult = StatusSummary;

export interface StatusSession {
  agentId?: string;
  key: string;
  kind: "direct" | "group" | "global" | "unknown";
  sessionId?: string;
  updatedAt: number | null;
  age: number | null;
  thinkingLevel?: string;
  verboseLevel?: string;
  reasoningLevel?: string;
  elevatedLevel?: string;
  systemSent?: boolean;
  abortedLastRun?: boolean;
  inputTokens?: number;
  outputTokens?: number;
  totalTokens: number | null;
  remainingTokens: number | null;
  percentUsed: number | null;
  model: string | null;
  contextTokens: number | null;
  flags: string[];
}

/** The short report for people. */
export interface StatusSummary {
  linkChannel?: LinkChannel;
  heartbeat: {
    defaultAgentId: string;
    agents: {
      agentId: string;
      enabled: boolean;
      every: string;
      everyMs: number | null;
    }[];
  };
  channelSummary: string[];
  queuedSystemEvents: string[];
  sessions: {
    paths: string[];
    count: number;
    defaults: {
      model: string | null;
      contextTokens: number | null;
    };
    recent: StatusSession[];
    byAgent: {
      agentId: string;
      path: string;
      count: number;
      recent: StatusSession[];
    }[];
  };
}

export interface SystemEventParams {
  text: string;
  deviceId?: string;
  instanceId?: string;
  host?: string;
  ip?: string;
  mode?: string;
  version?: string;
  platform?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  reason?: string;
  lastInputSeconds?: number;
  roles?: string[];
  scopes?: string[];
  tags?: string[];
}

export interface SystemEventResult {
  ok: true;
}

export type SystemPresenceParams = Record<string, never>;

export type SystemPresenceResult = PresenceEntry[];

export interface TickEvent {
  ts: number;
}

/** The shapes of every method, by its name. */
export interface Methods {
  agent: { params: AgentParams; accepted: AgentAccepted; result: AgentResult };
  "agent.wait": { params: AgentWaitParams; result: AgentWaitResult };
  "channels.status": { params: ChannelsStatusParams; result: ChannelsStatusResult };
  "chat.history": { params: ChatHistoryParams; result: ChatHistoryResult };
  "chat.send": { params: ChatSendParams; result: ChatSendResult };
  "chat.abort": { params: ChatAbortParams; result: ChatAbortResult };
  "exec.approval.request": { params: ExecApprovalRequestParams; result: ExecApprovalRequestResult };
  "exec.approval.resolve": { params: ExecApprovalResolveParams; result: ExecApprovalResolveResult };
  "exec.approval.list": { params: ExecApprovalListParams; result: ExecApprovalListResult };
  "exec.approvals.get": { params: ExecApprovalsGetParams; result: ExecApprovalsGetResult };
  "exec.approvals.set": { params: ExecApprovalsSetParams; result: ExecApprovalsSetResult };
  "exec.approvals.node.get": { params: ExecApprovalsNodeGetParams; result: ExecApprovalsNodeGetResult };
  "exec.approvals.node.set": { params: ExecApprovalsNodeSetParams; result: ExecApprovalsNodeSetResult };
  health: { params: HealthParams; result: HealthResult };
  status: { params: StatusParams; result: StatusResult };
  send: { params: SendParams; result: SendResult };
  "models.list": { params: ModelsListParams; result: ModelsListResult };
  "sessions.list": { params: SessionsListParams; result: SessionsListResult };
  "system-presence": { params: SystemPresenceParams; result: SystemPresenceResult };
  "system-event": { params: SystemEventParams; result: SystemEventResult };
}

/** The payload of every event, by its name. */
export interface Events {
  "connect.challenge": { payload: ConnectChallengeEvent };
  agent: { payload: AgentEvent };
  chat: { payload: ChatEvent };
  presence: { payload: PresenceEvent };
  tick: { payload: TickEvent };
  shutdown: { payload: ShutdownEvent };
  health: { payload: HealthEvent };
  "exec.approval.requested": { payload: ExecApprovalRequestedEvent };
  "exec.approval.resolved": { payload: ExecApprovalResolvedEvent };
}
