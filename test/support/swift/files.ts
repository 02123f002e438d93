import { listFiles, readText } from "../../gate/source.ts";
import { SwiftCodable } from "./codable.ts";
import { readShapes, type SwiftShape } from "./model.ts";
import type { ParseSwift } from "./tree.ts";

const GENERATED = "apple/ZeroProtocol/Sources/ZeroProtocol/Generated";

/** Every Swift file of the checkout, written by hand or not. */
export function swiftFiles(): string[] {
  return listFiles("apple/**/*.swift");
}

/** The generated models as a decoder, read from their parse trees. */
export function readModels(parse: ParseSwift): SwiftCodable {
  const files = ["Models", "MethodModels", "EventModels"];
  const shapes = files.flatMap((file): [string, SwiftShape][] => [
    ...readShapes(parse(readText(`${GENERATED}/${file}.swift`))),
  ]);
  return new SwiftCodable(new Map(shapes));
}
