import BoardHAL
import Firmware

/// What can be asked of a device that works on one job.
enum JobAction: UInt8, DeviceCode {
  /// Give the job up.
  case cancel
}

/// Works on one job, which its edge ends, or the application by cancelling; the ends are counted.
///
/// Cancelling looks whether the job is there, and takes it away later: what ends it between the two
/// ends it twice.
struct TwoEnds: Planted {
  typealias Action = JobAction

  struct LineState {
    var job = 1
  }

  static var freshState: LineState { LineState() }

  private var ends = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Int> {
    let job = line.job
    line.job = 0
    return .deferred(job)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<TwoEnds>
  ) {
    batch.forEach { item in
      if case .value(let job) = item, job != 0 { ends += 1 }
    }
  }

  mutating func perform(
    _ action: JobAction, text: EventText, _ context: borrowing DispatchContext<TwoEnds>
  ) {
    let job = context.withLine { $0.job }.value ?? 0
    guard job != 0 else { return }
    context.withLine { $0.job = 0 }
    ends += 1
  }

  func mix(into fingerprint: inout Fingerprint) { fingerprint.mix(ends) }

  static func mix(_ state: LineState, into fingerprint: inout Fingerprint) {
    fingerprint.mix(state.job)
  }

  func verdict(edges: Int) -> String? { ends == 1 ? nil : "the job ended \(ends) times" }
}

/// The same, with looking and taking in one critical section: whoever takes the job ends it.
struct OneEnd: Planted {
  typealias Action = JobAction
  typealias LineState = TwoEnds.LineState

  static var freshState: LineState { LineState() }

  private var ends = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<Int> {
    let job = line.job
    line.job = 0
    return .deferred(job)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<OneEnd>
  ) {
    batch.forEach { item in
      if case .value(let job) = item, job != 0 { ends += 1 }
    }
  }

  mutating func perform(
    _ action: JobAction, text: EventText, _ context: borrowing DispatchContext<OneEnd>
  ) {
    let job =
      context.withLine { line in
        defer { line.job = 0 }
        return line.job
      }.value ?? 0
    if job != 0 { ends += 1 }
  }

  func mix(into fingerprint: inout Fingerprint) { fingerprint.mix(ends) }

  static func mix(_ state: LineState, into fingerprint: inout Fingerprint) {
    TwoEnds.mix(state, into: &fingerprint)
  }

  func verdict(edges: Int) -> String? { ends == 1 ? nil : "the job ended \(ends) times" }
}
