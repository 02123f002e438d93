// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct Patch: Codable, Sendable, Equatable {
  public var must: Nullable<String>
  public var may: Nullable<Int64>?
  public var list: [Nullable<Bool>]?
  public var word: Nullable<PatchWord>?

  public init(
    must: Nullable<String>,
    may: Nullable<Int64>? = nil,
    list: [Nullable<Bool>]? = nil,
    word: Nullable<PatchWord>? = nil
  ) {
    self.must = must
    self.may = may
    self.list = list
    self.word = word
  }
}

public enum PatchWord: Codable, Sendable, Hashable {
  case on
  case off
  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
    case "on": self = .on
    case "off": self = .off
    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
    case .on: return "on"
    case .off: return "off"
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
