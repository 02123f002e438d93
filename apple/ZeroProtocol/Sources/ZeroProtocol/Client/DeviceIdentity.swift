import Foundation

/// The Ed25519 key of this device. The private half may stay where nobody can read it.
public protocol DeviceIdentity: Sendable {
  /// SHA-256 of the raw public key, as lower-case hexadecimal digits.
  var id: String { get }
  /// The raw public key as base64url.
  var publicKey: String { get }
  /// The signature over the text's UTF-8 bytes, as base64url.
  func sign(_ text: String) async throws -> String
}

/// Keeps the tokens that the gateway gives to a device, one for each role.
public protocol DeviceTokenStore: Sendable {
  func load(role: String) async -> String?
  func save(role: String, token: String, scopes: [String]) async
  func clear(role: String) async
}

/// What a device signs when it connects.
public struct DeviceChallenge: Sendable, Equatable {
  public var deviceId: String
  public var clientId: String
  public var clientMode: String
  public var role: String
  public var scopes: [String]
  /// Milliseconds since the epoch.
  public var signedAt: Int64
  /// The token as it is sent; empty when there is none.
  public var token: String
  /// From the event `connect.challenge`; nil when it did not come in time.
  public var nonce: String?

  /// The text under the signature: version 2 with a nonce, version 1 without.
  public var text: String {
    let middle = [
      deviceId, clientId, clientMode, role, scopes.joined(separator: ","), String(signedAt), token,
    ]
    guard let nonce else { return (["v1"] + middle).joined(separator: "|") }
    return (["v2"] + middle + [nonce]).joined(separator: "|")
  }
}
