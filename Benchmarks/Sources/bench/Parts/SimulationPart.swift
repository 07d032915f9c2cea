import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware
import FirmwareExplorer

/// How fast virtual time passes, and how fast schedules are explored.
enum SimulationPart {
  static func run(_ options: Options, _ report: inout Report) throws {
    try quiet(options, &report)
    try busy(options, &report)
    try schedules(options, &report)
  }

  /// A million virtual seconds of a board on which little happens.
  private static func quiet(_ options: Options, _ report: inout Report) throws {
    let seconds = 1_000_000
    let wiring = try WiringLoader.load(path: options.wiring)
    let quiet = Firmware(on: MockBoard(wiring.board))
    let unit = "s of processor time"
    report.add(
      "10⁶ virtual seconds, board without devices", unit, elapse(seconds, quiet), wanted: 1)
    let wired = try Firmware(wiring, on: MockBoard(wiring.board))
    report.add(
      "10⁶ virtual seconds, \(wiring.name)", unit, elapse(seconds, wired), wanted: 1)
    let beating = Firmware(on: MockBoard(wiring.board))
    let device = try beating.add(Heartbeat(), named: "heartbeat")
    try device.registerDeferredCall()
    let heartbeat = try device.start()
    report.add(
      "10⁶ virtual seconds, a timer each second", unit, elapse(seconds, beating), wanted: 1)
    let beats = heartbeat.inspect { $0.beats }
    guard beats == seconds else { throw UsageError("the heart beat \(beats) times") }
  }

  /// The processor time of so many virtual seconds.
  private static func elapse(_ seconds: Int, _ firmware: Firmware) -> Double {
    Stopwatch.time { firmware.run(until: firmware.now + .seconds(Int64(seconds))) }.processor / 1e9
  }

  /// Ten devices on pins that a thousand edges a second reach in all.
  private static func busy(_ options: Options, _ report: inout Report) throws {
    let wiring = try WiringLoader.load(path: options.wiring)
    let board = MockBoard(wiring.board)
    let firmware = Firmware(on: board)
    let pins = wiring.board.pins.filter { $0.reservedFor == nil }.prefix(10)
    var devices: [StartedDevice<EdgeCounter>] = []
    for pin in pins {
      devices.append(
        try firmware.connect(
          EdgeCounter(), named: "on \(pin)", to: .edges(of: pin), level: 5,
          state: EdgeCounter.LineState()))
    }
    // Some pins are pulled up: low before the first edge.
    for pin in pins { try board.drive(pin, to: .low) }
    firmware.run(until: firmware.now + .seconds(1))
    let before = devices.reduce(0) { $0 + $1.inspect { $0.rising } }
    let edgesEach = 100
    let wave = Waveform(levels: (0..<edgesEach).map { $0 % 2 == 0 })
    let seconds = 20
    var rates: [Double] = []
    for _ in 0..<options.rounds {
      let time = try Stopwatch.timeThrowing {
        for _ in 0..<seconds {
          for pin in pins { try board.drive(pin, wave, each: .milliseconds(10)) }
          firmware.run(until: firmware.now + .seconds(1))
        }
      }
      rates.append(Double(seconds) / (time / 1e9))
    }
    let rising = devices.reduce(0) { $0 + $1.inspect { $0.rising } } - before
    let wanted = options.rounds * seconds * pins.count * edgesEach / 2
    guard rising == wanted else { throw UsageError("\(rising) of \(wanted) edges arrived") }
    report.add(
      "10 devices, 1 kHz in all: virtual seconds per second of processor time", "1/s",
      Spread(rates), atLeast: 200)
  }

  /// Two lines on two processors, under every schedule up to three preemptions.
  private static func schedules(_ options: Options, _ report: inout Report) throws {
    let edges = 3
    let explorer = Explorer(
      streams: [Stream("low", count: edges), Stream("high", count: edges)],
      bounds: Bounds(preemptions: 3)
    ) {
      try TwoLines(edges: edges)
    }
    var rates: [Double] = []
    for _ in 0..<options.rounds {
      var count = 0
      let time = try Stopwatch.timeThrowing { count = try explorer.exhaust().schedules }
      rates.append(Double(count) / (time / 1e9))
    }
    report.add(
      "explorer, two lines on two processors: schedules per second of processor time", "1/s",
      Spread(rates), atLeast: 50_000)
  }
}
