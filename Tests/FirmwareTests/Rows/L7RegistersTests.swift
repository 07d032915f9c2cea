import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Controllers and chips whose registers must be read in time, once, and in one go.
@Suite struct `L7 registers` {
  /// A controller whose status register is cleared by being read.
  struct Controller: InterruptDriven {
    struct LineState {
      let status: RegisterID
      /// Called when the routine has read its causes.
      var onRead: (() -> Void)?
    }

    typealias Source = BareSource

    var causes: [UInt32] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<UInt32> {
      let causes = interrupt.read(line.status)
      line.onRead?()
      line.onRead = nil
      return causes == 0 ? .notMine : .deferred(causes)
    }

    mutating func deferred(
      _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<Controller>
    ) {
      for index in 0..<batch.count { causes.append(batch[index]) }
    }
  }

  @Test("L77 a status that reading clears is read once for each interrupt, and every cause is told")
  func readToClear() throws {
    let rig = Rig()
    let status = rig.board.addRegister("status", .readToClear)
    let device = try rig.firmware.connect(
      Controller(), named: "controller", to: .software("controller"), level: 5,
      state: Controller.LineState(
        status: status,
        onRead: {
          // A cause that comes when the status has just been read is one for the next interrupt.
          rig.board.setBits(0b010, in: status)
          rig.firmware.raise(rig.firmware.lines[0])
        }))
    rig.board.setBits(0b101, in: status)
    _ = rig.board.takeAccesses()
    rig.firmware.raise(rig.firmware.lines[0])
    rig.firmware.settle()
    let reads = rig.board.takeAccesses().compactMap { access -> UInt32? in
      if case .readRegister(status, let value) = access.call { value } else { nil }
    }
    #expect(reads == [0b101, 0b010])
    #expect(device.inspect { $0.causes } == reads)
  }

  /// What the expander knows of a change, read in one transfer.
  struct Seen: BitwiseCopyable, Sendable, Hashable {
    let flags: UInt32
    let captured: UInt32
    let port: UInt32
  }

  /// An expander behind a bus, which keeps what its port was at the newest change, no older one.
  struct Expander: PassiveDriven {
    struct LineState {
      let flags: RegisterID
      let captured: RegisterID
      let port: RegisterID
    }

    typealias Source = BareSource
    typealias Snapshot = Seen

    var seen: [Seen] = []

    static func service(
      _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout LineState
    ) async -> PassiveService<Seen, DeferredFollowup> {
      let seen = Seen(
        flags: interrupt.read(line.flags), captured: interrupt.read(line.captured),
        port: interrupt.read(line.port))
      try? await interrupt.sleep(for: .milliseconds(1))
      return .deferred(seen)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Seen>, _ context: borrowing DispatchContext<Expander>
    ) {
      for index in 0..<batch.count { seen.append(batch[index]) }
    }
  }

  @Test("L79 an expander's registers are read before a work item that waits for its bus begins")
  func capturesFirst() throws {
    let rig = Rig()
    let (board, firmware) = (rig.board, rig.firmware)
    let bus = try firmware.addExecutor(named: "i2c-1")
    let (_, port) = try rig.slowPort("port", on: bus, transfer: .milliseconds(1))
    let registers = (
      flags: board.addRegister("flags", .readToClear), captured: board.addRegister("captured"),
      port: board.addRegister("port")
    )
    let added = try firmware.add(Expander(), named: "expander")
    try added.registerDeferredCall()
    let line = try added.connect(
      to: [.software("expander")], on: bus,
      state: Expander.LineState(
        flags: registers.flags, captured: registers.captured, port: registers.port)
    ).keep()[0]
    let expander = try added.start()

    /// A pin of the expander changes: what an earlier change had left in `captured` is gone.
    func change(_ flag: UInt32, port value: UInt32, at time: Nanoseconds) {
      firmware.run(until: .start + time)
      board.setBits(flag, in: registers.flags)
      board.writeRegister(registers.captured, value)
      board.writeRegister(registers.port, value)
      firmware.raise(line)
    }
    // The port's routine has the bus for 1 ms, and leaves a work item of 10 ms behind.
    firmware.raise(port)
    change(0b01, port: 0b0001, at: .microseconds(500))
    change(0b10, port: 0b0011, at: .microseconds(2500))
    firmware.run()
    #expect(
      expander.inspect { $0.seen } == [
        Seen(flags: 0b01, captured: 0b0001, port: 0b0001),
        Seen(flags: 0b10, captured: 0b0011, port: 0b0011),
      ])
  }

  /// A bus that fails for some of the pins behind it.
  final class Bus {
    var broken: Set<Int> = []
  }

  /// A bank of pins, each of which is a line.
  struct Bank: InterruptDriven {
    struct LineState {
      let bus: Bus
    }

    typealias Source = BareSource

    var pins: [Int] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) throws(LineFault) -> Service<Int> {
      guard !line.bus.broken.contains(interrupt.subLine) else { throw LineFault(code: 5) }
      return .deferred(interrupt.subLine)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Bank>
    ) {
      for index in 0..<batch.count { pins.append(batch[index]) }
    }
  }

  @Test("L80 a bus error on one pin of a bank holds that pin back; the others are served")
  func busErrorOnOnePin() throws {
    let rig = Rig()
    let bus = Bus()
    let added = try rig.firmware.add(Bank(), named: "bank")
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: (0..<4).map { .software("pin \($0)") }, level: 5, state: Bank.LineState(bus: bus)
    ).keep()
    let bank = try added.start()
    bus.broken = [2]
    for line in lines { rig.firmware.raise(line) }
    rig.firmware.settle()
    #expect(bank.inspect { $0.pins } == [0, 1, 3])
    #expect(lines.filter { rig.firmware.isMasked($0) } == [lines[2]])
    let faults = lines.map { rig.firmware.serviceCounters(of: bank.id, on: $0).lastFault?.code }
    #expect(faults == [nil, nil, 5, nil])
    // What comes to the pin meanwhile waits until somebody says that the bus is well again.
    rig.firmware.raise(lines[2])
    bus.broken = []
    rig.firmware.settle()
    rig.firmware.unmask(lines[2])
    rig.firmware.settle()
    #expect(bank.inspect { $0.pins } == [0, 1, 3, 2])
  }
}
