import BoardHAL
import Firmware

/// Firmware that sends back what comes on its port, and leaves it there while too much waits.
struct PortEcho: ~Copyable, InterruptDriven {
  struct LineState {
    var isHeldBack = false
  }

  static var customCalls: Int { 1 }

  private var waiting = ByteQueue(capacity: 131_072)
  private var mask: SourceMask?

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout LineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    // The second line of the port says that there is room to send again.
    if interrupt.subLine == 1 { return .claimed(record, defer: .customCall(1)) }
    return .claimed(record, defer: line.isHeldBack ? .deferredCallMasking : .deferredCall)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<PortEcho>
  ) {
    if context.call == 0 {
      batch.forEach { item in
        guard case .value(let record) = item, record.kind == .bytes else { return }
        let isTaken = record.withBytes { waiting.tryPush($0) }
        precondition(isTaken, "the line was not held back")
      }
    }
    let isSent = waiting.drain { context.transmit($0) }
    if isSent, mask == nil { return }
    holdBack(waiting.count > waiting.capacity / 2, context)
  }

  private mutating func holdBack(
    _ isFull: Bool, _ context: borrowing DispatchContext<PortEcho>
  ) {
    context.withLine { $0.isHeldBack = isFull }
    if isFull {
      if mask == nil { mask = context.takeMask() }
    } else if let mask = mask.take() {
      mask.unmask()
    }
  }
}
