import BoardHAL
import Firmware

/// Firmware that sends back what comes on its port.
struct PortEcho: ~Copyable, InterruptDriven {
  static var customCalls: Int { 1 }

  /// More than the far end ever has on its way.
  private var waiting = ByteQueue(capacity: 65_536)

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout NoLineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    // The second line of the port says that there is room to send again.
    return .claimed(record, defer: interrupt.subLine == 1 ? .customCall(1) : .deferredCall)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<PortEcho>
  ) {
    if context.call == 0 {
      batch.forEach { item in
        guard case .value(let record) = item, record.kind == .bytes else { return }
        for index in 0..<Int(record.count) {
          let isTaken = waiting.tryPush(record.byte(at: index))
          precondition(isTaken, "the far end sent more than it may")
        }
      }
    }
    _ = waiting.drain { context.transmit($0) }
  }
}
