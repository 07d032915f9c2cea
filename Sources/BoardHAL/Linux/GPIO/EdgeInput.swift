internal import BoardHAL
internal import CGPIO

/// One line of an edge request, with the reports that were read for it.
///
/// Reports are read many at once and handed out one by one. A row that is full, because the line
/// is masked while another of its request is busy, gives up the oldest as the kernel does; the gap
/// in the numbers is then counted like any other.
final class EdgeInput {
  /// A report as it was read, with the merged edges that are told with it.
  struct Report {
    var event: cgpio_event
    var merged: UInt32
  }

  let line: LineID
  let offset: UInt32
  let pin: Pin
  let selection: EdgeSelection
  @exclusivity(unchecked) var classifier: EdgeClassifier
  /// Takes bounce out where the kernel cannot.
  @exclusivity(unchecked) var filter: SettleFilter?

  @exclusivity(unchecked) private var reports: FixedQueue<Report>
  @exclusivity(unchecked) private var lastRead: UInt32 = 0
  @exclusivity(unchecked) private var newest: Edge?
  @exclusivity(unchecked) private var resynced: EdgeRecord?

  init(_ line: LineID, _ settings: LineSource.EdgeLine, offset: UInt32, capacity: Int) {
    self.line = line
    self.offset = offset
    pin = settings.pin
    selection = settings.edges
    classifier = EdgeClassifier(settings.edges)
    reports = FixedQueue(capacity: capacity)
  }

  /// Nothing waits to be taken.
  var isEmpty: Bool { reports.isEmpty && resynced == nil }

  /// True when the newest edge that was read says something else than the line does.
  func disagrees(with value: LineValue) -> Bool {
    guard selection == .both, filter == nil, let newest else { return false }
    return newest != (value == .active ? .rising : .falling)
  }

  /// Brings the line's meaning up to date by a record of our own; false when reports still wait.
  func resync(to value: LineValue, at now: BoardInstant) -> Bool {
    guard isEmpty else { return false }
    resynced = classifier.resync(to: value, at: now)
    newest = resynced?.edge ?? newest
    return true
  }

  /// Takes in a report; returns how many numbers of the line the kernel left out before it.
  func store(_ event: cgpio_event, merged: UInt32, on clock: MonotonicClock) -> UInt32 {
    let gap = event.line_sequence &- lastRead &- 1
    lastRead = event.line_sequence
    if filter != nil {
      filter?.change(at: clock.instant(ofKernel: event.time_ns))
    } else {
      push(event, merged: merged)
    }
    return gap
  }

  /// The bounce is over: reports the edge that is left of it, if one is and it is wanted.
  func settle(to value: LineValue, at time: Int64) {
    guard let edge = filter?.settle(to: value), selection.contains(edge) else { return }
    push(
      cgpio_event(
        time_ns: time, offset: offset, line_sequence: 0, request_sequence: 0, edge: edge.rawValue),
      merged: 0)
  }

  private func push(_ event: cgpio_event, merged: UInt32) {
    newest = edge(of: event)
    var report = Report(event: event, merged: merged)
    if reports.count == reports.capacity, let given = reports.tryPop() {
      // The number shows that it is missing; what it was to tell goes to the next.
      report.merged += given.merged
    }
    let isStored = reports.tryPush(report)
    precondition(isStored, "a row that gave a report up has room for one")
  }

  /// Takes the oldest report as a record.
  func take(on clock: MonotonicClock, hasNumbers: Bool) -> EdgeRecord? {
    if let record = resynced {
      resynced = nil
      return record
    }
    guard let report = reports.tryPop() else { return nil }
    let edge = edge(of: report.event)
    return classifier.record(
      edge, value: edge == .rising ? .active : .inactive,
      at: clock.instant(ofKernel: report.event.time_ns),
      sequence: hasNumbers ? report.event.line_sequence : nil, merged: report.merged)
  }

  private func edge(of event: cgpio_event) -> Edge {
    event.edge == CGPIO_RISING ? .rising : .falling
  }
}
