// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct AbortResult: Codable, Sendable, Equatable {
  public var ok: Bool
  public var aborted: Bool
  public var runIds: [String]

  public init(
    ok: Bool = true,
    aborted: Bool,
    runIds: [String]
  ) {
    self.ok = ok
    self.aborted = aborted
    self.runIds = runIds
  }
}

/// How one account of a channel is.
public struct AccountSnapshot: Codable, Sendable, Equatable {
  public var accountId: String
  public var name: String?
  public var enabled: Bool?
  public var configured: Bool?
  public var linked: Bool?
  public var running: Bool?
  public var connected: Bool?
  public var reconnectAttempts: Int64?
  public var lastConnectedAt: Nullable<Int64>?
  public var lastError: Nullable<String>?
  public var lastStartAt: Nullable<Int64>?
  public var lastStopAt: Nullable<Int64>?
  public var lastInboundAt: Nullable<Int64>?
  public var lastOutboundAt: Nullable<Int64>?
  public var lastProbeAt: Nullable<Int64>?
  public var mode: String?
  public var dmPolicy: String?
  public var allowFrom: [String]?
  public var tokenSource: String?
  public var botTokenSource: String?
  public var appTokenSource: String?
  public var baseUrl: String?
  public var allowUnmentionedGroups: Bool?
  public var cliPath: Nullable<String>?
  public var dbPath: Nullable<String>?
  public var port: Nullable<Int64>?
  public var probe: JSONValue?
  public var audit: JSONValue?
  public var application: JSONValue?
  public var knockCount: Int64?
  public var knocks: [Knock]?

  public init(
    accountId: String,
    name: String? = nil,
    enabled: Bool? = nil,
    configured: Bool? = nil,
    linked: Bool? = nil,
    running: Bool? = nil,
    connected: Bool? = nil,
    reconnectAttempts: Int64? = nil,
    lastConnectedAt: Nullable<Int64>? = nil,
    lastError: Nullable<String>? = nil,
    lastStartAt: Nullable<Int64>? = nil,
    lastStopAt: Nullable<Int64>? = nil,
    lastInboundAt: Nullable<Int64>? = nil,
    lastOutboundAt: Nullable<Int64>? = nil,
    lastProbeAt: Nullable<Int64>? = nil,
    mode: String? = nil,
    dmPolicy: String? = nil,
    allowFrom: [String]? = nil,
    tokenSource: String? = nil,
    botTokenSource: String? = nil,
    appTokenSource: String? = nil,
    baseUrl: String? = nil,
    allowUnmentionedGroups: Bool? = nil,
    cliPath: Nullable<String>? = nil,
    dbPath: Nullable<String>? = nil,
    port: Nullable<Int64>? = nil,
    probe: JSONValue? = nil,
    audit: JSONValue? = nil,
    application: JSONValue? = nil,
    knockCount: Int64? = nil,
    knocks: [Knock]? = nil
  ) {
    self.accountId = accountId
    self.name = name
    self.enabled = enabled
    self.configured = configured
    self.linked = linked
    self.running = running
    self.connected = connected
    self.reconnectAttempts = reconnectAttempts
    self.lastConnectedAt = lastConnectedAt
    self.lastError = lastError
    self.lastStartAt = lastStartAt
    self.lastStopAt = lastStopAt
    self.lastInboundAt = lastInboundAt
    self.lastOutboundAt = lastOutboundAt
    self.lastProbeAt = lastProbeAt
    self.mode = mode
    self.dmPolicy = dmPolicy
    self.allowFrom = allowFrom
    self.tokenSource = tokenSource
    self.botTokenSource = botTokenSource
    self.appTokenSource = appTokenSource
    self.baseUrl = baseUrl
    self.allowUnmentionedGroups = allowUnmentionedGroups
    self.cliPath = cliPath
    self.dbPath = dbPath
    self.port = port
    self.probe = probe
    self.audit = audit
    self.application = application
    self.knockCount = knockCount
    self.knocks = knocks
  }
}

public struct ChannelHealth: Codable, Sendable, Equatable {
  public var accountId: String?
  public var configured: Bool?
  public var linked: Bool?
  public var authAgeMs: Nullable<Int64>?
  public var probe: JSONValue?
  public var lastProbeAt: Nullable<Int64>?
  public var accounts: [String: JSONValue]?

  public init(
    accountId: String? = nil,
    configured: Bool? = nil,
    linked: Bool? = nil,
    authAgeMs: Nullable<Int64>? = nil,
    probe: JSONValue? = nil,
    lastProbeAt: Nullable<Int64>? = nil,
    accounts: [String: JSONValue]? = nil
  ) {
    self.accountId = accountId
    self.configured = configured
    self.linked = linked
    self.authAgeMs = authAgeMs
    self.probe = probe
    self.lastProbeAt = lastProbeAt
    self.accounts = accounts
  }
}

/// One message of a session's history.
public struct ChatMessage: Codable, Sendable, Equatable {
  public var role: ChatMessageRole
  public var content: [ContentPart]
  public var timestamp: Int64
  public var runId: String?
  public var stopReason: String?
  public var provider: String?
  public var model: String?
  public var usage: ChatMessageUsage?

  public init(
    role: ChatMessageRole,
    content: [ContentPart],
    timestamp: Int64,
    runId: String? = nil,
    stopReason: String? = nil,
    provider: String? = nil,
    model: String? = nil,
    usage: ChatMessageUsage? = nil
  ) {
    self.role = role
    self.content = content
    self.timestamp = timestamp
    self.runId = runId
    self.stopReason = stopReason
    self.provider = provider
    self.model = model
    self.usage = usage
  }
}

public enum ChatMessageRole: Codable, Sendable, Hashable {
  case user
  case assistant
  case toolResult
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "user": self = .user
    case "assistant": self = .assistant
    case "toolResult": self = .toolResult
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .user: return "user"
    case .assistant: return "assistant"
    case .toolResult: return "toolResult"
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

public struct ChatMessageUsage: Codable, Sendable, Equatable {
  public var inputTokens: Int64
  public var outputTokens: Int64

  public init(
    inputTokens: Int64,
    outputTokens: Int64
  ) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}

/// What a client says about itself.
public struct ClientInfo: Codable, Sendable, Equatable {
  public var id: String
  public var displayName: String?
  public var version: String
  public var platform: String
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var mode: ClientInfoMode
  public var instanceId: String?

