/// One second, doubling to thirty. Up to a fifth is drawn off each delay, so that the clients of a
/// restarted gateway do not all come back in the same instant.
public struct ReconnectDelays: Sendable {
  private let initial: Duration
  private let longest: Duration
  private var attempt = 0

  public init(initial: Duration = .seconds(1), longest: Duration = .seconds(30)) {
    self.initial = initial
    self.longest = longest
  }

  /// The next delay; `share` is a draw from 0 to 1.
  public mutating func next(share: Double = Double.random(in: 0...1)) -> Duration {
    let doubled = initial * (1 << min(attempt, 16))
    attempt += 1
    return min(longest, doubled) * (1 - 0.2 * share)
  }

  public mutating func reset() {
    attempt = 0
  }
}
