// Written by `pnpm gen`; edit the declarations instead.

import Foundation

/// What a caller must be granted; `node` is the role.
public enum GatewayScope: String, Sendable, CaseIterable {
  case read
  case write
  case admin
  case pairing
  case approvals
  case node
}

/// Every method, by its name on the wire.
public enum GatewayMethodName: String, Codable, Sendable, CaseIterable {
  /// Runs one turn of an agent: answers when the turn is on disk, and again when it ended.
  case agent = "agent"
  /// Waits until a run ends, or until the time is up; the run goes on either way.
  case agentWait = "agent.wait"
  /// Tells which channels and accounts there are and how each is; `probe` asks the networks.
  case channelsStatus = "channels.status"
  /// The newest messages of a session, oldest first; the oldest are left out above 6 MiB.
  case chatHistory = "chat.history"
  /// Says something in a session and answers at once; a stop word aborts the run instead.
  case chatSend = "chat.send"
  /// Aborts the runs of a session, or one of them.
  case chatAbort = "chat.abort"
  /// The whole state of the gateway; a short while old unless `probe` asks the networks.
  case health = "health"
  /// A short report for people.
  case status = "status"
  /// Sends one message through a linked channel; the same key never sends twice.
  case send = "send"
  /// The models that can be named in the configuration right now.
  case modelsList = "models.list"
  /// Sessions, the most recently used first.
  case sessionsList = "sessions.list"
  /// Everyone who is here now, the most recent first.
  case systemPresence = "system-presence"
  /// Notes something about a machine or the system; it shows in presence at once.
  case systemEvent = "system-event"

  public var scope: GatewayScope {
    switch self {
    case .agent: return .write
    case .agentWait: return .write
    case .channelsStatus: return .read
    case .chatHistory: return .read
    case .chatSend: return .write
    case .chatAbort: return .write
    case .health: return .read
    case .status: return .read
    case .send: return .write
    case .modelsList: return .read
    case .sessionsList: return .read
    case .systemPresence: return .read
    case .systemEvent: return .admin
    }
  }

  /// True: it answers twice with the same id, first that it accepted, then how it ended.
  public var isTwoStage: Bool {
    switch self {
    case .agent: return true
    case .agentWait: return false
    case .channelsStatus: return false
    case .chatHistory: return false
    case .chatSend: return false
    case .chatAbort: return false
    case .health: return false
    case .status: return false
    case .send: return false
    case .modelsList: return false
    case .sessionsList: return false
    case .systemPresence: return false
    case .systemEvent: return false
    }
  }
}

/// The shapes of every method, for `GatewayClient.request`.
public enum GatewayMethods {
  /// Runs one turn of an agent: answers when the turn is on disk, and again when it ended.
  public enum Agent: GatewayTwoStageMethod {
    public typealias Params = AgentParams
    public typealias Accepted = AgentAccepted
    public typealias Result = AgentResult
    public static let name = GatewayMethodName.agent
  }

  /// Waits until a run ends, or until the time is up; the run goes on either way.
  public enum AgentWait: GatewayMethod {
    public typealias Params = AgentWaitParams
    public typealias Result = AgentWaitResult
    public static let name = GatewayMethodName.agentWait
  }

  /// Tells which channels and accounts there are and how each is; `probe` asks the networks.
  public enum ChannelsStatus: GatewayMethod {
    public typealias Params = ChannelsStatusParams
    public typealias Result = ChannelsStatusResult
    public static let name = GatewayMethodName.channelsStatus
  }

  /// The newest messages of a session, oldest first; the oldest are left out above 6 MiB.
  public enum ChatHistory: GatewayMethod {
    public typealias Params = ChatHistoryParams
    public typealias Result = ChatHistoryResult
    public static let name = GatewayMethodName.chatHistory
  }

  /// Says something in a session and answers at once; a stop word aborts the run instead.
  public enum ChatSend: GatewayMethod {
    public typealias Params = ChatSendParams
    public typealias Result = ChatSendResult
    public static let name = GatewayMethodName.chatSend
  }

  /// Aborts the runs of a session, or one of them.
  public enum ChatAbort: GatewayMethod {
    public typealias Params = ChatAbortParams
    public typealias Result = ChatAbortResult
    public static let name = GatewayMethodName.chatAbort
  }

  /// The whole state of the gateway; a short while old unless `probe` asks the networks.
  public enum Health: GatewayMethod {
    public typealias Params = HealthParams
    public typealias Result = HealthResult
    public static let name = GatewayMethodName.health
  }

  /// A short report for people.
  public enum Status: GatewayMethod {
    public typealias Params = StatusParams
    public typealias Result = StatusResult
    public static let name = GatewayMethodName.status
  }

  /// Sends one message through a linked channel; the same key never sends twice.
  public enum Send: GatewayMethod {
    public typealias Params = SendParams
    public typealias Result = SendResult
    public static let name = GatewayMethodName.send
  }

  /// The models that can be named in the configuration right now.
  public enum ModelsList: GatewayMethod {
    public typealias Params = ModelsListParams
    public typealias Result = ModelsListResult
    public static let name = GatewayMethodName.modelsList
  }

  /// Sessions, the most recently used first.
  public enum SessionsList: GatewayMethod {
    public typealias Params = SessionsListParams
    public typealias Result = SessionsListResult
    public static let name = GatewayMethodName.sessionsList
  }

  /// Everyone who is here now, the most recent first.
  public enum SystemPresence: GatewayMethod {
    public typealias Params = SystemPresenceParams
    public typealias Result = SystemPresenceResult
    public static let name = GatewayMethodName.systemPresence
  }

  /// Notes something about a machine or the system; it shows in presence at once.
  public enum SystemEvent: GatewayMethod {
    public typealias Params = SystemEventParams
    public typealias Result = SystemEventResult
    public static let name = GatewayMethodName.systemEvent
  }
}
