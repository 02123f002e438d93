/// A value that is there but may be null. In `Nullable<String>?` nil is a key that is left out,
/// which says something else than null: leave it as it is, instead of clear it.
public enum Nullable<Value> {
  case null
  case value(Value)

  /// Null becomes nil.
  public init(_ value: Value?) {
    if let value {
      self = .value(value)
    } else {
      self = .null
    }
  }

  /// The value; nil when it is null.
  public var wrapped: Value? {
    switch self {
    case .null: return nil
    case .value(let value): return value
    }
  }
}

extension Nullable: Sendable where Value: Sendable {}
extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}

extension Nullable: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else {
      self = .value(try container.decode(Value.self))
    }
  }
}

extension Nullable: Encodable where Value: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .value(let value): try container.encode(value)
    }
  }
}

// The decoder of the standard library takes null for a missing key wherever a property is optional.
// Code that the compiler writes for the models picks these, because they fit more exactly.
extension KeyedDecodingContainer {
  func decodeIfPresent<Value: Decodable>(
    _ type: Nullable<Value>.Type, forKey key: Key
  ) throws -> Nullable<Value>? {
    guard contains(key) else { return nil }
    return try decode(type, forKey: key)
  }

  func decodeIfPresent(_ type: JSONValue.Type, forKey key: Key) throws -> JSONValue? {
    guard contains(key) else { return nil }
    return try decode(type, forKey: key)
  }
}
