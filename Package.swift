// swift-tools-version: 6.2
// 6.2 and no later: Debian's swiftlang 6.2.3 cross-builds this package for the Raspberry Pi.

import PackageDescription

/// Language settings of every Swift target.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  // SE-0335: `any` before every existential.
  .enableUpcomingFeature("ExistentialAny"),
  // SE-0409: an import is internal unless it says otherwise.
  .enableUpcomingFeature("InternalImportsByDefault"),
  // SE-0444: a member is visible only where its module is imported.
  .enableUpcomingFeature("MemberImportVisibility"),
  // SE-0461: a nonisolated async function runs on its caller's actor.
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // SE-0470: a conformance takes the isolation of its type.
  .enableUpcomingFeature("InferIsolatedConformances"),
]

/// The core also says `unsafe` at every expression the compiler cannot check (SE-0458).
let coreSettings = settings + [.strictMemorySafety()]

let package = Package(
  name: "board",
  products: [
    .library(name: "BoardHAL", targets: ["BoardHAL"]),
    .library(name: "BoardHALMock", targets: ["BoardHALMock"]),
    .library(name: "BoardHALLinux", targets: ["BoardHALLinux"]),
    .library(name: "BoardFiles", targets: ["BoardFiles"]),
    .library(name: "Firmware", targets: ["Firmware"]),
    .library(name: "FirmwareTestBench", targets: ["FirmwareTestBench"]),
    .library(name: "FirmwareLive", targets: ["FirmwareLive"]),
    .library(name: "FirmwareExplorer", targets: ["FirmwareExplorer"]),
    .executable(name: "board-cli", targets: ["board-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The contract and the board description: pure Swift, neither Foundation nor Glibc.
    .target(
      name: "BoardHAL",
      path: "Sources/BoardHAL",
      exclude: [
        "Mock", "Linux", "Files", "CLinux", "CGPIO", "CLibGPIOD", "CSerialPort", "CLibSerialPort",
        "CYAML", "CFibers", "CEdit", "CLineEditor",
      ],
      swiftSettings: coreSettings
    ),
    // Interrupts, deferred calls, devices: depends on the contract alone.
    .target(
      name: "Firmware",
      dependencies: ["BoardHAL"],
      path: "Sources/Firmware",
      exclude: ["TestBench", "Explorer", "Live"],
      swiftSettings: coreSettings
    ),
    // Virtual time, waveforms, serial peers, faults.
    .target(
      name: "BoardHALMock",
      dependencies: ["BoardHAL"],
      path: "Sources/BoardHAL/Mock",
      swiftSettings: settings
    ),
    // The only Swift target that talks to the kernel.
    .target(
      name: "BoardHALLinux",
      dependencies: ["BoardHAL", "CLinux", "CGPIO", "CSerialPort"],
      path: "Sources/BoardHAL/Linux",
      swiftSettings: settings
    ),
    // What Swift's Glibc module leaves out: epoll, timerfd, signalfd.
    .target(name: "CLinux", path: "Sources/BoardHAL/CLinux"),
    // One API over libgpiod 1 and 2, or over none where it is not installed.
    .target(name: "CGPIO", dependencies: ["CLibGPIOD"], path: "Sources/BoardHAL/CGPIO"),
    .systemLibrary(
      name: "CLibGPIOD",
      path: "Sources/BoardHAL/CLibGPIOD",
      pkgConfig: "libgpiod",
      providers: [.apt(["libgpiod-dev"])]
    ),
    // Opens and sets serial ports: by libserialport where it knows the port, else by termios.
    .target(
      name: "CSerialPort", dependencies: ["CLibSerialPort"], path: "Sources/BoardHAL/CSerialPort"),
    .systemLibrary(
      name: "CLibSerialPort",
      path: "Sources/BoardHAL/CLibSerialPort",
      pkgConfig: "libserialport",
      providers: [.apt(["libserialport-dev"]), .brew(["libserialport"])]
    ),
    // Reads boards, wirings and scenarios.
    .target(
      name: "BoardFiles",
      dependencies: ["BoardHAL", "CYAML"],
      path: "Sources/BoardHAL/Files",
      swiftSettings: settings
    ),
    .systemLibrary(
      name: "CYAML",
      path: "Sources/BoardHAL/CYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    // Lines typed at a terminal. Where libedit is missing, both build all the same.
    .systemLibrary(
      name: "CEdit",
      path: "Sources/BoardHAL/CEdit",
      pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"])]
    ),
    .target(name: "CLineEditor", dependencies: ["CEdit"], path: "Sources/BoardHAL/CLineEditor"),
    // What a host-only test of firmware needs: a board in virtual time, driven by waveforms.
    .target(
      name: "FirmwareTestBench",
      dependencies: ["BoardHAL", "BoardHALMock", "BoardFiles", "Firmware"],
      path: "Sources/Firmware/TestBench",
      swiftSettings: settings
    ),
    // Stacks that the explorer leaves half way: no Swift can change the stack it runs on.
    .target(name: "CFibers", path: "Sources/BoardHAL/CFibers"),
    // Runs firmware on a real board: threads, priorities, signals.
    .target(
      name: "FirmwareLive",
      dependencies: ["BoardHAL", "BoardHALLinux", "Firmware"],
      path: "Sources/Firmware/Live",
      swiftSettings: settings
    ),
    // Runs a small firmware under every schedule up to a bound.
    .target(
      name: "FirmwareExplorer",
      dependencies: ["BoardHAL", "BoardHALMock", "Firmware", "CFibers"],
      path: "Sources/Firmware/Explorer",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "board-cli",
      dependencies: [
        "BoardHAL", "BoardHALMock", "BoardHALLinux", "BoardFiles", "Firmware", "FirmwareTestBench",
        "FirmwareExplorer", "FirmwareLive", "CLineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/board-cli",
      swiftSettings: settings
    ),
    // Counts what a test allocates, by standing in for malloc.
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(
      name: "BoardHALTests", dependencies: ["BoardHAL", "BoardHALMock"], swiftSettings: settings),
    // Keeps the lines of a program that has ended, to see how it left them.
    .target(name: "CProcessFiles", path: "Tests/CProcessFiles"),
    // A pseudo-terminal of a test's own, which programs that other tests start do not inherit.
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    // Files and folders that go with their test.
    .target(name: "TemporaryFiles", path: "Tests/TemporaryFiles", swiftSettings: settings),
    // What every backend promises: run on the mock, and on the kernel in the virtual board.
    .target(
      name: "BackendContract", dependencies: ["BoardHAL"], path: "Tests/BackendContract",
      swiftSettings: settings),
    // Serial ports of the kernel under contract, with somebody at their far end.
    .target(
      name: "SerialRigs",
      dependencies: [
        "BackendContract", "BoardHAL", "BoardHALLinux", "CPseudoTerminal", "CSerialPort",
        "Firmware", "TemporaryFiles",
      ],
      path: "Tests/SerialRigs", swiftSettings: settings),
    .testTarget(
      name: "BoardHALMockTests", dependencies: ["BackendContract", "BoardHAL", "BoardHALMock"],
      swiftSettings: settings),
    // Needs the kernel's own GPIO and serial drivers: runs in `make test-board`.
    .testTarget(
      name: "BoardTests",
      dependencies: [
        "board-cli", "BackendContract", "BoardHAL", "BoardHALLinux", "CProcessFiles",
        "CPseudoTerminal", "Firmware", "FirmwareLive", "SerialRigs", "TemporaryFiles",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "BoardHALLinuxTests",
      dependencies: [
        "BackendContract", "BoardHAL", "BoardHALLinux", "CAllocationCounter", "CSerialPort",
        "Firmware", "SerialRigs", "TemporaryFiles",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "BoardFilesTests", dependencies: ["BoardHAL", "BoardFiles", "TemporaryFiles"],
      swiftSettings: settings),
    .testTarget(
      name: "FirmwareTests",
      dependencies: [
        "BoardHAL", "BoardHALMock", "BoardFiles", "Firmware", "FirmwareTestBench",
        "CAllocationCounter",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FirmwareLiveTests",
      dependencies: ["BoardHAL", "BoardHALLinux", "Firmware", "FirmwareLive", "SerialRigs"],
      swiftSettings: settings),
    .testTarget(
      name: "FirmwareExplorerTests",
      dependencies: ["BoardHAL", "BoardHALMock", "Firmware", "FirmwareExplorer"],
      swiftSettings: settings),
    .testTarget(
      name: "BoardCLITests",
      dependencies: [
        "board-cli", "BoardHAL", "BoardHALLinux", "BoardHALMock", "BoardFiles", "CPseudoTerminal",
        "Firmware", "FirmwareTestBench", "SerialRigs", "TemporaryFiles",
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
    // Compiles the programs of Tests/CompileFail against these modules.
    .testTarget(
      name: "CompileFailTests", dependencies: ["BoardHAL", "BoardHALMock", "Firmware"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
