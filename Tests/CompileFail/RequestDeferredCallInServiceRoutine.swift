// test: S1-05 asking for the deferred call before the service routine ends is refused
// expect: error: has no member 'requestDeferredCall'

import BoardHAL
import Firmware

struct Bell: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  var presses = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    interrupt.requestDeferredCall()
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    presses += batch.count
  }
}
