import BoardHAL
import Glibc
import Testing

@testable import BoardHALLinux

/// How a board waits; no hardware is needed for that.
@Suite(.serialized) struct LinuxBoardWaitTests {
  private let board: LinuxBoard
  private let line = LineID(0)

  init() throws {
    board = try LinuxBoard(
      BoardDescription(
        name: "none", title: "No pins", chips: [], header: HeaderDescription(name: "J1", pins: []),
        serialPorts: [],
        limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300)))
  }

  @Test("H08 a wait lasts until its deadline, to the nanosecond and not shorter")
  func deadline() {
    for length in [Nanoseconds.microseconds(50), .microseconds(1_700), .zero] {
      let deadline = board.now + length
      #expect(board.wait(until: deadline))
      #expect(board.now >= deadline)
    }
  }

  @Test func `the bell ends a wait that has no deadline, from another thread`() {
    var thread = pthread_t()
    let bell = Unmanaged.passRetained(board.bell)
    pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Bell>.fromOpaque(pointer).takeRetainedValue().ring()
        return nil
      }, bell.toOpaque())
    #expect(board.wait(until: nil))
    pthread_join(thread, nil)
  }

  @Test func `a signal ends a wait, and is there to be taken`() throws {
    let signals = try TerminationSignals(clock: board.clock)
    try board.watch(signals)
    raise(SIGTERM)
    #expect(board.wait(until: nil))
    #expect(signals.take() == .terminate)
  }

  @Test("H06 what was left behind does not end every wait, and is not forgotten")
  func leftBehind() throws {
    let feed = try PipeFeed(line)
    while board.lines.count <= line.index { board.lines.append(nil) }
    try board.add(feed, for: [line])
    try feed.send(3)
    #expect(board.wait(until: nil))
    #expect(board.takeReadyLine() == line)
    // Nobody takes anything, as when the line is masked and its latch full.
    let deadline = board.now + .milliseconds(20)
    var waits = 0
    while board.now < deadline {
      _ = board.wait(until: deadline)
      waits += 1
    }
    #expect(waits <= 3)
    for _ in 1...3 { #expect(board.takeRecord(from: line) != nil) }
    #expect(board.takeRecord(from: line) == nil)
    // Watched again as soon as it was drained.
    try feed.send(1)
    #expect(board.wait(until: nil))
    #expect(board.takeReadyLine() == line)
    board.close(line)
    #expect(board.takeReadyLine() == nil)
  }

  @Test func `a feed whose other end has gone is told once, and never spins`() throws {
    let feed = try PipeFeed(line)
    while board.lines.count <= line.index { board.lines.append(nil) }
    try board.add(feed, for: [line])
    feed.hangUp()
    #expect(board.wait(until: nil))
    #expect(board.takeReadyLine() == line)
    #expect(board.takeRecord(from: line) == nil)
    let deadline = board.now + .milliseconds(20)
    var waits = 0
    while board.now < deadline {
      _ = board.wait(until: deadline)
      waits += 1
      #expect(board.takeReadyLine() == nil)
    }
    #expect(waits <= 3)
  }
}

/// A feed of one line out of a pair of sockets, a record for each byte.
private final class PipeFeed: LineFeed {
  private let line: LineID
  private let near: Int32
  private var far: Int32
  private var isGone = false
  private(set) var isDrained = true

  init(_ line: LineID) throws {
    self.line = line
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    (near, far) = (ends[0], ends[1])
  }

  deinit {
    Glibc.close(near)
    hangUp()
  }

  func send(_ count: Int) throws {
    try #require(write(far, [UInt8](repeating: 0, count: count), count) == count)
  }

  func hangUp() {
    if far >= 0 { Glibc.close(far) }
    far = -1
  }

  var descriptor: Int32? { isGone ? nil : near }

  var interest: Readiness.Events { .input }

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {
    if events.contains(.hangup) { isGone = true } else { isDrained = false }
    ready.join(line)
  }

  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord? {
    var byte: UInt8 = 0
    guard !isGone, read(near, &byte, 1) == 1 else {
      isDrained = true
      return nil
    }
    return .bare
  }

  func hasRecord(_ line: LineID) -> Bool { !isDrained }

  func value(of line: LineID) throws(BoardError) -> LineValue { throw .valueless(line) }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    throw .speechless(line)
  }

  func close(_ line: LineID) -> Bool { true }
}
