import BoardHAL
import Firmware

/// Keeps what an edge brings in one place of the line state: the next edge overwrites it.
struct OneSlot: Planted {
  struct LineState {
    var slot = 0
  }

  static var freshState: LineState { LineState() }

  private var seen = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Bool> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    line.slot = Int(edge.sequence)
    return .deferred(true)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<OneSlot>
  ) {
    let number =
      context.withLine { line in
        defer { line.slot = 0 }
        return line.slot
      }.value ?? 0
    if number != 0 { seen |= 1 << number }
  }

  func mix(into fingerprint: inout Fingerprint) { fingerprint.mix(seen) }

  static func mix(_ state: LineState, into fingerprint: inout Fingerprint) {
    fingerprint.mix(state.slot)
  }

  func verdict(edges: Int) -> String? {
    seen.nonzeroBitCount == edges ? nil : "\(edges) edges, \(seen.nonzeroBitCount) seen"
  }
}

/// The same with a ring: each edge travels to the deferred call in a snapshot of its own.
struct ManySlots: Planted {
  static var freshState: NoLineState { NoLineState() }

  private var seen: [UInt32] = []

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<UInt32> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    return .deferred(edge.sequence)
  }

  mutating func deferred(
    _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<ManySlots>
  ) {
    batch.forEach { item in
      if case .value(let number) = item { seen.append(number) }
    }
    // A safe point in the middle, as the device with the mistake has one.
    context.withLine { _ in }
  }

  func mix(into fingerprint: inout Fingerprint) {
    for number in seen { fingerprint.mix(Int(number)) }
  }

  static func mix(_ state: NoLineState, into fingerprint: inout Fingerprint) {}

  func verdict(edges: Int) -> String? {
    seen == (1...UInt32(edges)).map { $0 } ? nil : "\(edges) edges, seen as \(seen)"
  }
}
