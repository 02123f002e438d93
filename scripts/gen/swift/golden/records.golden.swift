// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct Maps: Codable, Sendable, Equatable {
  public var counts: [String: Int64]
  public var anything: [String: JSONValue]
  public var `open`: [String: JSONValue]
  public var rows: [String: MapsRows]

  public init(
    counts: [String: Int64],
    anything: [String: JSONValue],
    `open`: [String: JSONValue],
    rows: [String: MapsRows]
  ) {
    self.counts = counts
    self.anything = anything
    self.`open` = `open`
    self.rows = rows
  }

  private enum CodingKeys: String, CodingKey {
    case counts
    case anything
    case `open` = "open"
    case rows
  }
}

public struct MapsRows: Codable, Sendable, Equatable {
  public var id: String

  public init(
    id: String
  ) {
    self.id = id
  }
}
