// test: S2-08 a service routine may call what does not wait
// expect: compiles

import BoardHAL
import Firmware

func look() {}

struct Bell: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  var presses = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    look()
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {
    presses += batch.count
  }
}
