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
