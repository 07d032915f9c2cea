internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The edges of lines that were requested together, through one descriptor.
///
/// With one line, what is not taken stays in the kernel. With several, all are read as soon as one
/// of them is looked at, because the kernel keeps them in one row: a masked line must not hold up
/// the others.
final class EdgeRequest: LineFeed {
  private let request: GPIORequest
  private var inputs: [EdgeInput]
  private let clock: MonotonicClock
  private let hasNumbers: Bool
  private let events: UnsafeMutableBufferPointer<cgpio_event>
  private var gauge = MergeGauge()
  private var isGone = false

  private(set) var isDrained = true
  private(set) var nextCheck: BoardInstant?

  /// How many edges one system call brings at most.
  private static let batch = 64

  /// How long an edge may be on its way from the pin to the descriptor before it counts as lost.
  ///
  /// The kernel's thread reports it as soon as it runs, and that is above all programs; the time
  /// is for a machine that is emulated and busy.
  private static let settling = Nanoseconds.milliseconds(20)

  init(_ request: consuming GPIORequest, _ inputs: [EdgeInput], on clock: MonotonicClock) {
    self.request = request
    self.inputs = inputs
    self.clock = clock
    hasNumbers = cgpio_api() >= 2
    events = .allocate(capacity: Self.batch)
    events.initialize(repeating: cgpio_event())
  }

  deinit { events.deallocate() }

  var descriptor: Int32? { isGone ? nil : request.descriptor }

  var interest: Readiness.Events { .input }

  // MARK: Records

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {
    guard !isGone else { return }
    if let check = nextCheck, check <= now { checkLevels(at: now) }
    if !events.isEmpty {
      if inputs.count == 1, !inputs[0].isEmpty {
        isDrained = false
      } else if fill(at: now) == 0, events.contains(.hangup) || events.contains(.error) {
        leave()
      }
    }
    for input in inputs where isGone || !input.isEmpty { ready.join(input.line) }
  }

  func takeRecord(from line: LineID, at now: BoardInstant) -> LineRecord? {
    guard let input = input(of: line) else { return nil }
    if input.isEmpty, !isDrained { _ = fill(at: now) }
    return input.take(on: clock, hasNumbers: hasNumbers).map { .edge($0) }
  }

  func hasRecord(_ line: LineID) -> Bool {
    guard let input = input(of: line) else { return false }
    return !input.isEmpty || !isDrained
  }

  func value(of line: LineID) throws(BoardError) -> LineValue {
    guard let input = input(of: line) else { throw .valueless(line) }
    if isGone { throw .gone(input.pin.description) }
    if let value = request.value(of: input.offset) { return value }
    let number = errno
    if number == ENODEV { throw .gone(input.pin.description) }
    throw systemError("gpiod get value", on: input.pin.description, number)
  }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    throw .speechless(line)
  }

  func close(_ line: LineID) -> Bool {
    inputs.removeAll { $0.line == line }
    return inputs.isEmpty
  }

  /// What became of the edges of a line.
  func tally(of line: LineID) -> EdgeTally { input(of: line)?.classifier.tally ?? EdgeTally() }

  private func input(of line: LineID) -> EdgeInput? {
    for input in inputs where input.line == line { return input }
    return nil
  }

  // MARK: The kernel

  /// Reads once; returns how many edges came.
  ///
  /// Fewer than asked for means that the kernel's row is empty: it gives all it has.
  private func fill(at now: BoardInstant) -> Int {
    guard !isGone else { return 0 }
    // Only after a full reading is it known that no number waits in the kernel's row.
    let merged = isDrained && inputs.count > 1 ? gauge.takeUntold() : 0
    let count = request.read(events)
    guard count >= 0 else {
      leave()
      return 0
    }
    for index in 0..<count { store(events[index], merged: index == 0 ? merged : 0) }
    isDrained = count < events.count
    if isDrained, count > 0 { compareLevels(at: now) }
    return count
  }

  private func store(_ event: cgpio_event, merged: UInt32) {
    // An edge of a line that was closed still has its number, and is nobody's loss.
    var gap: UInt32 = 0
    for input in inputs where input.offset == event.offset {
      gap = input.store(event, merged: merged)
    }
    gauge.read(sequence: event.request_sequence, gapOnLine: gap)
  }

  private func leave() {
    isGone = true
    isDrained = true
    nextCheck = nil
  }

  // MARK: Levels

  /// Looks whether a line means something else than its last edge said, when all has been read.
  ///
  /// The edge that would explain it may be on its way, so that is looked at again a little later.
  private func compareLevels(at now: BoardInstant) {
    nextCheck = nil
    for input in inputs where input.selection == .both {
      if let value = request.value(of: input.offset), input.disagrees(with: value) {
        nextCheck = now + Self.settling
      }
    }
  }

  /// Makes a record for each line that still means something else.
  private func checkLevels(at now: BoardInstant) {
    nextCheck = nil
    if isDrained { _ = fill(at: now) }
    guard !isGone else { return }
    nextCheck = nil
    for input in inputs where input.selection == .both {
      guard let value = request.value(of: input.offset), input.disagrees(with: value) else {
        continue
      }
      if !input.resync(to: value, at: now) { nextCheck = now + Self.settling }
    }
  }
}
