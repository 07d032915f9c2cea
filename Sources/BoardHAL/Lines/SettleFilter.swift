/// Reports an edge once the line has kept its level for a period, as the kernel's debounce does.
///
///     line      __-_-_---------_-____
///     reported  _________-------------
///                    └period┘            every change starts the period anew
///
/// Pure: whoever feeds it keeps the time and reads the line. The mock uses it always, Linux where
/// the kernel cannot debounce, so that the outcome is the same.
package struct SettleFilter {
  private let period: Nanoseconds
  private var reported: LineValue

  /// When to look at the line and call `settle`, or nil when nothing has changed.
  package private(set) var due: BoardInstant?

  /// Begins with a line that has been quiet and means `value`.
  package init(_ period: Nanoseconds, value: LineValue) {
    self.period = period
    reported = value
  }

  /// The line changed at `time`.
  package mutating func change(at time: BoardInstant) {
    due = time + period
  }

  /// The period is over: the edge to report now that the line means `value`, or nil.
  package mutating func settle(to value: LineValue) -> Edge? {
    due = nil
    guard value != reported else { return nil }
    reported = value
    return value == .active ? .rising : .falling
  }
}
