// Written by `pnpm gen`; edit the declarations instead.

import Foundation

/// Codes of `ErrorShape.code`. One that this version does not know is plain failure.
public enum GatewayErrorCode: String, Codable, Sendable, CaseIterable {
  /// The request is malformed, unknown or not allowed; sending it again unchanged will not help.
  case invalidRequest = "INVALID_REQUEST"
  /// The channel is not signed in; link it first.
  case notLinked = "NOT_LINKED"
  /// The agent did not answer within its deadline.
  case agentTimeout = "AGENT_TIMEOUT"
  /// The gateway is leaving, overloaded, or something that it depends on cannot be reached.
  case unavailable = "UNAVAILABLE"
  /// The credential is missing or wrong.
  case unauthorized = "UNAUTHORIZED"
  /// This device has to be approved first.
  case notPaired = "NOT_PAIRED"
  /// The named thing does not exist.
  case notFound = "NOT_FOUND"
  /// Somebody else changed it first; read it again and retry with what it is now.
  case conflict = "CONFLICT"
  /// Too many requests; wait for retryAfterMs.
  case rateLimited = "RATE_LIMITED"
  /// A defect of the gateway; the log has the details under the given id.
  case `internal` = "INTERNAL"

  /// True when the same request may succeed later.
  public var isRetryable: Bool {
    switch self {
    case .invalidRequest: return false
    case .notLinked: return false
    case .agentTimeout: return true
    case .unavailable: return true
    case .unauthorized: return false
    case .notPaired: return false
    case .notFound: return false
    case .conflict: return false
    case .rateLimited: return true
    case .`internal`: return false
    }
  }
}

/// Why a connection ended.
public enum GatewayCloseCode: Int, Sendable, CaseIterable {
  /// The connection is over as intended, or no handshake was completed in time.
  case normal = 1000
  /// The client and the gateway have no protocol version in common; update the older one.
  case protocolMismatch = 1002
  /// The handshake was refused, with its reason; or `slow consumer`: the client reads too slowly.
  case policy = 1008
  /// A frame was larger than `policy.maxPayload`, or than what a stranger may send.
  case frameTooLarge = 1009
  /// The gateway leaves or restarts, after the event `shutdown`; reconnect.
  case serviceRestart = 1012
  /// Nothing was heard for twice `policy.tickIntervalMs`.
  case tickTimeout = 4000
  /// The gateway sent something that is no frame of this protocol.
  case badFrame = 4002
  /// The gateway refused `connect` or did not answer it in time.
  case connectFailed = 4008
  /// The gateway sent a frame above what this client takes.
  case answerTooLarge = 4009
}

/// What both ends hold each other to: milliseconds, bytes, UTF-16 units.
public enum GatewayLimits {
  public static let protocolVersion: Int64 = 3
  public static let maxPayload = 524288
  public static let maxPayloadBeforeHello = 65536
  public static let maxBufferedBytes = 1572864
  public static let tickIntervalMs = 30000
  public static let handshakeTimeoutMs = 10000
  public static let challengeWaitMs = 750
  public static let healthRefreshIntervalMs = 60000
  public static let deviceSignatureAgeMsMax = 600000
  public static let closeReasonBytesMax = 120
  public static let chatHistoryBytesMax = 6291456
  public static let clientMaxPayload = 26214400
  public static let explanationLengthMax = 2000
}
