// test: L20 awaiting in a deferred call is refused
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
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    await look()
    presses += batch.count
  }
}
