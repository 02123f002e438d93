// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct Nothing: Codable, Sendable, Equatable {
  public init() {}
}

/// One visit.
public struct Visit: Codable, Sendable, Equatable {
  /// Who.
  /// And where.
  public var id: String
  public var count: Int
  public var at: Int64
  public var weight: Double?
  public var kind: String
  public var details: JSONValue
  public var more: JSONValue?

  public init(
    id: String,
    count: Int,
    at: Int64,
    weight: Double? = nil,
    kind: String = "visit",
    details: JSONValue,
    more: JSONValue? = nil
  ) {
    self.id = id
    self.count = count
    self.at = at
    self.weight = weight
    self.kind = kind
    self.details = details
    self.more = more
  }
}
