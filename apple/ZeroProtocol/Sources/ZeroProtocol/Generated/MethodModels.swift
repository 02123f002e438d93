// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct AgentParams: Codable, Sendable, Equatable {
  public var message: String
  public var agentId: String?
  public var to: String?
  public var replyTo: String?
  public var sessionId: String?
  public var sessionKey: String?
  public var thinking: String?
  public var deliver: Bool?
  public var attachments: [JSONValue]?
  public var channel: String?
  public var replyChannel: String?
  public var accountId: String?
  public var replyAccountId: String?
  public var threadId: String?
  public var groupId: String?
  public var groupChannel: String?
  public var groupSpace: String?
  public var timeout: Int?
  public var lane: String?
  public var extraSystemPrompt: String?
  public var idempotencyKey: String
  public var label: String?
  public var spawnedBy: String?

  public init(
    message: String,
    agentId: String? = nil,
    to: String? = nil,
    replyTo: String? = nil,
    sessionId: String? = nil,
    sessionKey: String? = nil,
    thinking: String? = nil,
    deliver: Bool? = nil,
    attachments: [JSONValue]? = nil,
    channel: String? = nil,
    replyChannel: String? = nil,
    accountId: String? = nil,
    replyAccountId: String? = nil,
    threadId: String? = nil,
    groupId: String? = nil,
    groupChannel: String? = nil,
    groupSpace: String? = nil,
    timeout: Int? = nil,
    lane: String? = nil,
    extraSystemPrompt: String? = nil,
    idempotencyKey: String,
    label: String? = nil,
    spawnedBy: String? = nil
  ) {
    self.message = message
    self.agentId = agentId
    self.to = to
    self.replyTo = replyTo
    self.sessionId = sessionId
    self.sessionKey = sessionKey
    self.thinking = thinking
    self.deliver = deliver
    self.attachments = attachments
    self.channel = channel
    self.replyChannel = replyChannel
    self.accountId = accountId
    self.replyAccountId = replyAccountId
    self.threadId = threadId
    self.groupId = groupId
    self.groupChannel = groupChannel
    self.groupSpace = groupSpace
    self.timeout = timeout
    self.lane = lane
    self.extraSystemPrompt = extraSystemPrompt
    self.idempotencyKey = idempotencyKey
    self.label = label
    self.spawnedBy = spawnedBy
  }
}

public struct AgentAccepted: Codable, Sendable, Equatable {
  public var runId: String
  public var status: String
  public var acceptedAt: Int64

  public init(
    runId: String,
    status: String = "accepted",
    acceptedAt: Int64
  ) {
    self.runId = runId
    self.status = status
    self.acceptedAt = acceptedAt
  }
}

