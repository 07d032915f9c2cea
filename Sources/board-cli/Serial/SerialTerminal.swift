import BoardHAL
import BoardHALLinux

/// A terminal on a serial port: keys, or a pipe, go to the port; what it receives is shown.
///
/// The port is a line of the Linux board, which is waited for together with the keys, the reader of
/// the output, and the signals. Nothing blocks but that one wait:
///
///     keys, pipe ──► KeyReader ──► SerialSender ──► transmit line ──► port
///     screen, pipe ◄── Outlet ◄── SerialView ◄── receive line ◄────── port
///
/// Whatever is held back on its way holds back what is behind it: a pipe that nobody reads leaves
/// bytes with the kernel, and a far end that stops us leaves the input unread.
final class SerialTerminal {
  /// Where the port is.
  enum Link: Equatable {
    /// It was never there; when to look next, and how long to wait after that.
    case awaited(next: BoardInstant, delay: Nanoseconds)
    case connected
    /// It hung up, and the board looks for it.
    case away
  }

  /// The terminal is on its way out.
  struct Ending {
    var status: ExitStatus
    /// When to give up what was not sent yet; nil for never.
    var limit: BoardInstant?
  }

  let options: SerialOptions
  let board: LinuxBoard
  let receiving = LineID(0)
  let transmitting = LineID(1)
  let outlet: Outlet
  /// Standard output is a terminal, on which all is shown in its place.
  let isShown: Bool
  var view: SerialView
  var keys = KeyReader()
  var sender: SerialSender
  var counts = SerialCounts()
  var echoes: Bool
  var log: PortLog?
  var link = Link.away
  var ending: Ending?
  /// A wire that goes back to what it was.
  var pulse: (wires: ControlWires, isOn: Bool, until: BoardInstant)?
  /// Somebody has been told that keys are not sent at the moment.
  var hasToldUnsent = false

  let inlet: Inlet
  /// Whoever reads the output, when that is no terminal.
  let reader: ReaderWatch
  private let signals: TerminationSignals
  private var raw: TakenTerminal?
  private let hasColour: Bool
  var inputHasEnded = false
  /// After the end of the input: when the port has been silent for long enough.
  var quietUntil: BoardInstant?
  /// After the end of the input: when to say that it still waits.
  var warnsAt: BoardInstant?
  private var mayReceive = false
  private var toldRefusal: BoardError?
  var hasLogFailed = false

  /// How long bytes that were typed before `quit` may take to leave.
  private static let grace = Nanoseconds.seconds(1)
  static let shortestDelay = Nanoseconds.milliseconds(100)
  static let longestDelay = Nanoseconds.seconds(1)

  /// Makes a terminal; nothing is opened yet but the log.
  ///
  /// - Throws: `BoardError` when the kernel has no descriptor left, `OutputError` for the log.
  init(_ options: SerialOptions) throws {
    self.options = options
    let board = try LinuxBoard(
      BoardDescription(
        name: "terminal", title: "A serial terminal", chips: [],
        header: HeaderDescription(name: "none", pins: []), serialPorts: [options.port],
        limits: ElectricalLimits(supplyMillivolts: 0, inputMaximumMillivolts: 0)))
    self.board = board
    signals = try TerminationSignals(clock: board.clock)
    try board.watch(signals)
    reader = try ReaderWatch(of: Descriptor.output)
    try board.watch(reader.descriptor, for: .readable)
    let terminal = Terminal.current
    isShown = terminal.isInteractive
    hasColour = terminal.hasColour
    outlet = Outlet(Descriptor.output, on: board)
    inlet = Inlet(Descriptor.input, on: board)
    sender = SerialSender(baud: options.settings.baud)
    echoes = options.echoes
    log = try options.logPath.map { try PortLog($0, appends: options.appendsLog) }
    keys.isHexadecimal = options.typesHexadecimal
    view = SerialView(
      map: options.map, showsTimes: options.showsTimes, format: options.timeFormat,
      isHexadecimal: options.showsHexadecimal,
      lineEnd: inlet.isTyped && isShown ? "\r\n" : "\n", start: .now)
  }

