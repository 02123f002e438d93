// Written by `pnpm gen`; edit the declarations instead.

import Foundation

public typealias Loose = String

public enum Outcome: Codable, Sendable, Equatable {
  case ok(OutcomeOk)
  case error(OutcomeError)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  private enum TagKey: String, CodingKey {
    case tag = "status"
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
    case "ok": self = .ok(try OutcomeOk(from: decoder))
    case "error": self = .error(try OutcomeError(from: decoder))
    default: self = .unknown(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .ok(let value): try value.encode(to: encoder)
    case .error(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct OutcomeOk: Codable, Sendable, Equatable {
  public var status: String
  public var data: OutcomeOkData

  public init(
    status: String = "ok",
    data: OutcomeOkData
  ) {
    self.status = status
    self.data = data
  }
}

public struct OutcomeOkData: Codable, Sendable, Equatable {
  public var a: String

  public init(
    a: String
  ) {
    self.a = a
  }
}

public struct OutcomeError: Codable, Sendable, Equatable {
  public var status: String

  public init(
    status: String = "error"
  ) {
    self.status = status
  }
}

public enum Part: Codable, Sendable, Equatable {
  case text(PartText)
  case toolCall(PartToolCall)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  private enum TagKey: String, CodingKey {
    case tag = "type"
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
    case "text": self = .text(try PartText(from: decoder))
    case "tool-call": self = .toolCall(try PartToolCall(from: decoder))
    default: self = .unknown(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let value): try value.encode(to: encoder)
    case .toolCall(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct PartText: Codable, Sendable, Equatable {
  public var type: String
  public var text: String

  public init(
    type: String = "text",
    text: String
  ) {
    self.type = type
    self.text = text
  }
}

public struct PartToolCall: Codable, Sendable, Equatable {
  public var type: String
  public var name: String

  public init(
    type: String = "tool-call",
    name: String
  ) {
    self.type = type
    self.name = name
  }
}

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

public enum Reply: Codable, Sendable, Equatable {
  case point(Point)
  case runId(ReplyRunId)
  case empty(ReplyEmpty)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Point.self) {
      self = .point(value)
    } else if let value = try? container.decode(ReplyRunId.self) {
      self = .runId(value)
    } else if let value = try? container.decode(ReplyEmpty.self) {
      self = .empty(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .point(let value): try value.encode(to: encoder)
    case .runId(let value): try value.encode(to: encoder)
    case .empty(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public struct ReplyRunId: Codable, Sendable, Equatable {
  public var runId: String
  public var summary: String?

  public init(
    runId: String,
    summary: String? = nil
  ) {
    self.runId = runId
    self.summary = summary
  }
}

public struct ReplyEmpty: Codable, Sendable, Equatable {
  public init() {}
}

public enum ThreadPart: Codable, Sendable, Equatable {
  case integer(Int64)
  case text(String)
  case number(Double)
  /// A shape that this version does not know.
  case unknown(JSONValue)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .integer(let value): try value.encode(to: encoder)
    case .text(let value): try value.encode(to: encoder)
    case .number(let value): try value.encode(to: encoder)
    case .unknown(let value): try value.encode(to: encoder)
    }
  }
}

public typealias Thread = Nullable<ThreadPart>
