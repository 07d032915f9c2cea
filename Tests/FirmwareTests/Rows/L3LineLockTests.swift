import BoardHAL
import Firmware
import Testing

/// The locks of lines: how they are entered, what goes wrong with them, and who is told.
@Suite struct `L3 locks of lines` {
  /// One device with two lines of one level, each with a lock of its own.
  private func pair(
    _ rig: Rig, level: Int = 5, _ inDeferred: @escaping (borrowing DispatchContext<Probe>) -> Void
  ) throws -> (device: StartedDevice<Probe>, lines: [LineID]) {
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = inDeferred
    let added = try rig.firmware.add(Probe("pair", rig.log, behaviour), named: "pair")
    try added.registerDeferredCall()
    var lines: [LineID] = []
    for name in ["A", "B"] {
      lines += try added.connect(
        to: .software(name), level: level,
        state: Probe.LineState(name: name, log: rig.log, behaviour: behaviour)
      ).keep()
    }
    return (try added.start(), lines)
  }

  @Test("L31 entering a line's lock again traps, and the message names the device")
  func recursion() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let rig = Rig()
      var behaviour = Probe.Behaviour()
      behaviour.inDeferred = { context in
        context.withLine { _ in _ = context.withLine { $0.count } }
      }
      let (device, _) = try rig.probe("knot", level: 5, behaviour: behaviour)
      device.requestDeferredCall()
      rig.firmware.settle()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("knot: withLine inside withLine of the same lock"))
  }

  @Test("L32 withLine says so when the line has been disabled, or not been enabled yet")
  func notEnabled() throws {
    let rig = Rig()
    var seen: [LineAccess<Int>] = []
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in seen.append(context.withLine { $0.count }) }
    let added = try rig.firmware.add(Probe("device", rig.log, behaviour), named: "device")
    try added.registerDeferredCall()
    let connection = try added.connect(
      to: .software("line"), level: 5,
      state: Probe.LineState(name: "line", log: rig.log, behaviour: behaviour))
    let device = try added.start()
    for isActive in [true, false, true] {
      connection.setActive(isActive)
      device.requestDeferredCall()
      rig.firmware.settle()
    }
    #expect(seen == [.done(0), .notEnabled, .done(0)])
    #expect(seen.map(\.value) == [0, nil, 0])
  }

  /// Looks at its line when it is started.
  struct Eager: InterruptDriven {
    typealias Source = BareSource
    var seen: [LineAccess<Int>] = []

    mutating func started(_ context: borrowing DispatchContext<Eager>) {
      seen.append(context.withLine { _ in 1 })
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Int> { .claimed }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Eager>
    ) {
      seen.append(context.withLine { _ in 2 })
    }
  }

  @Test("L32 before its line is enabled a device cannot enter it")
  func beforeEnable() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      Eager(), named: "eager", to: .software("eager"), level: 5)
    device.requestDeferredCall()
    rig.firmware.settle()
    #expect(device.inspect { $0.seen } == [.notEnabled, .done(2)])
  }

  @Test("L32 withLine says so when the connection is gone, and when there never was one")
  func disconnected() throws {
    let rig = Rig()
    var seen: [LineAccess<Int>] = []
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      for connection in 0...2 { seen.append(context.withLine(connection) { $0.count }) }
    }
    let added = try rig.firmware.add(Probe("device", rig.log, behaviour), named: "device")
    try added.registerDeferredCall()
    let state = Probe.LineState(name: "line", log: rig.log, behaviour: behaviour)
    let first = try added.connect(to: .software("first"), level: 5, state: state)
    let second = try added.connect(to: .software("second"), level: 5, state: state)
    let device = try added.start()
    first.disconnect()
    device.requestDeferredCall()
    rig.firmware.settle()
    #expect(seen == [.disconnected, .done(0), .disconnected])
    second.keep()
  }

  @Test("L38 two locks taken in both orders are reported once, with the names of both")
  func lockOrder() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    var isReversed = false
    let (device, lines) = try pair(rig) { context in
      let outer = isReversed ? 1 : 0
      context.withLine(outer) { _ in context.withLine(1 - outer) { $0.count += 1 } }
    }
    func reports() -> [TraceEvent.Kind] {
      rig.log.trace.map(\.kind).filter { if case .lockOrder = $0 { true } else { false } }
    }
    for _ in 1...2 {
      device.requestDeferredCall()
      rig.firmware.settle()
    }
    #expect(reports().isEmpty)
    isReversed = true
    for _ in 1...2 {
      device.requestDeferredCall()
      rig.firmware.settle()
    }
    // Nobody waits for anybody here: the order alone is the mistake.
    #expect(reports() == [.lockOrder(lines[0], under: lines[1], device: device.id)])
    #expect(device.inspectLine(0) { $0.count } == 2)
  }

  @Test("L38 a loop over three locks is found, an order without one is not reported")
  func lockLoop() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    var pairs = [(0, 1), (1, 2), (0, 2)]
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      for (outer, inner) in pairs {
        context.withLine(outer) { _ in context.withLine(inner) { $0.count += 1 } }
      }
    }
    let added = try rig.firmware.add(Probe("trio", rig.log, behaviour), named: "trio")
    try added.registerDeferredCall()
    var lines: [LineID] = []
    for name in ["A", "B", "C"] {
      lines += try added.connect(
        to: .software(name), level: 5,
        state: Probe.LineState(name: name, log: rig.log, behaviour: behaviour)
      ).keep()
    }
    let device = try added.start()
    device.requestDeferredCall()
    rig.firmware.settle()
    #expect(!rig.log.trace.contains { if case .lockOrder = $0.kind { true } else { false } })
    pairs = [(2, 0)]
    device.requestDeferredCall()
    rig.firmware.settle()
    let kind = TraceEvent.Kind.lockOrder(lines[0], under: lines[2], device: device.id)
    #expect(rig.log.trace.contains { $0.kind == kind })
  }

  /// A device whose service routine fails while its bus does.
  struct Fragile: InterruptDriven {
    struct LineState {
      let bus: Bus
      let log: Log
    }

    final class Bus: Sendable {
      nonisolated(unsafe) var isBroken = false
    }

    typealias Source = BareSource
    var delivered = 0

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) throws(LineFault) -> Service<Int> {
      line.log.note("fragile")
      if line.bus.isBroken { throw LineFault(code: 7) }
      return .deferred(1)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Fragile>
    ) {
      delivered += batch.count
    }
  }

  @Test("L37 a routine that throws leaves its lock free and its line masked; others go on")
  func fault() throws {
    let rig = Rig()
    let bus = Fragile.Bus()
    let lock = InterruptLock()
    let added = try rig.firmware.add(Fragile(), named: "fragile")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.lock = lock
    let line = try added.connect(
      to: .software("fragile"), level: 6, options,
      state: Fragile.LineState(bus: bus, log: rig.log)
    ).keep()[0]
    let device = try added.start()
    let (_, other) = try rig.probe("other", level: 5, options)
    bus.isBroken = true
    rig.firmware.raise(line)
    rig.firmware.raise(other)
    rig.firmware.settle()
    #expect(!lock.isHeld)
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == true)
    #expect(rig.faults == ["fragile serviceFailed at 0 µs"])
    let counters = rig.firmware.serviceCounters(of: device.id, on: line)
    #expect((counters.faults, counters.lastFault) == (1, LineFault(code: 7)))
    #expect(
      rig.log.words == [
        "fragile", "isr other", "end other", "dpc other [1]", "dpc end other",
      ])
    // Held back, it waits; let go, it is asked again.
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.firmware.serviceCounters(of: device.id, on: line).faults == 1)
    bus.isBroken = false
    rig.firmware.unmask(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered } == 1)
    #expect(rig.firmware.violations().isEmpty)
  }

  @Test("L37 on a shared line the routine that threw is passed over, its neighbours are not")
  func faultOnSharedLine() throws {
    let rig = Rig()
    let bus = Fragile.Bus()
    var options = ConnectOptions()
    options.isShared = true
    let added = try rig.firmware.add(Fragile(), named: "fragile")
    try added.registerDeferredCall()
    let line = try added.connect(
      to: .software("shared"), level: 6, options,
      state: Fragile.LineState(bus: bus, log: rig.log)
    ).keep()[0]
    let device = try added.start()
    let neighbour = try rig.firmware.add(Probe("neighbour", rig.log, .init()), named: "neighbour")
    try neighbour.registerDeferredCall()
    var answered = 0
    var behaviour = Probe.Behaviour()
    behaviour.answer = { number in
      answered += 1
      return number % 2 == 1 ? .deferred(number) : .notMine
    }
    try neighbour.connect(
      to: .software("shared"), level: 6, options,
      state: Probe.LineState(name: "neighbour", log: rig.log, behaviour: behaviour)
    ).keep()
    _ = try neighbour.start()
    bus.isBroken = true
    for _ in 1...3 {
      rig.firmware.raise(line)
      rig.firmware.settle()
    }
    #expect(rig.log.words.count { $0 == "fragile" } == 1)
    #expect(answered == 6)
    #expect(rig.firmware.info(of: device.id, on: line)?.isMasked == false)
    bus.isBroken = false
    rig.firmware.unmask(line)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.delivered } > 0)
  }
}
