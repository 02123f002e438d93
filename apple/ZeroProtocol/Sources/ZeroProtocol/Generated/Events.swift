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
  /// The gateway leaves; reconnect, after `restartExpectedMs` where it is given.
  case shutdown = "shutdown"
  /// The state of the gateway, when something besides times and ages changed.
  case health = "health"

  /// Who may see it; nil is every connection that completed its handshake.
  public var scope: GatewayScope? {
    switch self {
    case .connectChallenge: return nil
    case .agent: return nil
    case .chat: return nil
    case .presence: return nil
    case .tick: return nil
    case .shutdown: return nil
    case .health: return nil
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
    case .shutdown: return true
    case .health: return true
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
  /// The gateway leaves; reconnect, after `restartExpectedMs` where it is given.
  case shutdown(ShutdownEvent)
  /// The state of the gateway, when something besides times and ages changed.
  case health(HealthEvent)
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
    case "shutdown":
      self = .shutdown(try frame.decode(ShutdownEvent.self, forKey: .payload))
    case "health":
      self = .health(try frame.decode(HealthEvent.self, forKey: .payload))
    default:
      let payload = try frame.decodeIfPresent(JSONValue.self, forKey: .payload)
      self = .unknown(event: event, payload: payload)
    }
  }
}
