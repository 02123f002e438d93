import Foundation

/// The part of a WebSocket that the client uses; a test gives its own.
public protocol GatewaySocket: Sendable {
  func send(_ text: String) async throws
  /// The next text frame. Throws `GatewayClientError.closed` once the connection is gone.
  func receive() async throws -> Data
  func close(code: GatewayCloseCode, reason: String)
}

/// A WebSocket of the system.
public final class URLSessionSocket: GatewaySocket {
  private let task: URLSessionWebSocketTask

  public init(url: URL, session: URLSession = .shared) {
    task = session.webSocketTask(with: url)
    task.maximumMessageSize = GatewayLimits.clientMaxPayload
    task.resume()
  }

  public func send(_ text: String) async throws {
    try await task.send(.string(text))
  }

  public func receive() async throws -> Data {
    do {
      let message = try await task.receive()
      switch message {
      case .string(let text): return Data(text.utf8)
      case .data(let data): return data
      @unknown default: throw GatewayClientError.malformed("the gateway sent no text")
      }
    } catch let error as GatewayClientError {
      throw error
    } catch {
      let reason = task.closeReason.flatMap { String(data: $0, encoding: .utf8) } ?? ""
      let text = reason.isEmpty ? error.localizedDescription : reason
      throw GatewayClientError.closed(code: task.closeCode.rawValue, reason: text)
    }
  }

  public func close(code: GatewayCloseCode, reason: String) {
    let known = URLSessionWebSocketTask.CloseCode(rawValue: code.rawValue) ?? .normalClosure
    task.cancel(with: known, reason: Data(reason.utf8))
  }
}