public enum AgentResult: Codable, Sendable, Equatable {
  case ok(AgentResultOk)
  case error(AgentResultError)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  private enum TagKey: String, CodingKey {
    case tag = "status"
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
    case "ok": self = .ok(try AgentResultOk(from: decoder))
    case "error": self = .error(try AgentResultError(from: decoder))
    default: self = .unknown(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .ok(let value): try value.encode(to: encoder)
    case .error(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct AgentResultOk: Codable, Sendable, Equatable {
  public var runId: String
  public var status: String
  public var summary: String
  public var result: AgentResultOkResult

  public init(
    runId: String,
    status: String = "ok",
    summary: String,
    result: AgentResultOkResult
  ) {
    self.runId = runId
    self.status = status
    self.summary = summary
    self.result = result
  }
}

public struct AgentResultOkResult: Codable, Sendable, Equatable {
  public var payloads: [AgentResultOkResultPayloads]
  public var meta: AgentResultOkResultMeta

  public init(
    payloads: [AgentResultOkResultPayloads],
    meta: AgentResultOkResultMeta
  ) {
    self.payloads = payloads
    self.meta = meta
  }
}

public struct AgentResultOkResultPayloads: Codable, Sendable, Equatable {
  public var text: String?
  public var mediaUrl: String?
  public var mediaUrls: [String]?

  public init(
    text: String? = nil,
    mediaUrl: String? = nil,
    mediaUrls: [String]? = nil
  ) {
    self.text = text
    self.mediaUrl = mediaUrl
    self.mediaUrls = mediaUrls
  }
}

public struct AgentResultOkResultMeta: Codable, Sendable, Equatable {
  public var durationMs: Int64
  public var agentMeta: AgentResultOkResultMetaAgentMeta
  public var aborted: Bool?

  public init(
    durationMs: Int64,
    agentMeta: AgentResultOkResultMetaAgentMeta,
    aborted: Bool? = nil
  ) {
    self.durationMs = durationMs
    self.agentMeta = agentMeta
    self.aborted = aborted
  }
}

public struct AgentResultOkResultMetaAgentMeta: Codable, Sendable, Equatable {
  public var sessionId: String
  public var provider: String
  public var model: String
  public var usage: AgentResultOkResultMetaAgentMetaUsage?

  public init(
    sessionId: String,
    provider: String,
    model: String,
    usage: AgentResultOkResultMetaAgentMetaUsage? = nil
  ) {
    self.sessionId = sessionId
    self.provider = provider
    self.model = model
    self.usage = usage
  }
}

public struct AgentResultOkResultMetaAgentMetaUsage: Codable, Sendable, Equatable {
  public var inputTokens: Int64?
  public var outputTokens: Int64?
  public var totalTokens: Int64?

  public init(
    inputTokens: Int64? = nil,
    outputTokens: Int64? = nil,
    totalTokens: Int64? = nil
  ) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.totalTokens = totalTokens
  }
}

public struct AgentResultError: Codable, Sendable, Equatable {
  public var runId: String
  public var status: String
  public var summary: String

  public init(
    runId: String,
    status: String = "error",
    summary: String
  ) {
    self.runId = runId
    self.status = status
    self.summary = summary
  }
}

public struct AgentWaitParams: Codable, Sendable, Equatable {
  public var runId: String
  public var timeoutMs: Int?

  public init(
    runId: String,
    timeoutMs: Int? = nil
  ) {
    self.runId = runId
    self.timeoutMs = timeoutMs
  }
}

public struct AgentWaitResult: Codable, Sendable, Equatable {
  public var runId: String
  public var status: AgentWaitResultStatus
  public var startedAt: Int64?
  public var endedAt: Int64?
  public var error: String?

  public init(
    runId: String,
    status: AgentWaitResultStatus,
    startedAt: Int64? = nil,
    endedAt: Int64? = nil,
    error: String? = nil
  ) {
    self.runId = runId
    self.status = status
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.error = error
  }
}

public enum AgentWaitResultStatus: Codable, Sendable, Hashable {
  case ok
  case error
  case timeout
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "ok": self = .ok
    case "error": self = .error
    case "timeout": self = .timeout
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .ok: return "ok"
    case .error: return "error"
    case .timeout: return "timeout"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct AgentIdentityGetParams: Codable, Sendable, Equatable {
  public var agentId: String?
  public var sessionKey: String?

  public init(
    agentId: String? = nil,
    sessionKey: String? = nil
  ) {
    self.agentId = agentId
    self.sessionKey = sessionKey
  }
}

public struct AgentIdentityGetResult: Codable, Sendable, Equatable {
  public var agentId: String
  public var name: String?
  public var avatar: String?

  public init(
    agentId: String,
    name: String? = nil,
    avatar: String? = nil
  ) {
    self.agentId = agentId
    self.name = name
    self.avatar = avatar
  }
}

public struct AgentsListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct AgentsListResult: Codable, Sendable, Equatable {
  public var defaultId: String
  public var mainKey: String
  public var scope: AgentsListResultScope
  public var agents: [AgentsListResultAgents]

  public init(
    defaultId: String,
    mainKey: String,
    scope: AgentsListResultScope,
    agents: [AgentsListResultAgents]
  ) {
    self.defaultId = defaultId
    self.mainKey = mainKey
    self.scope = scope
    self.agents = agents
  }
}

public enum AgentsListResultScope: Codable, Sendable, Hashable {
  case perSender
  case global
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "per-sender": self = .perSender
    case "global": self = .global
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .perSender: return "per-sender"
    case .global: return "global"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct AgentsListResultAgents: Codable, Sendable, Equatable {
  public var id: String
  public var name: String?
  public var identity: AgentsListResultAgentsIdentity?

  public init(
    id: String,
    name: String? = nil,
    identity: AgentsListResultAgentsIdentity? = nil
  ) {
    self.id = id
    self.name = name
    self.identity = identity
  }
}

public struct AgentsListResultAgentsIdentity: Codable, Sendable, Equatable {
  public var name: String?
  public var theme: String?
  public var emoji: String?
  public var avatar: String?
  public var avatarUrl: String?

  public init(
    name: String? = nil,
    theme: String? = nil,
    emoji: String? = nil,
    avatar: String? = nil,
    avatarUrl: String? = nil
  ) {
    self.name = name
    self.theme = theme
    self.emoji = emoji
    self.avatar = avatar
    self.avatarUrl = avatarUrl
  }
}

public struct ChannelsStatusParams: Codable, Sendable, Equatable {
  public var probe: Bool?
  public var timeoutMs: Int?

  public init(
    probe: Bool? = nil,
    timeoutMs: Int? = nil
  ) {
    self.probe = probe
    self.timeoutMs = timeoutMs
  }
}

public struct ChannelsStatusResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var channelOrder: [String]
  public var channelLabels: [String: String]
  public var channelDetailLabels: [String: String]?
  public var channelSystemImages: [String: String]?
  public var channelMeta: [ChannelsStatusResultChannelMeta]?
  public var channels: [String: JSONValue]
  public var channelAccounts: [String: [AccountSnapshot]]
  public var channelDefaultAccountId: [String: String]

  public init(
    ts: Int64,
    channelOrder: [String],
    channelLabels: [String: String],
    channelDetailLabels: [String: String]? = nil,
    channelSystemImages: [String: String]? = nil,
    channelMeta: [ChannelsStatusResultChannelMeta]? = nil,
    channels: [String: JSONValue],
    channelAccounts: [String: [AccountSnapshot]],
    channelDefaultAccountId: [String: String]
  ) {
    self.ts = ts
    self.channelOrder = channelOrder
    self.channelLabels = channelLabels
    self.channelDetailLabels = channelDetailLabels
    self.channelSystemImages = channelSystemImages
    self.channelMeta = channelMeta
    self.channels = channels
    self.channelAccounts = channelAccounts
    self.channelDefaultAccountId = channelDefaultAccountId
  }
}

public struct ChannelsStatusResultChannelMeta: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public var detailLabel: String
  public var systemImage: String?

  public init(
    id: String,
    label: String,
    detailLabel: String,
    systemImage: String? = nil
  ) {
    self.id = id
    self.label = label
    self.detailLabel = detailLabel
    self.systemImage = systemImage
  }
}

public struct ChannelsLogoutParams: Codable, Sendable, Equatable {
  public var channel: String
  public var accountId: String?

  public init(
    channel: String,
    accountId: String? = nil
  ) {
    self.channel = channel
    self.accountId = accountId
  }
}

public struct ChannelsLogoutResult: Codable, Sendable, Equatable {
  public var channel: String
  public var accountId: String
  public var cleared: Bool
  public var loggedOut: Bool
  public var message: String

  public init(
    channel: String,
    accountId: String,
    cleared: Bool,
    loggedOut: Bool,
    message: String
  ) {
    self.channel = channel
    self.accountId = accountId
    self.cleared = cleared
    self.loggedOut = loggedOut
    self.message = message
  }
}

public struct ChatHistoryParams: Codable, Sendable, Equatable {
  public var sessionKey: String
  public var limit: Int?

  public init(
    sessionKey: String,
    limit: Int? = nil
  ) {
    self.sessionKey = sessionKey
    self.limit = limit
  }
}

public struct ChatHistoryResult: Codable, Sendable, Equatable {
  public var sessionKey: String
  public var sessionId: String?
  public var messages: [ChatMessage]
  public var thinkingLevel: String?

  public init(
    sessionKey: String,
    sessionId: String? = nil,
    messages: [ChatMessage],
    thinkingLevel: String? = nil
  ) {
    self.sessionKey = sessionKey
    self.sessionId = sessionId
    self.messages = messages
    self.thinkingLevel = thinkingLevel
  }
}

public struct ChatSendParams: Codable, Sendable, Equatable {
  public var sessionKey: String
  public var message: String
  public var thinking: String?
  public var deliver: Bool?
  public var attachments: [JSONValue]?
  public var timeoutMs: Int?
  public var idempotencyKey: String

  public init(
    sessionKey: String,
    message: String,
    thinking: String? = nil,
    deliver: Bool? = nil,
    attachments: [JSONValue]? = nil,
    timeoutMs: Int? = nil,
    idempotencyKey: String
  ) {
    self.sessionKey = sessionKey
    self.message = message
    self.thinking = thinking
    self.deliver = deliver
    self.attachments = attachments
    self.timeoutMs = timeoutMs
    self.idempotencyKey = idempotencyKey
  }
}

public enum ChatSendResult: Codable, Sendable, Equatable {
  case abortResult(AbortResult)
  case runId(ChatSendResultRunId)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(AbortResult.self) {
      self = .abortResult(value)
    } else if let value = try? container.decode(ChatSendResultRunId.self) {
      self = .runId(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .abortResult(let value): try value.encode(to: encoder)
    case .runId(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct ChatSendResultRunId: Codable, Sendable, Equatable {
  public var runId: String
  public var status: ChatSendResultRunIdStatus
  public var summary: String?

  public init(
    runId: String,
    status: ChatSendResultRunIdStatus,
    summary: String? = nil
  ) {
    self.runId = runId
    self.status = status
    self.summary = summary
  }
}

public enum ChatSendResultRunIdStatus: Codable, Sendable, Hashable {
  case started
  case inFlight
  case ok
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "started": self = .started
    case "in_flight": self = .inFlight
    case "ok": self = .ok
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .started: return "started"
    case .inFlight: return "in_flight"
    case .ok: return "ok"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct ChatAbortParams: Codable, Sendable, Equatable {
  public var sessionKey: String
  public var runId: String?

  public init(
    sessionKey: String,
    runId: String? = nil
  ) {
    self.sessionKey = sessionKey
    self.runId = runId
  }
}

public typealias ChatAbortResult = AbortResult

public struct ChatInjectParams: Codable, Sendable, Equatable {
  public var sessionKey: String
  public var message: String
  public var label: String?

  public init(
    sessionKey: String,
    message: String,
    label: String? = nil
  ) {
    self.sessionKey = sessionKey
    self.message = message
    self.label = label
  }
}

public struct ChatInjectResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var messageId: String

  public init(
    ok: Bool = true,
    messageId: String
  ) {
    self.ok = ok
    self.messageId = messageId
  }
}

public struct ConfigSetParams: Codable, Sendable, Equatable {
  /// JSON5.
  public var raw: String
  /// `hash` of the `config.get` that the change was made on; required of a file.
  public var baseHash: String?
  /// Also when most values, or a credential, would be lost.
  public var force: Bool?

  public init(
    raw: String,
    baseHash: String? = nil,
    force: Bool? = nil
  ) {
    self.raw = raw
    self.baseHash = baseHash
    self.force = force
  }
}

public struct ConfigSetResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var path: String
  public var config: JSONValue

  public init(
    ok: Bool = true,
    path: String,
    config: JSONValue
  ) {
    self.ok = ok
    self.path = path
    self.config = config
  }
}

public struct ConfigApplyParams: Codable, Sendable, Equatable {
  /// JSON5.
  public var raw: String
  /// `hash` of the `config.get` that the change was made on; required of a file.
  public var baseHash: String?
  /// Also when most values, or a credential, would be lost.
  public var force: Bool?
  public var sessionKey: String?
  public var note: String?
  public var restartDelayMs: Int64?

  public init(
    raw: String,
    baseHash: String? = nil,
    force: Bool? = nil,
    sessionKey: String? = nil,
    note: String? = nil,
    restartDelayMs: Int64? = nil
  ) {
    self.raw = raw
    self.baseHash = baseHash
    self.force = force
    self.sessionKey = sessionKey
    self.note = note
    self.restartDelayMs = restartDelayMs
  }
}

public struct ConfigApplyResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var path: String
  public var config: JSONValue
  public var restart: ConfigApplyResultRestart
  public var sentinel: ConfigApplyResultSentinel

  public init(
    ok: Bool = true,
    path: String,
    config: JSONValue,
    restart: ConfigApplyResultRestart,
    sentinel: ConfigApplyResultSentinel
  ) {
    self.ok = ok
    self.path = path
    self.config = config
    self.restart = restart
    self.sentinel = sentinel
  }
}

public struct ConfigApplyResultRestart: Codable, Sendable, Equatable {
  public var ok: Bool
  public var pid: Int64
  public var signal: String
  public var delayMs: Int64
  public var reason: String?
  public var mode: ConfigApplyResultRestartMode

  public init(
    ok: Bool,
    pid: Int64,
    signal: String = "SIGUSR1",
    delayMs: Int64,
    reason: String? = nil,
    mode: ConfigApplyResultRestartMode
  ) {
    self.ok = ok
    self.pid = pid
    self.signal = signal
    self.delayMs = delayMs
    self.reason = reason
    self.mode = mode
  }
}

public enum ConfigApplyResultRestartMode: Codable, Sendable, Hashable {
  case emit
  case signal
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "emit": self = .emit
    case "signal": self = .signal
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .emit: return "emit"
    case .signal: return "signal"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct ConfigApplyResultSentinel: Codable, Sendable, Equatable {
  public var path: Nullable<String>
  public var payload: JSONValue

  public init(
    path: Nullable<String>,
    payload: JSONValue
  ) {
    self.path = path
    self.payload = payload
  }
}

public struct ConfigPatchParams: Codable, Sendable, Equatable {
  /// JSON5.
  public var raw: String
  /// `hash` of the `config.get` that the change was made on; required of a file.
  public var baseHash: String?
  /// Also when most values, or a credential, would be lost.
  public var force: Bool?
  public var sessionKey: String?
  public var note: String?
  public var restartDelayMs: Int64?

  public init(
    raw: String,
    baseHash: String? = nil,
    force: Bool? = nil,
    sessionKey: String? = nil,
    note: String? = nil,
    restartDelayMs: Int64? = nil
  ) {
    self.raw = raw
    self.baseHash = baseHash
    self.force = force
    self.sessionKey = sessionKey
    self.note = note
    self.restartDelayMs = restartDelayMs
  }
}

public struct ConfigPatchResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var path: String
  public var config: JSONValue
  public var restart: ConfigPatchResultRestart
  public var sentinel: ConfigPatchResultSentinel

  public init(
    ok: Bool = true,
    path: String,
    config: JSONValue,
    restart: ConfigPatchResultRestart,
    sentinel: ConfigPatchResultSentinel
  ) {
    self.ok = ok
    self.path = path
    self.config = config
    self.restart = restart
    self.sentinel = sentinel
  }
}

public struct ConfigPatchResultRestart: Codable, Sendable, Equatable {
  public var ok: Bool
  public var pid: Int64
  public var signal: String
  public var delayMs: Int64
  public var reason: String?
  public var mode: ConfigPatchResultRestartMode

  public init(
    ok: Bool,
    pid: Int64,
    signal: String = "SIGUSR1",
    delayMs: Int64,
    reason: String? = nil,
    mode: ConfigPatchResultRestartMode
  ) {
    self.ok = ok
    self.pid = pid
    self.signal = signal
    self.delayMs = delayMs
    self.reason = reason
    self.mode = mode
  }
}

public enum ConfigPatchResultRestartMode: Codable, Sendable, Hashable {
  case emit
  case signal
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "emit": self = .emit
    case "signal": self = .signal
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .emit: return "emit"
    case .signal: return "signal"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct ConfigPatchResultSentinel: Codable, Sendable, Equatable {
  public var path: Nullable<String>
  public var payload: JSONValue

  public init(
    path: Nullable<String>,
    payload: JSONValue
  ) {
    self.path = path
    self.payload = payload
  }
}

public struct ConfigSchemaParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct ConfigSchemaResult: Codable, Sendable, Equatable {
  public var schema: JSONValue
  public var uiHints: [String: JSONValue]
  public var version: String
  public var generatedAt: String

  public init(
    schema: JSONValue,
    uiHints: [String: JSONValue],
    version: String,
    generatedAt: String
  ) {
    self.schema = schema
    self.uiHints = uiHints
    self.version = version
    self.generatedAt = generatedAt
  }
}

public struct ConfigGetParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct ConfigGetResult: Codable, Sendable, Equatable {
  public var path: String
  public var exists: Bool
  public var raw: Nullable<String>
  public var parsed: JSONValue
  public var valid: Bool
  public var config: JSONValue
  public var hash: String?
  public var issues: [ConfigIssue]
  public var warnings: [ConfigIssue]
  public var legacyIssues: [ConfigIssue]

  public init(
    path: String,
    exists: Bool,
    raw: Nullable<String>,
    parsed: JSONValue,
    valid: Bool,
    config: JSONValue,
    hash: String? = nil,
    issues: [ConfigIssue],
    warnings: [ConfigIssue],
    legacyIssues: [ConfigIssue]
  ) {
    self.path = path
    self.exists = exists
    self.raw = raw
    self.parsed = parsed
    self.valid = valid
    self.config = config
    self.hash = hash
    self.issues = issues
    self.warnings = warnings
    self.legacyIssues = legacyIssues
  }
}

public struct DevicePairListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct DevicePairListResult: Codable, Sendable, Equatable {
  public var pending: [PairingRequest]
  public var paired: [PairedDevice]

  public init(
    pending: [PairingRequest],
    paired: [PairedDevice]
  ) {
    self.pending = pending
    self.paired = paired
  }
}

public struct DevicePairApproveParams: Codable, Sendable, Equatable {
  public var requestId: String

  public init(
    requestId: String
  ) {
    self.requestId = requestId
  }
}

public struct DevicePairApproveResult: Codable, Sendable, Equatable {
  public var requestId: String
  public var device: PairedDevice

  public init(
    requestId: String,
    device: PairedDevice
  ) {
    self.requestId = requestId
    self.device = device
  }
}

public struct DevicePairRejectParams: Codable, Sendable, Equatable {
  public var requestId: String

  public init(
    requestId: String
  ) {
    self.requestId = requestId
  }
}

public struct DevicePairRejectResult: Codable, Sendable, Equatable {
  public var requestId: String
  public var deviceId: String

  public init(
    requestId: String,
    deviceId: String
  ) {
    self.requestId = requestId
    self.deviceId = deviceId
  }
}

public struct DeviceTokenRotateParams: Codable, Sendable, Equatable {
  public var deviceId: String
  public var role: String
  public var scopes: [String]?

  public init(
    deviceId: String,
    role: String,
    scopes: [String]? = nil
  ) {
    self.deviceId = deviceId
    self.role = role
    self.scopes = scopes
  }
}

public struct DeviceTokenRotateResult: Codable, Sendable, Equatable {
  public var deviceId: String
  public var role: String
  public var token: String
  public var scopes: [String]
  public var rotatedAtMs: Int64

  public init(
    deviceId: String,
    role: String,
    token: String,
    scopes: [String],
    rotatedAtMs: Int64
  ) {
    self.deviceId = deviceId
    self.role = role
    self.token = token
    self.scopes = scopes
    self.rotatedAtMs = rotatedAtMs
  }
}

public struct DeviceTokenRevokeParams: Codable, Sendable, Equatable {
  public var deviceId: String
  public var role: String

  public init(
    deviceId: String,
    role: String
  ) {
    self.deviceId = deviceId
    self.role = role
  }
}

public struct DeviceTokenRevokeResult: Codable, Sendable, Equatable {
  public var deviceId: String
  public var role: String
  public var revokedAtMs: Int64

  public init(
    deviceId: String,
    role: String,
    revokedAtMs: Int64
  ) {
    self.deviceId = deviceId
    self.role = role
    self.revokedAtMs = revokedAtMs
  }
}

public struct ExecApprovalRequestParams: Codable, Sendable, Equatable {
  public var id: String?
  public var command: String
  public var cwd: String?
  public var host: String?
  public var security: String?
  public var ask: String?
  public var agentId: String?
  public var resolvedPath: String?
  public var sessionKey: String?
  public var timeoutMs: Int?

  public init(
    id: String? = nil,
    command: String,
    cwd: String? = nil,
    host: String? = nil,
    security: String? = nil,
    ask: String? = nil,
    agentId: String? = nil,
    resolvedPath: String? = nil,
    sessionKey: String? = nil,
    timeoutMs: Int? = nil
  ) {
    self.id = id
    self.command = command
    self.cwd = cwd
    self.host = host
    self.security = security
    self.ask = ask
    self.agentId = agentId
    self.resolvedPath = resolvedPath
    self.sessionKey = sessionKey
    self.timeoutMs = timeoutMs
  }
}

public struct ExecApprovalRequestResult: Codable, Sendable, Equatable {
  public var id: String
  public var decision: Nullable<ExecApprovalRequestResultDecision>
  public var createdAtMs: Int64
  public var expiresAtMs: Int64

  public init(
    id: String,
    decision: Nullable<ExecApprovalRequestResultDecision>,
    createdAtMs: Int64,
    expiresAtMs: Int64
  ) {
    self.id = id
    self.decision = decision
    self.createdAtMs = createdAtMs
    self.expiresAtMs = expiresAtMs
  }
}

public enum ExecApprovalRequestResultDecision: Codable, Sendable, Hashable {
  case allowOnce
  case allowAlways
  case deny
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "allow-once": self = .allowOnce
    case "allow-always": self = .allowAlways
    case "deny": self = .deny
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .allowOnce: return "allow-once"
    case .allowAlways: return "allow-always"
    case .deny: return "deny"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct ExecApprovalResolveParams: Codable, Sendable, Equatable {
  public var id: String
  public var decision: ExecApprovalResolveParamsDecision

  public init(
    id: String,
    decision: ExecApprovalResolveParamsDecision
  ) {
    self.id = id
    self.decision = decision
  }
}

public enum ExecApprovalResolveParamsDecision: Codable, Sendable, Hashable {
  case allowOnce
  case allowAlways
  case deny
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "allow-once": self = .allowOnce
    case "allow-always": self = .allowAlways
    case "deny": self = .deny
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .allowOnce: return "allow-once"
    case .allowAlways: return "allow-always"
    case .deny: return "deny"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct ExecApprovalResolveResult: Codable, Sendable, Equatable {
  public var ok: Bool

  public init(
    ok: Bool = true
  ) {
    self.ok = ok
  }
}

public struct ExecApprovalListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct ExecApprovalListResult: Codable, Sendable, Equatable {
  public var pending: [ExecApprovalRequested]

  public init(
    pending: [ExecApprovalRequested]
  ) {
    self.pending = pending
  }
}

public struct ExecApprovalsGetParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct ExecApprovalsGetResult: Codable, Sendable, Equatable {
  public var path: String
  public var exists: Bool
  public var hash: String
  public var file: ExecAllowances

  public init(
    path: String,
    exists: Bool,
    hash: String,
    file: ExecAllowances
  ) {
    self.path = path
    self.exists = exists
    self.hash = hash
    self.file = file
  }
}

public struct ExecApprovalsSetParams: Codable, Sendable, Equatable {
  /// An `ExecAllowances`.
  public var file: [String: JSONValue]
  public var baseHash: String?

  public init(
    file: [String: JSONValue],
    baseHash: String? = nil
  ) {
    self.file = file
    self.baseHash = baseHash
  }
}

public struct ExecApprovalsSetResult: Codable, Sendable, Equatable {
  public var path: String
  public var exists: Bool
  public var hash: String
  public var file: ExecAllowances

  public init(
    path: String,
    exists: Bool,
    hash: String,
    file: ExecAllowances
  ) {
    self.path = path
    self.exists = exists
    self.hash = hash
    self.file = file
  }
}

public struct ExecApprovalsNodeGetParams: Codable, Sendable, Equatable {
  public var nodeId: String

  public init(
    nodeId: String
  ) {
    self.nodeId = nodeId
  }
}

public struct ExecApprovalsNodeGetResult: Codable, Sendable, Equatable {
  public var path: String
  public var exists: Bool
  public var hash: String
  public var file: ExecAllowances

  public init(
    path: String,
    exists: Bool,
    hash: String,
    file: ExecAllowances
  ) {
    self.path = path
    self.exists = exists
    self.hash = hash
    self.file = file
  }
}

public struct ExecApprovalsNodeSetParams: Codable, Sendable, Equatable {
  public var nodeId: String
  /// An `ExecAllowances`.
  public var file: [String: JSONValue]
  public var baseHash: String?

  public init(
    nodeId: String,
    file: [String: JSONValue],
    baseHash: String? = nil
  ) {
    self.nodeId = nodeId
    self.file = file
    self.baseHash = baseHash
  }
}

public struct ExecApprovalsNodeSetResult: Codable, Sendable, Equatable {
  public var path: String
  public var exists: Bool
  public var hash: String
  public var file: ExecAllowances

  public init(
    path: String,
    exists: Bool,
    hash: String,
    file: ExecAllowances
  ) {
    self.path = path
    self.exists = exists
    self.hash = hash
    self.file = file
  }
}

public struct HealthParams: Codable, Sendable, Equatable {
  public var probe: Bool?

  public init(
    probe: Bool? = nil
  ) {
    self.probe = probe
  }
}

public typealias HealthResult = HealthSummary

public struct StatusParams: Codable, Sendable, Equatable {
  public init() {}
}

public typealias StatusResult = StatusSummary

public struct LogsTailParams: Codable, Sendable, Equatable {
  public var cursor: Int64?
  public var limit: Int?
  public var maxBytes: Int?
  /// Only warnings and errors, from the file that keeps them apart.
  public var errors: Bool?

  public init(
    cursor: Int64? = nil,
    limit: Int? = nil,
    maxBytes: Int? = nil,
    errors: Bool? = nil
  ) {
    self.cursor = cursor
    self.limit = limit
    self.maxBytes = maxBytes
    self.errors = errors
  }
}

public struct LogsTailResult: Codable, Sendable, Equatable {
  public var file: String
  public var cursor: Int64
  public var size: Int64
  public var lines: [String]
  public var truncated: Bool?
  public var reset: Bool?

  public init(
    file: String,
    cursor: Int64,
    size: Int64,
    lines: [String],
    truncated: Bool? = nil,
    reset: Bool? = nil
  ) {
    self.file = file
    self.cursor = cursor
    self.size = size
    self.lines = lines
    self.truncated = truncated
    self.reset = reset
  }
}

public struct SendParams: Codable, Sendable, Equatable {
  public var to: String
  public var message: String
  public var mediaUrl: String?
  public var mediaUrls: [String]?
  public var gifPlayback: Bool?
  public var channel: String?
  public var accountId: String?
  public var sessionKey: String?
  public var idempotencyKey: String

  public init(
    to: String,
    message: String,
    mediaUrl: String? = nil,
    mediaUrls: [String]? = nil,
    gifPlayback: Bool? = nil,
    channel: String? = nil,
    accountId: String? = nil,
    sessionKey: String? = nil,
    idempotencyKey: String
  ) {
    self.to = to
    self.message = message
    self.mediaUrl = mediaUrl
    self.mediaUrls = mediaUrls
    self.gifPlayback = gifPlayback
    self.channel = channel
    self.accountId = accountId
    self.sessionKey = sessionKey
    self.idempotencyKey = idempotencyKey
  }
}

public struct SendResult: Codable, Sendable, Equatable {
  public var runId: String
  public var messageId: String
  public var channel: String
  public var chatId: String?
  public var channelId: String?
  public var toJid: String?
  public var conversationId: String?

  public init(
    runId: String,
    messageId: String,
    channel: String,
    chatId: String? = nil,
    channelId: String? = nil,
    toJid: String? = nil,
    conversationId: String? = nil
  ) {
    self.runId = runId
    self.messageId = messageId
    self.channel = channel
    self.chatId = chatId
    self.channelId = channelId
    self.toJid = toJid
    self.conversationId = conversationId
  }
}

public struct PollParams: Codable, Sendable, Equatable {
  public var to: String
  public var question: String
  public var options: [String]
  public var maxSelections: Int?
  public var durationHours: Int?
  public var channel: String?
  public var accountId: String?
  public var idempotencyKey: String

  public init(
    to: String,
    question: String,
    options: [String],
    maxSelections: Int? = nil,
    durationHours: Int? = nil,
    channel: String? = nil,
    accountId: String? = nil,
    idempotencyKey: String
  ) {
    self.to = to
    self.question = question
    self.options = options
    self.maxSelections = maxSelections
    self.durationHours = durationHours
    self.channel = channel
    self.accountId = accountId
    self.idempotencyKey = idempotencyKey
  }
}

public struct PollResult: Codable, Sendable, Equatable {
  public var runId: String
  public var messageId: String
  public var channel: String
  public var toJid: String?
  public var channelId: String?
  public var conversationId: String?
  public var pollId: String?

  public init(
    runId: String,
    messageId: String,
    channel: String,
    toJid: String? = nil,
    channelId: String? = nil,
    conversationId: String? = nil,
    pollId: String? = nil
  ) {
    self.runId = runId
    self.messageId = messageId
    self.channel = channel
    self.toJid = toJid
    self.channelId = channelId
    self.conversationId = conversationId
    self.pollId = pollId
  }
}

public struct ModelsListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct ModelsListResult: Codable, Sendable, Equatable {
  public var models: [ModelsListResultModels]

  public init(
    models: [ModelsListResultModels]
  ) {
    self.models = models
  }
}

public struct ModelsListResultModels: Codable, Sendable, Equatable {
  public var id: String
  public var name: String
  public var provider: String
  public var contextWindow: Int64?
  public var reasoning: Bool?

  public init(
    id: String,
    name: String,
    provider: String,
    contextWindow: Int64? = nil,
    reasoning: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.contextWindow = contextWindow
    self.reasoning = reasoning
  }
}

public struct UsageStatusParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct UsageStatusResult: Codable, Sendable, Equatable {
  public var updatedAt: Int64
  public var providers: [JSONValue]

  public init(
    updatedAt: Int64,
    providers: [JSONValue]
  ) {
    self.updatedAt = updatedAt
    self.providers = providers
  }
}

public struct UsageCostParams: Codable, Sendable, Equatable {
  /// 30 when absent, today included; a part of a day counts as a whole one.
  public var days: Double?

  public init(
    days: Double? = nil
  ) {
    self.days = days
  }
}

public struct UsageCostResult: Codable, Sendable, Equatable {
  public var updatedAt: Int64
  public var days: Int64
  public var daily: [UsageCostResultDaily]
  public var totals: UsageCostResultTotals

  public init(
    updatedAt: Int64,
    days: Int64,
    daily: [UsageCostResultDaily],
    totals: UsageCostResultTotals
  ) {
    self.updatedAt = updatedAt
    self.days = days
    self.daily = daily
    self.totals = totals
  }
}

public struct UsageCostResultDaily: Codable, Sendable, Equatable {
  public var date: String
  public var input: Int64
  public var output: Int64
  public var totalTokens: Int64
  public var totalCost: Double
  public var missingCostEntries: Int64

  public init(
    date: String,
    input: Int64,
    output: Int64,
    totalTokens: Int64,
    totalCost: Double,
    missingCostEntries: Int64
  ) {
    self.date = date
    self.input = input
    self.output = output
    self.totalTokens = totalTokens
    self.totalCost = totalCost
    self.missingCostEntries = missingCostEntries
  }
}

public struct UsageCostResultTotals: Codable, Sendable, Equatable {
  public var input: Int64
  public var output: Int64
  public var totalTokens: Int64
  public var totalCost: Double
  public var missingCostEntries: Int64

  public init(
    input: Int64,
    output: Int64,
    totalTokens: Int64,
    totalCost: Double,
    missingCostEntries: Int64
  ) {
    self.input = input
    self.output = output
    self.totalTokens = totalTokens
    self.totalCost = totalCost
    self.missingCostEntries = missingCostEntries
  }
}

public struct NodePairRequestParams: Codable, Sendable, Equatable {
  public var nodeId: String
  public var displayName: String?
  public var platform: String?
  public var version: String?
  public var coreVersion: String?
  public var uiVersion: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var remoteIp: String?
  public var caps: [String]?
  public var commands: [String]?
  public var silent: Bool?

  public init(
    nodeId: String,
    displayName: String? = nil,
    platform: String? = nil,
    version: String? = nil,
    coreVersion: String? = nil,
    uiVersion: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    remoteIp: String? = nil,
    caps: [String]? = nil,
    commands: [String]? = nil,
    silent: Bool? = nil
  ) {
    self.nodeId = nodeId
    self.displayName = displayName
    self.platform = platform
    self.version = version
    self.coreVersion = coreVersion
    self.uiVersion = uiVersion
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.remoteIp = remoteIp
    self.caps = caps
    self.commands = commands
    self.silent = silent
  }
}

public struct NodePairRequestResult: Codable, Sendable, Equatable {
  public var status: String
  public var request: PendingNode
  public var created: Bool

  public init(
    status: String = "pending",
    request: PendingNode,
    created: Bool
  ) {
    self.status = status
    self.request = request
    self.created = created
  }
}

public struct NodePairListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct NodePairListResult: Codable, Sendable, Equatable {
  public var pending: [PendingNode]
  public var paired: [PairedNode]

  public init(
    pending: [PendingNode],
    paired: [PairedNode]
  ) {
    self.pending = pending
    self.paired = paired
  }
}

public struct NodePairApproveParams: Codable, Sendable, Equatable {
  public var requestId: String

  public init(
    requestId: String
  ) {
    self.requestId = requestId
  }
}

public struct NodePairApproveResult: Codable, Sendable, Equatable {
  public var requestId: String
  public var node: NodePairApproveResultNode

  public init(
    requestId: String,
    node: NodePairApproveResultNode
  ) {
    self.requestId = requestId
    self.node = node
  }
}

public struct NodePairApproveResultNode: Codable, Sendable, Equatable {
  public var nodeId: String
  public var token: String
  public var displayName: String?
  public var platform: String?
  public var version: String?
  public var coreVersion: String?
  public var uiVersion: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var remoteIp: String?
  public var caps: [String]?
  public var commands: [String]?
  public var createdAtMs: Int64
  public var approvedAtMs: Int64
  public var lastConnectedAtMs: Int64?

  public init(
    nodeId: String,
    token: String,
    displayName: String? = nil,
    platform: String? = nil,
    version: String? = nil,
    coreVersion: String? = nil,
    uiVersion: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    remoteIp: String? = nil,
    caps: [String]? = nil,
    commands: [String]? = nil,
    createdAtMs: Int64,
    approvedAtMs: Int64,
    lastConnectedAtMs: Int64? = nil
  ) {
    self.nodeId = nodeId
    self.token = token
    self.displayName = displayName
    self.platform = platform
    self.version = version
    self.coreVersion = coreVersion
    self.uiVersion = uiVersion
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.remoteIp = remoteIp
    self.caps = caps
    self.commands = commands
    self.createdAtMs = createdAtMs
    self.approvedAtMs = approvedAtMs
    self.lastConnectedAtMs = lastConnectedAtMs
  }
}

public struct NodePairRejectParams: Codable, Sendable, Equatable {
  public var requestId: String

  public init(
    requestId: String
  ) {
    self.requestId = requestId
  }
}

public struct NodePairRejectResult: Codable, Sendable, Equatable {
  public var requestId: String
  public var nodeId: String

  public init(
    requestId: String,
    nodeId: String
  ) {
    self.requestId = requestId
    self.nodeId = nodeId
  }
}

public struct NodePairVerifyParams: Codable, Sendable, Equatable {
  public var nodeId: String
  public var token: String

  public init(
    nodeId: String,
    token: String
  ) {
    self.nodeId = nodeId
    self.token = token
  }
}

public struct NodePairVerifyResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var node: PairedNode?

  public init(
    ok: Bool,
    node: PairedNode? = nil
  ) {
    self.ok = ok
    self.node = node
  }
}

public struct NodePairRemoveParams: Codable, Sendable, Equatable {
  public var nodeId: String

  public init(
    nodeId: String
  ) {
    self.nodeId = nodeId
  }
}

public struct NodePairRemoveResult: Codable, Sendable, Equatable {
  public var nodeId: String

  public init(
    nodeId: String
  ) {
    self.nodeId = nodeId
  }
}

public struct NodeRenameParams: Codable, Sendable, Equatable {
  public var nodeId: String
  public var displayName: String

  public init(
    nodeId: String,
    displayName: String
  ) {
    self.nodeId = nodeId
    self.displayName = displayName
  }
}

public struct NodeRenameResult: Codable, Sendable, Equatable {
  public var nodeId: String
  public var displayName: String

  public init(
    nodeId: String,
    displayName: String
  ) {
    self.nodeId = nodeId
    self.displayName = displayName
  }
}

public struct NodeListParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct NodeListResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var nodes: [Node]

  public init(
    ts: Int64,
    nodes: [Node]
  ) {
    self.ts = ts
    self.nodes = nodes
  }
}

public struct NodeDescribeParams: Codable, Sendable, Equatable {
  public var nodeId: String

  public init(
    nodeId: String
  ) {
    self.nodeId = nodeId
  }
}

public struct NodeDescribeResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var nodeId: String
  public var displayName: String?
  public var platform: String?
  public var version: String?
  public var coreVersion: String?
  public var uiVersion: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var remoteIp: String?
  public var caps: [String]
  public var commands: [String]
  public var pathEnv: String?
  public var permissions: [String: Bool]?
  public var connectedAtMs: Int64?
  public var paired: Bool
  public var connected: Bool

  public init(
    ts: Int64,
    nodeId: String,
    displayName: String? = nil,
    platform: String? = nil,
    version: String? = nil,
    coreVersion: String? = nil,
    uiVersion: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    remoteIp: String? = nil,
    caps: [String],
    commands: [String],
    pathEnv: String? = nil,
    permissions: [String: Bool]? = nil,
    connectedAtMs: Int64? = nil,
    paired: Bool,
    connected: Bool
  ) {
    self.ts = ts
    self.nodeId = nodeId
    self.displayName = displayName
    self.platform = platform
    self.version = version
    self.coreVersion = coreVersion
    self.uiVersion = uiVersion
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.remoteIp = remoteIp
    self.caps = caps
    self.commands = commands
    self.pathEnv = pathEnv
    self.permissions = permissions
    self.connectedAtMs = connectedAtMs
    self.paired = paired
    self.connected = connected
  }
}

public struct NodeInvokeParams: Codable, Sendable, Equatable {
  public var nodeId: String
  public var command: String
  public var params: JSONValue?
  public var timeoutMs: Int?
  public var idempotencyKey: String

  public init(
    nodeId: String,
    command: String,
    params: JSONValue? = nil,
    timeoutMs: Int? = nil,
    idempotencyKey: String
  ) {
    self.nodeId = nodeId
    self.command = command
    self.params = params
    self.timeoutMs = timeoutMs
    self.idempotencyKey = idempotencyKey
  }
}

public struct NodeInvokeResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var nodeId: String
  public var command: String
  public var payload: JSONValue
  public var payloadJSON: Nullable<String>

  public init(
    ok: Bool = true,
    nodeId: String,
    command: String,
    payload: JSONValue,
    payloadJSON: Nullable<String>
  ) {
    self.ok = ok
    self.nodeId = nodeId
    self.command = command
    self.payload = payload
    self.payloadJSON = payloadJSON
  }
}

public struct NodeInvokeResultParams: Codable, Sendable, Equatable {
  public var id: String
  public var nodeId: String
  public var ok: Bool
  public var payload: JSONValue?
  public var payloadJSON: String?
  public var error: NodeInvokeResultParamsError?

  public init(
    id: String,
    nodeId: String,
    ok: Bool,
    payload: JSONValue? = nil,
    payloadJSON: String? = nil,
    error: NodeInvokeResultParamsError? = nil
  ) {
    self.id = id
    self.nodeId = nodeId
    self.ok = ok
    self.payload = payload
    self.payloadJSON = payloadJSON
    self.error = error
  }
}

public struct NodeInvokeResultParamsError: Codable, Sendable, Equatable {
  public var code: String?
  public var message: String?

  public init(
    code: String? = nil,
    message: String? = nil
  ) {
    self.code = code
    self.message = message
  }
}

public struct NodeInvokeResultResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var ignored: Bool?

  public init(
    ok: Bool = true,
    ignored: Bool? = nil
  ) {
    self.ok = ok
    self.ignored = ignored
  }
}

public struct NodeEventParams: Codable, Sendable, Equatable {
  /// One of the kinds that `payload` names; another is refused.
  public var event: String
  /// For `voice.transcript`: [VoiceTranscript](protocol.md#voicetranscript); `agent.request`: [NodeAgentRequest](protocol.md#nodeagentrequest); `chat.subscribe`, `chat.unsubscribe`: [FollowedSession](protocol.md#followedsession); `exec.started`, `exec.finished`, `exec.denied`: [ProgramReport](protocol.md#programreport).
  public var payload: JSONValue?
  /// The payload as JSON text; counts instead of `payload`.
  public var payloadJSON: String?

  public init(
    event: String,
    payload: JSONValue? = nil,
    payloadJSON: String? = nil
  ) {
    self.event = event
    self.payload = payload
    self.payloadJSON = payloadJSON
  }
}

public struct NodeEventResult: Codable, Sendable, Equatable {
  public var ok: Bool

  public init(
    ok: Bool = true
  ) {
    self.ok = ok
  }
}

public struct SessionsPreviewParams: Codable, Sendable, Equatable {
  public var keys: [String]
  public var limit: Int?
  public var maxChars: Int?

  public init(
    keys: [String],
    limit: Int? = nil,
    maxChars: Int? = nil
  ) {
    self.keys = keys
    self.limit = limit
    self.maxChars = maxChars
  }
}

public struct SessionsPreviewResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var previews: [SessionsPreviewResultPreviews]

  public init(
    ts: Int64,
    previews: [SessionsPreviewResultPreviews]
  ) {
    self.ts = ts
    self.previews = previews
  }
}

public struct SessionsPreviewResultPreviews: Codable, Sendable, Equatable {
  public var key: String
  public var status: SessionsPreviewResultPreviewsStatus
  public var items: [SessionsPreviewResultPreviewsItems]

  public init(
    key: String,
    status: SessionsPreviewResultPreviewsStatus,
    items: [SessionsPreviewResultPreviewsItems]
  ) {
    self.key = key
    self.status = status
    self.items = items
  }
}

public enum SessionsPreviewResultPreviewsStatus: Codable, Sendable, Hashable {
  case ok
  case empty
  case missing
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "ok": self = .ok
    case "empty": self = .empty
    case "missing": self = .missing
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .ok: return "ok"
    case .empty: return "empty"
    case .missing: return "missing"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct SessionsPreviewResultPreviewsItems: Codable, Sendable, Equatable {
  public var role: SessionsPreviewResultPreviewsItemsRole
  public var text: String

  public init(
    role: SessionsPreviewResultPreviewsItemsRole,
    text: String
  ) {
    self.role = role
    self.text = text
  }
}

public enum SessionsPreviewResultPreviewsItemsRole: Codable, Sendable, Hashable {
  case user
  case assistant
  case tool
  case system
  case other
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "user": self = .user
    case "assistant": self = .assistant
    case "tool": self = .tool
    case "system": self = .system
    case "other": self = .other
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .user: return "user"
    case .assistant: return "assistant"
    case .tool: return "tool"
    case .system: return "system"
    case .other: return "other"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct SessionsResolveParams: Codable, Sendable, Equatable {
  public var key: String?
  public var sessionId: String?
  public var label: String?
  public var agentId: String?
  public var spawnedBy: String?
  public var includeGlobal: Bool?
  public var includeUnknown: Bool?

  public init(
    key: String? = nil,
    sessionId: String? = nil,
    label: String? = nil,
    agentId: String? = nil,
    spawnedBy: String? = nil,
    includeGlobal: Bool? = nil,
    includeUnknown: Bool? = nil
  ) {
    self.key = key
    self.sessionId = sessionId
    self.label = label
    self.agentId = agentId
    self.spawnedBy = spawnedBy
    self.includeGlobal = includeGlobal
    self.includeUnknown = includeUnknown
  }
}

public struct SessionsResolveResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var key: String

  public init(
    ok: Bool = true,
    key: String
  ) {
    self.ok = ok
    self.key = key
  }
}

public struct SessionsPatchParams: Codable, Sendable, Equatable {
  public var key: String
  public var label: Nullable<String>?
  public var thinkingLevel: Nullable<SessionsPatchParamsThinkingLevel>?
  public var verboseLevel: Nullable<SessionsPatchParamsVerboseLevel>?
  /// Kept and shown for clients; no feature reads it yet.
  public var reasoningLevel: Nullable<SessionsPatchParamsReasoningLevel>?
  /// Kept and shown for clients; no feature reads it yet.
  public var responseUsage: Nullable<SessionsPatchParamsResponseUsage>?
  /// Kept and shown for clients; no feature reads it yet.
  public var elevatedLevel: Nullable<SessionsPatchParamsElevatedLevel>?
  /// Kept and shown for clients; no feature reads it yet.
  public var execHost: Nullable<SessionsPatchParamsExecHost>?
  public var execSecurity: Nullable<SessionsPatchParamsExecSecurity>?
  /// Kept and shown for clients; no feature reads it yet.
  public var execAsk: Nullable<SessionsPatchParamsExecAsk>?
  /// Kept and shown for clients; no feature reads it yet.
  public var execNode: Nullable<String>?
  public var model: Nullable<String>?
  public var spawnedBy: Nullable<String>?
  public var sendPolicy: Nullable<SessionsPatchParamsSendPolicy>?
  /// Kept and shown for clients; no feature reads it yet.
  public var groupActivation: Nullable<SessionsPatchParamsGroupActivation>?

  public init(
    key: String,
    label: Nullable<String>? = nil,
    thinkingLevel: Nullable<SessionsPatchParamsThinkingLevel>? = nil,
    verboseLevel: Nullable<SessionsPatchParamsVerboseLevel>? = nil,
    reasoningLevel: Nullable<SessionsPatchParamsReasoningLevel>? = nil,
    responseUsage: Nullable<SessionsPatchParamsResponseUsage>? = nil,
    elevatedLevel: Nullable<SessionsPatchParamsElevatedLevel>? = nil,
    execHost: Nullable<SessionsPatchParamsExecHost>? = nil,
    execSecurity: Nullable<SessionsPatchParamsExecSecurity>? = nil,
    execAsk: Nullable<SessionsPatchParamsExecAsk>? = nil,
    execNode: Nullable<String>? = nil,
    model: Nullable<String>? = nil,
    spawnedBy: Nullable<String>? = nil,
    sendPolicy: Nullable<SessionsPatchParamsSendPolicy>? = nil,
    groupActivation: Nullable<SessionsPatchParamsGroupActivation>? = nil
  ) {
    self.key = key
    self.label = label
    self.thinkingLevel = thinkingLevel
    self.verboseLevel = verboseLevel
    self.reasoningLevel = reasoningLevel
    self.responseUsage = responseUsage
    self.elevatedLevel = elevatedLevel
    self.execHost = execHost
    self.execSecurity = execSecurity
    self.execAsk = execAsk
    self.execNode = execNode
    self.model = model
    self.spawnedBy = spawnedBy
    self.sendPolicy = sendPolicy
    self.groupActivation = groupActivation
  }
}

public enum SessionsPatchParamsThinkingLevel: Codable, Sendable, Hashable {
  case off
  case minimal
  case low
  case medium
  case high
  case xhigh
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "minimal": self = .minimal
    case "low": self = .low
    case "medium": self = .medium
    case "high": self = .high
    case "xhigh": self = .xhigh
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .minimal: return "minimal"
    case .low: return "low"
    case .medium: return "medium"
    case .high: return "high"
    case .xhigh: return "xhigh"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum SessionsPatchParamsVerboseLevel: Codable, Sendable, Hashable {
  case off
  case on
  case full
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "on": self = .on
    case "full": self = .full
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .on: return "on"
    case .full: return "full"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsReasoningLevel: Codable, Sendable, Hashable {
  case off
  case on
  case stream
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "on": self = .on
    case "stream": self = .stream
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .on: return "on"
    case .stream: return "stream"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsResponseUsage: Codable, Sendable, Hashable {
  case off
  case tokens
  case full
  case on
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "tokens": self = .tokens
    case "full": self = .full
    case "on": self = .on
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .tokens: return "tokens"
    case .full: return "full"
    case .on: return "on"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsElevatedLevel: Codable, Sendable, Hashable {
  case off
  case on
  case ask
  case full
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "on": self = .on
    case "ask": self = .ask
    case "full": self = .full
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .on: return "on"
    case .ask: return "ask"
    case .full: return "full"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsExecHost: Codable, Sendable, Hashable {
  case sandbox
  case gateway
  case node
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "sandbox": self = .sandbox
    case "gateway": self = .gateway
    case "node": self = .node
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .sandbox: return "sandbox"
    case .gateway: return "gateway"
    case .node: return "node"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum SessionsPatchParamsExecSecurity: Codable, Sendable, Hashable {
  case deny
  case allowlist
  case full
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "deny": self = .deny
    case "allowlist": self = .allowlist
    case "full": self = .full
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .deny: return "deny"
    case .allowlist: return "allowlist"
    case .full: return "full"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsExecAsk: Codable, Sendable, Hashable {
  case off
  case onMiss
  case always
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "off": self = .off
    case "on-miss": self = .onMiss
    case "always": self = .always
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .off: return "off"
    case .onMiss: return "on-miss"
    case .always: return "always"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum SessionsPatchParamsSendPolicy: Codable, Sendable, Hashable {
  case allow
  case deny
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "allow": self = .allow
    case "deny": self = .deny
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .allow: return "allow"
    case .deny: return "deny"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Kept and shown for clients; no feature reads it yet.
public enum SessionsPatchParamsGroupActivation: Codable, Sendable, Hashable {
  case mention
  case always
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "mention": self = .mention
    case "always": self = .always
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .mention: return "mention"
    case .always: return "always"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct SessionsPatchResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var path: String
  public var key: String
  public var entry: SessionEntry

  public init(
    ok: Bool = true,
    path: String,
    key: String,
    entry: SessionEntry
  ) {
    self.ok = ok
    self.path = path
    self.key = key
    self.entry = entry
  }
}

public struct SessionsResetParams: Codable, Sendable, Equatable {
  public var key: String

  public init(
    key: String
  ) {
    self.key = key
  }
}

public struct SessionsResetResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var key: String
  public var entry: SessionEntry

  public init(
    ok: Bool = true,
    key: String,
    entry: SessionEntry
  ) {
    self.ok = ok
    self.key = key
    self.entry = entry
  }
}

public struct SessionsDeleteParams: Codable, Sendable, Equatable {
  public var key: String
  public var deleteTranscript: Bool?

  public init(
    key: String,
    deleteTranscript: Bool? = nil
  ) {
    self.key = key
    self.deleteTranscript = deleteTranscript
  }
}

public struct SessionsDeleteResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var key: String
  public var deleted: Bool
  /// Ids of the sessions that were archived.
  public var archived: [String]

  public init(
    ok: Bool = true,
    key: String,
    deleted: Bool,
    archived: [String]
  ) {
    self.ok = ok
    self.key = key
    self.deleted = deleted
    self.archived = archived
  }
}

public struct SessionsCompactParams: Codable, Sendable, Equatable {
  public var key: String
  public var maxLines: Int?

  public init(
    key: String,
    maxLines: Int? = nil
  ) {
    self.key = key
    self.maxLines = maxLines
  }
}

public struct SessionsCompactResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var key: String
  public var compacted: Bool
  public var kept: Int64?
  public var archived: String?
  public var reason: String?

  public init(
    ok: Bool = true,
    key: String,
    compacted: Bool,
    kept: Int64? = nil,
    archived: String? = nil,
    reason: String? = nil
  ) {
    self.ok = ok
    self.key = key
    self.compacted = compacted
    self.kept = kept
    self.archived = archived
    self.reason = reason
  }
}

public struct SessionsListParams: Codable, Sendable, Equatable {
  public var limit: Int?
  public var activeMinutes: Int?
  public var includeGlobal: Bool?
  public var includeUnknown: Bool?
  public var includeDerivedTitles: Bool?
  public var includeLastMessage: Bool?
  public var label: String?
  public var spawnedBy: String?
  public var agentId: String?
  public var search: String?

  public init(
    limit: Int? = nil,
    activeMinutes: Int? = nil,
    includeGlobal: Bool? = nil,
    includeUnknown: Bool? = nil,
    includeDerivedTitles: Bool? = nil,
    includeLastMessage: Bool? = nil,
    label: String? = nil,
    spawnedBy: String? = nil,
    agentId: String? = nil,
    search: String? = nil
  ) {
    self.limit = limit
    self.activeMinutes = activeMinutes
    self.includeGlobal = includeGlobal
    self.includeUnknown = includeUnknown
    self.includeDerivedTitles = includeDerivedTitles
    self.includeLastMessage = includeLastMessage
    self.label = label
    self.spawnedBy = spawnedBy
    self.agentId = agentId
    self.search = search
  }
}

public struct SessionsListResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var path: String
  public var count: Int64
  public var defaults: SessionsListResultDefaults
  public var sessions: [SessionRow]

  public init(
    ts: Int64,
    path: String,
    count: Int64,
    defaults: SessionsListResultDefaults,
    sessions: [SessionRow]
  ) {
    self.ts = ts
    self.path = path
    self.count = count
    self.defaults = defaults
    self.sessions = sessions
  }
}

public struct SessionsListResultDefaults: Codable, Sendable, Equatable {
  public var modelProvider: Nullable<String>
  public var model: Nullable<String>
  public var contextTokens: Nullable<Int64>

  public init(
    modelProvider: Nullable<String>,
    model: Nullable<String>,
    contextTokens: Nullable<Int64>
  ) {
    self.modelProvider = modelProvider
    self.model = model
    self.contextTokens = contextTokens
  }
}

public struct WizardStartParams: Codable, Sendable, Equatable {
  public var mode: WizardStartParamsMode?
  public var workspace: String?

  public init(
    mode: WizardStartParamsMode? = nil,
    workspace: String? = nil
  ) {
    self.mode = mode
    self.workspace = workspace
  }
}

public enum WizardStartParamsMode: Codable, Sendable, Hashable {
  case local
  case remote
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "local": self = .local
    case "remote": self = .remote
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .local: return "local"
    case .remote: return "remote"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct WizardStartResult: Codable, Sendable, Equatable {
  public var sessionId: String
  public var done: Bool
  public var step: WizardStep?
  /// `running` until the last step is answered.
  public var status: WizardStartResultStatus?
  /// Why the last answer was not taken, or why the session ended.
  public var error: String?

  public init(
    sessionId: String,
    done: Bool,
    step: WizardStep? = nil,
    status: WizardStartResultStatus? = nil,
    error: String? = nil
  ) {
    self.sessionId = sessionId
    self.done = done
    self.step = step
    self.status = status
    self.error = error
  }
}

/// `running` until the last step is answered.
public enum WizardStartResultStatus: Codable, Sendable, Hashable {
  case running
  case done
  case cancelled
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "running": self = .running
    case "done": self = .done
    case "cancelled": self = .cancelled
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .running: return "running"
    case .done: return "done"
    case .cancelled: return "cancelled"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct WizardNextParams: Codable, Sendable, Equatable {
  public var sessionId: String
  public var answer: WizardNextParamsAnswer?

  public init(
    sessionId: String,
    answer: WizardNextParamsAnswer? = nil
  ) {
    self.sessionId = sessionId
    self.answer = answer
  }
}

public struct WizardNextParamsAnswer: Codable, Sendable, Equatable {
  public var stepId: String
  public var value: JSONValue?

  public init(
    stepId: String,
    value: JSONValue? = nil
  ) {
    self.stepId = stepId
    self.value = value
  }
}

public struct WizardNextResult: Codable, Sendable, Equatable {
  public var done: Bool
  public var step: WizardStep?
  /// `running` until the last step is answered.
  public var status: WizardNextResultStatus?
  /// Why the last answer was not taken, or why the session ended.
  public var error: String?

  public init(
    done: Bool,
    step: WizardStep? = nil,
    status: WizardNextResultStatus? = nil,
    error: String? = nil
  ) {
    self.done = done
    self.step = step
    self.status = status
    self.error = error
  }
}

/// `running` until the last step is answered.
public enum WizardNextResultStatus: Codable, Sendable, Hashable {
  case running
  case done
  case cancelled
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "running": self = .running
    case "done": self = .done
    case "cancelled": self = .cancelled
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .running: return "running"
    case .done: return "done"
    case .cancelled: return "cancelled"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct WizardCancelParams: Codable, Sendable, Equatable {
  public var sessionId: String

  public init(
    sessionId: String
  ) {
    self.sessionId = sessionId
  }
}

public struct WizardCancelResult: Codable, Sendable, Equatable {
  /// `running` until the last step is answered.
  public var status: WizardCancelResultStatus
  /// Why the last answer was not taken, or why the session ended.
  public var error: String?

  public init(
    status: WizardCancelResultStatus,
    error: String? = nil
  ) {
    self.status = status
    self.error = error
  }
}

/// `running` until the last step is answered.
public enum WizardCancelResultStatus: Codable, Sendable, Hashable {
  case running
  case done
  case cancelled
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "running": self = .running
    case "done": self = .done
    case "cancelled": self = .cancelled
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .running: return "running"
    case .done: return "done"
    case .cancelled: return "cancelled"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct WizardStatusParams: Codable, Sendable, Equatable {
  public var sessionId: String

  public init(
    sessionId: String
  ) {
    self.sessionId = sessionId
  }
}

public struct WizardStatusResult: Codable, Sendable, Equatable {
  /// `running` until the last step is answered.
  public var status: WizardStatusResultStatus
  /// Why the last answer was not taken, or why the session ended.
  public var error: String?

  public init(
    status: WizardStatusResultStatus,
    error: String? = nil
  ) {
    self.status = status
    self.error = error
  }
}

/// `running` until the last step is answered.
public enum WizardStatusResultStatus: Codable, Sendable, Hashable {
  case running
  case done
  case cancelled
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "running": self = .running
    case "done": self = .done
    case "cancelled": self = .cancelled
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .running: return "running"
    case .done: return "done"
    case .cancelled: return "cancelled"
    case .error: return "error"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct QueueListParams: Codable, Sendable, Equatable {
  /// Items of each kind; 200.
  public var limit: Int?

  public init(
    limit: Int? = nil
  ) {
    self.limit = limit
  }
}

public struct QueueListResult: Codable, Sendable, Equatable {
  public var ts: Int64
  public var counts: QueueListResultCounts
  public var items: [QueueItem]

  public init(
    ts: Int64,
    counts: QueueListResultCounts,
    items: [QueueItem]
  ) {
    self.ts = ts
    self.counts = counts
    self.items = items
  }
}

public struct QueueListResultCounts: Codable, Sendable, Equatable {
  public var messages: Int64
  public var turnsQueued: Int64
  public var turnsRunning: Int64
  public var deliveries: Int64
  public var uncertain: Int64
  public var failed: Int64

  public init(
    messages: Int64,
    turnsQueued: Int64,
    turnsRunning: Int64,
    deliveries: Int64,
    uncertain: Int64,
    failed: Int64
  ) {
    self.messages = messages
    self.turnsQueued = turnsQueued
    self.turnsRunning = turnsRunning
    self.deliveries = deliveries
    self.uncertain = uncertain
    self.failed = failed
  }
}

public struct QueueCancelParams: Codable, Sendable, Equatable {
  public var id: String

  public init(
    id: String
  ) {
    self.id = id
  }
}

public struct QueueCancelResult: Codable, Sendable, Equatable {
  public var id: String
  public var kind: QueueCancelResultKind
  public var was: QueueCancelResultWas
  public var state: QueueCancelResultState

  public init(
    id: String,
    kind: QueueCancelResultKind,
    was: QueueCancelResultWas,
    state: QueueCancelResultState
  ) {
    self.id = id
    self.kind = kind
    self.was = was
    self.state = state
  }
}

public enum QueueCancelResultKind: Codable, Sendable, Hashable {
  case turn
  case message
  case delivery
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "turn": self = .turn
    case "message": self = .message
    case "delivery": self = .delivery
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .turn: return "turn"
    case .message: return "message"
    case .delivery: return "delivery"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum QueueCancelResultWas: Codable, Sendable, Hashable {
  case queued
  case running
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "queued": self = .queued
    case "running": self = .running
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .queued: return "queued"
    case .running: return "running"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum QueueCancelResultState: Codable, Sendable, Hashable {
  case cancelled
  case ending
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "cancelled": self = .cancelled
    case "ending": self = .ending
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .cancelled: return "cancelled"
    case .ending: return "ending"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public struct QueueResendParams: Codable, Sendable, Equatable {
  public var id: String

  public init(
    id: String
  ) {
    self.id = id
  }
}

public struct QueueResendResult: Codable, Sendable, Equatable {
  public var id: String
  public var deliveries: Int64

  public init(
    id: String,
    deliveries: Int64
  ) {
    self.id = id
    self.deliveries = deliveries
  }
}

public struct SystemPresenceParams: Codable, Sendable, Equatable {
  public init() {}
}

public typealias SystemPresenceResult = [PresenceEntry]

public struct SystemEventParams: Codable, Sendable, Equatable {
  public var text: String
  public var deviceId: String?
  public var instanceId: String?
  public var host: String?
  public var ip: String?
  public var mode: String?
  public var version: String?
  public var platform: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var reason: String?
  public var lastInputSeconds: Double?
  public var roles: [String]?
  public var scopes: [String]?
  public var tags: [String]?

  public init(
    text: String,
    deviceId: String? = nil,
    instanceId: String? = nil,
    host: String? = nil,
    ip: String? = nil,
    mode: String? = nil,
    version: String? = nil,
    platform: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    reason: String? = nil,
    lastInputSeconds: Double? = nil,
    roles: [String]? = nil,
    scopes: [String]? = nil,
    tags: [String]? = nil
  ) {
    self.text = text
    self.deviceId = deviceId
    self.instanceId = instanceId
    self.host = host
    self.ip = ip
    self.mode = mode
    self.version = version
    self.platform = platform
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.reason = reason
    self.lastInputSeconds = lastInputSeconds
    self.roles = roles
    self.scopes = scopes
    self.tags = tags
  }
}

public struct SystemEventResult: Codable, Sendable, Equatable {
  public var ok: Bool

  public init(
    ok: Bool = true
  ) {
    self.ok = ok
  }
}

public struct VoicewakeGetParams: Codable, Sendable, Equatable {
  public init() {}
}

public struct VoicewakeGetResult: Codable, Sendable, Equatable {
  public var triggers: [String]

  public init(
    triggers: [String]
  ) {
    self.triggers = triggers
  }
}

public struct VoicewakeSetParams: Codable, Sendable, Equatable {
  public var triggers: [String]

  public init(
    triggers: [String]
  ) {
    self.triggers = triggers
  }
}

public struct VoicewakeSetResult: Codable, Sendable, Equatable {
  public var triggers: [String]

  public init(
    triggers: [String]
  ) {
    self.triggers = triggers
  }
}

public struct TalkModeParams: Codable, Sendable, Equatable {
  public var enabled: Bool
  public var phase: String?

  public init(
    enabled: Bool,
    phase: String? = nil
  ) {
    self.enabled = enabled
    self.phase = phase
  }
}

public struct TalkModeResult: Codable, Sendable, Equatable {
  public var enabled: Bool
  public var phase: Nullable<String>
  public var ts: Int64

  public init(
    enabled: Bool,
    phase: Nullable<String>,
    ts: Int64
  ) {
    self.enabled = enabled
    self.phase = phase
    self.ts = ts
  }
}
