import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import SerialRigs
import Testing

/// Interrupts that are served at passive level, and work items, from a real terminal.
@Suite(.serialized) struct LivePassiveTests {
  @Test(
    "S4-12 L62 while a passive routine waits another line is served, its own when it has ended",
    arguments: Guarantee.here)
  func othersMeanwhile(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["chip", "urgent"], guarantee)
    try rig.connect("urgent", level: 6)
    try rig.connectGauge("chip") { [unowned rig] interrupt in
      guard !rig.log.all.contains("isr urgent") else { return }
      for name in ["chip", "urgent"] { rig.send("x", to: name) }
      // The executor's own thread; everybody else has theirs.
      while !rig.log.all.contains("dpc urgent") {
        try? await interrupt.sleep(for: .milliseconds(1))
      }
    }
    rig.send("x", to: "chip")
    let noted = try rig.finish { rig.log.all.filter { $0 == "chip ends" }.count == 2 }
    #expect(
      noted.filter { !$0.hasPrefix("written") } == [
        "chip begins", "isr urgent", "end urgent", "dpc urgent", "chip ends",
        "chip begins", "chip ends",
      ])
  }

  @Test(
    "S4-13 L63 all that passive routines hand to their work item reaches it, in order",
    arguments: Guarantee.here)
  func work(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["chip"], guarantee)
    let device = try rig.connectGauge("chip") { _ in }
    let sent = (0..<200).map { UInt8($0) }
    var place = 0
    try rig.finish {
      let next = min(place + 7, sent.count)
      if place < next { place += rig.far["chip"]?.send(sent[place..<next]) ?? 0 }
      return rig.log.all.contains("written \(sent.count)")
    }
    device.inspect { #expect($0.written == sent) }
  }
}

/// A device behind a bus that is also a serial port: what comes is worked on at passive level.
private struct Gauge: PassiveDriven {
  struct LineState {
    let name: String
    let log: Log
    /// What the routine waits for in its midst.
    let inside: (borrowing PassiveInterrupt<SerialSource>) async -> Void
  }

  enum Action: UInt8, DeviceCode {
    case written = 1
  }

  typealias Source = SerialSource
  typealias Snapshot = SerialRecord
  typealias Work = SerialRecord

  let log: Log
  var written: [UInt8] = []

  static func service(
    _ interrupt: borrowing PassiveInterrupt<SerialSource>, _ line: inout LineState
  ) async -> PassiveService<SerialRecord, WorkFollowup> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    line.log.note("\(line.name) begins")
    await line.inside(interrupt)
    line.log.note("\(line.name) ends")
    return .work(record)
  }

  static func work(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing WorkContext<Gauge>
  ) async {
    var bytes: [UInt8] = []
    batch.forEach { item in
      guard case .value(let record) = item, record.kind == .bytes else { return }
      bytes += (0..<Int(record.count)).map { record.byte(at: $0) }
    }
    for start in stride(from: 0, to: bytes.count, by: EventText.capacity) {
      context.post(.written, text: EventText(bytes[start...].prefix(EventText.capacity)))
    }
  }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Gauge>
  ) {
    for index in 0..<text.count { written.append(text[index]) }
    log.note("written \(written.count)")
  }
}

extension LiveRig {
  /// Connects a device whose passive routine waits for what the test wants.
  @discardableResult
  fileprivate func connectGauge(
    _ name: String,
    inside: @escaping (borrowing PassiveInterrupt<SerialSource>) async -> Void
  ) throws -> StartedDevice<Gauge> {
    let bus = try firmware.addExecutor(named: "bus of \(name)")
    let added = try firmware.add(Gauge(log: log), named: name)
    try added.registerDeferredCall()
    try added.registerWorkItem(on: bus)
    _ = try added.connect(
      to: [.serialReceive(port: name, SerialSettings())], on: bus,
      state: Gauge.LineState(name: name, log: log, inside: inside)
    ).keep()
    return try added.start()
  }
}
