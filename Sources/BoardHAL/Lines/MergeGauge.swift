/// Finds out how many edges of a request ran together before the kernel reported them.
///
/// The kernel numbers the edges of a request in the hard interrupt handler, and those of each line
/// in a thread that runs later. Edges that arrive before the thread has run get a number of the
/// request and none of their line (row H04). So what is missing in the request's numbers, after
/// everything that was reported or given up by a full buffer, has been merged.
///
/// A number can be on its way while others are read. It is asked for what is missing only when all
/// that was there has been read, and one counted too early is set off against the next.
package struct MergeGauge {
  private var highest: UInt64 = 0
  private var accounted: UInt64 = 0
  private var told: UInt64 = 0

  /// Nothing has been read.
  package init() {}

  /// How many edges the request's numbers stand for.
  package var numbered: UInt64 { highest }

  /// How many have been merged; exact when all that was reported has been read.
  package var merged: UInt64 { highest > accounted ? highest - accounted : 0 }

  /// Reads one report: its number within the request, and the gap before it on its own line.
  package mutating func read(sequence: UInt32, gapOnLine: UInt32) {
    accounted += UInt64(gapOnLine) + 1
    // Lines report on threads of their own, so numbers can come out of order.
    let step = Int32(bitPattern: sequence &- UInt32(truncatingIfNeeded: highest))
    if step > 0 { highest += UInt64(step) }
  }

  /// Takes how many merged edges have not been told yet.
  package mutating func takeUntold() -> UInt32 {
    let merged = merged
    guard merged > told else { return 0 }
    defer { told = merged }
    return UInt32(clamping: merged - told)
  }
}
