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

export interface AgentIdentityGetParams {
  agentId?: string;
  sessionKey?: string;
}

export interface AgentIdentityGetResult {
  agentId: string;
  name?: string;
  avatar?: string;
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

export type AgentsListParams = Record<string, never>;

export interface AgentsListResult {
  defaultId: string;
  mainKey: string;
  scope: "per-sender" | "global";
  agents: {
    id: string;
    name?: string;
    identity?: {
      name?: string;
      theme?: string;
      emoji?: string;
      avatar?: string;
      avatarUrl?: string;
    };
  }[];
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

export interface ChannelsLogoutParams {
  channel: string;
  accountId?: string;
}

export interface ChannelsLogoutResult {
  channel: string;
  accountId: string;
  cleared: boolean;
  loggedOut: boolean;
  message: string;
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

export interface ChatInjectParams {
  sessionKey: string;
  message: string;
  label?: string;
}

export interface ChatInjectResult {
  ok: true;
  messageId: string;
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

export interface ConfigApplyParams {
  /** JSON5. */
  raw: string;
  /** `hash` of the `config.get` that the change was made on; required of a file. */
  baseHash?: string;
  /** Also when most values, or a credential, would be lost. */
  force?: boolean;
  sessionKey?: string;
  note?: string;
  restartDelayMs?: number;
}

export interface ConfigApplyResult {
  ok: true;
  path: string;
  config: unknown;
  restart: {
    ok: boolean;
    pid: number;
    signal: "SIGUSR1";
    delayMs: number;
    reason?: string;
    mode: "emit" | "signal";
  };
  sentinel: {
    path: string | null;
    payload: unknown;
  };
}

export type ConfigGetParams = Record<string, never>;

export interface ConfigGetResult {
  path: string;
  exists: boolean;
  raw: string | null;
  parsed: unknown;
  valid: boolean;
  config: unknown;
  hash?: string;
  issues: ConfigIssue[];
  warnings: ConfigIssue[];
  legacyIssues: ConfigIssue[];
}

/** What is wrong, and at which key; empty: the whole file. */
export interface ConfigIssue {
  path: string;
  message: string;
}

export interface ConfigPatchParams {
  /** JSON5. */
  raw: string;
  /** `hash` of the `config.get` that the change was made on; required of a file. */
  baseHash?: string;
  /** Also when most values, or a credential, would be lost. */
  force?: boolean;
  sessionKey?: string;
  note?: string;
  restartDelayMs?: number;
}

export interface ConfigPatchResult {
  ok: true;
  path: string;
  config: unknown;
  restart: {
    ok: boolean;
    pid: number;
    signal: "SIGUSR1";
    delayMs: number;
    reason?: string;
    mode: "emit" | "signal";
  };
  sentinel: {
    path: string | null;
    payload: unknown;
  };
}

export type ConfigSchemaParams = Record<string, never>;

export interface ConfigSchemaResult {
  schema: unknown;
  uiHints: Record<string, unknown>;
  version: string;
  generatedAt: string;
}

export interface ConfigSetParams {
  /** JSON5. */
  raw: string;
  /** `hash` of the `config.get` that the change was made on; required of a file. */
  baseHash?: string;
  /** Also when most values, or a credential, would be lost. */
  force?: boolean;
}

export interface ConfigSetResult {
  ok: true;
  path: string;
  config: unknown;
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

export interface DevicePairApproveParams {
  requestId: string;
}

export interface DevicePairApproveResult {
  requestId: string;
  device: PairedDevice;
}

export type DevicePairListParams = Record<string, never>;

export interface DevicePairListResult {
  pending: PairingRequest[];
  paired: PairedDevice[];
}

export interface DevicePairRejectParams {
  requestId: string;
}

export interface DevicePairRejectResult {
  requestId: string;
  deviceId: string;
}

export type DevicePairRequestedEvent = PairingRequest;

export interface DevicePairResolvedEvent {
  requestId: string;
  deviceId: string;
  decision: "approved" | "rejected";
  ts: number;
}

/** A device's identity, signed over the challenge. */
export interface DeviceProof {
  id: string;
  publicKey: string;
  signature: string;
  signedAt: number;
  nonce?: string;
}

export interface DeviceTokenRevokeParams {
  deviceId: string;
  role: string;
}

export interface DeviceTokenRevokeResult {
  deviceId: string;
  role: string;
  revokedAtMs: number;
}

export interface DeviceTokenRotateParams {
  deviceId: string;
  role: string;
  scopes?: string[];
}

export interface DeviceTokenRotateResult {
  deviceId: string;
  role: string;
  token: string;
  scopes: string[];
  rotatedAtMs: number;
}

/** A device's token in one role, without the token. */
export interface DeviceTokenSummary {
  role: string;
  scopes: string[];
  createdAtMs: number;
  rotatedAtMs?: number;
  revokedAtMs?: number;
  lastUsedAtMs?: number;
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

/** `node.event` `chat.subscribe`, `chat.unsubscribe`: the node gets the events `agent` and `chat` of this session, without `seq`; 64 sessions at most, until the connection ends. */
export interface FollowedSession {
  sessionKey: string;
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

export interface LogsTailParams {
  cursor?: number;
  limit?: number;
  maxBytes?: number;
  /** Only warnings and errors, from the file that keeps them apart. */
  errors?: boolean;
}

export interface LogsTailResult {
  file: string;
  cursor: number;
  size: number;
  lines: string[];
  truncated?: boolean;
  reset?: boolean;
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

/** A node that is paired, connected or both, with the commands it may be asked for. */
export interface Node {
  nodeId: string;
  displayName?: string;
  platform?: string;
  version?: string;
  coreVersion?: string;
  uiVersion?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  remoteIp?: string;
  caps: string[];
  commands: string[];
  pathEnv?: string;
  permissions?: Record<string, boolean>;
  connectedAtMs?: number;
  paired: boolean;
  connected: boolean;
}

/** `node.event` `agent.request`: a turn that the node wants. */
export interface NodeAgentRequest {
  message: string;
  /** The main session when absent. */
  sessionKey?: string;
  thinking?: string;
  /** True: the answer also goes where the session's people last wrote from. */
  deliver?: boolean;
  /** Only that same place; another is refused. */
  to?: string;
  /** Only that same place; another is refused. */
  channel?: string;
  timeoutSeconds?: number;
  /** The node's own key for this request: repeated, it is one turn. */
  key?: string;
}

export interface NodeDescribeParams {
  nodeId: string;
}

export interface NodeDescribeResult {
  ts: number;
  nodeId: string;
  displayName?: string;
  platform?: string;
  version?: string;
  coreVersion?: string;
  uiVersion?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  remoteIp?: string;
  caps: string[];
  commands: string[];
  pathEnv?: string;
  permissions?: Record<string, boolean>;
  connectedAtMs?: number;
  paired: boolean;
  connected: boolean;
}

export interface NodeEventParams {
  /** One of the kinds that `payload` names; another is refused. */
  event: string;
  /** For `voice.transcript`: [VoiceTranscript](protocol.md#voicetranscript); `agent.request`: [NodeAgentRequest](protocol.md#nodeagentrequest); `chat.subscribe`, `chat.unsubscribe`: [FollowedSession](protocol.md#followedsession); `exec.started`, `exec.finished`, `exec.denied`: [ProgramReport](protocol.md#programreport). */
  payload?: unknown;
  /** The payload as JSON text; counts instead of `payload`. */
  payloadJSON?: string;
}

export interface NodeEventResult {
  ok: true;
}

export interface NodeInvokeParams {
  nodeId: string;
  command: string;
  params?: unknown;
  timeoutMs?: number;
  idempotencyKey: string;
}

export interface NodeInvokeRequestEvent {
  id: string;
  nodeId: string;
  command: string;
  paramsJSON: string | null;
  timeoutMs: number;
  idempotencyKey: string;
}

export interface NodeInvokeResult {
  ok: true;
  nodeId: string;
  command: string;
  payload: unknown;
  payloadJSON: string | null;
}

export interface NodeInvokeResultParams {
  id: string;
  nodeId: string;
  ok: boolean;
  payload?: unknown;
  payloadJSON?: string;
  error?: {
    code?: string;
    message?: string;
  };
}

export interface NodeInvokeResultResult {
  ok: true;
  ignored?: true;
}

export type NodeListParams = Record<string, never>;

export interface NodeListResult {
  ts: number;
  nodes: Node[];
}

export interface NodePairApproveParams {
  requestId: string;
}

export interface NodePairApproveResult {
  requestId: string;
  node: {
    nodeId: string;
    token: string;
    displayName?: string;
    platform?: string;
    version?: string;
    coreVersion?: string;
    uiVersion?: string;
    deviceFamily?: string;
    modelIdentifier?: string;
    remoteIp?: string;
    caps?: string[];
    commands?: string[];
    createdAtMs: number;
    approvedAtMs: number;
    lastConnectedAtMs?: number;
  };
}

export type NodePairListParams = Record<string, never>;

export interface NodePairListResult {
  pending: PendingNode[];
  paired: PairedNode[];
}

export interface NodePairRejectParams {
  requestId: string;
}

export interface NodePairRejectResult {
  requestId: string;
  nodeId: string;
}

export interface NodePairRemoveParams {
  nodeId: string;
}

export interface NodePairRemoveResult {
  nodeId: string;
}

export interface NodePairRequestParams {
  nodeId: string;
  displayName?: string;
  platform?: string;
  version?: string;
  coreVersion?: string;
  uiVersion?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  remoteIp?: string;
  caps?: string[];
  commands?: string[];
  silent?: boolean;
}

export interface NodePairRequestResult {
  status: "pending";
  request: PendingNode;
  created: boolean;
}

export type NodePairRequestedEvent = PendingNode;

export interface NodePairResolvedEvent {
  requestId: string;
  nodeId: string;
  decision: "approved" | "rejected";
  ts: number;
}

export interface NodePairVerifyParams {
  nodeId: string;
  token: string;
}

export interface NodePairVerifyResult {
  ok: boolean;
  node?: PairedNode;
}

export interface NodeRenameParams {
  nodeId: string;
  displayName: string;
}

export interface NodeRenameResult {
  nodeId: string;
  displayName: string;
}

/** A device that was approved, with what it may be. */
export interface PairedDevice {
  deviceId: string;
  publicKey: string;
  displayName?: string;
  platform?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  clientId?: string;
  clientMode?: string;
  remoteIp?: string;
  role?: string;
  roles: string[];
  scopes: string[];
  commands?: string[];
  tokens: DeviceTokenSummary[];
  createdAtMs: number;
  approvedAtMs: number;
}

/** A node that somebody approved. Its token is not shown. */
export interface PairedNode {
  nodeId: string;
  displayName?: string;
  platform?: string;
  version?: string;
  coreVersion?: string;
  uiVersion?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  remoteIp?: string;
  caps?: string[];
  commands?: string[];
  createdAtMs: number;
  approvedAtMs: number;
  lastConnectedAtMs?: number;
}

/** A device that waits for approval, five minutes long. */
export interface PairingRequest {
  requestId: string;
  deviceId: string;
  publicKey: string;
  displayName?: string;
  platform?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  clientId?: string;
  clientMode?: string;
  remoteIp?: string;
  role: string;
  roles: string[];
  scopes: string[];
  commands?: string[];
  isRepair?: boolean;
  ts: number;
}

/** A node that asks to be paired; it waits five minutes. */
export interface PendingNode {
  requestId: string;
  nodeId: string;
  displayName?: string;
  platform?: string;
  version?: string;
  coreVersion?: string;
  uiVersion?: string;
  deviceFamily?: string;
  modelIdentifier?: string;
  remoteIp?: string;
  caps?: string[];
  commands?: string[];
  silent?: boolean;
  /** The node is paired already. */
  isRepair?: boolean;
  ts: number;
}

/** What this connection is held to. */
export interface Policy {
  maxPayload: number;
  maxBufferedBytes: number;
  tickIntervalMs: number;
}

export interface PollParams {
  to: string;
  question: string;
  options: string[];
  maxSelections?: number;
  durationHours?: number;
  channel?: string;
  accountId?: string;
  idempotencyKey: string;
}

export interface PollResult {
  runId: string;
  messageId: string;
  channel: string;
  toJid?: string;
  channelId?: string;
  conversationId?: string;
  pollId?: string;
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

/** `node.event` `exec.started`, `exec.finished`, `exec.denied`: how a program goes. It becomes a note in the session for which the run was started. Only these keys are read: command, session and output of a report are taken and not used. */
export interface ProgramReport {
  /** Of a command that this gateway gave this node; any other is refused. */
  runId: string;
  exitCode?: number | null;
  /** True: it was ended for its time. */
  timedOut?: boolean;
}

export interface QueueCancelParams {
  id: string;
}

export interface QueueCancelResult {
  id: string;
  kind: "turn" | "message" | "delivery";
  was: "queued" | "running";
  state: "cancelled" | "ending";
}

/** Something that the gateway still owes, or could not do. */
export interface QueueItem {
  id: string;
  kind: "turn" | "message" | "delivery";
  state: "queued" | "running" | "sending" | "uncertain" | "failed";
  /** It takes far longer than it should, or is interrupted. */
  stuck: boolean;
  since: number;
  attempts: number;
  session?: string;
  channel?: string;
  account?: string;
  conversation?: string;
  reason?: string;
}

export interface QueueListParams {
  /** Items of each kind; 200. */
  limit?: number;
}

export interface QueueListResult {
  ts: number;
  counts: {
    messages: number;
    turnsQueued: number;
    turnsRunning: number;
    deliveries: number;
    uncertain: number;
    failed: number;
  };
  items: QueueItem[];
}

export interface QueueResendParams {
  id: string;
}

export interface QueueResendResult {
  id: string;
  deliveries: number;
}

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

/** What is kept about a session besides its messages. */
export interface SessionEntry {
  sessionId: string;
  updatedAt: number;
  label?: string;
  spawnedBy?: string;
  thinkingLevel?: string;
  verboseLevel?: string;
  reasoningLevel?: string;
  elevatedLevel?: string;
  responseUsage?: string;
  execHost?: string;
  execSecurity?: string;
  execAsk?: string;
  execNode?: string;
  providerOverride?: string;
  modelOverride?: string;
  sendPolicy?: string;
  groupActivation?: string;
  abortedLastRun?: boolean;
  inputTokens?: number;
  outputTokens?: number;
  totalTokens?: number;
  modelProvider?: string;
  model?: string;
  channel?: string;
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
  sendPolicy?: string;
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

export interface SessionsCompactParams {
  key: string;
  maxLines?: number;
}

export interface SessionsCompactResult {
  ok: true;
  key: string;
  compacted: boolean;
  kept?: number;
  archived?: string;
  reason?: string;
}

export interface SessionsDeleteParams {
  key: string;
  deleteTranscript?: boolean;
}

export interface SessionsDeleteResult {
  ok: true;
  key: string;
  deleted: boolean;
  /** Ids of the sessions that were archived. */
  archived: string[];
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

export interface SessionsPatchParams {
  key: string;
  label?: string | null;
  thinkingLevel?: "off" | "minimal" | "low" | "medium" | "high" | "xhigh" | null;
  verboseLevel?: "off" | "on" | "full" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  reasoningLevel?: "off" | "on" | "stream" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  responseUsage?: "off" | "tokens" | "full" | "on" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  elevatedLevel?: "off" | "on" | "ask" | "full" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  execHost?: "sandbox" | "gateway" | "node" | null;
  execSecurity?: "deny" | "allowlist" | "full" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  execAsk?: "off" | "on-miss" | "always" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  execNode?: string | null;
  model?: string | null;
  spawnedBy?: string | null;
  sendPolicy?: "allow" | "deny" | null;
  /** Kept and shown for clients; no feature reads it yet. */
  groupActivation?: "mention" | "always" | null;
}

export interface SessionsPatchResult {
  ok: true;
  path: string;
  key: string;
  entry: SessionEntry;
}

export interface SessionsPreviewParams {
  keys: string[];
  limit?: number;
  maxChars?: number;
}

export interface SessionsPreviewResult {
  ts: number;
  previews: {
    key: string;
    status: "ok" | "empty" | "missing" | "error";
    items: {
      role: "user" | "assistant" | "tool" | "system" | "other";
      text: string;
    }[];
  }[];
}

export interface SessionsResetParams {
  key: string;
}

export interface SessionsResetResult {
  ok: true;
  key: string;
  entry: SessionEntry;
}

export interface SessionsResolveParams {
  key?: string;
  sessionId?: string;
  label?: string;
  agentId?: string;
  spawnedBy?: string;
  includeGlobal?: boolean;
  includeUnknown?: boolean;
}

export interface SessionsResolveResult {
  ok: true;
  key: string;
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
  services?: Record<string, ServiceHealth>;
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

export interface TalkModeEvent {
  enabled: boolean;
  phase: string | null;
  ts: number;
}

export interface TalkModeParams {
  enabled: boolean;
  phase?: string;
}

export interface TalkModeResult {
  enabled: boolean;
  phase: string | null;
  ts: number;
}

export interface TickEvent {
  ts: number;
}

export interface UsageCostParams {
  /** 30 when absent, today included; a part of a day counts as a whole one. */
  days?: number;
}

export interface UsageCostResult {
  updatedAt: number;
  days: number;
  daily: {
    date: string;
    input: number;
    output: number;
    totalTokens: number;
    totalCost: number;
    missingCostEntries: number;
  }[];
  totals: {
    input: number;
    output: number;
    totalTokens: number;
    totalCost: number;
    missingCostEntries: number;
  };
}

export type UsageStatusParams = Record<string, never>;

export interface UsageStatusResult {
  updatedAt: number;
  providers: unknown[];
}

/** `node.event` `voice.transcript`: words that were heard; a turn whose answer is not sent on. */
export interface VoiceTranscript {
  text: string;
  /** The main session when absent. */
  sessionKey?: string;
}

export interface VoicewakeChangedEvent {
  triggers: string[];
}

export type VoicewakeGetParams = Record<string, never>;

export interface VoicewakeGetResult {
  triggers: string[];
}

export interface VoicewakeSetParams {
  triggers: string[];
}

export interface VoicewakeSetResult {
  triggers: string[];
}

export interface WizardCancelParams {
  sessionId: string;
}

export interface WizardCancelResult {
  /** `running` until the last step is answered. */
  status: "running" | "done" | "cancelled" | "error";
  /** Why the last answer was not taken, or why the session ended. */
  error?: string;
}

export interface WizardNextParams {
  sessionId: string;
  answer?: {
    stepId: string;
    value?: unknown;
  };
}

export interface WizardNextResult {
  done: boolean;
  step?: WizardStep;
  /** `running` until the last step is answered. */
  status?: "running" | "done" | "cancelled" | "error";
  /** Why the last answer was not taken, or why the session ended. */
  error?: string;
}

export interface WizardStartParams {
  mode?: "local" | "remote";
  workspace?: string;
}

export interface WizardStartResult {
  sessionId: string;
  done: boolean;
  step?: WizardStep;
  /** `running` until the last step is answered. */
  status?: "running" | "done" | "cancelled" | "error";
  /** Why the last answer was not taken, or why the session ended. */
  error?: string;
}

export interface WizardStatusParams {
  sessionId: string;
}

export interface WizardStatusResult {
  /** `running` until the last step is answered. */
  status: "running" | "done" | "cancelled" | "error";
  /** Why the last answer was not taken, or why the session ended. */
  error?: string;
}

/** One thing that the first run shows or asks. */
export interface WizardStep {
  id: string;
  /** What kind of answer is wanted; a `note` is only shown and answered without one. */
  type: "note" | "select" | "text" | "confirm" | "multiselect" | "progress" | "action";
  title?: string;
  message?: string;
  /** What may be chosen. */
  options?: {
    value: string;
    label: string;
    hint?: string;
  }[];
  /** The answer that is suggested. */
  initialValue?: unknown;
  placeholder?: string;
  /** Show dots instead of what is typed. */
  sensitive?: boolean;
  /** Who does an `action`. */
  executor?: "gateway" | "client";
}

/** The shapes of every method, by its name. */
export interface Methods {
  agent: { params: AgentParams; accepted: AgentAccepted; result: AgentResult };
  "agent.wait": { params: AgentWaitParams; result: AgentWaitResult };
  "agent.identity.get": { params: AgentIdentityGetParams; result: AgentIdentityGetResult };
  "agents.list": { params: AgentsListParams; result: AgentsListResult };
  "channels.status": { params: ChannelsStatusParams; result: ChannelsStatusResult };
  "channels.logout": { params: ChannelsLogoutParams; result: ChannelsLogoutResult };
  "chat.history": { params: ChatHistoryParams; result: ChatHistoryResult };
  "chat.send": { params: ChatSendParams; result: ChatSendResult };
  "chat.abort": { params: ChatAbortParams; result: ChatAbortResult };
  "chat.inject": { params: ChatInjectParams; result: ChatInjectResult };
  "config.set": { params: ConfigSetParams; result: ConfigSetResult };
  "config.apply": { params: ConfigApplyParams; result: ConfigApplyResult };
  "config.patch": { params: ConfigPatchParams; result: ConfigPatchResult };
  "config.schema": { params: ConfigSchemaParams; result: ConfigSchemaResult };
  "config.get": { params: ConfigGetParams; result: ConfigGetResult };
  "device.pair.list": { params: DevicePairListParams; result: DevicePairListResult };
  "device.pair.approve": { params: DevicePairApproveParams; result: DevicePairApproveResult };
  "device.pair.reject": { params: DevicePairRejectParams; result: DevicePairRejectResult };
  "device.token.rotate": { params: DeviceTokenRotateParams; result: DeviceTokenRotateResult };
  "device.token.revoke": { params: DeviceTokenRevokeParams; result: DeviceTokenRevokeResult };
  "exec.approval.request": { params: ExecApprovalRequestParams; result: ExecApprovalRequestResult };
  "exec.approval.resolve": { params: ExecApprovalResolveParams; result: ExecApprovalResolveResult };
  "exec.approval.list": { params: ExecApprovalListParams; result: ExecApprovalListResult };
  "exec.approvals.get": { params: ExecApprovalsGetParams; result: ExecApprovalsGetResult };
  "exec.approvals.set": { params: ExecApprovalsSetParams; result: ExecApprovalsSetResult };
  "exec.approvals.node.get": { params: ExecApprovalsNodeGetParams; result: ExecApprovalsNodeGetResult };
  "exec.approvals.node.set": { params: ExecApprovalsNodeSetParams; result: ExecApprovalsNodeSetResult };
  health: { params: HealthParams; result: HealthResult };
  status: { params: StatusParams; result: StatusResult };
  "logs.tail": { params: LogsTailParams; result: LogsTailResult };
  send: { params: SendParams; result: SendResult };
  poll: { params: PollParams; result: PollResult };
  "models.list": { params: ModelsListParams; result: ModelsListResult };
  "usage.status": { params: UsageStatusParams; result: UsageStatusResult };
  "usage.cost": { params: UsageCostParams; result: UsageCostResult };
  "node.pair.request": { params: NodePairRequestParams; result: NodePairRequestResult };
  "node.pair.list": { params: NodePairListParams; result: NodePairListResult };
  "node.pair.approve": { params: NodePairApproveParams; result: NodePairApproveResult };
  "node.pair.reject": { params: NodePairRejectParams; result: NodePairRejectResult };
  "node.pair.verify": { params: NodePairVerifyParams; result: NodePairVerifyResult };
  "node.pair.remove": { params: NodePairRemoveParams; result: NodePairRemoveResult };
  "node.rename": { params: NodeRenameParams; result: NodeRenameResult };
  "node.list": { params: NodeListParams; result: NodeListResult };
  "node.describe": { params: NodeDescribeParams; result: NodeDescribeResult };
  "node.invoke": { params: NodeInvokeParams; result: NodeInvokeResult };
  "node.invoke.result": { params: NodeInvokeResultParams; result: NodeInvokeResultResult };
  "node.event": { params: NodeEventParams; result: NodeEventResult };
  "sessions.preview": { params: SessionsPreviewParams; result: SessionsPreviewResult };
  "sessions.resolve": { params: SessionsResolveParams; result: SessionsResolveResult };
  "sessions.patch": { params: SessionsPatchParams; result: SessionsPatchResult };
  "sessions.reset": { params: SessionsResetParams; result: SessionsResetResult };
  "sessions.delete": { params: SessionsDeleteParams; result: SessionsDeleteResult };
  "sessions.compact": { params: SessionsCompactParams; result: SessionsCompactResult };
  "sessions.list": { params: SessionsListParams; result: SessionsListResult };
  "wizard.start": { params: WizardStartParams; result: WizardStartResult };
  "wizard.next": { params: WizardNextParams; result: WizardNextResult };
  "wizard.cancel": { params: WizardCancelParams; result: WizardCancelResult };
  "wizard.status": { params: WizardStatusParams; result: WizardStatusResult };
  "queue.list": { params: QueueListParams; result: QueueListResult };
  "queue.cancel": { params: QueueCancelParams; result: QueueCancelResult };
  "queue.resend": { params: QueueResendParams; result: QueueResendResult };
  "system-presence": { params: SystemPresenceParams; result: SystemPresenceResult };
  "system-event": { params: SystemEventParams; result: SystemEventResult };
  "voicewake.get": { params: VoicewakeGetParams; result: VoicewakeGetResult };
  "voicewake.set": { params: VoicewakeSetParams; result: VoicewakeSetResult };
  "talk.mode": { params: TalkModeParams; result: TalkModeResult };
}

/** The payload of every event, by its name. */
export interface Events {
  "connect.challenge": { payload: ConnectChallengeEvent };
  agent: { payload: AgentEvent };
  chat: { payload: ChatEvent };
  presence: { payload: PresenceEvent };
  tick: { payload: TickEvent };
  "talk.mode": { payload: TalkModeEvent };
  "voicewake.changed": { payload: VoicewakeChangedEvent };
  shutdown: { payload: ShutdownEvent };
  health: { payload: HealthEvent };
  "device.pair.requested": { payload: DevicePairRequestedEvent };
  "node.pair.requested": { payload: NodePairRequestedEvent };
  "device.pair.resolved": { payload: DevicePairResolvedEvent };
  "node.pair.resolved": { payload: NodePairResolvedEvent };
  "node.invoke.request": { payload: NodeInvokeRequestEvent };
  "exec.approval.requested": { payload: ExecApprovalRequestedEvent };
  "exec.approval.resolved": { payload: ExecApprovalResolvedEvent };
}
