import Foundation

/// What the client reads of a frame before it knows who waits for it.
struct FrameHead: Decodable {
  struct Stage: Decodable {
    /// Only a text is of interest; a result that is a list or has another status is none.
    let status: String?

    private enum CodingKeys: String, CodingKey {
      case status
    }

    init(from decoder: any Decoder) throws {
      let container = try? decoder.container(keyedBy: CodingKeys.self)
      status = try? container?.decode(String.self, forKey: .status)
    }
  }

  let type: String
  let id: String?
  let ok: Bool?
  let seq: Int64?
  let event: String?
  let error: ErrorShape?
  let payload: Stage?
}

/// A request with its parameters as they are.
struct OutgoingRequest<Params: Encodable>: Encodable {
  let type = "req"
  let id: String
  let method: String
  let params: Params

  private enum CodingKeys: String, CodingKey {
    case type
    case id
    case method
    case params
  }
}

/// The payload of a frame as the type that is expected.
struct Incoming<Payload: Decodable>: Decodable {
  let payload: Payload
}

/// The nonce that the gateway asks a device to sign.
extension GatewayEvent {
  var nonce: String? {
    guard case .connectChallenge(let challenge) = self else { return nil }
    return challenge.nonce
  }
}
