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
    .package(name: "board", path: ".."),
    // A peer: how one would write the echo on a serial port with it.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBench", "CEdges", "CLoops", "CPorts",
        .product(name: "BoardHAL", package: "board"),
        .product(name: "BoardHALLinux", package: "board"),
        .product(name: "BoardHALMock", package: "board"),
        .product(name: "BoardFiles", package: "board"),
        .product(name: "Firmware", package: "board"),
        .product(name: "FirmwareExplorer", package: "board"),
      ],
      swiftSettings: settings
    ),
    // The near ends of the serial measurements, a process each.
    .executableTarget(
      name: "echo",
      dependencies: [
        "CPorts",
        .product(name: "BoardHAL", package: "board"),
        .product(name: "BoardHALLinux", package: "board"),
        .product(name: "Firmware", package: "board"),
        .product(name: "FirmwareLive", package: "board"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "echo-nio",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    // What Swift cannot do itself: count the heap's customers, and be the floor.
    .target(name: "CBench"),
    // Loops that C programs use. Where a library is missing, its function says so.
    .target(name: "CLoops", dependencies: ["CLibUV", "CLibGLib"]),
    .systemLibrary(name: "CLibUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
    .systemLibrary(
      name: "CLibGLib", pkgConfig: "glib-2.0", providers: [.apt(["libglib2.0-dev"])]),
    // A GPIO chip without hardware, and loops in C that read its edges.
    .target(name: "CEdges", dependencies: ["CLibGPIO"]),
    .systemLibrary(
      name: "CLibGPIO", pkgConfig: "libgpiod", providers: [.apt(["libgpiod-dev"])]),
    // Both ends of a pseudo-terminal.
    .target(name: "CPorts", dependencies: ["CLibSerial"]),
    .systemLibrary(
      name: "CLibSerial", pkgConfig: "libserialport", providers: [.apt(["libserialport-dev"])]),
  ],
  swiftLanguageModes: [.v6]
)