  public init(
    id: String,
    displayName: String? = nil,
    version: String,
    platform: String,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    mode: ClientInfoMode,
    instanceId: String? = nil
  ) {
    self.id = id
    self.displayName = displayName
    self.version = version
    self.platform = platform
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.mode = mode
    self.instanceId = instanceId
  }
}

public enum ClientInfoMode: Codable, Sendable, Hashable {
  case webchat
  case cli
  case ui
  case backend
  case node
  case probe
  case test
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "webchat": self = .webchat
    case "cli": self = .cli
    case "ui": self = .ui
    case "backend": self = .backend
    case "node": self = .node
    case "probe": self = .probe
    case "test": self = .test
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .webchat: return "webchat"
    case .cli: return "cli"
    case .ui: return "ui"
    case .backend: return "backend"
    case .node: return "node"
    case .probe: return "probe"
    case .test: return "test"
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

/// What is wrong, and at which key; empty: the whole file.
public struct ConfigIssue: Codable, Sendable, Equatable {
  public var path: String
  public var message: String

  public init(
    path: String,
    message: String
  ) {
    self.path = path
    self.message = message
  }
}

/// The first request on every connection.
public struct ConnectParams: Codable, Sendable, Equatable {
  public var minProtocol: Int
  public var maxProtocol: Int
  public var client: ClientInfo
  public var caps: [String]?
  public var commands: [String]?
  public var permissions: [String: Bool]?
  public var pathEnv: String?
  public var role: String?
  public var scopes: [String]?
  public var device: DeviceProof?
  public var auth: ConnectParamsAuth?
  public var locale: String?
  public var userAgent: String?

  public init(
    minProtocol: Int,
    maxProtocol: Int,
    client: ClientInfo,
    caps: [String]? = nil,
    commands: [String]? = nil,
    permissions: [String: Bool]? = nil,
    pathEnv: String? = nil,
    role: String? = nil,
    scopes: [String]? = nil,
    device: DeviceProof? = nil,
    auth: ConnectParamsAuth? = nil,
    locale: String? = nil,
    userAgent: String? = nil
  ) {
    self.minProtocol = minProtocol
    self.maxProtocol = maxProtocol
    self.client = client
    self.caps = caps
    self.commands = commands
    self.permissions = permissions
    self.pathEnv = pathEnv
    self.role = role
    self.scopes = scopes
    self.device = device
    self.auth = auth
    self.locale = locale
    self.userAgent = userAgent
  }
}

public struct ConnectParamsAuth: Codable, Sendable, Equatable {
  public var token: String?
  public var password: String?

