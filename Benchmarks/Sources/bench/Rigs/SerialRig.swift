import BoardHAL
import Firmware

/// A device that sends back what it receives, fed byte by byte on a board without a port.
final class SerialRig {
  private let firmware: Firmware
  private let device: StartedDevice<ByteEcho>
  private let line: LineID
  private var turns = 0

  init() throws(FirmwareError) {
    firmware = Firmware(on: NullBoard())
    device = try firmware.connect(ByteEcho(), named: "echo", to: .software("port"), level: 5)
    line = firmware.lines(of: device.id)[0]
  }

  /// Brings so many bytes, one by one; each is dispatched before the next comes.
  @inline(never)
  func receive(_ count: Int) {
    for _ in 0..<count {
      var record = SerialRecord(time: .start, kind: .bytes)
      _ = record.tryAppend(0x55)
      let reception = firmware.latch(.serial(record), on: line)
      precondition(reception == .pending, "the byte before was not dispatched")
      firmware.settle()
    }
    turns += count
  }

  /// Checks that each byte was sent back.
  func check() {
    precondition(device.inspect { $0.sent } == turns, "a byte was lost")
  }
}

/// Sends back what it receives, as a user would write it.
struct ByteEcho: InterruptDriven {
  var sent = 0

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout NoLineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    return .deferred(record)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<ByteEcho>
  ) {
    batch.forEach { item in
      guard case .value(let record) = item, record.kind == .bytes else { return }
      sent += record.withBytes { context.transmit($0) }
    }
  }
}
