package import BoardHAL
package import Firmware

/// Firmware that sends every byte back, and loses none: while its queue is full it leaves what
/// comes with the port.
package struct Echo: ~Copyable, InterruptDriven {
  package typealias Source = SerialSource

  package struct LineState {
    var isHeldBack = false
  }

  package static var customCalls: Int { 1 }

  /// Records that were no bytes, and snapshots that were lost: none is expected.
  package private(set) var strays = 0

  private var waiting = ByteQueue(capacity: 16_384)
  private var mask: SourceMask?

  package init() {}

  package static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout LineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    if interrupt.subLine == 1 { return .claimed(record, defer: .customCall(1)) }
    return .claimed(record, defer: line.isHeldBack ? .deferredCallMasking : .deferredCall)
  }

  package mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<Echo>
  ) {
    if context.call == 0 {
      batch.forEach { item in
        guard case .value(let record) = item, record.kind == .bytes else { return strays += 1 }
        for index in 0..<Int(record.count) where !waiting.tryPush(record.byte(at: index)) {
          strays += 1
        }
      }
    }
    _ = waiting.drain { context.transmit($0) }
    let isFull = waiting.count > waiting.capacity / 2
    context.withLine { $0.isHeldBack = isFull }
    if isFull {
      if mask == nil { mask = context.takeMask() }
    } else if let mask = mask.take() {
      mask.unmask()
    }
  }
}

extension Firmware {
  /// Connects an echo to the board's port `uart0`.
  package func connectEcho() throws(FirmwareError) -> StartedDevice<Echo> {
    let added = try add(Echo(), named: "echo")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.masksWhenFull = true
    try added.connect(
      to: LineSource.serial(port: "uart0"), level: 6, options, state: Echo.LineState()
    ).keep()
    return try added.start()
  }
}
