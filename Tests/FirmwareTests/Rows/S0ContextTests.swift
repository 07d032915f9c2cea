import BoardHAL
import BoardHALMock
import CAllocationCounter
import Firmware
import Glibc
import Testing

/// Providing ISR context information: what a service routine is given, and where it lives.
@Suite struct `S0 context of a service routine` {
  final class Identity {}

  /// Keeps what it was connected with, to be compared.
  struct Keeper: InterruptDriven {
    struct LineState {
      let identity: Identity
      var seen: [ObjectIdentifier] = []
      var register: UInt32 = 0
    }

    typealias Source = BareSource

    var registers: [UInt32] = []
    var seen: [[ObjectIdentifier]] = []

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      line.seen.append(ObjectIdentifier(line.identity))
      line.register &+= 17
      return .deferred(0)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Keeper>
    ) {
      context.withLine { registers.append($0.register) }
      context.withLine { seen.append($0.seen) }
    }
  }

  @Test("S0-01 each connection's routine is given exactly the context of that connection")
  func ownContext() throws {
    let rig = Rig()
    let identities = [Identity(), Identity(), Identity()]
    var devices: [StartedDevice<Keeper>] = []
    var lines: [LineID] = []
    for (number, identity) in identities.enumerated() {
      let device = try rig.firmware.connect(
        Keeper(), named: "keeper \(number)", to: .software("line \(number)"), level: 3 + number,
        state: Keeper.LineState(identity: identity))
      devices.append(device)
      lines += rig.firmware.lines(of: device.id)
    }
    var random = SplitMix64(seed: 0x501)
    var fired = [0, 0, 0]
    for _ in 0..<300 {
      let choice = Int(random.next(below: 3))
      fired[choice] += 1
      rig.firmware.raise(lines[choice])
      rig.firmware.settle()
    }
    for (number, device) in devices.enumerated() {
      let seen = device.inspect { $0.seen.last ?? [] }
      #expect(seen.count == fired[number])
      #expect(seen.allSatisfy { $0 == ObjectIdentifier(identities[number]) })
    }
  }

  @Test("S0-02 several lines of one device may share its context")
  func sharedContext() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Keeper(), named: "keeper")
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [.software("receive"), .software("transmit")], level: 5,
      state: Keeper.LineState(identity: Identity())
    ).keep()
    let device = try added.start()
    for round in 0..<50 {
      rig.firmware.raise(lines[round % 2])
      rig.firmware.raise(lines[(round + 1) % 2])
      rig.firmware.settle()
    }
    #expect(device.inspect { $0.seen.last?.count } == 100)
  }

  @Test("S0-03 the state that both routines use is the same in both")
  func stateOfBoth() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      Keeper(), named: "keeper", to: .software("line"), level: 5,
      state: Keeper.LineState(identity: Identity()))
    for _ in 0..<3 {
      rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
      rig.firmware.settle()
    }
    #expect(device.inspect { $0.registers } == [17, 34, 51])
  }

  @Test("S0-04 requests end at dispatch level or below, never in a service routine")
  func endsAtDispatch() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      OneShot(), named: "disk", to: .software("disk"), level: 6)
    for number in 1...5 { _ = device.submit(OneShot.Operation(number: number)) }
    rig.firmware.settle()
    for _ in 1...5 {
      rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
      rig.firmware.settle()
    }
    var isInService = false
    var isInDeferredCall = false
    var ends = 0
    for event in rig.log.trace {
      switch event.kind {
      case .serviceBegan: isInService = true
      case .serviceEnded: isInService = false
      case .deferredBegan: isInDeferredCall = true
      case .deferredEnded: isInDeferredCall = false
      case .requestEnded:
        #expect(isInDeferredCall && !isInService)
        ends += 1
      default: break
      }
    }
    #expect(ends == 5)
  }

  @Test("S0-05 each connection is a handle of its own; dropping one leaves the others delivering")
  func handles() throws {
    let rig = Rig()
    let first = try rig.firmware.add(Probe("first", rig.log, .init()), named: "first")
    try first.registerDeferredCall()
    let second = try rig.firmware.add(Probe("second", rig.log, .init()), named: "second")
    try second.registerDeferredCall()
    let third = try rig.firmware.add(Probe("third", rig.log, .init()), named: "third")
    try third.registerDeferredCall()
    func state(_ name: String) -> Probe.LineState {
      Probe.LineState(name: name, log: rig.log, behaviour: .init())
    }
    let one = try first.connect(to: .software("1"), level: 3, state: state("first")).keep()
    let two = try second.connect(to: .software("2"), level: 4, state: state("second"))
    let three = try third.connect(to: .software("3"), level: 5, state: state("third")).keep()
    let lines = [one[0], two.lines[0], three[0]]
    #expect(Set(lines).count == 3)
    _ = try first.start()
    _ = try second.start()
    _ = try third.start()
    two.disconnect()
    for line in lines { rig.firmware.raise(line) }
    rig.firmware.settle()
    #expect(rig.log.words.filter { $0.hasPrefix("isr") } == ["isr third", "isr first"])
  }

  /// One of two devices on one line; each looks into its own register.
  struct Sharer: InterruptDriven {
    struct LineState {
      let cause: RegisterID
      var served = 0
    }

    typealias Source = BareSource

    var served = 0

    static func isAsserting(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: borrowing LineState
    ) -> Bool {
      interrupt.read(line.cause) & 1 != 0
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      interrupt.write(1, to: line.cause)
      line.served += 1
      return .deferred(line.served)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Sharer>
    ) {
      served += batch.count
    }
  }

  @Test("S0-06 of two devices on a line only the one whose register says so claims")
  func onlyTheAskingDeviceClaims() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.sharing = .shared
    options.trigger = .level
    var devices: [StartedDevice<Sharer>] = []
    var causes: [RegisterID] = []
    for name in ["left", "right"] {
      let cause = rig.board.addRegister(name, .writeOneToClear)
      causes.append(cause)
      let added = try rig.firmware.add(Sharer(), named: name)
      try added.registerDeferredCall()
      try added.connect(
        to: .software("shared"), level: 5, options, state: Sharer.LineState(cause: cause)
      ).keep()
      devices.append(try added.start())
    }
    let line = rig.firmware.lines(of: devices[0].id)[0]
    rig.board.setBits(1, in: causes[1])
    rig.firmware.run(until: rig.firmware.now)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(devices.map { $0.inspect { $0.served } } == [0, 1])
    #expect(rig.firmware.serviceCounters(of: devices[0].id, on: line).notMine == 1)
    #expect(rig.firmware.serviceCounters(of: devices[1].id, on: line).claimed == 1)
    #expect(rig.board.contents(of: causes[1]) == 0)
  }

  @Test("S0-07 a million interrupts take no memory and no major page fault")
  func resident() throws {
    let board = MockBoard(.bare)
    let firmware = Firmware(on: board)
    let device = try firmware.connect(
      OneShot(), named: "counter", to: .software("counter"), level: 6)
    let line = firmware.lines(of: device.id)[0]
    // The language's run time makes the descriptions of generic types on their first use; the
    // first interrupt of a kind pays for that, and no later one.
    firmware.raise(line)
    firmware.settle()
    // RUSAGE_THREAD, which is not imported: other tests run beside this one.
    let thisThread: __rusage_who_t = 1
    var before = rusage()
    getrusage(thisThread, &before)
    let taken = allocation_count()
    for _ in 0..<1_000_000 {
      firmware.raise(line)
      while firmware.step() != .idle {}
    }
    let allocations = allocation_count() - taken
    var after = rusage()
    getrusage(thisThread, &after)
    // Swift 6.2.3 takes the frames of coroutines from the heap in builds like this one.
    #if compiler(>=6.3)
      #expect(taken < 0 || allocations == 0)
    #endif
    #expect(after.ru_majflt - before.ru_majflt == 0)
    #expect(device.inspect { $0.interrupts } == 1_000_001)
  }

  @Test("S0-08 only a new connection gives a routine another context")
  func reconnecting() throws {
    let rig = Rig()
    let (old, new) = (Identity(), Identity())
    let added = try rig.firmware.add(Keeper(), named: "keeper")
    try added.registerDeferredCall()
    let first = try added.connect(
      to: .software("line"), level: 5, state: Keeper.LineState(identity: old))
    let firstLine = first.lines[0]
    rig.firmware.raise(firstLine)
    first.disconnect()
    let second = try added.connect(
      to: .software("line"), level: 5, state: Keeper.LineState(identity: new)
    ).keep()
    let device = try added.start()
    rig.firmware.raise(second[0])
    rig.firmware.settle()
    #expect(device.inspect { $0.seen } == [[ObjectIdentifier(new)]])
  }
}
