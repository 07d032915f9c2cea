import BoardHAL
import BoardHALLinux

/// A Linux board in shares: one for each level, so that each level's thread sleeps on its own lines
/// and is woken by the kernel itself; one for deferred calls and outputs; one for passive level.
///
/// As a backend it finds the share that a line belongs to. Waiting is for passive level.
final class LiveBoard: Backend {
  let passive: BoardShare
  let deferred: BoardShare
  private(set) var levels: [Level: BoardShare] = [:]
  private var homes: [BoardShare?] = []
  private let description: BoardDescription
  private let configuration: LinuxConfiguration
  private let clock = MonotonicClock()

  /// Tells the level of a line that is being opened.
  var level: ((LineID) -> Level)?

  let capabilities: Capabilities

  init(
    _ description: BoardDescription, _ configuration: LinuxConfiguration
  ) throws(BoardError) {
    self.description = description
    self.configuration = configuration
    let first = try LinuxBoard(description, configuration: configuration, clock: clock)
    capabilities = first.capabilities
    passive = BoardShare(first)
    deferred = BoardShare(
      try LinuxBoard(description, configuration: configuration, clock: clock))
  }

  var now: BoardInstant { clock.now }

  // MARK: Lines

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    try open([source], as: [line])
  }

  func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    guard let first = lines.first, let level = level?(first) else { return }
    let share = try share(for: level)
    try share.guarded { board throws(BoardError) in try board.open(sources, as: lines) }
    for line in lines {
      while homes.count <= line.index { homes.append(nil) }
      homes[line.index] = share
    }
    share.wake()
  }

  func close(_ line: LineID) {
    home(of: line).guarded { $0.close(line) }
    homes[line.index] = nil
  }

  private func share(for level: Level) throws(BoardError) -> BoardShare {
    if let share = levels[level] { return share }
    let board = try LinuxBoard(description, configuration: configuration, clock: clock)
    let share = BoardShare(board)
    levels[level] = share
    return share
  }

  private func home(of line: LineID) -> BoardShare {
    guard homes.indices.contains(line.index), let home = homes[line.index] else {
      preconditionFailure("line \(line.index) is not open on this board")
    }
    return home
  }

  /// None: the thread of each level looks for itself.
  func takeReadyLine() -> LineID? { nil }

  func takeRecord(from line: LineID) -> LineRecord? {
    home(of: line).guarded { $0.takeRecord(from: line) }
  }

  func value(of line: LineID) throws(BoardError) -> LineValue {
    try home(of: line).guarded { board throws(BoardError) in try board.value(of: line) }
  }

  func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    try home(of: line).guarded { board throws(BoardError) in
      try board.serialCapabilities(of: line)
    }
  }

  func rawDescriptor(of line: LineID) -> Int32? {
    home(of: line).guarded { $0.rawDescriptor(of: line) }
  }

  // MARK: Waiting

  /// Blocks passive level until it is called for, or `deadline` has come.
  func wait(until deadline: BoardInstant?) -> Bool {
    var none: [LineID] = []
    passive.sleep(until: deadline)
    passive.takeReadyLines(into: &none)
    return true
  }

  func wake() { passive.wake() }

  // MARK: Doing

  func readRegister(_ register: RegisterID) -> UInt32 {
    deferred.guarded { $0.readRegister(register) }
  }

  func writeRegister(_ register: RegisterID, _ value: UInt32) {
    deferred.guarded { $0.writeRegister(register, value) }
  }

  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    try deferred.guarded { board throws(BoardError) in
      try board.openOutput(pin, active: active, initial: initial, safe: safe)
    }
  }

  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    try deferred.guarded { board throws(BoardError) in try board.drive(output, value) }
  }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    try home(of: line).guarded { board throws(BoardError) in
      try board.transmit(bytes, on: line)
    }
  }

  func enterSafeState() {
    for share in [passive, deferred] + levels.values { share.guarded { $0.enterSafeState() } }
  }
}
