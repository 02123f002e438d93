/// Why the client could not do what it was asked.
public enum GatewayClientError: Error, Sendable, Equatable {
  /// The gateway said no. `payload` is there where a failed run still has something to tell.
  case refused(ErrorShape, payload: JSONValue?)
  /// The connection is gone. Whether a request that waited was carried out is not known.
  case closed(code: Int, reason: String)
  /// Nothing came in time. Whether the request was carried out is not known.
  case timedOut
  /// What came is no frame of this protocol, or no answer of the method's shape.
  case malformed(String)
  /// Nothing was sent: the client was used in a way that it does not support.
  case usage(String)
}

extension ErrorShape {
  /// The code, when this version knows it.
  public var knownCode: GatewayErrorCode? { GatewayErrorCode(rawValue: code) }

  /// True when the same request may succeed later.
  public var mayRetry: Bool { retryable ?? knownCode?.isRetryable ?? false }
}
