// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct Odd: Codable, Sendable, Equatable {
  public var `default`: String
  public var `class`: Bool?
  public var self_: String
  public var twoWords: String
  public var value3d: String?

  public init(
    `default`: String,
    `class`: Bool? = nil,
    self_: String,
    twoWords: String,
    value3d: String? = nil
  ) {
    self.`default` = `default`
    self.`class` = `class`
    self.self_ = self_
    self.twoWords = twoWords
    self.value3d = value3d
  }

  private enum CodingKeys: String, CodingKey {
    case `default` = "default"
    case `class` = "class"
    case self_ = "self"
    case twoWords = "two-words"
    case value3d = "3d"
  }
}
