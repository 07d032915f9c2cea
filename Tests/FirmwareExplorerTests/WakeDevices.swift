import BoardHAL
import Firmware

/// Asks for its deferred call only when none is under way, and says that none is after it has
/// looked for work: what comes between the two is never looked for.
struct LateFlag: Planted {
  struct LineState {
    var work = 0
    var isUnderWay = false
  }

  static var freshState: LineState { LineState() }

  private var done = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Bool> {
    line.work += 1
    guard !line.isUnderWay else { return .claimed }
    line.isUnderWay = true
    return .deferred(true)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<LateFlag>
  ) {
    done +=
      context.withLine { line in
        defer { line.work = 0 }
        return line.work
      }.value ?? 0
    context.withLine { $0.isUnderWay = false }
  }

  func mix(into fingerprint: inout Fingerprint) { fingerprint.mix(done) }

  static func mix(_ state: LineState, into fingerprint: inout Fingerprint) {
    fingerprint.mix(state.work << 1 | (state.isUnderWay ? 1 : 0))
  }

  func verdict(edges: Int) -> String? {
    done == edges ? nil : "\(edges) pieces of work, \(done) done"
  }
}

/// The same with the two in one critical section.
struct EarlyFlag: Planted {
  typealias LineState = LateFlag.LineState

  static var freshState: LineState { LineState() }

  private var done = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Bool> {
    line.work += 1
    guard !line.isUnderWay else { return .claimed }
    line.isUnderWay = true
    return .deferred(true)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<EarlyFlag>
  ) {
    done +=
      context.withLine { line in
        line.isUnderWay = false
        defer { line.work = 0 }
        return line.work
      }.value ?? 0
    context.withLine { _ in }
  }

  func mix(into fingerprint: inout Fingerprint) { fingerprint.mix(done) }

  static func mix(_ state: LineState, into fingerprint: inout Fingerprint) {
    LateFlag.mix(state, into: &fingerprint)
  }

  func verdict(edges: Int) -> String? {
    done == edges ? nil : "\(edges) pieces of work, \(done) done"
  }
}
