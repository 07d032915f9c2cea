import BoardHAL
import Firmware

/// A device on a serial port whose two halves do what a test wants.
struct Scripted: InterruptDriven {
  struct LineState {
    let name: String
    let log: Log
  }

  typealias Source = SerialSource

  let name: String
  let log: Log
  /// What the deferred call does in its midst.
  let inside: (borrowing DispatchContext<Scripted>) -> Void

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout LineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge(), record.kind == .bytes else { return .notMine }
    line.log.note("isr \(line.name)")
    return .deferred(record)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<Scripted>
  ) {
    log.note("dpc \(name) begins")
    inside(context)
    log.note("dpc \(name) ends")
  }
}
