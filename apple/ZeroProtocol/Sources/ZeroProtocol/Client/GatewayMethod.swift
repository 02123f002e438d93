/// A method of the gateway with its shapes; `GatewayMethods` has one for each.
public protocol GatewayMethod {
  associatedtype Params: Encodable & Sendable
  associatedtype Result: Decodable & Sendable
  static var name: GatewayMethodName { get }
}

/// A method that answers twice with the same id: that it accepted, and how it ended.
public protocol GatewayTwoStageMethod: GatewayMethod {
  associatedtype Accepted: Decodable & Sendable
}
