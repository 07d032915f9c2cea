// swift-tools-version: 6.2

import PackageDescription

/// The language settings of the package that is measured, so that both compile alike.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "board", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBench",
        .product(name: "BoardHAL", package: "board"),
        .product(name: "BoardHALMock", package: "board"),
        .product(name: "BoardFiles", package: "board"),
        .product(name: "Firmware", package: "board"),
      ],
      swiftSettings: settings
    ),
    // How many schedules a second.
    .executableTarget(
      name: "explore",
      dependencies: [
        .product(name: "BoardHAL", package: "board"),
        .product(name: "Firmware", package: "board"),
        .product(name: "FirmwareExplorer", package: "board"),
      ],
      swiftSettings: settings
    ),
    // What Swift cannot do itself: count the heap's customers, and be the floor.
    .target(name: "CBench"),
  ],
  swiftLanguageModes: [.v6]
)
