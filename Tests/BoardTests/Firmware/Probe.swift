import BoardHAL
import Firmware

/// A device that keeps what reaches its deferred call, and can be told to pull its own chip out.
struct Probe: InterruptDriven {
  /// One edge, and which of the device's lines it was on.
  struct Seen: BitwiseCopyable, Sendable {
    let subLine: Int
    let edge: EdgeRecord
  }

  /// Where a chip is removed.
  enum Moment { case never, service, deferred }

  struct LineState {
    var victim: SimulatedChip?
    var moment = Moment.never
  }

  private(set) var seen: [[EdgeRecord]]
  /// Edges that the ring between the two halves had no room for.
  private(set) var refused = 0
  /// What the value of the line was when the chip had just been removed in the deferred call.
  private(set) var valueAfterRemoval: LineValue??

  init(lines: Int) { seen = Array(repeating: [], count: lines) }

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Seen> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    if line.moment == .service { try? line.victim?.remove() }
    return .deferred(Seen(subLine: interrupt.subLine, edge: edge))
  }

  mutating func deferred(
    _ batch: borrowing Batch<Seen>, _ context: borrowing DispatchContext<Probe>
  ) {
    batch.forEach { item in
      switch item {
      case .value(let one): seen[one.subLine].append(one.edge)
      case .lost(let count): refused += count
      }
    }
    let victim = context.withLine { line in line.moment == .deferred ? line.victim : nil }
    guard let victim = victim.value ?? nil else { return }
    try? victim.remove()
    valueAfterRemoval = .some(context.value())
  }
}
