import BoardFiles
public import BoardHAL
public import BoardHALMock
public import Firmware

/// A wiring on a mock board in virtual time: what a test of firmware needs.
///
/// ```swift
/// let bench = try TestBench("wiring/doorbell.yaml")
/// try bench.drive("button", "---_-_-______---", each: .milliseconds(1))
/// #expect(bench.run(for: .seconds(1)).devices == ["button pressed", "button released"])
/// ```
///
/// Nothing sleeps: time moves when `run` is called, by as much as is asked.
public final class TestBench {
  /// What is wired to the board.
  public let wiring: WiringDescription

  /// The board, to be driven and looked at from outside.
  public let board: MockBoard

  /// The firmware that runs on it.
  public let firmware: Firmware

  private var happened: [Happening] = []

  /// Puts a wiring file onto a mock board.
  ///
  /// - Parameters:
  ///   - path: The wiring file.
  ///   - timing: How long routines take; nothing takes time unless told otherwise.
  /// - Throws: `FileError` with every mistake of the file, or `FirmwareError`.
  public convenience init(_ path: String, timing: Timing = .instant) throws {
    try self.init(WiringLoader.load(path: path), timing: timing)
  }

  /// Puts a wiring onto a mock board.
  ///
  /// - Throws: `FirmwareError` when the board refuses.
  public init(
    _ wiring: WiringDescription, timing: Timing = .instant, limits: Limits = Limits(),
    configuration: MockConfiguration = MockConfiguration()
  ) throws(FirmwareError) {
    self.wiring = wiring
    board = MockBoard(wiring.board, configuration: configuration)
    firmware = try Firmware(wiring, on: board, limits: limits, timing: timing)
    firmware.onTrace = { [unowned self] event in
      if let happening = Happening(event, in: firmware) { happened.append(happening) }
    }
  }

  /// Drives the pin of a device with a waveform, in volts: `_` low, `-` high, each for `each`.
  ///
  /// - Throws: `NoSuchDevice`, `WaveformError` for another character, or `BoardError`.
  public func drive(_ device: String, _ waveform: String, each: Nanoseconds) throws {
    guard let pin = wiring.device(named: device)?.pin else { throw NoSuchDevice(name: device) }
    try board.drive(pin, Waveform(parsing: waveform), each: each)
  }

  /// Runs until virtual time has passed by `time`; returns what happened meanwhile.
  @discardableResult
  public func run(for time: Nanoseconds) -> [Happening] {
    firmware.run(until: firmware.now + time)
    return take()
  }

  /// Runs until nothing is left to happen; returns what happened meanwhile.
  @discardableResult
  public func run() -> [Happening] {
    firmware.run(until: nil)
    return take()
  }

  private func take() -> [Happening] {
    defer { happened = [] }
    return happened
  }

  /// The wiring has no device of this name, or the device has no pin.
  public struct NoSuchDevice: Error, CustomStringConvertible {
    /// The name that was asked for.
    public let name: String

    /// The value in words.
    public var description: String {
      "the wiring has no device \"\(name)\" with a pin"
    }
  }
}
