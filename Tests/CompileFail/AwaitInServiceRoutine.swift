// test: S2-08 awaiting in a service routine is refused
// expect: error: async

import BoardHAL
import Firmware

func look() async {}

struct Bell: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  var presses = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    await look()
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    presses += batch.count
  }
}
