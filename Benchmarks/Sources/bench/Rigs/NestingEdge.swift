import BoardHAL
import Firmware

/// A device whose service routine is interrupted by the next more urgent one.
struct NestingEdge: InterruptDriven {
  struct LineState {
    /// The line that interrupts this one's service routine, if any.
    let interruptedBy: UInt32?
  }

  var rising = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
  ) -> Service<EdgeRecord> {
    if let next = line.interruptedBy { interrupt.write(next, to: NullBoard.trigger) }
    guard let edge = interrupt.acknowledge() else { return .notMine }
    return .deferred(edge)
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<NestingEdge>
  ) {
    rising += batch.count
  }
}
