/// Makes records of what is reported of one line, and says what is missing between them.
///
/// Pure: no clock, no hardware. The mock and Linux use the same one, so that a loss looks the same
/// on both.
package struct EdgeClassifier {
  /// How long an edge may be on its way from the pin to the reader before it counts as lost.
  ///
  /// The kernel's thread reports an edge as soon as it runs, and it runs before all programs; the
  /// time is for a machine that is emulated and busy.
  package static let settling = Nanoseconds.milliseconds(50)

  private let selection: EdgeSelection
  private var lastSequence: UInt32
  private var lastEdge: Edge?

  /// What has been made out so far.
  package private(set) var tally = EdgeTally()

  /// Begins with nothing seen.
  ///
  /// - Parameters:
  ///   - selection: Which edges are reported; directions alternate only when both are.
  ///   - firstSequence: The number of the first edge, 1 in the kernel.
  package init(_ selection: EdgeSelection, firstSequence: UInt32 = 1) {
    self.selection = selection
    lastSequence = firstSequence &- 1
  }

  /// The record of a reported edge.
  ///
  /// - Parameters:
  ///   - edge: Its direction.
  ///   - value: What the line meant with it.
  ///   - time: When it happened.
  ///   - sequence: The number of the edge on its line, or nil when the reporter gives none; records
  ///     are then numbered as they come, and no gap can show.
  ///   - merged: How many edges ran together below, since the last report.
  /// - Returns: the record, with what is missing before it.
  package mutating func record(
    _ edge: Edge, value: LineValue, at time: BoardInstant, sequence: UInt32?, merged: UInt32 = 0
  ) -> EdgeRecord {
    let sequence = sequence ?? lastSequence &+ 1
    // Numbers wrap at 2³², and so does the difference.
    let lost = sequence &- lastSequence &- 1
    var loss: EdgeLoss = []
    if lost > 0 { loss.insert(.overflow) }
    if merged > 0 { loss.insert(.merged) }
    if selection == .both, edge == lastEdge, lost == 0 { loss.insert(.sameDirection) }
    return finish(
      EdgeRecord(
        time: time, edge: edge, value: value, sequence: sequence, lost: lost, merged: merged,
        loss: loss))
  }

  /// The record that brings the line's meaning up to date, or nil when it is.
  ///
  /// To be asked with a value that was read after every reported edge, and not before an edge that
  /// is on its way has had time to be reported. It has the number of the edge before: nobody
  /// counted it.
  package mutating func resync(to value: LineValue, at time: BoardInstant) -> EdgeRecord? {
    guard disagrees(with: value) else { return nil }
    return finish(
      EdgeRecord(
        time: time, edge: value == .active ? .rising : .falling, value: value,
        sequence: lastSequence, loss: .resync))
  }

  /// True when the last edge says something else than the line.
  package func disagrees(with value: LineValue) -> Bool {
    guard selection == .both, let lastEdge else { return false }
    return lastEdge != (value == .active ? .rising : .falling)
  }

  private mutating func finish(_ record: EdgeRecord) -> EdgeRecord {
    lastSequence = record.sequence
    lastEdge = record.edge
    tally.delivered += 1
    tally.overflowed += UInt64(record.lost)
    tally.merged += UInt64(record.merged)
    if record.loss.contains(.sameDirection) { tally.sameDirection += 1 }
    if record.loss.contains(.resync) { tally.resynced += 1 }
    return record
  }
}
