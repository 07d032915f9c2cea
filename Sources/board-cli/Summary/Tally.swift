import BoardHAL
import Firmware

/// What only the trace tells: how much the hardware lost on each line.
///
/// What the firmware itself merges or loses is in its counters.
struct Tally {
  private var losses: [LineID: UInt64] = [:]

  /// Counts a happening.
  mutating func add(_ event: TraceEvent) {
    switch event.kind {
    case .lostBefore(let line, let count), .received(let line, .overrun, let count):
      losses[line, default: 0] += UInt64(count)
    default:
      return
    }
  }

  /// How many edges or bytes the hardware lost on a line.
  func lost(on line: LineID) -> UInt64 { losses[line] ?? 0 }
}