  /// Opens the port and works until somebody quits, the input ends, or a signal comes.
  ///
  /// - Throws: `BoardError` when the port cannot be had.
  func run() throws -> ExitStatus {
    try connect()
    if options.takesInput, inlet.isTyped { raw = TakenTerminal(Descriptor.input, .raw) }
    defer { raw = nil }
    greet()
    while true {
      if let signal = signals.take() { end(.signal(signal)) }
      try tendPort()
      try readInput()
      takeReceived()
      send()
      endPulse()
      try outlet.flush()
      flushLog()
      if let status = checkEnd() { return leave(status) }
      // Sending made room for more input, which nothing else would wake us for.
      try followInput()
      if !inlet.isReady, !(mayReceive && !outlet.isFull) { _ = board.wait(until: deadline) }
    }
  }

  /// Begins to end; asked again, as by a second Ctrl-C, it does not wait any more.
  func end(_ status: ExitStatus) {
    ending = Ending(
      status: ending?.status ?? status, limit: ending == nil ? board.now + Self.grace : board.now)
  }

  // MARK: The input

  /// Wants input, or does not, as there is room for it.
  private func followInput() throws(BoardError) {
    let canTake = inlet.isTyped || (link == .connected && sender.isEmpty)
    inlet.isWanted = options.takesInput && !inputHasEnded && ending == nil && canTake
    try inlet.follow()
  }

  private func readInput() throws(BoardError) {
    try followInput()
    guard let bytes = inlet.read() else {
      inputHasEnded = true
      // A terminal that ends has been closed.
      if inlet.isTyped { end(.signal(.hangup)) }
      return
    }
    guard inlet.isTyped else { return enqueue(bytes) }
    for byte in bytes {
      if let stroke = keys.take(byte) { obey(stroke) }
    }
  }

  /// Lets bytes wait for the port, as the mapping has them.
  func enqueue(_ bytes: [UInt8]) {
    var mapped: [UInt8] = []
    for byte in bytes {
      switch view.map.sent(byte) {
      case .bytes(let more): mapped += more
      case .breakSignal:
        sender.append(mapped)
        sender.appendBreak()
        mapped = []
      }
    }
    sender.append(mapped)
  }

  private func send() {
    guard link == .connected else { return }
    do throws(BoardError) {
      try sender.advance(on: board, receiving, at: board.now)
    } catch {
      switch error {
      case .gone:
        // The receiving line tells it, behind what still came.
        break
      case .unsupported: tell("\(error)", .trouble)
      default:
        tell("\(error)", .trouble)
        counts.unsent += sender.giveUp()
      }
    }
    counts.sent = sender.taken
  }

  // MARK: The port

  private func takeReceived() {
    while let line = board.takeReadyLine() {
      if line == receiving {
        mayReceive = true
      } else {
        // There is room, or never will be: `send` tries, and finds out.
        while board.takeRecord(from: line) != nil {}
      }
    }
    while mayReceive, !outlet.isFull {
      guard case .serial(let record)? = board.takeRecord(from: receiving) else {
        mayReceive = false
        return
      }
      counts.count(record)
      quietUntil = nil
      take(record)
    }
  }

  private func tendPort() throws(BoardError) {
    switch link {
    case .connected: return
    case .awaited(let next, _): if next <= board.now { try connect() }
    case .away:
      guard let refusal = try board.whereabouts(of: receiving).refusal else { return }
      tellRefusal(refusal)
    }
  }

  /// Says once why a port that is there again was not opened.
  func tellRefusal(_ refusal: BoardError) {
    guard refusal != toldRefusal else { return }
    toldRefusal = refusal
    switch refusal {
    case .gone, .missing: return
    default: tell("not yet: \(refusal)", .trouble)
    }
  }

  private func endPulse() {
    guard let pulse, pulse.until <= board.now else { return }
    self.pulse = nil
    setWires(pulse.wires, pulse.isOn)
  }

  // MARK: The screen

  /// Shows bytes that belong to the stream, here and in the log.
  func show(_ shown: [UInt8]) {
    outlet.append(shown)
    log?.append(shown)
  }

  /// Says something that is not of the stream: between its lines on a terminal, and on standard
  /// error elsewhere, so that a pipe gets what the port sent and nothing else.
  func tell(_ text: String, _ paint: Paint = .faint) {
    let words = "[\(WallTime.now.clock)] \(text)"
    guard isShown else {
      var errors = OutputFile.standardError
      errors.write(words + (raw == nil ? "\n" : "\r\n"))
      return
    }
    var bytes: [UInt8] = []
    view.breakLine(into: &bytes)
    bytes += Array(((hasColour ? paint.on(words) : words) + view.lineEnd).utf8)
    outlet.append(bytes)
  }
}
