// test: S2-08 a service routine that is async does not conform
// expect: error: does not conform to protocol 'InterruptDriven'

import BoardHAL
import Firmware

struct Bell: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  var presses = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) async -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    presses += batch.count
  }
}
