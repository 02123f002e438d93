// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public typealias Level = Int64

public enum State: Codable, Sendable, Hashable {
  case ok
  case inFlight
  case okEmpty
  case `final`
  case unknownValue
  case value24h
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "ok": self = .ok
    case "in_flight": self = .inFlight
    case "ok-empty": self = .okEmpty
    case "final": self = .`final`
    case "unknown": self = .unknownValue
    case "24h": self = .value24h
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .ok: return "ok"
    case .inFlight: return "in_flight"
    case .okEmpty: return "ok-empty"
    case .`final`: return "final"
    case .unknownValue: return "unknown"
    case .value24h: return "24h"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

public enum Words: Codable, Sendable, Hashable {
  case a
  case b
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "a": self = .a
    case "b": self = .b
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .a: return "a"
    case .b: return "b"
    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
