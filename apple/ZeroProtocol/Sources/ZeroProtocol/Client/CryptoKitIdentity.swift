import CryptoKit
import Foundation

/// A device identity whose key is in memory. Keep `rawKey` in the keychain between launches.
public struct CryptoKitIdentity: DeviceIdentity {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key.
  public init() {
    key = Curve25519.Signing.PrivateKey()
  }

  /// A key that was kept. Throws when these are not 32 bytes of one.
  public init(rawKey: Data) throws {
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: rawKey)
  }

  public var rawKey: Data { key.rawRepresentation }

  public var id: String {
    let digest = SHA256.hash(data: key.publicKey.rawRepresentation)
    return digest.map { String(format: "%02x", $0) }.joined()
  }

  public var publicKey: String { base64URL(key.publicKey.rawRepresentation) }

  public func sign(_ text: String) async throws -> String {
    base64URL(try key.signature(for: Data(text.utf8)))
  }

  private func base64URL(_ data: Data) -> String {
    data.base64EncodedString()
      .replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }
}
