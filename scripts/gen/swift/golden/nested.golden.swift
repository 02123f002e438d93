// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public struct LinesPart: Codable, Sendable, Equatable {
  public var text: String

  public init(
    text: String
  ) {
    self.text = text
  }
}

public typealias Lines = [LinesPart]

public typealias Places = [Point]

public struct Point: Codable, Sendable, Equatable {
  public var x: Double
  public var y: Double

  public init(
    x: Double,
    y: Double
  ) {
    self.x = x
    self.y = y
  }
}

public typealias ResultShape = Point

public struct Row: Codable, Sendable, Equatable {
  public var origin: RowOrigin
  public var steps: [RowSteps]
  public var place: Point?
  public var places: [Point]

  public init(
    origin: RowOrigin,
    steps: [RowSteps],
    place: Point? = nil,
    places: [Point]
  ) {
    self.origin = origin
    self.steps = steps
    self.place = place
    self.places = places
  }
}

public struct RowOrigin: Codable, Sendable, Equatable {
  public var from: RowOriginFrom

  public init(
    from: RowOriginFrom
  ) {
    self.from = from
  }
}

public struct RowOriginFrom: Codable, Sendable, Equatable {
  public var name: String

  public init(
    name: String
  ) {
    self.name = name
  }
}

public struct RowSteps: Codable, Sendable, Equatable {
  public var name: String

  public init(
    name: String
  ) {
    self.name = name
  }
}
