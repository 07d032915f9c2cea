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
  /// Guards `homes`: a level's thread looks a line up while passive level opens another.
  private let homesLock = InheritingLock()
  private let description: BoardDescription
  private let configuration: LinuxConfiguration
  private let clock: MonotonicClock

  /// Tells the level of a line that is being opened.
  var level: ((LineID) -> Level)?

  /// Called when a level has its first line, before that is opened.
  var onNewLevel: ((Level, BoardShare) throws(BoardError) -> Void)?

  let capabilities: Capabilities

  init(
    _ description: BoardDescription, _ configuration: LinuxConfiguration, clock: MonotonicClock
  ) throws(BoardError) {
    self.description = description
    self.configuration = configuration
    self.clock = clock
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
    guard let first = lines.first else { return }
    try open(lines, on: share(ofLine: first)) { board throws(BoardError) in
      try board.open(sources, as: lines)
    }
  }

  func openPolled(_ line: LineSource.EdgeLine, as number: LineID) throws(BoardError) {
    try open([number], on: share(ofLine: number)) { board throws(BoardError) in
      try board.openPolled(line, as: number)
    }
  }

  func close(_ line: LineID) {
    home(of: line).guarded { $0.close(line) }
    setHome(of: line, to: nil)
  }

  private func open(
    _ lines: [LineID], on share: BoardShare, _ body: (LinuxBoard) throws(BoardError) -> Void
  ) throws(BoardError) {
    // Before the first record can come: the level's thread asks at once whose it is.
    for line in lines { setHome(of: line, to: share) }
    do throws(BoardError) {
      try share.guarded(body)
    } catch {
      for line in lines { setHome(of: line, to: nil) }
      throw error
    }
    share.wake()
  }

  /// The share of the level at which a line will be served.
  private func share(ofLine line: LineID) throws(BoardError) -> BoardShare {
    guard let level = level?(line) else {
      preconditionFailure("LiveEngine.attach tells the board the levels of its lines")
    }
    if let share = levels[level] { return share }
    let board = try LinuxBoard(description, configuration: configuration, clock: clock)
    let share = BoardShare(board)
    try onNewLevel?(level, share)
    levels[level] = share
    return share
  }

  private func setHome(of line: LineID, to share: BoardShare?) {
    homesLock.guarded {
      while homes.count <= line.index { homes.append(nil) }
      homes[line.index] = share
    }
  }

  private func home(of line: LineID) -> BoardShare {
    let home = homesLock.guarded { homes.indices.contains(line.index) ? homes[line.index] : nil }
    guard let home else {
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

  func edgeTally(of line: LineID) -> EdgeTally {
    home(of: line).guarded { $0.edgeTally(of: line) }
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
