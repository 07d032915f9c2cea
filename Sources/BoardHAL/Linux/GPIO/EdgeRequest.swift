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
  @exclusivity(unchecked) private var inputs: [EdgeInput]
  // Tables, so that a record costs the same with one line as with 64.
  private let base: Int
  @exclusivity(unchecked) private var byLine: [EdgeInput?]
  @exclusivity(unchecked) private var byOffset: [EdgeInput?]
  private let hasFilters: Bool
  private let clock: MonotonicClock
  private let hasNumbers: Bool
  private let events: UnsafeMutableBufferPointer<cgpio_event>
  @exclusivity(unchecked) private var gauge = MergeGauge()
  @exclusivity(unchecked) private var isGone = false

  @exclusivity(unchecked) private(set) var isDrained = true
  @exclusivity(unchecked) private var levelCheck: BoardInstant?
  /// `takeRecord` has asked the kernel since the board looked at what is to be watched.
  @exclusivity(unchecked) private var hasRead = false

  init(_ request: consuming GPIORequest, _ inputs: [EdgeInput], on clock: MonotonicClock) {
    self.request = request
    precondition(!inputs.isEmpty, "a request has at least one line")
    self.inputs = inputs
    base = inputs.map(\.line.index).min() ?? 0
    byLine = Array(repeating: nil, count: (inputs.map(\.line.index).max() ?? 0) - base + 1)
    byOffset = Array(repeating: nil, count: Int(inputs.map(\.offset).max() ?? 0) + 1)
    for input in inputs {
      byLine[input.line.index - base] = input
      byOffset[Int(input.offset)] = input
    }
    hasFilters = inputs.contains { $0.filter != nil }
    self.clock = clock
    hasNumbers = cgpio_api() >= 2
    events = .allocate(capacity: cgpio_read_capacity())
    events.initialize(repeating: cgpio_event())
  }

  deinit { events.deallocate() }

  var descriptor: Int32? { isGone ? nil : request.descriptor }

  var interest: Readiness.Events { .input }

  var nextCheck: BoardInstant? {
    guard !isGone else { return nil }
    guard hasFilters else { return levelCheck }
    var earliest = levelCheck
    for input in inputs {
      if let due = input.filter?.due { earliest = min(earliest ?? due, due) }
    }
    return earliest
  }

  // MARK: Records

  func hasTold(of events: Readiness.Events) -> Bool { !isDrained && events == .input }

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {
    guard !isGone else { return }
    settleBounces(at: now)
    if let check = levelCheck, check <= now { checkLevels(at: now) }
    if !events.isEmpty {
      if inputs.count == 1, !inputs[0].isEmpty {
        isDrained = false
      } else if fill(at: now) == 0, events.contains(.hangup) || events.contains(.error) {
        leave()
      }
    }
    for input in inputs where isGone || !input.isEmpty { ready.join(input.line) }
  }

  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord? {
    guard let input = input(of: line) else { return nil }
    if input.isEmpty, !isDrained {
      _ = fill(at: clock.now)
      hasRead = true
    }
    return input.take(on: clock, hasNumbers: hasNumbers).map { .edge($0) }
  }

  func takeChange() -> Bool {
    defer { hasRead = false }
    return hasRead
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
    if let input = input(of: line) {
      byLine[line.index - base] = nil
      byOffset[Int(input.offset)] = nil
      inputs.removeAll { $0 === input }
    }
    return inputs.isEmpty
  }

  /// What became of the edges of a line.
  func tally(of line: LineID) -> EdgeTally {
    var tally = input(of: line)?.classifier.tally ?? EdgeTally()
    tally.numbered = gauge.numbered
    return tally
  }

  private func input(of line: LineID) -> EdgeInput? {
    let index = line.index - base
    return byLine.indices.contains(index) ? byLine[index] : nil
  }

  // MARK: The kernel

  /// Reads once; returns how many edges came.
  ///
  /// Fewer than asked for means that the kernel's row is empty: it gives all it has.
  private func fill(at now: BoardInstant) -> Int {
    guard !isGone else { return 0 }
    let count = request.read(events)
    guard count >= 0 else {
      leave()
      return 0
    }
    // Only after a full reading is it known that no number waits in the kernel's row. Taken with a
    // report at hand: without one there would be nobody to tell.
    let merged = isDrained && count > 0 && inputs.count > 1 ? gauge.takeUntold() : 0
    for index in 0..<count { store(events[index], merged: index == 0 ? merged : 0) }
    let hadMore = !isDrained
    isDrained = count < events.count
    if isDrained, count > 0 || hadMore { compareLevels(at: now) }
    return count
  }

  private func store(_ event: cgpio_event, merged: UInt32) {
    // An edge of a line that was closed still has its number, and is nobody's loss.
    let gap = byOffset[Int(event.offset)]?.store(event, merged: merged, on: clock) ?? 0
    gauge.read(sequence: event.request_sequence, gapOnLine: gap)
  }

  private func leave() {
    isGone = true
    isDrained = true
  }

  // MARK: Levels

  /// Reports what is left of bounces that are over.
  private func settleBounces(at now: BoardInstant) {
    guard hasFilters else { return }
    for input in inputs {
      guard let due = input.filter?.due, due <= now,
        let value = request.value(of: input.offset)
      else { continue }
      input.settle(to: value, at: clock.kernelNanoseconds(of: now))
    }
  }

  /// Looks whether a line means something else than its last edge said, when all has been read.
  ///
  /// The edge that would explain it may be on its way, so that is looked at again a little later.
  private func compareLevels(at now: BoardInstant) {
    levelCheck = nil
    for input in inputs where input.selection == .both {
      if let value = request.value(of: input.offset), input.disagrees(with: value) {
        levelCheck = now + EdgeClassifier.settling
      }
    }
  }

  /// Makes a record for each line that still means something else.
  private func checkLevels(at now: BoardInstant) {
    levelCheck = nil
    if isDrained { _ = fill(at: now) }
    guard !isGone else { return }
    levelCheck = nil
    for input in inputs where input.selection == .both {
      guard let value = request.value(of: input.offset), input.disagrees(with: value) else {
        continue
      }
      if !input.resync(to: value, at: now) { levelCheck = now + EdgeClassifier.settling }
    }
  }
}
