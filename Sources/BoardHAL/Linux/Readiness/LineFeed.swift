internal import BoardHAL

/// One descriptor of the kernel, and the lines that it brings records for.
///
/// A request for edges feeds all lines that were opened with it; a serial port feeds its own. The
/// board watches the descriptor, and asks the feed for records when it is ready:
///
///     descriptor ready ──► arrive: names lines ──► takeRecord … takeRecord ──► nil: drained
///
/// A descriptor that ends a second wait before the feed was drained is not watched until it is.
/// Otherwise a masked line, whose records stay in the kernel, would end every wait at once. It is
/// done the second time and not the first, because most of the time there is none.
protocol LineFeed: AnyObject {
  /// What becomes ready, or nil while there is nothing: the device is gone, or not back yet.
  ///
  /// The board looks again after each call below, and after `takeRecord` when that changed it.
  var descriptor: Int32? { get }

  /// What the descriptor is watched for at the moment; a hang-up is heard in any case.
  var interest: Readiness.Events { get }

  /// Nothing is left to take of what made the descriptor ready.
  var isDrained: Bool { get }

  /// The descriptor is ready for nothing that was not told before, and not taken yet.
  func hasTold(of events: Readiness.Events) -> Bool

  /// When to call `arrive` though nothing is ready, or nil for never.
  var nextCheck: BoardInstant? { get }

  /// The descriptor became ready, or `nextCheck` has come: names each line that has something.
  ///
  /// A line that is gone is named once more, and has nothing (row H12).
  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines)

  /// The line's oldest record, or nil when it has none left; never blocks, and allocates nothing.
  ///
  /// Reads the clock only where it needs to: that costs as much as half of a record.
  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord?

  /// True when `takeRecord` may have changed what is to be watched, or when to look, since this was
  /// asked last: most records come out of what was read before, and change nothing.
  func takeChange() -> Bool

  /// True when `takeRecord` may give a record at once.
  func hasRecord(_ line: LineID) -> Bool

  /// What a GPIO line means now.
  func value(of line: LineID) throws(BoardError) -> LineValue

  /// Sends bytes; returns how many were taken, which may be none; never blocks.
  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int

  /// Stops feeding a line.
  ///
  /// - Returns: true when no line is left. The board then lets go of the feed, which closes its
  ///   descriptor when it goes.
  func close(_ line: LineID) -> Bool
}

extension LineFeed {
  /// Always: for feeds with few records.
  func takeChange() -> Bool { true }

  /// Never: for feeds that take what made them ready when they are told of it.
  func hasTold(of events: Readiness.Events) -> Bool { false }

  /// Nothing to look after.
  var nextCheck: BoardInstant? { nil }
}
