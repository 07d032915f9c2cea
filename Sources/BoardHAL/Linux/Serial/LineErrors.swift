internal import BoardHAL
internal import CSerialPort

/// Says what a mark in the stream means, with the help of the driver's counters (`TIOCGICOUNT`).
///
/// A mark tells neither framing from parity nor a break from a damaged zero. The driver counts each
/// kind before it passes the byte on, so what was counted and not used up yet says which it was.
/// Lost bytes are counted only: they are in no mark.
///
/// A pure value; whoever holds it reads the counters.
struct LineErrors {
  private let checksParity: Bool
  private var last: cserial_counters?
  private var breaks: UInt32 = 0
  private var framing: UInt32 = 0
  private var parity: UInt32 = 0
  private var lost: UInt32 = 0

  /// Begins with the counters as they are, or nil on a port that counts nothing.
  init(_ counters: cserial_counters?, checksParity: Bool) {
    last = counters
    self.checksParity = checksParity
  }

  /// The port counts errors.
  var counts: Bool { last != nil }

  /// Takes in the counters as they are now; they wrap at 2³².
  mutating func update(_ now: cserial_counters) {
    guard let last else { return }
    breaks += now.breaks &- last.breaks
    framing += now.framing &- last.framing
    parity += now.parity &- last.parity
    lost += now.overrun &- last.overrun
    lost += now.buffer_overrun &- last.buffer_overrun
    self.last = now
  }

  /// What became of a marked byte.
  mutating func classify(_ byte: UInt8) -> SerialRecord.Kind {
    guard counts else {
      // A break is by far the likeliest zero.
      return byte == 0 ? .breakSignal : checksParity ? .parity : .framing
    }
    if byte == 0, breaks > 0 {
      breaks -= 1
      return .breakSignal
    }
    if checksParity, parity > 0 {
      parity -= 1
      return .parity
    }
    if framing > 0 {
      framing -= 1
      return .framing
    }
    return byte == 0 ? .breakSignal : checksParity ? .parity : .framing
  }

  /// How many bytes were lost since this was last asked.
  mutating func takeLost() -> UInt32 {
    defer { lost = 0 }
    return lost
  }
}
