// Written by `pnpm gen`; edit the declarations instead.

import Foundation

/// Every event, by its name on the wire.
public enum GatewayEventName: String, Codable, Sendable, CaseIterable {
  /// The first frame on every connection: what a device signs.
  case connectChallenge = "connect.challenge"
  /// One step of a run: its life cycle, its words, its tools. `seq` counts within the run.
  case agent = "agent"
  /// What a session shows: the words so far, then the whole message or why there is none.
  case chat = "chat"
  /// Who is here. Clients with the `presence-delta` capability get only what changed.
  case presence = "presence"
  /// A sign of life every `policy.tickIntervalMs`.
  case tick = "tick"
  /// Somebody began or ended talking with the assistant, or is in another phase of it.
  case talkMode = "talk.mode"
  /// Other words wake the assistant from now on.
  case voicewakeChanged = "voicewake.changed"
  /// The gateway leaves; reconnect, after `restartExpectedMs` where it is given.
  case shutdown = "shutdown"
  /// The state of the gateway, when something besides times and ages changed.
  case health = "health"
  /// A device waits for approval.
  case devicePairRequested = "device.pair.requested"
  /// A node asks to be paired.
  case nodePairRequested = "node.pair.requested"
  /// A device was approved or rejected, or nobody answered it in time.
  case devicePairResolved = "device.pair.resolved"
  /// Somebody decided about a node that asked to be paired.
  case nodePairResolved = "node.pair.resolved"
  /// A node is to run a command and to answer with `node.invoke.result`.
  case nodeInvokeRequest = "node.invoke.request"
  /// A command waits for a person who may decide about it.
  case execApprovalRequested = "exec.approval.requested"
  /// A command waits no longer; `decision` is null when nobody decided.
  case execApprovalResolved = "exec.approval.resolved"

  /// Who may see it; nil is every connection that completed its handshake.
  public var scope: GatewayScope? {
    switch self {
    case .connectChallenge: return nil
    case .agent: return nil
    case .chat: return nil
    case .presence: return nil
    case .tick: return nil
    case .talkMode: return nil
    case .voicewakeChanged: return nil
    case .shutdown: return nil
    case .health: return nil
    case .devicePairRequested: return .pairing
    case .nodePairRequested: return .pairing
    case .devicePairResolved: return .pairing
    case .nodePairResolved: return .pairing
    case .nodeInvokeRequest: return .node
    case .execApprovalRequested: return .approvals
    case .execApprovalResolved: return .approvals
    }
  }

  /// False for what is no broadcast: it has no `seq`.
  public var isSequenced: Bool {
    switch self {
    case .connectChallenge: return false
    case .agent: return true
    case .chat: return true
    case .presence: return true
    case .tick: return true
    case .talkMode: return true
    case .voicewakeChanged: return true
    case .shutdown: return true
    case .health: return true
    case .devicePairRequested: return true
    case .nodePairRequested: return true
    case .devicePairResolved: return true
    case .nodePairResolved: return true
    case .nodeInvokeRequest: return false
    case .execApprovalRequested: return true
    case .execApprovalResolved: return true
    }
  }
}

/// An event frame with its payload, read straight from the wire.
public enum GatewayEvent: Decodable, Sendable, Equatable {
  /// The first frame on every connection: what a device signs.
  case connectChallenge(ConnectChallengeEvent)
  /// One step of a run: its life cycle, its words, its tools. `seq` counts within the run.
  case agent(AgentEvent)
  /// What a session shows: the words so far, then the whole message or why there is none.
  case chat(ChatEvent)
  /// Who is here. Clients with the `presence-delta` capability get only what changed.
  case presence(PresenceEvent)
  /// A sign of life every `policy.tickIntervalMs`.
  case tick(TickEvent)
  /// Somebody began or ended talking with the assistant, or is in another phase of it.
  case talkMode(TalkModeEvent)
  /// Other words wake the assistant from now on.
  case voicewakeChanged(VoicewakeChangedEvent)
  /// The gateway leaves; reconnect, after `restartExpectedMs` where it is given.
  case shutdown(ShutdownEvent)
  /// The state of the gateway, when something besides times and ages changed.
  case health(HealthEvent)
  /// A device waits for approval.
  case devicePairRequested(DevicePairRequestedEvent)
  /// A node asks to be paired.
  case nodePairRequested(NodePairRequestedEvent)
  /// A device was approved or rejected, or nobody answered it in time.
  case devicePairResolved(DevicePairResolvedEvent)
  /// Somebody decided about a node that asked to be paired.
  case nodePairResolved(NodePairResolvedEvent)
  /// A node is to run a command and to answer with `node.invoke.result`.
  case nodeInvokeRequest(NodeInvokeRequestEvent)
  /// A command waits for a person who may decide about it.
  case execApprovalRequested(ExecApprovalRequestedEvent)
  /// A command waits no longer; `decision` is null when nobody decided.
  case execApprovalResolved(ExecApprovalResolvedEvent)
  /// An event that this version does not know.
  case unknown(event: String, payload: JSONValue?)

  private enum FrameKey: String, CodingKey {
    case event
    case payload
  }

  public init(from decoder: any Decoder) throws {
    let frame = try decoder.container(keyedBy: FrameKey.self)
    let event = try frame.decode(String.self, forKey: .event)
    switch event {
    case "connect.challenge":
      self = .connectChallenge(try frame.decode(ConnectChallengeEvent.self, forKey: .payload))
    case "agent":
      self = .agent(try frame.decode(AgentEvent.self, forKey: .payload))
    case "chat":
      self = .chat(try frame.decode(ChatEvent.self, forKey: .payload))
    case "presence":
      self = .presence(try frame.decode(PresenceEvent.self, forKey: .payload))
    case "tick":
      self = .tick(try frame.decode(TickEvent.self, forKey: .payload))
    case "talk.mode":
      self = .talkMode(try frame.decode(TalkModeEvent.self, forKey: .payload))
    case "voicewake.changed":
      self = .voicewakeChanged(try frame.decode(VoicewakeChangedEvent.self, forKey: .payload))
    case "shutdown":
      self = .shutdown(try frame.decode(ShutdownEvent.self, forKey: .payload))
    case "health":
      self = .health(try frame.decode(HealthEvent.self, forKey: .payload))
    case "device.pair.requested":
      self = .devicePairRequested(try frame.decode(DevicePairRequestedEvent.self, forKey: .payload))
    case "node.pair.requested":
      self = .nodePairRequested(try frame.decode(NodePairRequestedEvent.self, forKey: .payload))
    case "device.pair.resolved":
      self = .devicePairResolved(try frame.decode(DevicePairResolvedEvent.self, forKey: .payload))
    case "node.pair.resolved":
      self = .nodePairResolved(try frame.decode(NodePairResolvedEvent.self, forKey: .payload))
    case "node.invoke.request":
      self = .nodeInvokeRequest(try frame.decode(NodeInvokeRequestEvent.self, forKey: .payload))
    case "exec.approval.requested":
      self = .execApprovalRequested(try frame.decode(ExecApprovalRequestedEvent.self, forKey: .payload))
    case "exec.approval.resolved":
      self = .execApprovalResolved(try frame.decode(ExecApprovalResolvedEvent.self, forKey: .payload))
    default:
      let payload = try frame.decodeIfPresent(JSONValue.self, forKey: .payload)
      self = .unknown(event: event, payload: payload)
    }
  }
}
