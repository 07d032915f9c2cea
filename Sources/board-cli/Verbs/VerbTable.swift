import BoardHAL

/// Every verb there is: the one place that parsing, completion and help look into.
enum VerbTable {
  /// All of them, in the order of help.
  static let entries = world + serial + firmware + views + session

  /// Those that people are told of; the rest is for programs.
  static var shown: [VerbEntry] { entries.filter { $0.name != "view" } }

  /// The verb of this name.
  static func entry(named name: String) -> VerbEntry? { entries.first { $0.name == name } }

  private static let counts = 1...1_000_000

  private static let world = [
    VerbEntry(
      "press", .button, .optional(.time()),
      does: "presses a button; with a time, releases it after that",
      example: "press button 80ms"
    ) { .press($0, length: $1) },
    VerbEntry(
      "release", .button, does: "releases a button", example: "release button"
    ) { .release($0) },
    VerbEntry(
      "pulse", .place, .time(),
      does: "drives a pin to its other voltage for a time, then lets go",
      example: "pulse GPIO22 5ms"
    ) { .pulse($0, length: $1) },
    VerbEntry(
      "wave", .place, .waveform, .time(named: "EACH"),
      does: "drives a pin with voltages, _ low and - high, each for so long",
      example: "wave button -_-_--__ 1ms"
    ) { .wave($0, $1, each: $2) },
    VerbEntry(
      "turn", .place(named: "A"), .place(named: "B"),
      .number(named: "STEPS", in: -10_000...10_000), .optional(.time(named: "EACH")),
      does: "turns a rotary encoder on two pins; steps below zero turn it back",
      example: "turn GPIO5 GPIO6 -3 2ms"
    ) { .turn($0, $1, steps: $2, each: $3) },
    VerbEntry(
      "set", .place, .word(named: "state"),
      does: "drives a pin from outside, or lets go of it; asks a lamp to change",
      example: "set led on"
    ) { .set($0, $1) },
    VerbEntry(
      "pull", .place, .word(named: "pull"), does: "switches the resistor that holds a pin",
      example: "pull GPIO22 up"
    ) { .pull($0, $1) },
    VerbEntry(
      "wire", .place(named: "A"), .place(named: "B"), does: "connects two pins, for good",
      example: "wire GPIO22 GPIO23"
    ) { .wire($0, $1) },
    VerbEntry(
      "lose", .place, .number(named: "COUNT", in: counts),
      does: "makes the hardware lose the next edges of a pin", example: "lose button 1"
    ) { .lose($0, count: $1) },
    VerbEntry(
      "storm", .line, .number(named: "COUNT", in: counts), .optional(.time(named: "EACH")),
      does: "lets a line interrupt so many times, one every 10us unless told otherwise",
      example: "storm button 1000 5us"
    ) { .storm($0, count: $1, each: $2) },
  ]

  private static let serial = [
    VerbEntry(
      "send", .port, .text, does: "sends a line of text to the board, with a line feed",
      example: "send serial0 hello"
    ) { .send($0, bytes: $1 + [UInt8(ascii: "\n")]) },
    VerbEntry(
      "bytes", .port, .bytes, does: "sends bytes to the board, as they are",
      example: "bytes serial0 01 FF 0A"
    ) { .send($0, bytes: $1) },
    VerbEntry(
      "heard", .port, does: "shows what the board has sent since the last time",
      example: "heard serial0"
    ) { .heard($0) },
    VerbEntry(
      "disturb", .port, .word(named: "disturbance"),
      does: "spoils a character on its way to the board", example: "disturb serial0 framing"
    ) { .disturb($0, $1) },
    VerbEntry(
      "unplug", .socket, does: "pulls a cable, or takes a pin's chip away",
      example: "unplug serial0"
    ) { .unplug($0) },
    VerbEntry(
      "plug", .port, does: "puts a cable back", example: "plug serial0"
    ) { .plug($0) },
  ]

  private static let firmware = [
    VerbEntry(
      "mask", .line, does: "holds a line back; what comes waits", example: "mask button"
    ) { .mask($0) },
    VerbEntry(
      "unmask", .line, does: "lets a masked line ask again", example: "unmask button"
    ) { .unmask($0) },
  ]

  private static let views = [
    VerbEntry(
      "get", .optional(.place), does: "shows a pin or device, or every device",
      example: "get led"
    ) { .get($0) },
    overview(.lines, "shows the interrupt lines: level, trigger, state"),
    overview(.interrupts, "shows what became of every interrupt, and the longest waits"),
    overview(.deferred, "shows the deferred calls: state, queue, runs, losses"),
    overview(.requests, "shows the requests of each device, and how they ended"),
    overview(.counters, "shows what was counted outside: edges, characters, drops, faults"),
    VerbEntry(
      "view", .size, .word(named: "form"), does: "draws the board as top shows it",
      example: "view 80x24 plain"
    ) { .view($0, $1) },
  ]

  private static let session = [
    VerbEntry(
      "advance", .time(), does: "lets time pass at once", example: "advance 500ms"
    ) { .advance($0) },
    VerbEntry(
      "watch", .optional(.watch), does: "shows what happens from now on, or part of it",
      example: "watch all"
    ) { .watch($0 ?? .everything) },
    VerbEntry(
      "record", .recording, does: "writes a trace into a file from now on, until off",
      example: "record /dev/null"
    ) { .record($0) },
    VerbEntry(
      "help", .optional(.verb), does: "explains a verb, or lists them all",
      example: "help press"
    ) { .help($0) },
    VerbEntry("quit", does: "ends this prompt", example: "quit") { .quit },
  ]

  private static func overview(_ overview: Overview, _ summary: String) -> VerbEntry {
    VerbEntry(
      overview.rawValue, .optional(.word(named: "form")), does: summary,
      example: overview.rawValue
    ) { .show(overview, $0 ?? .text) }
  }
}
