// test: S0-04 the device's own state is out of a service routine's reach
// expect: error: cannot be used on type 'Bell'

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
    presses += 1
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    presses += batch.count
  }
}
