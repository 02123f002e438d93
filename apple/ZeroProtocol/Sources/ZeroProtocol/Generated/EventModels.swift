// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct ConnectChallengeEvent: Codable, Sendable, Equatable {
  public var nonce: String
  public var ts: Int64

  public init(
    nonce: String,
    ts: Int64
  ) {
    self.nonce = nonce
    self.ts = ts
  }
}

public struct AgentEvent: Codable, Sendable, Equatable {
  public var runId: String
  public var seq: Int64?
  public var stream: AgentEventStream
  public var ts: Int64
  public var data: [String: JSONValue]
  public var sessionKey: String?

  public init(
    runId: String,
    seq: Int64? = nil,
    stream: AgentEventStream,
    ts: Int64,
    data: [String: JSONValue],
    sessionKey: String? = nil
  ) {
    self.runId = runId
    self.seq = seq
    self.stream = stream
    self.ts = ts
    self.data = data
    self.sessionKey = sessionKey
  }
}

public enum AgentEventStream: Codable, Sendable, Hashable {
  case lifecycle
  case assistant
  case tool
  case compaction
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "lifecycle": self = .lifecycle
    case "assistant": self = .assistant
    case "tool": self = .tool
    case "compaction": self = .compaction
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .lifecycle: return "lifecycle"
    case .assistant: return "assistant"
    case .tool: return "tool"
    case .compaction: return "compaction"
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

public struct ChatEvent: Codable, Sendable, Equatable {
  public var runId: String
  public var sessionKey: String
  public var seq: Int64
  public var state: ChatEventState
  public var message: ChatMessage?
  public var errorMessage: String?
  public var usage: JSONValue?
  public var stopReason: String?

  public init(
    runId: String,
    sessionKey: String,
    seq: Int64,
    state: ChatEventState,
    message: ChatMessage? = nil,
    errorMessage: String? = nil,
    usage: JSONValue? = nil,
    stopReason: String? = nil
  ) {
    self.runId = runId
    self.sessionKey = sessionKey
    self.seq = seq
    self.state = state
    self.message = message
    self.errorMessage = errorMessage
    self.usage = usage
    self.stopReason = stopReason
  }
}

public enum ChatEventState: Codable, Sendable, Hashable {
  case delta
  case `final`
  case aborted
  case error
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "delta": self = .delta
    case "final": self = .`final`
    case "aborted": self = .aborted
    case "error": self = .error
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .delta: return "delta"
    case .`final`: return "final"
    case .aborted: return "aborted"
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

public enum PresenceEvent: Codable, Sendable, Equatable {
  case changed(PresenceEventChanged)
  case presence(PresenceEventPresence)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(PresenceEventChanged.self) {
      self = .changed(value)
    } else if let value = try? container.decode(PresenceEventPresence.self) {
      self = .presence(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .changed(let value): try value.encode(to: encoder)
    case .presence(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct PresenceEventChanged: Codable, Sendable, Equatable {
  public var changed: [PresenceEntry]
  /// Keys of rows: the first of deviceId, instanceId, host, ip and the beginning of text, in lower case.
  public var removed: [String]

  public init(
    changed: [PresenceEntry],
    removed: [String]
  ) {
    self.changed = changed
    self.removed = removed
  }
}

public struct PresenceEventPresence: Codable, Sendable, Equatable {
  public var presence: [PresenceEntry]

  public init(
    presence: [PresenceEntry]
  ) {
    self.presence = presence
  }
}

public struct TickEvent: Codable, Sendable, Equatable {
  public var ts: Int64

  public init(
    ts: Int64
  ) {
    self.ts = ts
  }
}

public struct TalkModeEvent: Codable, Sendable, Equatable {
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

public struct VoicewakeChangedEvent: Codable, Sendable, Equatable {
  public var triggers: [String]

  public init(
    triggers: [String]
  ) {
    self.triggers = triggers
  }
}

public struct ShutdownEvent: Codable, Sendable, Equatable {
  public var reason: String
  public var restartExpectedMs: Int?

  public init(
    reason: String,
    restartExpectedMs: Int? = nil
  ) {
    self.reason = reason
    self.restartExpectedMs = restartExpectedMs
  }
}

public typealias HealthEvent = HealthSummary

public typealias DevicePairRequestedEvent = PairingRequest

public typealias NodePairRequestedEvent = PendingNode

public struct DevicePairResolvedEvent: Codable, Sendable, Equatable {
  public var requestId: String
  public var deviceId: String
  public var decision: DevicePairResolvedEventDecision
  public var ts: Int64

  public init(
    requestId: String,
    deviceId: String,
    decision: DevicePairResolvedEventDecision,
    ts: Int64
  ) {
    self.requestId = requestId
    self.deviceId = deviceId
    self.decision = decision
    self.ts = ts
  }
}

public enum DevicePairResolvedEventDecision: Codable, Sendable, Hashable {
  case approved
  case rejected
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "approved": self = .approved
    case "rejected": self = .rejected
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .approved: return "approved"
    case .rejected: return "rejected"
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

public struct NodePairResolvedEvent: Codable, Sendable, Equatable {
  public var requestId: String
  public var nodeId: String
  public var decision: NodePairResolvedEventDecision
  public var ts: Int64

  public init(
    requestId: String,
    nodeId: String,
    decision: NodePairResolvedEventDecision,
    ts: Int64
  ) {
    self.requestId = requestId
    self.nodeId = nodeId
    self.decision = decision
    self.ts = ts
  }
}

public enum NodePairResolvedEventDecision: Codable, Sendable, Hashable {
  case approved
  case rejected
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "approved": self = .approved
    case "rejected": self = .rejected
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .approved: return "approved"
    case .rejected: return "rejected"
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

public struct NodeInvokeRequestEvent: Codable, Sendable, Equatable {
  public var id: String
  public var nodeId: String
  public var command: String
  public var paramsJSON: Nullable<String>
  public var timeoutMs: Int
  public var idempotencyKey: String

  public init(
    id: String,
    nodeId: String,
    command: String,
    paramsJSON: Nullable<String>,
    timeoutMs: Int,
    idempotencyKey: String
  ) {
    self.id = id
    self.nodeId = nodeId
    self.command = command
    self.paramsJSON = paramsJSON
    self.timeoutMs = timeoutMs
    self.idempotencyKey = idempotencyKey
  }
}

public typealias ExecApprovalRequestedEvent = ExecApprovalRequested

public struct ExecApprovalResolvedEvent: Codable, Sendable, Equatable {
  public var id: String
  public var decision: Nullable<ExecApprovalResolvedEventDecision>
  public var resolvedBy: String?
  public var ts: Int64

  public init(
    id: String,
    decision: Nullable<ExecApprovalResolvedEventDecision>,
    resolvedBy: String? = nil,
    ts: Int64
  ) {
    self.id = id
    self.decision = decision
    self.resolvedBy = resolvedBy
    self.ts = ts
  }
}

public enum ExecApprovalResolvedEventDecision: Codable, Sendable, Hashable {
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
