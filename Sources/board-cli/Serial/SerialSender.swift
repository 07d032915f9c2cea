import BoardHAL
import BoardHALLinux

/// What is to be sent on a port, in order: bytes, and breaks between them.
///
/// The port takes what it has room for. The rest waits here until its transmit line says that there
/// is room again, or for the instant `nextCheck`.
struct SerialSender {
  private enum Item {
    case bytes([UInt8])
    case breakSignal
  }

  private enum BreakState {
    /// What was sent before has to have left, or the break would damage it.
    case draining
    /// The last bytes leave the hardware, which nobody counts.
    case settling(until: BoardInstant)
    case held(until: BoardInstant)
  }

  private var items: [Item] = []
  private var breakState: BreakState?
  private let settlingTime: Nanoseconds

  /// When to try again though the port has not asked; nil for not until it does.
  private(set) var nextCheck: BoardInstant?

  /// How many bytes the port has taken.
  private(set) var taken = 0

  /// As long as `tcsendbreak` holds it.
  private static let breakLength = Nanoseconds.milliseconds(250)
  private static let drainingPeriod = Nanoseconds.milliseconds(5)
  /// The largest transmit buffer that is usual in hardware, in bits with start, check and stop.
  private static let hardwareBits: Int64 = 128 * 12

  init(baud: Int) {
    settlingTime = .microseconds(Self.hardwareBits * 1_000_000 / Int64(max(1, baud)))
  }

  /// Nothing waits.
  var isEmpty: Bool { items.isEmpty }

  /// How many bytes wait.
  var waiting: Int {
    items.reduce(0) { count, item in
      if case .bytes(let bytes) = item { count + bytes.count } else { count }
    }
  }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if case .bytes(let last)? = items.last {
      items[items.count - 1] = .bytes(last + bytes)
    } else {
      items.append(.bytes(bytes))
    }
  }

  mutating func appendBreak() { items.append(.breakSignal) }

  /// Sends what can be sent now.
  ///
  /// - Throws: `gone`, after which `giveUp` is due; `unsupported` for a break on a port that has
  ///   none, which is then left out; `system`.
  mutating func advance(
    on board: LinuxBoard, _ line: LineID, at now: BoardInstant
  ) throws(BoardError) {
    nextCheck = nil
    while let item = items.first {
      switch item {
      case .bytes(let bytes):
        let count = try board.transmit(bytes.span, on: line)
        taken += count
        guard count == bytes.count else {
          items[0] = .bytes(Array(bytes.dropFirst(count)))
          return
        }
        items.removeFirst()
      case .breakSignal:
        do throws(BoardError) {
          guard try advanceBreak(on: board, line, at: now) else { return }
        } catch {
          endBreak()
          throw error
        }
        endBreak()
      }
    }
  }

  /// Forgets what waits; returns how many bytes that was.
  mutating func giveUp() -> Int {
    defer {
      items = []
      breakState = nil
      nextCheck = nil
    }
    return waiting
  }

  private mutating func endBreak() {
    breakState = nil
    items.removeFirst()
  }

  /// Goes on with the break at the front; true when it is over.
  private mutating func advanceBreak(
    on board: LinuxBoard, _ line: LineID, at now: BoardInstant
  ) throws(BoardError) -> Bool {
    switch breakState ?? .draining {
    case .draining:
      if try board.queues(of: line).unsent > 0 {
        breakState = .draining
        nextCheck = now + Self.drainingPeriod
      } else {
        breakState = .settling(until: now + settlingTime)
        nextCheck = now + settlingTime
      }
    case .settling(let end):
      nextCheck = end
      guard end <= now else { return false }
      try board.setBreak(true, on: line)
      breakState = .held(until: now + Self.breakLength)
      nextCheck = now + Self.breakLength
    case .held(let end):
      nextCheck = end
      guard end <= now else { return false }
      try board.setBreak(false, on: line)
      nextCheck = nil
      return true
    }
    return false
  }
}
