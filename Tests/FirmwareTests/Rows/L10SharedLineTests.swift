import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Several devices on one line: who is asked, how often, and who may share at all.
@Suite struct `L10 shared lines` {
  /// A device with one cause bit in a register of its own.
  struct Member: InterruptDriven {
    struct LineState {
      let name: String
      let cause: RegisterID
      let log: Log
      /// Called when the routine has served its cause.
      var onServed: (() -> Void)?
    }

    typealias Source = BareSource

    static func isAsserting(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: borrowing LineState
    ) -> Bool {
      let asks = interrupt.read(line.cause) & 1 != 0
      line.log.note("\(line.name) \(asks ? "asks" : "does not")")
      return asks
    }

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Int> {
      interrupt.write(1, to: line.cause)
      line.onServed?()
      line.onServed = nil
      return .claimed
    }

    mutating func deferred(
      _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Member>
    ) {}
  }

  private func options(_ trigger: LineConfiguration.Trigger) -> ConnectOptions {
    var options = ConnectOptions()
    options.trigger = trigger
    options.sharing = trigger == .edge ? .sharedEdge : .shared
    return options
  }

  /// Puts members on one line; returns it, and the registers of their causes.
  private func members(
    _ names: [String], on rig: Rig, _ options: ConnectOptions,
    onServed: [String: ([RegisterID]) -> Void] = [:]
  ) throws -> (line: LineID, causes: [RegisterID]) {
    let causes = names.map { rig.board.addRegister($0, .writeOneToClear) }
    var line = LineID(0)
    for (name, cause) in zip(names, causes) {
      let added = try rig.firmware.add(Member(), named: name)
      try added.registerDeferredCall()
      var state = Member.LineState(name: name, cause: cause, log: rig.log)
      if let act = onServed[name] { state.onServed = { act(causes) } }
      line = try added.connect(to: .software("shared"), level: 5, options, state: state).keep()[0]
      _ = try added.start()
    }
    return (line, causes)
  }

  private func ask(_ rig: Rig, _ causes: RegisterID...) {
    for cause in causes { rig.board.setBits(1, in: cause) }
  }

  @Test("L10a two edge devices that ask together are both served from one edge")
  func oneEdgeForTwo() throws {
    let rig = Rig()
    let (line, causes) = try members(["left", "right"], on: rig, options(.edge))
    ask(rig, causes[0], causes[1])
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(causes.map { rig.board.contents(of: $0) } == [0, 0])
    // A pass that claims, and a whole one that does not.
    #expect(
      rig.log.words == ["left asks", "right asks", "left does not", "right does not"])
    #expect(rig.firmware.counters(of: line).claimed == 1)
  }

  @Test("L10a a level chain stops at the first claim, and is asked again while the line is held")
  func levelStopsAtTheClaim() throws {
    let rig = Rig()
    let (line, causes) = try members(["left", "right"], on: rig, options(.level))
    ask(rig, causes[0], causes[1])
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take() == ["left asks"])
    #expect(causes.map { rig.board.contents(of: $0) } == [0, 1])
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take() == ["left does not", "right asks"])
  }

  @Test("L10b the first claims, the last does not, the first asks again meanwhile: it is served")
  func firstAsksAgain() throws {
    let rig = Rig()
    let (line, causes) = try members(
      ["first", "last"], on: rig, options(.edge),
      onServed: ["first": { rig.board.setBits(1, in: $0[0]) }])
    ask(rig, causes[0])
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.board.contents(of: causes[0]) == 0)
    #expect(
      rig.log.words == [
        "first asks", "last does not", "first asks", "last does not", "first does not",
        "last does not",
      ])
  }

  @Test("L10b a chain that claims in every pass is left in the end, and its first owner named")
  func endless() throws {
    let rig = Rig { $0.chainPasses = 4 }
    let always = Probe.Behaviour(answer: { _ in .claimed })
    let first = try rig.probe("first", level: 5, options(.edge), behaviour: always)
    rig.firmware.raise(first.line)
    let added = try rig.firmware.add(Probe("second", rig.log, always), named: "second")
    try added.registerDeferredCall()
    try added.connect(
      to: .software("first"), level: 5, options(.edge),
      state: Probe.LineState(name: "second", log: rig.log, behaviour: always)
    ).keep()
    _ = try added.start()
    rig.firmware.settle()
    #expect(rig.log.words.filter { $0 == "isr second" }.count == 4)
    #expect(
      rig.log.trace.contains { $0.kind == .fault(device: first.device.id, .endlessChain) })
  }

  @Test("L10d an edge line is not shared unless that is asked for by name")
  func sharedEdge() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.sharing = .shared
    let error = #expect(throws: FirmwareError.self) { try rig.probe("a", level: 5, options) }
    #expect(error == .sharedEdge(device: "a", line: "a"))
    #expect(error?.description.contains(".sharedEdge") == true)
    #expect(rig.firmware.lines.isEmpty)
    options.sharing = .sharedEdge
    try rig.probe("b", level: 5, options)
    #expect(rig.firmware.lines.count == 1)
  }

  @Test("L73 a shared line is opened for its first device, and given back with its last")
  func firstAndLast() throws {
    let rig = Rig()
    let (board, firmware) = (rig.board, rig.firmware)
    let cause = board.addRegister("cause", .writeOneToClear)
    func connect(_ name: String) throws -> Connection {
      let added = try firmware.add(Member(), named: name)
      try added.registerDeferredCall()
      let connection = try added.connect(
        to: .software("shared"), level: 5, options(.level),
        state: Member.LineState(name: name, cause: cause, log: rig.log))
      _ = try added.start()
      return connection
    }
    let left = try connect("left")
    let line = left.lines[0]
    let right = try connect("right")
    #expect(right.lines == [line])
    left.disconnect()
    #expect(firmware.isEnabled(line))
    ask(rig, cause)
    firmware.raise(line)
    firmware.settle()
    #expect(rig.log.take() == ["right asks"])
    #expect(board.takeAccesses().compactMap(Self.opening) == ["open"])
    right.disconnect()
    #expect(!firmware.isEnabled(line))
    #expect(board.takeAccesses().compactMap(Self.opening) == ["close"])
    #expect(rig.log.trace.count { $0.kind == .gate(line, .enabled) } == 1)
  }

  /// A line being opened or closed, in a word.
  private static func opening(_ access: MockAccess) -> String? {
    switch access.call {
    case .open: "open"
    case .close: "close"
    default: nil
    }
  }

  @Test("L04 L58 sharing needs the consent of both and the same trigger; who asks is told")
  func consent() throws {
    let rig = Rig()
    let line = try rig.probe("first", level: 5, options(.level)).line
    for (name, others) in [("exclusive", ConnectOptions()), ("edge", options(.edge))] {
      let added = try rig.firmware.add(Probe(name, rig.log, .init()), named: name)
      try added.registerDeferredCall()
      #expect(throws: FirmwareError.notShareable(device: name, line: "first")) {
        try added.connect(
          to: .software("first"), level: 9, others,
          state: Probe.LineState(name: name, log: rig.log, behaviour: .init())
        ).keep()
      }
    }
    #expect(rig.firmware.level(of: line).number == 5, "what was refused has raised nothing")
  }
}
