import BoardHAL
import Firmware

/// A device on a serial port that is asked: it sends a byte, and the next byte is the answer.
struct Modem: InterruptDriven {
  typealias Source = SerialSource
  typealias Operation = UInt8

  let log: Log

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _: inout NoLineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    return .deferred(record)
  }

  mutating func begin(
    _ request: RequestID, _ question: UInt8, _ context: borrowing DispatchContext<Modem>
  ) {
    log.note("asks \(question)")
    _ = context.transmit([question].span)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<Modem>
  ) {
    batch.forEach { item in
      guard case .value(let record) = item, record.kind == .bytes else { return }
      for index in 0..<Int(record.count) { answer(record.byte(at: index), context) }
    }
  }

  mutating func cancel(_ request: RequestID, _ context: borrowing DispatchContext<Modem>) {
    guard let request = context.takeCurrentRequest() else { return }
    context.startNext()
    request.complete(.cancelled, context)
  }

  private func answer(_ byte: UInt8, _ context: borrowing DispatchContext<Modem>) {
    // Nobody asked, or does not want to know any more.
    guard let request = context.takeCurrentRequest() else { return log.note("stray \(byte)") }
    context.startNext()
    request.complete(.success, information: Int(byte), context)
  }
}
