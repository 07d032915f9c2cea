/// Decides which line is served next: pending, enabled, masked, in service, and how urgent.
///
/// A pure value: no clock, no thread, no input or output, and no allocation after `init`. A
/// backend's records are put in with `latch`; a virtual processor takes the most urgent line above
/// its own level with `claim`, runs the service routine, and gives the line back with `complete`.
/// The cost of each call is the same with one line as with a thousand.
public struct InterruptController: ~Copyable {
  var lines: FixedArray<InterruptLine>
  /// The latches of all lines, one after the other; behind them a bare record, for lines that ask
  /// without one.
  var latches: FixedArray<LineRecord>
  @usableFromInline
  var ready: ReadyQueues
  let latchCapacity: Int

  /// How many places a latch has: one more than records can wait, for the one in service.
  var latchPlaces: Int { latchCapacity + 1 }

  /// The number of virtual processors that claim lines here.
  public let processorCount: Int

  /// Makes a controller of closed lines.
  ///
  /// - Parameters:
  ///   - lines: How many lines can be open at once.
  ///   - processors: How many virtual processors claim lines, at most `ProcessorSet.capacity`.
  ///   - latchCapacity: How many records any one line can hold.
  public init(lines: Int, processors: Int = 1, latchCapacity: Int = 16) {
    precondition(processors > 0 && processors <= ProcessorSet.capacity, "1 to 8 processors")
    precondition(latchCapacity > 0, "a latch holds at least one record")
    processorCount = processors
    self.latchCapacity = latchCapacity
    self.lines = FixedArray(count: lines) { index in
      var line = InterruptLine(configuration: LineConfiguration(level: .passive))
      line.latchStart = index * (latchCapacity + 1)
      return line
    }
    latches = FixedArray(repeating: .bare, count: lines * (latchCapacity + 1) + 1)
    ready = ReadyQueues(lines: lines, processors: processors)
  }

  /// How many lines can be open at once.
  public var lineCapacity: Int { lines.count }

  /// What happened to something that asked for service.
  public enum Reception: Sendable, Hashable, BitwiseCopyable {
    /// The line is pending now; it was not before.
    case pending
    /// The record waits behind others.
    case queued
    /// The line was already pending and the request brought nothing of its own.
    case merged
    /// The line is disabled: counted, not delivered.
    case ignored
    /// The latch is full: the record was not taken and is still the caller's.
    case full
  }

  /// A line handed to a processor: what to serve, how urgent it is, and where its record lies.
  @safe
  public struct Claim: BitwiseCopyable {
    /// The claimed line.
    public let line: LineID
    /// The line's level, at which its service routine runs.
    public let level: Level
    /// Its device asserts it for as long as it asks.
    public let isLevelTriggered: Bool
    /// Where the record lies: it stays in its latch until the line is completed.
    package let place: UnsafePointer<LineRecord>
  }

  /// What a line brought that this controller has handed out and not been given back.
  public func record(of claim: Claim) -> LineRecord { unsafe claim.place.pointee }

  // MARK: Asking for service

  /// Puts a record into the line's latch, so that the line asks for service.
  public mutating func latch(_ record: LineRecord, on line: LineID) -> Reception {
    let index = line.index
    guard lines[index].isEnabled else {
      lines[index].counters.ignored += 1
      return .ignored
    }
    guard lines[index].hasRoom else { return .full }
    let wasPending = lines[index].isPending
    latches[lines[index].reserveSlot(places: latchPlaces)] = record
    // Enabled and pending: what else could keep it from asking is asked here.
    if !lines[index].isReady, !lines[index].isMasked, lines[index].servedBy < 0 {
      lines[index].isReady = true
      ready.join(
        index, at: lines[index].configuration.level.number,
        on: lines[index].configuration.affinity)
    }
    return wasPending ? .queued : .pending
  }

  /// Asks for service without a record: one pending bit, as a device register has.
  public mutating func raise(_ line: LineID) -> Reception {
    let index = line.index
    guard lines[index].isEnabled else {
      lines[index].counters.ignored += 1
      return .ignored
    }
    lines[index].counters.raised += 1
    if lines[index].isRaised {
      lines[index].counters.merged += 1
      return .merged
    }
    let wasPending = lines[index].isPending
    lines[index].isRaised = true
    refresh(index)
    return wasPending ? .queued : .pending
  }

  /// Says whether the device of a level-triggered line asserts it.
  ///
  /// While it does, the line becomes pending again after each service (row H01).
  public mutating func setAsserted(_ asserted: Bool, on line: LineID) {
    precondition(
      lines[line.index].configuration.trigger == .level, "only a level-triggered line is asserted")
    lines[line.index].isAsserted = asserted
    refresh(line.index)
  }

  // MARK: Serving

  /// The most urgent level that asks for `processor`, or nil when nothing does.
  @inline(__always)
  public func mostUrgentLevel(on processor: Int) -> Level? {
    ready.mostUrgent(on: processor).map { Level(unchecked: $0) }
  }

  /// True when `claim` would find a line: the question that is asked most often, so in line.
  @inlinable
  @inline(__always)
  public func hasLine(for processor: Int, above level: Level) -> Bool {
    ready.hasLine(on: processor, above: level.number)
  }

  /// Takes the most urgent line that is above `level` for service on `processor`.
  ///
  /// Lines at or below `level` stay pending: that is what being at a level means (row S2-06).
  /// The line does not ask again before `complete`, on any processor (row S2-07).
  public mutating func claim(on processor: Int, above level: Level) -> Claim? {
    guard let urgent = ready.mostUrgent(on: processor), urgent > level.number else { return nil }
    let index = ready.oldest(at: urgent, on: processor)
    let slot = lines[index].beginService(on: processor, places: latchPlaces)
    ready.leaveAsOldest(index, at: urgent, of: processor, on: lines[index].configuration.affinity)
    return unsafe Claim(
      line: LineID(index), level: Level(unchecked: urgent),
      isLevelTriggered: lines[index].configuration.trigger == .level,
      place: UnsafePointer(latches.row.address(of: slot < 0 ? latches.count &- 1 : slot)))
  }

  /// Ends the service of a claimed line; it asks again at once if more is pending.
  public mutating func complete(_ line: LineID) {
    precondition(lines[line.index].servedBy >= 0, "completed a line that is not in service")
    lines[line.index].endService()
    refresh(line.index)
  }

  /// Joins or leaves the ready queues, after anything the line's readiness depends on changed.
  @inline(__always)
  mutating func refresh(_ index: Int) {
    guard lines[index].updateReadiness() else { return }
    let level = lines[index].configuration.level.number
    let affinity = lines[index].configuration.affinity
    if lines[index].isReady {
      ready.join(index, at: level, on: affinity)
    } else {
      ready.leave(index, at: level, on: affinity)
    }
  }
}
