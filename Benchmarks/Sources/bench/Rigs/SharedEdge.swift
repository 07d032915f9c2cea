import BoardHAL
import Firmware

/// One of several devices on one line; of an interrupt it claims its own share, once.
struct SharedEdge: InterruptDriven {
  struct LineState {
    /// Whether this is the device that interrupts.
    let asks: Bool
    /// The newest edge that was served.
    var served: UInt32 = 0
  }

  var rising = 0

  static func isAsserting(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: borrowing LineState
  ) -> Bool {
    guard line.asks, let edge = interrupt.acknowledge() else { return false }
    return edge.sequence != line.served
  }

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    line.served = edge.sequence
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<SharedEdge>
  ) {
    rising += batch.count
  }
}
