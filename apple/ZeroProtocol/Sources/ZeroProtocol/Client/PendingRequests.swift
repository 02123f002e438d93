import Foundation

/// Requests that wait for an answer, by the id of their frame. Each is settled once.
struct PendingRequests {
  private struct Waiting {
    let continuation: CheckedContinuation<Data, any Error>
    /// Hears the first of two answers; nil when there is only one.
    let accepted: (@Sendable (Data) -> Void)?
    var hasAccepted = false
  }

  private var waiting: [String: Waiting] = [:]

  var count: Int { waiting.count }

  mutating func add(
    _ id: String,
    _ continuation: CheckedContinuation<Data, any Error>,
    accepted: (@Sendable (Data) -> Void)?
  ) {
    waiting[id] = Waiting(continuation: continuation, accepted: accepted)
  }

  /// Hands an answer to whoever waits for it. An answer that nobody waits for is dropped: its
  /// request timed out.
  mutating func answer(_ id: String, head: FrameHead, frame: Data) {
    guard var request = waiting[id] else { return }
    if let error = head.error {
      let payload = try? JSONDecoder().decode(Incoming<JSONValue>.self, from: frame).payload
      settle(id, .failure(GatewayClientError.refused(error, payload: payload)))
      return
    }
    let isFirst = !request.hasAccepted && head.payload?.status == "accepted"
    if let accepted = request.accepted, isFirst {
      request.hasAccepted = true
      waiting[id] = request
      accepted(frame)
      return
    }
    settle(id, .success(frame))
  }

  mutating func settle(_ id: String, _ outcome: Result<Data, any Error>) {
    waiting.removeValue(forKey: id)?.continuation.resume(with: outcome)
  }

  /// Whether a request still waits for its first answer.
  func isUnanswered(_ id: String) -> Bool {
    guard let request = waiting[id] else { return false }
    return !request.hasAccepted
  }

  mutating func failAll(_ error: any Error) {
    let all = waiting.values
    waiting = [:]
    for request in all { request.continuation.resume(throwing: error) }
  }
}
