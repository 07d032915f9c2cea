import BoardHAL
import Firmware
import Testing

/// A device that is taken out while its work item has something to do.
@Suite struct `Removing a device that has work` {
  private let rig = Rig { $0.devices = 1 }
  private let bus: PassiveExecutor
  private let application: PassiveExecutor

  init() throws {
    bus = try rig.firmware.addExecutor(named: "bus")
    application = try rig.firmware.addExecutor(named: "application")
  }

  @Test func `what waits is withdrawn, counted and named`() throws {
    let writer = try writer()
    let (device, line) = (writer.device, writer.line)
    rig.firmware.raise(line)
    while rig.firmware.step() != .ran(device.id, call: 0) {}
    #expect(device.submit(7) != nil)
    let withdrawn = try device.remove(writer.connection.disconnect())
    #expect(withdrawn.work == 3 && withdrawn.requests == 1)
    rig.firmware.run()
    #expect(rig.log.words == [])
    let ends = rig.log.trace.map(\.kind).filter { $0.device == device.id }
    #expect(ends.contains(.workWithdrawn(device: device.id, items: 3)))
  }

  @Test func `who comes after it is given none of its work`() throws {
    let writer = try writer()
    let first = writer.device
    rig.firmware.raise(writer.line)
    while rig.firmware.step() != .ran(first.id, call: 0) {}
    try first.remove(writer.connection.disconnect())
    let other = try self.writer()
    #expect(other.device.id == first.id)
    rig.firmware.raise(other.line)
    rig.firmware.run()
    #expect(rig.log.take() == ["writes 3", "wrote 3"])
  }

  @Test func `a run that has begun is not cut off: nothing is removed, and the proof stays good`()
    throws
  {
    let writer = try writer()
    let (device, line) = (writer.device, writer.line)
    rig.firmware.raise(line)
    rig.firmware.run(until: .start + .microseconds(1))
    #expect(rig.log.take() == ["writes 3"])
    let proof = writer.connection.disconnect()
    #expect(throws: FirmwareError.stillWorking(device: "writer")) { try device.remove(proof) }
    #expect(device.isPresent)
    rig.firmware.run()
    #expect(rig.log.take() == ["wrote 3"])
    #expect(try device.remove(proof) == Withdrawn())
    #expect(!device.isPresent)
  }

  @Test func `with await its work is waited for`() throws {
    let writer = try writer()
    let (device, line) = (writer.device, writer.line)
    rig.firmware.raise(line)
    rig.firmware.run(until: .start + .microseconds(1))
    rig.firmware.raise(line)
    var held: Connection? = writer.connection
    rig.firmware.spawn(on: application) { [rig] _ in
      guard let proof = held.take()?.disconnect() else { return }
      let withdrawn = try await device.remove(proof)
      rig.log.note("withdrew \(withdrawn.work)")
    }
    rig.firmware.run()
    #expect(rig.log.take() == ["writes 3", "wrote 3", "writes 3", "wrote 3", "withdrew 0"])
    #expect(!device.isPresent)
  }

  /// A device that hands three numbers to its work item for each interrupt.
  private func writer() throws -> Wired {
    let added = try rig.firmware.add(Writer(log: rig.log), named: "writer")
    try added.registerDeferredCall()
    try added.registerWorkItem(on: bus)
    let connection = try added.connect(to: .software("writer"), level: 5)
    let line = connection.lines[0]
    let device = try added.start()
    return Wired(device: device, line: line, connection: connection)
  }
}

private struct Wired: ~Copyable {
  let device: StartedDevice<Writer>
  let line: LineID
  let connection: Connection
}

private struct Writer: InterruptDriven, WorkDriven {
  typealias Source = BareSource
  typealias Operation = Int

  enum Action: UInt8, DeviceCode {
    case writes = 1
    case wrote
  }

  let log: Log

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Bool> { .deferred(true) }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Writer>
  ) {
    for number in 1...3 { context.queueWork(number) }
  }

  static func work(_ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<Writer>) async {
    let count = EventText("\(batch.count)".utf8)
    context.post(.writes, text: count)
    try? await context.sleep(for: .milliseconds(1))
    context.post(.wrote, text: count)
  }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Writer>
  ) {
    log.note("\(action) \(text.string)")
  }
}
