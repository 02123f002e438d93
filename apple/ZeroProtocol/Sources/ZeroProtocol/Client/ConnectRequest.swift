import Foundation

extension GatewayClientOptions {
  /// The parameters of `connect`, signed by the device where there is one. `stored` is the token
  /// that the gateway gave to this device before.
  func connectParams(stored: String?, nonce: String?) async throws -> ConnectParams {
    let token = stored ?? self.token
    return ConnectParams(
      minProtocol: Int(GatewayLimits.protocolVersion),
      maxProtocol: Int(GatewayLimits.protocolVersion),
      client: client,
      caps: caps,
      commands: commands,
      permissions: permissions,
      role: role,
      scopes: scopes,
      device: try await deviceProof(token: token, nonce: nonce),
      auth: ConnectParamsAuth(token: token, password: password)
    )
  }

  private func deviceProof(token: String?, nonce: String?) async throws -> DeviceProof? {
    guard let device else { return nil }
    let challenge = DeviceChallenge(
      deviceId: device.id,
      clientId: client.id,
      clientMode: client.mode.rawValue,
      role: role,
      scopes: scopes,
      signedAt: Int64(Date().timeIntervalSince1970 * 1000),
      token: token ?? "",
      nonce: nonce
    )
    return DeviceProof(
      id: device.id,
      publicKey: device.publicKey,
      signature: try await device.sign(challenge.text),
      signedAt: challenge.signedAt,
      nonce: nonce
    )
  }
}
