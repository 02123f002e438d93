import Foundation

/// Who connects, to where, and how patient the client is.
public struct GatewayClientOptions: Sendable {
  public var url: URL
  public var client: ClientInfo
  public var role: String
  public var scopes: [String]
  public var caps: [String]
  public var commands: [String]?
  public var permissions: [String: Bool]?
  /// What the user gave. A token of the device is preferred to this one.
  public var token: String?
  public var password: String?
  public var device: (any DeviceIdentity)?
  public var deviceTokens: (any DeviceTokenStore)?

  /// From opening the socket to hello-ok.
  public var connectTimeout: Duration = .seconds(10)
  /// How long an answer may take where a request says nothing else.
  public var requestTimeout: Duration = .seconds(10)
  public var challengeWait: Duration = .milliseconds(GatewayLimits.challengeWaitMs)
  /// Comes back by itself, except after a refusal that trying again cannot change.
  public var reconnects = true
  /// After lost events: asks `health` and `system-presence` again, as the protocol wants.
  public var refreshesOnGap = true
  /// Requests that may wait at once; one more is refused.
  public var pendingMax = 1024
  /// News that a reader who falls behind may have waiting; the oldest go first.
  public var newsMax = 1024
  /// Opens the socket; a test gives its own.
  public var openSocket: @Sendable (URL) -> any GatewaySocket = { URLSessionSocket(url: $0) }

  public init(
    url: URL,
    client: ClientInfo,
    role: String = "operator",
    scopes: [String] = [],
    caps: [String] = []
  ) {
    self.url = url
    self.client = client
    self.role = role
    self.scopes = scopes
    self.caps = caps
  }
}

/// What a client tells whoever follows it.
public enum GatewayNews: Sendable {
  /// Connected, for the first time or again: the snapshot replaces whatever was known.
  case connected(HelloOk)
  case event(GatewayEvent)
  /// Events were lost between these two.
  case gap(expected: Int64, received: Int64)
  /// What was asked again after a gap.
  case refreshed(GatewayMethods.Health.Result, GatewayMethods.SystemPresence.Result)
  /// The connection is gone; `retryIn` is nil when the client does not come back by itself.
  case disconnected(GatewayClientError, retryIn: Duration?)
}
