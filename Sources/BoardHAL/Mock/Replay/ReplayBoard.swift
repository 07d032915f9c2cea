public import BoardHAL

/// A board that gives firmware what a recording says it was given before, and nothing else.
///
/// Whoever replays watches the firmware and keeps `position` at the number of happenings so far.
/// An input comes when everything that came before it in the recording has happened again; so the
/// order of interrupts is the recorded one, whatever raced with what at the time.
///
/// Of a mock board, time is replayed too: it moves in `wait`, to the next record or the deadline,
/// and an input also waits for its time. On a real board time itself came from outside. There the
/// clock shows nothing until the recording says that a timer was seen to have run out; the times
/// of happenings are for the one who replays to fill in.
public final class ReplayBoard {
  /// Whose time was recorded.
  public enum Clock: Sendable, Hashable {
    /// A mock board's own, which follows from the inputs.
    case virtual
    /// The world's.
    case real
  }

  /// Whose time was recorded.
  public let clock: Clock

  /// How many happenings of the recording have happened again.
  public var position = 0 {
    didSet { passPosition() }
  }

  /// The time on the board's clock.
  public private(set) var now = BoardInstant.start

  private var lines: [ReplayLine] = []
  private var answers: [Int: ReplayInput.Kind] = [:]
  private var outputs = 0
  /// On a real board's recording: a count that only shows that something went on.
  private var ticks = BoardInstant.start

  /// Makes a board out of what came from outside, in the order of the recording.
  public init(_ inputs: [ReplayInput], clock: Clock) {
    self.clock = clock
    for input in inputs {
      if case .record(let line, let record) = input.kind {
        grow(to: line)
        lines[line.index].add(ReplayLine.Item(position: input.position, record: record))
      } else {
        answers[input.position] = input.kind
      }
    }
    passPosition()
  }

  private func grow(to line: LineID) {
    while lines.count <= line.index { lines.append(ReplayLine()) }
  }

  private func passPosition() {
    guard clock == .real else { return }
    now = if case .timer(let time) = answers[position] { time } else { ticks }
  }

  private func isDue(_ item: ReplayLine.Item) -> Bool {
    item.position <= position && (clock == .real || item.time <= now)
  }

  /// The line whose next record is due, the longest waiting first.
  private var dueLine: Int? {
    lines.indices
      .filter { lines[$0].isOpen && (lines[$0].next.map(isDue) ?? false) }
      .min { lines[$0].next?.position ?? .max < lines[$1].next?.position ?? .max }
  }

  private func isRefused() -> Bool {
    if case .refusal = answers[position] { true } else { false }
  }

  private func refuse<Result>(
    _ thing: String, unless body: () -> Result
  ) throws(BoardError) -> Result {
    if isRefused() {
      throw .unsupported(thing, remedy: "the hardware refused it when this was recorded")
    }
    return body()
  }
}

extension ReplayBoard: Backend {
  /// Virtual time; the rest is as the recording has it.
  public var capabilities: Capabilities {
    Capabilities(hasVirtualTime: true, hasSequenceNumbers: true, hasDebounce: false)
  }

  /// Opens a line; any, because the recorded board had it.
  public func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    grow(to: line)
    lines[line.index].open()
  }

  /// Closes a line.
  public func close(_ line: LineID) {
    lines[line.index].close()
  }

  /// A line whose next record is due, or one that has a record for later, once for each record.
  public func takeReadyLine() -> LineID? {
    if let line = dueLine, !lines[line].isNamed {
      lines[line].isNamed = true
      return LineID(line)
    }
    for line in lines.indices
    where lines[line].isOpen && lines[line].next != nil && !lines[line].isAnnounced {
      lines[line].isAnnounced = true
      return LineID(line)
    }
    return nil
  }

  /// The line's next record, if it is due.
  public func takeRecord(from line: LineID) -> LineRecord? {
    guard let next = lines[line.index].next, isDue(next) else { return nil }
    return lines[line.index].take()
  }

  /// Moves time to the next record or to `deadline`; on a real board's recording, a little.
  ///
  /// - Returns: false when the recording has nothing more that could come by itself.
  public func wait(until deadline: BoardInstant?) -> Bool {
    if dueLine != nil { return true }
    if clock == .virtual {
      let next = lines.compactMap { $0.isOpen ? $0.next?.time : nil }.filter { $0 > now }.min()
      guard let reached = [next, deadline].compactMap({ $0 }).min() else { return false }
      now = max(now, reached)
      return true
    }
    if case .timer = answers[position], deadline == nil { return true }
    guard let deadline else { return false }
    now = max(now, deadline)
    if case .timer = answers[position] {} else { ticks = now }
    return true
  }

  /// What the recording says was read here; else what the last edge left.
  public func value(of line: LineID) throws(BoardError) -> LineValue {
    try refuse("the value of line \(line.index)") {
      if case .value(let value) = answers[position] { value } else { lines[line.index].value }
    }
  }

  /// Reads a register.
  ///
  /// - Precondition: never called; what registers said is not in a recording.
  public func readRegister(_ register: RegisterID) -> UInt32 {
    preconditionFailure("a recording does not hold what was read from registers")
  }

  /// Takes what is written to a register, which is for no one here.
  public func writeRegister(_ register: RegisterID, _ value: UInt32) {}

  /// Opens an output.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    defer { outputs += 1 }
    return OutputID(outputs)
  }

  /// Drives an output, unless the recorded board refused it here.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    try refuse("output \(output.index)") {}
  }

  /// Takes as many bytes as the recorded port took here.
  public func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    let offered = bytes.count
    return try refuse("sending on line \(line.index)") {
      if case .taken(let count) = answers[position] { min(count, offered) } else { offered }
    }
  }

  /// Does nothing: no output is real.
  public func enterSafeState() {}
}
