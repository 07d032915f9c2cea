import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware

/// A button, a lamp and a console on a mock board, recorded from the first moment.
final class Recorder {
  let board: MockBoard
  let firmware: Firmware
  let button: Pin
  let peer: SerialPeer
  private let wiring: WiringDescription
  private let sources: WiringSources
  private var encoder = TraceEncoder()

  /// The wiring that is recorded.
  static let text = """
    name: both
    board: mock
    devices:
      button: { type: button, pin: GPIO17, level: 4, debounce: { policy: settle, period: 2ms } }
      led: { type: led, pin: GPIO27 }
      console: { type: console, port: header, baud: 115200, level: 6 }
    reactions:
      - { on: button.pressed, do: led.on }
      - { on: button.released, do: led.off }
      - { on: console.line, do: console.write }
    """

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - seed: Puts the board under a real clock that this number makes restless; nil leaves it
  ///     its virtual time.
  ///   - configuration: How much the board holds.
  /// - Throws: what reading the files or making the firmware throws.
  init(seed: UInt64? = nil, _ configuration: MockConfiguration = MockConfiguration()) throws {
    let board = try WiringSources(path: Repository.doorbell).board
    sources = WiringSources(wiring: .init(name: "both.yaml", text: Self.text), board: board)
    wiring = try sources.load()
    let mock = MockBoard(wiring.board, configuration: configuration)
    self.board = mock
    let backend: any Backend = seed.map { RestlessBoard(mock, seed: $0) } ?? mock
    firmware = Firmware(on: backend, timing: .nominal)
    firmware.isAccounting = true
    firmware.beginTrace()
    try firmware.connect(wiring)
    firmware.onEvent = { _, _ in }
    button = wiring.devices[0].pin ?? wiring.board.pins[0]
    peer = try mock.peer(on: "header")
    let files = [sources.wiring, sources.board].map {
      TraceHeader.File(name: $0.name, text: $0.text)
    }
    encoder.encode(TraceHeader(wiring, firmware, sources: files))
    firmware.onTrace = { [unowned self] event in encoder.encode(event, firmware) }
  }

  /// The line of a device.
  func line(_ device: String) -> LineID {
    let id = firmware.device(named: device) ?? DeviceID(0)
    return firmware.lines(of: id)[0]
  }

  /// Lets time pass.
  func run(for time: Nanoseconds) {
    firmware.run(until: firmware.now + time)
  }

  /// Ends the recording; returns the trace.
  func finish() -> [UInt8] {
    firmware.shutDown()
    encoder.encodeEnd(dropped: firmware.dropped.trace)
    return encoder.bytes
  }
}