  public init(
    token: String? = nil,
    password: String? = nil
  ) {
    self.token = token
    self.password = password
  }
}

public enum ContentPart: Codable, Sendable, Equatable {
  case text(ContentPartText)
  case toolCall(ContentPartToolCall)
  case toolResult(ContentPartToolResult)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  private enum TagKey: String, CodingKey {
    case tag = "type"
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
    case "text": self = .text(try ContentPartText(from: decoder))
    case "toolCall": self = .toolCall(try ContentPartToolCall(from: decoder))
    case "toolResult": self = .toolResult(try ContentPartToolResult(from: decoder))
    default: self = .unknown(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .toolCall(let value): try value.encode(to: encoder)
    case .toolResult(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct ContentPartText: Codable, Sendable, Equatable {
  public var type: String
  public var text: String

  public init(
    type: String = "text",
    text: String
  ) {
    self.type = type
    self.text = text
  }
}

public struct ContentPartToolCall: Codable, Sendable, Equatable {
  public var type: String
  public var id: String
  public var name: String
  public var arguments: JSONValue

  public init(
    type: String = "toolCall",
    id: String,
    name: String,
    arguments: JSONValue
  ) {
    self.type = type
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

public struct ContentPartToolResult: Codable, Sendable, Equatable {
  public var type: String
  public var toolCallId: String
  public var toolName: String
  public var result: JSONValue
  public var isError: Bool

  public init(
    type: String = "toolResult",
    toolCallId: String,
    toolName: String,
    result: JSONValue,
    isError: Bool
  ) {
    self.type = type
    self.toolCallId = toolCallId
    self.toolName = toolName
    self.result = result
    self.isError = isError
  }
}

/// A device's identity, signed over the challenge.
public struct DeviceProof: Codable, Sendable, Equatable {
  public var id: String
  public var publicKey: String
  public var signature: String
  public var signedAt: Int64
  public var nonce: String?

  public init(
    id: String,
    publicKey: String,
    signature: String,
    signedAt: Int64,
    nonce: String? = nil
  ) {
    self.id = id
    self.publicKey = publicKey
    self.signature = signature
    self.signedAt = signedAt
    self.nonce = nonce
  }
}

/// A device's token in one role, without the token.
public struct DeviceTokenSummary: Codable, Sendable, Equatable {
  public var role: String
  public var scopes: [String]
  public var createdAtMs: Int64
  public var rotatedAtMs: Int64?
  public var revokedAtMs: Int64?
  public var lastUsedAtMs: Int64?

  public init(
    role: String,
    scopes: [String],
    createdAtMs: Int64,
    rotatedAtMs: Int64? = nil,
    revokedAtMs: Int64? = nil,
    lastUsedAtMs: Int64? = nil
  ) {
    self.role = role
    self.scopes = scopes
    self.createdAtMs = createdAtMs
    self.rotatedAtMs = rotatedAtMs
    self.revokedAtMs = revokedAtMs
    self.lastUsedAtMs = lastUsedAtMs
  }
}

public struct ErrorShape: Codable, Sendable, Equatable {
  public var code: String
  public var message: String
  public var details: JSONValue?
  public var retryable: Bool?
  public var retryAfterMs: Int?

  public init(
    code: String,
    message: String,
    details: JSONValue? = nil,
    retryable: Bool? = nil,
    retryAfterMs: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.details = details
    self.retryable = retryable
    self.retryAfterMs = retryAfterMs
  }
}

/// The gateway tells. Never replayed; `seq` rises by one per connection.
public struct EventFrame: Codable, Sendable, Equatable {
  public var type: String
  public var event: String
  public var payload: JSONValue?
  public var seq: Int64?
  public var stateVersion: StateVersion?

  public init(
    type: String = "event",
    event: String,
    payload: JSONValue? = nil,
    seq: Int64? = nil,
    stateVersion: StateVersion? = nil
  ) {
    self.type = type
    self.event = event
    self.payload = payload
    self.seq = seq
    self.stateVersion = stateVersion
  }
}

/// Commands that were allowed for good: exactly these, no patterns.
public struct ExecAllowances: Codable, Sendable, Equatable {
  public var version: Int64
  public var allowlist: [ExecAllowancesAllowlist]

  public init(
    version: Int64 = 1,
    allowlist: [ExecAllowancesAllowlist]
  ) {
    self.version = version
    self.allowlist = allowlist
  }
}

public struct ExecAllowancesAllowlist: Codable, Sendable, Equatable {
  public var id: String
  public var argv: [String]
  public var binary: ExecAllowancesAllowlistBinary
  public var interpreter: Nullable<ExecAllowancesAllowlistInterpreter>
  public var cwd: String
  public var env: [String: String]
  public var createdAtMs: Int64

  public init(
    id: String,
    argv: [String],
    binary: ExecAllowancesAllowlistBinary,
    interpreter: Nullable<ExecAllowancesAllowlistInterpreter>,
    cwd: String,
    env: [String: String],
    createdAtMs: Int64
  ) {
    self.id = id
    self.argv = argv
    self.binary = binary
    self.interpreter = interpreter
    self.cwd = cwd
    self.env = env
    self.createdAtMs = createdAtMs
  }
}

public struct ExecAllowancesAllowlistBinary: Codable, Sendable, Equatable {
  public var path: String
  public var digest: String

  public init(
    path: String,
    digest: String
  ) {
    self.path = path
    self.digest = digest
  }
}

public struct ExecAllowancesAllowlistInterpreter: Codable, Sendable, Equatable {
  public var path: String
  public var digest: String

  public init(
    path: String,
    digest: String
  ) {
    self.path = path
    self.digest = digest
  }
}

/// A command that waits for a person. Quotes and backslashes are escaped, and what not every screen shows is `\u{…}`.
public struct ExecApprovalRequested: Codable, Sendable, Equatable {
  public var id: String
  public var request: ExecApprovalRequestedRequest
  public var createdAtMs: Int64
  public var expiresAtMs: Int64

  public init(
    id: String,
    request: ExecApprovalRequestedRequest,
    createdAtMs: Int64,
    expiresAtMs: Int64
  ) {
    self.id = id
    self.request = request
    self.createdAtMs = createdAtMs
    self.expiresAtMs = expiresAtMs
  }
}

public struct ExecApprovalRequestedRequest: Codable, Sendable, Equatable {
  public var command: String
  public var cwd: String?
  public var host: String?
  public var security: String?
  public var ask: String?
  public var agentId: String?
  public var resolvedPath: String?
  public var sessionKey: String?
  public var nodeId: String?
  public var digest: String?
  public var interpreter: String?
  public var env: [String]?
  public var timeoutMs: Int?
  public var hash: String?

  public init(
    command: String,
    cwd: String? = nil,
    host: String? = nil,
    security: String? = nil,
    ask: String? = nil,
    agentId: String? = nil,
    resolvedPath: String? = nil,
    sessionKey: String? = nil,
    nodeId: String? = nil,
    digest: String? = nil,
    interpreter: String? = nil,
    env: [String]? = nil,
    timeoutMs: Int? = nil,
    hash: String? = nil
  ) {
    self.command = command
    self.cwd = cwd
    self.host = host
    self.security = security
    self.ask = ask
    self.agentId = agentId
    self.resolvedPath = resolvedPath
    self.sessionKey = sessionKey
    self.nodeId = nodeId
    self.digest = digest
    self.interpreter = interpreter
    self.env = env
    self.timeoutMs = timeoutMs
    self.hash = hash
  }
}

/// `node.event` `chat.subscribe`, `chat.unsubscribe`: the node gets the events `agent` and `chat` of this session, without `seq`; 64 sessions at most, until the connection ends.
public struct FollowedSession: Codable, Sendable, Equatable {
  public var sessionKey: String

  public init(
    sessionKey: String
  ) {
    self.sessionKey = sessionKey
  }
}

/// The whole state of the gateway.
public struct HealthSummary: Codable, Sendable, Equatable {
  public var ok: Bool
  public var ts: Int64
  public var durationMs: Int64
  public var channels: [String: ChannelHealth]
  public var channelOrder: [String]
  public var channelLabels: [String: String]
  public var linkChannel: LinkChannel?
  public var heartbeatSeconds: Int64
  public var defaultAgentId: String
  public var agents: [HealthSummaryAgents]
  public var sessions: HealthSummarySessions
  public var services: [String: ServiceHealth]?

  public init(
    ok: Bool,
    ts: Int64,
    durationMs: Int64,
    channels: [String: ChannelHealth],
    channelOrder: [String],
    channelLabels: [String: String],
    linkChannel: LinkChannel? = nil,
    heartbeatSeconds: Int64,
    defaultAgentId: String,
    agents: [HealthSummaryAgents],
    sessions: HealthSummarySessions,
    services: [String: ServiceHealth]? = nil
  ) {
    self.ok = ok
    self.ts = ts
    self.durationMs = durationMs
    self.channels = channels
    self.channelOrder = channelOrder
    self.channelLabels = channelLabels
    self.linkChannel = linkChannel
    self.heartbeatSeconds = heartbeatSeconds
    self.defaultAgentId = defaultAgentId
    self.agents = agents
    self.sessions = sessions
    self.services = services
  }
}

public struct HealthSummaryAgents: Codable, Sendable, Equatable {
  public var agentId: String
  public var name: String?
  public var isDefault: Bool
  public var heartbeat: HealthSummaryAgentsHeartbeat
  public var sessions: HealthSummaryAgentsSessions

  public init(
    agentId: String,
    name: String? = nil,
    isDefault: Bool,
    heartbeat: HealthSummaryAgentsHeartbeat,
    sessions: HealthSummaryAgentsSessions
  ) {
    self.agentId = agentId
    self.name = name
    self.isDefault = isDefault
    self.heartbeat = heartbeat
    self.sessions = sessions
  }
}

public struct HealthSummaryAgentsHeartbeat: Codable, Sendable, Equatable {
  public var enabled: Bool
  public var every: String?
  public var everyMs: Nullable<Int64>?
  public var prompt: String?
  public var target: String?
  public var model: String?
  public var ackMaxChars: Int64?

  public init(
    enabled: Bool,
    every: String? = nil,
    everyMs: Nullable<Int64>? = nil,
    prompt: String? = nil,
    target: String? = nil,
    model: String? = nil,
    ackMaxChars: Int64? = nil
  ) {
    self.enabled = enabled
    self.every = every
    self.everyMs = everyMs
    self.prompt = prompt
    self.target = target
    self.model = model
    self.ackMaxChars = ackMaxChars
  }
}

public struct HealthSummaryAgentsSessions: Codable, Sendable, Equatable {
  public var path: String
  public var count: Int64
  public var recent: [HealthSummaryAgentsSessionsRecent]

  public init(
    path: String,
    count: Int64,
    recent: [HealthSummaryAgentsSessionsRecent]
  ) {
    self.path = path
    self.count = count
    self.recent = recent
  }
}

public struct HealthSummaryAgentsSessionsRecent: Codable, Sendable, Equatable {
  public var key: String
  public var updatedAt: Nullable<Int64>
  public var age: Nullable<Int64>

  public init(
    key: String,
    updatedAt: Nullable<Int64>,
    age: Nullable<Int64>
  ) {
    self.key = key
    self.updatedAt = updatedAt
    self.age = age
  }
}

public struct HealthSummarySessions: Codable, Sendable, Equatable {
  public var path: String
  public var count: Int64
  public var recent: [HealthSummarySessionsRecent]

  public init(
    path: String,
    count: Int64,
    recent: [HealthSummarySessionsRecent]
  ) {
    self.path = path
    self.count = count
    self.recent = recent
  }
}

public struct HealthSummarySessionsRecent: Codable, Sendable, Equatable {
  public var key: String
  public var updatedAt: Nullable<Int64>
  public var age: Nullable<Int64>

  public init(
    key: String,
    updatedAt: Nullable<Int64>,
    age: Nullable<Int64>
  ) {
    self.key = key
    self.updatedAt = updatedAt
    self.age = age
  }
}

/// The payload of a successful `connect`.
public struct HelloOk: Codable, Sendable, Equatable {
  public var type: String
  public var `protocol`: Int64
  public var server: HelloOkServer
  public var features: HelloOkFeatures
  public var snapshot: Snapshot
  public var canvasHostUrl: String?
  public var auth: HelloOkAuth?
  public var policy: Policy

  public init(
    type: String = "hello-ok",
    `protocol`: Int64,
    server: HelloOkServer,
    features: HelloOkFeatures,
    snapshot: Snapshot,
    canvasHostUrl: String? = nil,
    auth: HelloOkAuth? = nil,
    policy: Policy
  ) {
    self.type = type
    self.`protocol` = `protocol`
    self.server = server
    self.features = features
    self.snapshot = snapshot
    self.canvasHostUrl = canvasHostUrl
    self.auth = auth
    self.policy = policy
  }

  private enum CodingKeys: String, CodingKey {
    case type
    case `protocol` = "protocol"
    case server
    case features
    case snapshot
    case canvasHostUrl
    case auth
    case policy
  }
}

public struct HelloOkServer: Codable, Sendable, Equatable {
  public var version: String
  public var commit: String?
  public var host: String?
  public var connId: String

  public init(
    version: String,
    commit: String? = nil,
    host: String? = nil,
    connId: String
  ) {
    self.version = version
    self.commit = commit
    self.host = host
    self.connId = connId
  }
}

public struct HelloOkFeatures: Codable, Sendable, Equatable {
  public var methods: [String]
  public var events: [String]

  public init(
    methods: [String],
    events: [String]
  ) {
    self.methods = methods
    self.events = events
  }
}

public struct HelloOkAuth: Codable, Sendable, Equatable {
  public var deviceToken: String
  public var role: String
  public var scopes: [String]
  public var issuedAtMs: Int64?

  public init(
    deviceToken: String,
    role: String,
    scopes: [String],
    issuedAtMs: Int64? = nil
  ) {
    self.deviceToken = deviceToken
    self.role = role
    self.scopes = scopes
    self.issuedAtMs = issuedAtMs
  }
}

/// Somebody who wrote without being admitted.
public struct Knock: Codable, Sendable, Equatable {
  public var sender: String
  public var name: String?
  public var firstAt: Int64
  public var lastAt: Int64
  public var count: Int64

  public init(
    sender: String,
    name: String? = nil,
    firstAt: Int64,
    lastAt: Int64,
    count: Int64
  ) {
    self.sender = sender
    self.name = name
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.count = count
  }
}

/// The first configured account that is not linked, else the first linked one.
public struct LinkChannel: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public var linked: Bool
  public var authAgeMs: Nullable<Int64>

  public init(
    id: String,
    label: String,
    linked: Bool,
    authAgeMs: Nullable<Int64>
  ) {
    self.id = id
    self.label = label
    self.linked = linked
    self.authAgeMs = authAgeMs
  }
}

/// A node that is paired, connected or both, with the commands it may be asked for.
public struct Node: Codable, Sendable, Equatable {
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

/// `node.event` `agent.request`: a turn that the node wants.
public struct NodeAgentRequest: Codable, Sendable, Equatable {
  public var message: String
  /// The main session when absent.
  public var sessionKey: String?
  public var thinking: String?
  /// True: the answer also goes where the session's people last wrote from.
  public var deliver: Bool?
  /// Only that same place; another is refused.
  public var to: String?
  /// Only that same place; another is refused.
  public var channel: String?
  public var timeoutSeconds: Int?
  /// The node's own key for this request: repeated, it is one turn.
  public var key: String?

  public init(
    message: String,
    sessionKey: String? = nil,
    thinking: String? = nil,
    deliver: Bool? = nil,
    to: String? = nil,
    channel: String? = nil,
    timeoutSeconds: Int? = nil,
    key: String? = nil
  ) {
    self.message = message
    self.sessionKey = sessionKey
    self.thinking = thinking
    self.deliver = deliver
    self.to = to
    self.channel = channel
    self.timeoutSeconds = timeoutSeconds
    self.key = key
  }
}

/// A device that was approved, with what it may be.
public struct PairedDevice: Codable, Sendable, Equatable {
  public var deviceId: String
  public var publicKey: String
  public var displayName: String?
  public var platform: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var clientId: String?
  public var clientMode: String?
  public var remoteIp: String?
  public var role: String?
  public var roles: [String]
  public var scopes: [String]
  public var commands: [String]?
  public var tokens: [DeviceTokenSummary]
  public var createdAtMs: Int64
  public var approvedAtMs: Int64

  public init(
    deviceId: String,
    publicKey: String,
    displayName: String? = nil,
    platform: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    clientId: String? = nil,
    clientMode: String? = nil,
    remoteIp: String? = nil,
    role: String? = nil,
    roles: [String],
    scopes: [String],
    commands: [String]? = nil,
    tokens: [DeviceTokenSummary],
    createdAtMs: Int64,
    approvedAtMs: Int64
  ) {
    self.deviceId = deviceId
    self.publicKey = publicKey
    self.displayName = displayName
    self.platform = platform
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.clientId = clientId
    self.clientMode = clientMode
    self.remoteIp = remoteIp
    self.role = role
    self.roles = roles
    self.scopes = scopes
    self.commands = commands
    self.tokens = tokens
    self.createdAtMs = createdAtMs
    self.approvedAtMs = approvedAtMs
  }
}

/// A node that somebody approved. Its token is not shown.
public struct PairedNode: Codable, Sendable, Equatable {
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
  public var createdAtMs: Int64
  public var approvedAtMs: Int64
  public var lastConnectedAtMs: Int64?

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
    createdAtMs: Int64,
    approvedAtMs: Int64,
    lastConnectedAtMs: Int64? = nil
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
    self.createdAtMs = createdAtMs
    self.approvedAtMs = approvedAtMs
    self.lastConnectedAtMs = lastConnectedAtMs
  }
}

/// A device that waits for approval, five minutes long.
public struct PairingRequest: Codable, Sendable, Equatable {
  public var requestId: String
  public var deviceId: String
  public var publicKey: String
  public var displayName: String?
  public var platform: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var clientId: String?
  public var clientMode: String?
  public var remoteIp: String?
  public var role: String
  public var roles: [String]
  public var scopes: [String]
  public var commands: [String]?
  public var isRepair: Bool?
  public var ts: Int64

  public init(
    requestId: String,
    deviceId: String,
    publicKey: String,
    displayName: String? = nil,
    platform: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    clientId: String? = nil,
    clientMode: String? = nil,
    remoteIp: String? = nil,
    role: String,
    roles: [String],
    scopes: [String],
    commands: [String]? = nil,
    isRepair: Bool? = nil,
    ts: Int64
  ) {
    self.requestId = requestId
    self.deviceId = deviceId
    self.publicKey = publicKey
    self.displayName = displayName
    self.platform = platform
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.clientId = clientId
    self.clientMode = clientMode
    self.remoteIp = remoteIp
    self.role = role
    self.roles = roles
    self.scopes = scopes
    self.commands = commands
    self.isRepair = isRepair
    self.ts = ts
  }
}

/// A node that asks to be paired; it waits five minutes.
public struct PendingNode: Codable, Sendable, Equatable {
  public var requestId: String
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
  /// The node is paired already.
  public var isRepair: Bool?
  public var ts: Int64

  public init(
    requestId: String,
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
    silent: Bool? = nil,
    isRepair: Bool? = nil,
    ts: Int64
  ) {
    self.requestId = requestId
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
    self.isRepair = isRepair
    self.ts = ts
  }
}

/// What this connection is held to.
public struct Policy: Codable, Sendable, Equatable {
  public var maxPayload: Int64
  public var maxBufferedBytes: Int64
  public var tickIntervalMs: Int64

  public init(
    maxPayload: Int64,
    maxBufferedBytes: Int64,
    tickIntervalMs: Int64
  ) {
    self.maxPayload = maxPayload
    self.maxBufferedBytes = maxBufferedBytes
    self.tickIntervalMs = tickIntervalMs
  }
}

/// One program, device or person that is here now.
public struct PresenceEntry: Codable, Sendable, Equatable {
  public var host: String?
  public var ip: String?
  public var version: String?
  public var platform: String?
  public var deviceFamily: String?
  public var modelIdentifier: String?
  public var mode: String?
  public var lastInputSeconds: Int64?
  public var reason: String?
  public var tags: [String]?
  public var text: String?
  public var ts: Int64
  public var deviceId: String?
  public var roles: [String]?
  public var scopes: [String]?
  public var instanceId: String?

  public init(
    host: String? = nil,
    ip: String? = nil,
    version: String? = nil,
    platform: String? = nil,
    deviceFamily: String? = nil,
    modelIdentifier: String? = nil,
    mode: String? = nil,
    lastInputSeconds: Int64? = nil,
    reason: String? = nil,
    tags: [String]? = nil,
    text: String? = nil,
    ts: Int64,
    deviceId: String? = nil,
    roles: [String]? = nil,
    scopes: [String]? = nil,
    instanceId: String? = nil
  ) {
    self.host = host
    self.ip = ip
    self.version = version
    self.platform = platform
    self.deviceFamily = deviceFamily
    self.modelIdentifier = modelIdentifier
    self.mode = mode
    self.lastInputSeconds = lastInputSeconds
    self.reason = reason
    self.tags = tags
    self.text = text
    self.ts = ts
    self.deviceId = deviceId
    self.roles = roles
    self.scopes = scopes
    self.instanceId = instanceId
  }
}

/// `node.event` `exec.started`, `exec.finished`, `exec.denied`: how a program goes. It becomes a note in the session for which the run was started. Only these keys are read: command, session and output of a report are taken and not used.
public struct ProgramReport: Codable, Sendable, Equatable {
  /// Of a command that this gateway gave this node; any other is refused.
  public var runId: String
  public var exitCode: Nullable<Int64>?
  /// True: it was ended for its time.
  public var timedOut: Bool?

  public init(
    runId: String,
    exitCode: Nullable<Int64>? = nil,
    timedOut: Bool? = nil
  ) {
    self.runId = runId
    self.exitCode = exitCode
    self.timedOut = timedOut
  }
}

/// Something that the gateway still owes, or could not do.
public struct QueueItem: Codable, Sendable, Equatable {
  public var id: String
  public var kind: QueueItemKind
  public var state: QueueItemState
  /// It takes far longer than it should, or is interrupted.
  public var stuck: Bool
  public var since: Int64
  public var attempts: Int64
  public var session: String?
  public var channel: String?
  public var account: String?
  public var conversation: String?
  public var reason: String?

  public init(
    id: String,
    kind: QueueItemKind,
    state: QueueItemState,
    stuck: Bool,
    since: Int64,
    attempts: Int64,
    session: String? = nil,
    channel: String? = nil,
    account: String? = nil,
    conversation: String? = nil,
    reason: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.stuck = stuck
    self.since = since
    self.attempts = attempts
    self.session = session
    self.channel = channel
    self.account = account
    self.conversation = conversation
    self.reason = reason
  }
}

public enum QueueItemKind: Codable, Sendable, Hashable {
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

public enum QueueItemState: Codable, Sendable, Hashable {
  case queued
  case running
  case sending
  case uncertain
  case failed
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "queued": self = .queued
    case "running": self = .running
    case "sending": self = .sending
    case "uncertain": self = .uncertain
    case "failed": self = .failed
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .queued: return "queued"
    case .running: return "running"
    case .sending: return "sending"
    case .uncertain: return "uncertain"
    case .failed: return "failed"
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

/// A client asks; the answer has the same id.
public struct RequestFrame: Codable, Sendable, Equatable {
  public var type: String
  public var id: String
  public var method: String
  public var params: JSONValue?

  public init(
    type: String = "req",
    id: String,
    method: String,
    params: JSONValue? = nil
  ) {
    self.type = type
    self.id = id
    self.method = method
    self.params = params
  }
}

/// The answer to a request. Two-stage methods answer twice with one id.
public struct ResponseFrame: Codable, Sendable, Equatable {
  public var type: String
  public var id: String
  public var ok: Bool
  public var payload: JSONValue?
  public var error: ErrorShape?

  public init(
    type: String = "res",
    id: String,
    ok: Bool,
    payload: JSONValue? = nil,
    error: ErrorShape? = nil
  ) {
    self.type = type
    self.id = id
    self.ok = ok
    self.payload = payload
    self.error = error
  }
}

/// What one part of the gateway says about itself.
public struct ServiceHealth: Codable, Sendable, Equatable {
  public var state: ServiceHealthState
  public var detail: String?

  public init(
    state: ServiceHealthState,
    detail: String? = nil
  ) {
    self.state = state
    self.detail = detail
  }
}

public enum ServiceHealthState: Codable, Sendable, Hashable {
  case ok
  case degraded
  case failed
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "ok": self = .ok
    case "degraded": self = .degraded
    case "failed": self = .failed
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .ok: return "ok"
    case .degraded: return "degraded"
    case .failed: return "failed"
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

/// What is kept about a session besides its messages.
public struct SessionEntry: Codable, Sendable, Equatable {
  public var sessionId: String
  public var updatedAt: Int64
  public var label: String?
  public var spawnedBy: String?
  public var thinkingLevel: String?
  public var verboseLevel: String?
  public var reasoningLevel: String?
  public var elevatedLevel: String?
  public var responseUsage: String?
  public var execHost: String?
  public var execSecurity: String?
  public var execAsk: String?
  public var execNode: String?
  public var providerOverride: String?
  public var modelOverride: String?
  public var sendPolicy: String?
  public var groupActivation: String?
  public var abortedLastRun: Bool?
  public var inputTokens: Int64?
  public var outputTokens: Int64?
  public var totalTokens: Int64?
  public var modelProvider: String?
  public var model: String?
  public var channel: String?
  public var deliveryContext: SessionEntryDeliveryContext?
  public var lastChannel: String?
  public var lastTo: String?
  public var lastAccountId: String?

  public init(
    sessionId: String,
    updatedAt: Int64,
    label: String? = nil,
    spawnedBy: String? = nil,
    thinkingLevel: String? = nil,
    verboseLevel: String? = nil,
    reasoningLevel: String? = nil,
    elevatedLevel: String? = nil,
    responseUsage: String? = nil,
    execHost: String? = nil,
    execSecurity: String? = nil,
    execAsk: String? = nil,
    execNode: String? = nil,
    providerOverride: String? = nil,
    modelOverride: String? = nil,
    sendPolicy: String? = nil,
    groupActivation: String? = nil,
    abortedLastRun: Bool? = nil,
    inputTokens: Int64? = nil,
    outputTokens: Int64? = nil,
    totalTokens: Int64? = nil,
    modelProvider: String? = nil,
    model: String? = nil,
    channel: String? = nil,
    deliveryContext: SessionEntryDeliveryContext? = nil,
    lastChannel: String? = nil,
    lastTo: String? = nil,
    lastAccountId: String? = nil
  ) {
    self.sessionId = sessionId
    self.updatedAt = updatedAt
    self.label = label
    self.spawnedBy = spawnedBy
    self.thinkingLevel = thinkingLevel
    self.verboseLevel = verboseLevel
    self.reasoningLevel = reasoningLevel
    self.elevatedLevel = elevatedLevel
    self.responseUsage = responseUsage
    self.execHost = execHost
    self.execSecurity = execSecurity
    self.execAsk = execAsk
    self.execNode = execNode
    self.providerOverride = providerOverride
    self.modelOverride = modelOverride
    self.sendPolicy = sendPolicy
    self.groupActivation = groupActivation
    self.abortedLastRun = abortedLastRun
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.totalTokens = totalTokens
    self.modelProvider = modelProvider
    self.model = model
    self.channel = channel
    self.deliveryContext = deliveryContext
    self.lastChannel = lastChannel
    self.lastTo = lastTo
    self.lastAccountId = lastAccountId
  }
}

public struct SessionEntryDeliveryContext: Codable, Sendable, Equatable {
  public var channel: String?
  public var to: String?
  public var accountId: String?
  public var threadId: SessionEntryDeliveryContextThreadId?

  public init(
    channel: String? = nil,
    to: String? = nil,
    accountId: String? = nil,
    threadId: SessionEntryDeliveryContextThreadId? = nil
  ) {
    self.channel = channel
    self.to = to
    self.accountId = accountId
    self.threadId = threadId
  }
}

public enum SessionEntryDeliveryContextThreadId: Codable, Sendable, Equatable {
  case text(String)
  case integer(Int64)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .integer(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

/// One session in a list.
public struct SessionRow: Codable, Sendable, Equatable {
  public var key: String
  public var kind: SessionRowKind
  public var label: String?
  public var displayName: String?
  public var derivedTitle: String?
  public var lastMessagePreview: String?
  public var channel: String?
  public var subject: String?
  public var groupChannel: String?
  public var space: String?
  public var chatType: String?
  public var origin: SessionRowOrigin?
  public var updatedAt: Nullable<Int64>
  public var sessionId: String?
  public var systemSent: Bool?
  public var abortedLastRun: Bool?
  public var thinkingLevel: String?
  public var verboseLevel: String?
  public var reasoningLevel: String?
  public var elevatedLevel: String?
  public var sendPolicy: String?
  public var inputTokens: Nullable<Int64>?
  public var outputTokens: Nullable<Int64>?
  public var totalTokens: Nullable<Int64>?
  public var responseUsage: String?
  public var modelProvider: String?
  public var model: String?
  public var contextTokens: Nullable<Int64>?
  public var deliveryContext: SessionRowDeliveryContext?
  public var lastChannel: String?
  public var lastTo: String?
  public var lastAccountId: String?

  public init(
    key: String,
    kind: SessionRowKind,
    label: String? = nil,
    displayName: String? = nil,
    derivedTitle: String? = nil,
    lastMessagePreview: String? = nil,
    channel: String? = nil,
    subject: String? = nil,
    groupChannel: String? = nil,
    space: String? = nil,
    chatType: String? = nil,
    origin: SessionRowOrigin? = nil,
    updatedAt: Nullable<Int64>,
    sessionId: String? = nil,
    systemSent: Bool? = nil,
    abortedLastRun: Bool? = nil,
    thinkingLevel: String? = nil,
    verboseLevel: String? = nil,
    reasoningLevel: String? = nil,
    elevatedLevel: String? = nil,
    sendPolicy: String? = nil,
    inputTokens: Nullable<Int64>? = nil,
    outputTokens: Nullable<Int64>? = nil,
    totalTokens: Nullable<Int64>? = nil,
    responseUsage: String? = nil,
    modelProvider: String? = nil,
    model: String? = nil,
    contextTokens: Nullable<Int64>? = nil,
    deliveryContext: SessionRowDeliveryContext? = nil,
    lastChannel: String? = nil,
    lastTo: String? = nil,
    lastAccountId: String? = nil
  ) {
    self.key = key
    self.kind = kind
    self.label = label
    self.displayName = displayName
    self.derivedTitle = derivedTitle
    self.lastMessagePreview = lastMessagePreview
    self.channel = channel
    self.subject = subject
    self.groupChannel = groupChannel
    self.space = space
    self.chatType = chatType
    self.origin = origin
    self.updatedAt = updatedAt
    self.sessionId = sessionId
    self.systemSent = systemSent
    self.abortedLastRun = abortedLastRun
    self.thinkingLevel = thinkingLevel
    self.verboseLevel = verboseLevel
    self.reasoningLevel = reasoningLevel
    self.elevatedLevel = elevatedLevel
    self.sendPolicy = sendPolicy
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.totalTokens = totalTokens
    self.responseUsage = responseUsage
    self.modelProvider = modelProvider
    self.model = model
    self.contextTokens = contextTokens
    self.deliveryContext = deliveryContext
    self.lastChannel = lastChannel
    self.lastTo = lastTo
    self.lastAccountId = lastAccountId
  }
}

public enum SessionRowKind: Codable, Sendable, Hashable {
  case direct
  case group
  case global
  case unknownValue
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "direct": self = .direct
    case "group": self = .group
    case "global": self = .global
    case "unknown": self = .unknownValue
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .direct: return "direct"
    case .group: return "group"
    case .global: return "global"
    case .unknownValue: return "unknown"
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

public struct SessionRowOrigin: Codable, Sendable, Equatable {
  public var label: String?
  public var provider: String?
  public var surface: String?
  public var chatType: String?
  public var from: String?
  public var to: String?
  public var accountId: String?
  public var threadId: SessionRowOriginThreadId?

  public init(
    label: String? = nil,
    provider: String? = nil,
    surface: String? = nil,
    chatType: String? = nil,
    from: String? = nil,
    to: String? = nil,
    accountId: String? = nil,
    threadId: SessionRowOriginThreadId? = nil
  ) {
    self.label = label
    self.provider = provider
    self.surface = surface
    self.chatType = chatType
    self.from = from
    self.to = to
    self.accountId = accountId
    self.threadId = threadId
  }
}

public enum SessionRowOriginThreadId: Codable, Sendable, Equatable {
  case text(String)
  case integer(Int64)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .integer(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct SessionRowDeliveryContext: Codable, Sendable, Equatable {
  public var channel: String?
  public var to: String?
  public var accountId: String?
  public var threadId: SessionRowDeliveryContextThreadId?

  public init(
    channel: String? = nil,
    to: String? = nil,
    accountId: String? = nil,
    threadId: SessionRowDeliveryContextThreadId? = nil
  ) {
    self.channel = channel
    self.to = to
    self.accountId = accountId
    self.threadId = threadId
  }
}

public enum SessionRowDeliveryContextThreadId: Codable, Sendable, Equatable {
  case text(String)
  case integer(Int64)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .integer(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

/// What a client needs to draw its first picture.
public struct Snapshot: Codable, Sendable, Equatable {
  public var presence: [PresenceEntry]
  public var health: SnapshotHealth
  public var stateVersion: StateVersion
  public var uptimeMs: Int64
  public var configPath: String?
  public var stateDir: String?
  public var sessionDefaults: SnapshotSessionDefaults?

  public init(
    presence: [PresenceEntry],
    health: SnapshotHealth,
    stateVersion: StateVersion,
    uptimeMs: Int64,
    configPath: String? = nil,
    stateDir: String? = nil,
    sessionDefaults: SnapshotSessionDefaults? = nil
  ) {
    self.presence = presence
    self.health = health
    self.stateVersion = stateVersion
    self.uptimeMs = uptimeMs
    self.configPath = configPath
    self.stateDir = stateDir
    self.sessionDefaults = sessionDefaults
  }
}

public enum SnapshotHealth: Codable, Sendable, Equatable {
  case healthSummary(HealthSummary)
  case empty(SnapshotHealthEmpty)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(HealthSummary.self) {
      self = .healthSummary(value)
    } else if let value = try? container.decode(SnapshotHealthEmpty.self) {
      self = .empty(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .healthSummary(let value): try value.encode(to: encoder)
    case .empty(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct SnapshotHealthEmpty: Codable, Sendable, Equatable {
  public init() {}
}

public struct SnapshotSessionDefaults: Codable, Sendable, Equatable {
  public var defaultAgentId: String
  public var mainKey: String
  public var mainSessionKey: String
  public var scope: String?

  public init(
    defaultAgentId: String,
    mainKey: String,
    mainSessionKey: String,
    scope: String? = nil
  ) {
    self.defaultAgentId = defaultAgentId
    self.mainKey = mainKey
    self.mainSessionKey = mainSessionKey
    self.scope = scope
  }
}

public struct StateVersion: Codable, Sendable, Equatable {
  public var presence: Int64
  public var health: Int64

  public init(
    presence: Int64,
    health: Int64
  ) {
    self.presence = presence
    self.health = health
  }
}

public struct StatusSession: Codable, Sendable, Equatable {
  public var agentId: String?
  public var key: String
  public var kind: StatusSessionKind
  public var sessionId: String?
  public var updatedAt: Nullable<Int64>
  public var age: Nullable<Int64>
  public var thinkingLevel: String?
  public var verboseLevel: String?
  public var reasoningLevel: String?
  public var elevatedLevel: String?
  public var systemSent: Bool?
  public var abortedLastRun: Bool?
  public var inputTokens: Int64?
  public var outputTokens: Int64?
  public var totalTokens: Nullable<Int64>
  public var remainingTokens: Nullable<Int64>
  public var percentUsed: Nullable<Int64>
  public var model: Nullable<String>
  public var contextTokens: Nullable<Int64>
  public var flags: [String]

  public init(
    agentId: String? = nil,
    key: String,
    kind: StatusSessionKind,
    sessionId: String? = nil,
    updatedAt: Nullable<Int64>,
    age: Nullable<Int64>,
    thinkingLevel: String? = nil,
    verboseLevel: String? = nil,
    reasoningLevel: String? = nil,
    elevatedLevel: String? = nil,
    systemSent: Bool? = nil,
    abortedLastRun: Bool? = nil,
    inputTokens: Int64? = nil,
    outputTokens: Int64? = nil,
    totalTokens: Nullable<Int64>,
    remainingTokens: Nullable<Int64>,
    percentUsed: Nullable<Int64>,
    model: Nullable<String>,
    contextTokens: Nullable<Int64>,
    flags: [String]
  ) {
    self.agentId = agentId
    self.key = key
    self.kind = kind
    self.sessionId = sessionId
    self.updatedAt = updatedAt
    self.age = age
    self.thinkingLevel = thinkingLevel
    self.verboseLevel = verboseLevel
    self.reasoningLevel = reasoningLevel
    self.elevatedLevel = elevatedLevel
    self.systemSent = systemSent
    self.abortedLastRun = abortedLastRun
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.totalTokens = totalTokens
    self.remainingTokens = remainingTokens
    self.percentUsed = percentUsed
    self.model = model
    self.contextTokens = contextTokens
    self.flags = flags
  }
}

public enum StatusSessionKind: Codable, Sendable, Hashable {
  case direct
  case group
  case global
  case unknownValue
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "direct": self = .direct
    case "group": self = .group
    case "global": self = .global
    case "unknown": self = .unknownValue
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .direct: return "direct"
    case .group: return "group"
    case .global: return "global"
    case .unknownValue: return "unknown"
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

/// The short report for people.
public struct StatusSummary: Codable, Sendable, Equatable {
  public var linkChannel: LinkChannel?
  public var heartbeat: StatusSummaryHeartbeat
  public var channelSummary: [String]
  public var queuedSystemEvents: [String]
  public var sessions: StatusSummarySessions
  public var services: [String: ServiceHealth]?

  public init(
    linkChannel: LinkChannel? = nil,
    heartbeat: StatusSummaryHeartbeat,
    channelSummary: [String],
    queuedSystemEvents: [String],
    sessions: StatusSummarySessions,
    services: [String: ServiceHealth]? = nil
  ) {
    self.linkChannel = linkChannel
    self.heartbeat = heartbeat
    self.channelSummary = channelSummary
    self.queuedSystemEvents = queuedSystemEvents
    self.sessions = sessions
    self.services = services
  }
}

public struct StatusSummaryHeartbeat: Codable, Sendable, Equatable {
  public var defaultAgentId: String
  public var agents: [StatusSummaryHeartbeatAgents]

  public init(
    defaultAgentId: String,
    agents: [StatusSummaryHeartbeatAgents]
  ) {
    self.defaultAgentId = defaultAgentId
    self.agents = agents
  }
}

public struct StatusSummaryHeartbeatAgents: Codable, Sendable, Equatable {
  public var agentId: String
  public var enabled: Bool
  public var every: String
  public var everyMs: Nullable<Int64>

  public init(
    agentId: String,
    enabled: Bool,
    every: String,
    everyMs: Nullable<Int64>
  ) {
    self.agentId = agentId
    self.enabled = enabled
    self.every = every
    self.everyMs = everyMs
  }
}

public struct StatusSummarySessions: Codable, Sendable, Equatable {
  public var paths: [String]
  public var count: Int64
  public var defaults: StatusSummarySessionsDefaults
  public var recent: [StatusSession]
  public var byAgent: [StatusSummarySessionsByAgent]

  public init(
    paths: [String],
    count: Int64,
    defaults: StatusSummarySessionsDefaults,
    recent: [StatusSession],
    byAgent: [StatusSummarySessionsByAgent]
  ) {
    self.paths = paths
    self.count = count
    self.defaults = defaults
    self.recent = recent
    self.byAgent = byAgent
  }
}

public struct StatusSummarySessionsDefaults: Codable, Sendable, Equatable {
  public var model: Nullable<String>
  public var contextTokens: Nullable<Int64>

  public init(
    model: Nullable<String>,
    contextTokens: Nullable<Int64>
  ) {
    self.model = model
    self.contextTokens = contextTokens
  }
}

public struct StatusSummarySessionsByAgent: Codable, Sendable, Equatable {
  public var agentId: String
  public var path: String
  public var count: Int64
  public var recent: [StatusSession]

  public init(
    agentId: String,
    path: String,
    count: Int64,
    recent: [StatusSession]
  ) {
    self.agentId = agentId
    self.path = path
    self.count = count
    self.recent = recent
  }
}

/// `node.event` `voice.transcript`: words that were heard; a turn whose answer is not sent on.
public struct VoiceTranscript: Codable, Sendable, Equatable {
  public var text: String
  /// The main session when absent.
  public var sessionKey: String?

  public init(
    text: String,
    sessionKey: String? = nil
  ) {
    self.text = text
    self.sessionKey = sessionKey
  }
}

/// One thing that the first run shows or asks.
public struct WizardStep: Codable, Sendable, Equatable {
  public var id: String
  /// What kind of answer is wanted; a `note` is only shown and answered without one.
  public var type: WizardStepType
  public var title: String?
  public var message: String?
  /// What may be chosen.
  public var options: [WizardStepOptions]?
  /// The answer that is suggested.
  public var initialValue: JSONValue?
  public var placeholder: String?
  /// Show dots instead of what is typed.
  public var sensitive: Bool?
  /// Who does an `action`.
  public var executor: WizardStepExecutor?

  public init(
    id: String,
    type: WizardStepType,
    title: String? = nil,
    message: String? = nil,
    options: [WizardStepOptions]? = nil,
    initialValue: JSONValue? = nil,
    placeholder: String? = nil,
    sensitive: Bool? = nil,
    executor: WizardStepExecutor? = nil
  ) {
    self.id = id
    self.type = type
    self.title = title
    self.message = message
    self.options = options
    self.initialValue = initialValue
    self.placeholder = placeholder
    self.sensitive = sensitive
    self.executor = executor
  }
}

/// What kind of answer is wanted; a `note` is only shown and answered without one.
public enum WizardStepType: Codable, Sendable, Hashable {
  case note
  case select
  case text
  case confirm
  case multiselect
  case progress
  case action
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "note": self = .note
    case "select": self = .select
    case "text": self = .text
    case "confirm": self = .confirm
    case "multiselect": self = .multiselect
    case "progress": self = .progress
    case "action": self = .action
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .note: return "note"
    case .select: return "select"
    case .text: return "text"
    case .confirm: return "confirm"
    case .multiselect: return "multiselect"
    case .progress: return "progress"
    case .action: return "action"
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

public struct WizardStepOptions: Codable, Sendable, Equatable {
  public var value: String
  public var label: String
  public var hint: String?

  public init(
    value: String,
    label: String,
    hint: String? = nil
  ) {
    self.value = value
    self.label = label
    self.hint = hint
  }
}

/// Who does an `action`.
public enum WizardStepExecutor: Codable, Sendable, Hashable {
  case gateway
  case client
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "gateway": self = .gateway
    case "client": self = .client
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .gateway: return "gateway"
    case .client: return "client"
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

/// One frame of the connection.
public enum GatewayFrame: Codable, Sendable, Equatable {
  case req(RequestFrame)
  case res(ResponseFrame)
  case event(EventFrame)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  private enum TagKey: String, CodingKey {
    case tag = "type"
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
    case "req": self = .req(try RequestFrame(from: decoder))
    case "res": self = .res(try ResponseFrame(from: decoder))
    case "event": self = .event(try EventFrame(from: decoder))
    default: self = .unknown(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .req(let value): try value.encode(to: encoder)
    case .res(let value): try value.encode(to: encoder)
    case .event(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}
