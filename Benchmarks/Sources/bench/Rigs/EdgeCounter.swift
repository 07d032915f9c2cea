import BoardHAL
import Firmware

/// The device that is measured: counts edges in both halves, as a user would write it.
struct EdgeCounter: InterruptDriven {
  struct LineState {
    var edges = 0
  }

  var rising = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    line.edges += 1
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<EdgeCounter>
  ) {
    batch.forEach { item in
      if case .value(let edge) = item, edge.edge == .rising { rising += 1 }
    }
  }
}
