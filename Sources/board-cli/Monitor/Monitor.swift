import BoardHAL
import BoardHALLinux

/// Watches lines of a board, and hands out their edges in the order in which they happened.
///
/// No interrupts and no firmware: the board is asked for records, and these are printed.
final class Monitor {
  /// What is wanted of all lines, and when to end.
  struct Settings {
    var edges = EdgeSelection.both
    var active = ActiveLevel.high
    var bias: Pull?
    var debounce: Nanoseconds?
    /// After how many edges to end; never when nil.
    var limit: UInt64?
    /// After which time without an edge to end; never when nil.
    var idle: Nanoseconds?
  }

  /// Why it ended.
  enum End: Equatable {
    case limit
    case idle
    /// Whoever is asked between two waits said so.
    case stopped
    /// Nothing can happen any more: a mock board's timeline is empty.
    case quiet
  }

  private struct Watch {
    let line: WatchedLine
    var last: BoardInstant?
    var tally = EdgeTally()
  }

  /// A record and the index of its line.
  private struct Taken {
    let index: Int
    let record: EdgeRecord
  }

  private let board: any Backend
  private let settings: Settings
  // One thread calls it, and nothing that it calls calls it back (as with `LinuxBoard`).
  @exclusivity(unchecked) private var watches: [Watch]
  /// What was taken together; kept for its memory.
  @exclusivity(unchecked) private var batch: [Taken] = []
  @exclusivity(unchecked) private var number: UInt64 = 0
  @exclusivity(unchecked) private var delivered: UInt64 = 0

  /// The most records that are taken before they are put in order and handed out: a storm must not
  /// keep people from seeing it.
  private static let batchSize = 256

  /// There may be more than was taken the last time, and the board may not have asked the kernel.
  @exclusivity(unchecked) private(set) var isBusy = false

  /// Opens the lines, all or none; from here on nothing of them goes unseen.
  ///
  /// - Throws: `BoardError`, naming who holds a line, or what is missing.
  init(
    _ lines: [WatchedLine], pins: [Pin], _ settings: Settings, on board: any Backend
  ) throws(BoardError) {
    self.board = board
    self.settings = settings
    watches = lines.map { Watch(line: $0) }
    let sources = pins.map { pin in
      LineSource.edges(
        of: pin, settings.edges, pull: settings.bias ?? .none, active: settings.active,
        debounce: settings.debounce)
    }
    try board.open(sources, as: sources.indices.map { LineID($0) })
  }

  /// Hands out edges until there is a reason to end.
  ///
  /// - Parameters:
  ///   - isStopped: Asked before each wait.
  ///   - hear: Is given each edge.
  ///   - settle: Called when there is nothing more to hand out for now.
  /// - Returns: why it ended.
  /// - Throws: `gone` when a chip was removed.
  func run(
    until isStopped: () -> Bool, hear: (LineEvent) -> Void, settle: () -> Void
  ) throws(BoardError) -> End {
    var quietSince = board.now
    while true {
      let gone = take()
      for taken in batch {
        hear(event(taken.record, at: taken.index))
        delivered += 1
        if delivered == settings.limit {
          settle()
          return .limit
        }
      }
      settle()
      if let gone { throw gone }
      if isStopped() { return .stopped }
      var deadline: BoardInstant?
      if let idle = settings.idle {
        let now = board.now
        if !batch.isEmpty { quietSince = now }
        if now >= quietSince + idle { return .idle }
        deadline = quietSince + idle
      }
      // Returns at once when there is more than was taken.
      if !board.wait(until: deadline) { return .quiet }
    }
  }

  /// Fills the batch with what the lines have now, in the order in which it happened.
  ///
  /// - Returns: why a line is gone, if one is.
  private func take() -> BoardError? {
    batch.removeAll(keepingCapacity: true)
    var gone: BoardError?
    var isOneLine = true
    while batch.count < Self.batchSize, let line = board.takeReadyLine() {
      guard let record = board.takeRecord(from: line) else {
        gone = gone ?? fault(of: line)
        continue
      }
      guard case .edge(let edge) = record else { continue }
      if let last = batch.last, last.index != line.index { isOneLine = false }
      batch.append(Taken(index: line.index, record: edge))
    }
    isBusy = batch.count == Self.batchSize
    if !isOneLine { putInOrder() }
    return gone
  }

  /// By time, and at the same time as they were asked for.
  ///
  /// The order of each line stays as it is: a record made by reading the line can be followed by
  /// the report of an earlier time.
  private func putInOrder() {
    var newest = watches.map { _ in BoardInstant.start }
    let keys = batch.enumerated().map { place, taken in
      newest[taken.index] = max(newest[taken.index], taken.record.time)
      return (time: newest[taken.index], index: taken.index, place: place)
    }
    batch = keys.sorted { ($0.time, $0.index, $0.place) < ($1.time, $1.index, $1.place) }
      .map { batch[$0.place] }
  }

  /// A line that was named without a record has lost its chip.
  private func fault(of line: LineID) -> BoardError? {
    do throws(BoardError) {
      _ = try board.value(of: line)
      return nil
    } catch {
      return error
    }
  }

  private func event(_ record: EdgeRecord, at index: Int) -> LineEvent {
    // A line that was read instead of reported has no number of its own.
    number += UInt64(record.lost) + UInt64(record.merged)
    if !record.loss.contains(.resync) { number += 1 }
    let delta = watches[index].last.map { record.time - $0 }
    watches[index].last = record.time
    watches[index].tally.add(record)
    return LineEvent(line: watches[index].line, record: record, number: number, delta: delta)
  }

  /// What was not seen of each line, in words; nothing of a line of which all was.
  var losses: [String] {
    watches.indices.compactMap { index in
      let tally = watches[index].tally
      var words: [String] = []
      if tally.overflowed > 0 { words.append("\(tally.overflowed) lost in a full buffer") }
      if tally.merged > 0 { words.append("\(tally.merged) merged by the kernel") }
      let missing = tally.sameDirection + tally.resynced
      if missing > 0 { words.append("at least \(missing) missed") }
      guard !words.isEmpty else { return nil }
      return "\(watches[index].line.title): \(tally.delivered) edges seen,"
        + " \(words.joined(separator: ", "))"
    }
  }
}

extension EdgeTally {
  /// Counts a record.
  fileprivate mutating func add(_ record: EdgeRecord) {
    delivered += 1
    overflowed += UInt64(record.lost)
    merged += UInt64(record.merged)
    if record.loss.contains(.sameDirection) { sameDirection += 1 }
    if record.loss.contains(.resync) { resynced += 1 }
  }
}
