import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

/// One or two devices on the mock board, and what they tell.
struct DeviceBench {
  let bench: TestBench
  let told = Told()

  final class Told {
    var words: [String] = []
  }

  var firmware: Firmware { bench.firmware }

  /// What the devices have told since the last look, such as `line "hello"` or `overrun 3`.
  func take() -> [String] {
    defer { told.words = [] }
    return told.words
  }

  init(
    _ devices: [DeviceDescription], reactions: [ReactionDescription] = [],
    configure: (inout Limits, inout MockConfiguration) -> Void = { _, _ in }
  ) throws {
    var limits = Limits()
    var configuration = MockConfiguration()
    configure(&limits, &configuration)
    let wiring = WiringDescription(
      name: "test", title: "a test", board: try Self.board(), devices: devices,
      reactions: reactions)
    bench = try TestBench(wiring, limits: limits, configuration: configuration)
    let told = told
    let firmware = bench.firmware
    firmware.onEvent = { event, _ in
      let name = firmware.name(ofEvent: event.code, of: event.device)
      let detail =
        switch name {
        case "line", "piece": " \(event.text.string.debugDescription)"
        case "pressed", "held", "break": ""
        case "released": " \(event.value / 1_000_000) ms"
        default: " \(event.value)"
        }
      told.words.append(name + detail)
    }
  }

  static func board() throws -> BoardDescription {
    try WiringLoader.load(path: Repository.path("wiring/doorbell.yaml")).board
  }

  /// A free pin of the board, by its place among the free ones.
  static func pin(_ index: Int) throws -> Pin {
    let pins = try board().header.pins.compactMap(\.pin).filter {
      $0.reservedFor == nil && $0.fixedPull == nil
    }
    return try #require(pins.dropFirst(index).first)
  }

  /// A button to the supply: high is down.
  static func button(
    _ name: String = "button", pin index: Int = 0, debounce: Debounce? = nil,
    hold: Nanoseconds? = nil
  ) throws -> DeviceDescription {
    let level = try #require(Level.device(4))
    return DeviceDescription(
      name: name,
      kind: .button(
        ButtonDescription(
          pin: try pin(index), pull: .down, active: .high, level: level, debounce: debounce,
          hold: hold)))
  }

  static func led(
    _ name: String = "led", pin index: Int = 1, initial: LEDDescription.State = .off,
    safe: LEDDescription.State = .off
  ) throws -> DeviceDescription {
    DeviceDescription(
      name: name, kind: .led(LEDDescription(pin: try pin(index), initial: initial, safe: safe)))
  }

  static func console(
    _ lineEnding: ConsoleDescription.LineEnding = .any, maximumLine: Int = 80, echo: Bool = false
  ) throws -> DeviceDescription {
    let level = try #require(Level.device(6))
    let port = try #require(try board().serialPorts.first)
    return DeviceDescription(
      name: "console",
      kind: .console(
        ConsoleDescription(
          port: port, level: level, lineEnding: lineEnding, maximumLine: maximumLine, echo: echo)))
  }

  /// The far end of the board's first port.
  func peer() throws -> SerialPeer {
    try bench.board.peer(on: try #require(bench.wiring.board.serialPorts.first).name)
  }
}
