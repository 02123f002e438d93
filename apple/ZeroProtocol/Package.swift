// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "ZeroProtocol",
  platforms: [.macOS(.v13), .iOS(.v16), .watchOS(.v9), .tvOS(.v16)],
  products: [
    .library(name: "ZeroProtocol", targets: ["ZeroProtocol"])
  ],
  targets: [
    .target(name: "ZeroProtocol")
  ]
)
