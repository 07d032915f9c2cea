import BoardHAL

/// In which order the locks of lines are taken while others are held: a graph, and a search for
/// loops in it, kept while accounting is on (row L38).
///
/// A loop means that processors can wait for each other for ever. It is found when the second order
/// is first used, on whatever schedule, not when the processors do wait. Locks have the numbers of
/// connections.
struct LockOrder {
  /// The most locks that one processor is remembered to hold; a deferred call that nests critical
  /// sections deeper is not followed further.
  private static let depth = 8

  private let count: Int
  /// One row for each lock: the locks that have been taken under it.
  private let taken: FixedRow<Bool>
  /// The locks each processor holds, innermost last, and how many.
  private let held: FixedRow<Int32>
  private let heights: FixedRow<Int>
  /// What the search has seen, and what it still has to follow.
  private let seen: FixedRow<Bool>
  private let open: FixedRow<Int32>

  init(locks: Int, processors: Int, in memory: inout RowMemory) {
    count = locks
    taken = memory.row(repeating: false, count: locks * locks)
    held = memory.row(repeating: -1, count: processors * Self.depth)
    heights = memory.row(repeating: 0, count: processors)
    seen = memory.row(repeating: false, count: locks)
    open = memory.row(repeating: -1, count: locks)
  }

  /// Notes that a processor takes `lock` under those that it holds.
  ///
  /// - Returns: a lock that it holds and that is taken under `lock` elsewhere, the first time that
  ///   this is seen of the two.
  func take(_ lock: Int, on processor: Int) -> Int? {
    let height = heights[processor]
    heights[processor] = height + 1
    guard height < Self.depth else { return nil }
    held[processor * Self.depth + height] = Int32(lock)
    guard height > 0 else { return nil }
    let outer = Int(held[processor * Self.depth + height - 1])
    guard outer != lock, !taken[outer * count + lock] else { return nil }
    taken[outer * count + lock] = true
    return isTaken(outer, under: lock) ? outer : nil
  }

  func release(on processor: Int) {
    if heights[processor] > 0 { heights[processor] -= 1 }
  }

  /// Forgets a lock that is no more; its number may name another.
  func forget(_ lock: Int) {
    for other in 0..<count {
      taken[lock * count + other] = false
      taken[other * count + lock] = false
    }
  }

  /// True when `lock` is taken under `outer`, directly or by way of others.
  private func isTaken(_ lock: Int, under outer: Int) -> Bool {
    for index in 0..<count { seen[index] = false }
    var waiting = 1
    open[0] = Int32(outer)
    seen[outer] = true
    while waiting > 0 {
      waiting -= 1
      let next = Int(open[waiting])
      if next == lock { return true }
      for other in 0..<count where taken[next * count + other] && !seen[other] {
        seen[other] = true
        open[waiting] = Int32(other)
        waiting += 1
      }
    }
    return false
  }
}
