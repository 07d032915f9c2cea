import BoardHAL
import BoardHALMock
import Firmware
import Testing

@Suite struct `A dispatcher` {
  @Test func `L41 begins the next request also when a custom call asked for it`() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Worker(log: rig.log), named: "worker")
    try added.registerDeferredCall()
    let lines = try added.connect(to: .software("done"), level: 5).keep()
    let worker = try added.start()
    #expect((1...3).compactMap { worker.submit($0) }.count == 3)
    rig.firmware.settle()
    for _ in 1...3 {
      rig.firmware.raise(lines[0])
      rig.firmware.settle()
    }
    #expect(rig.log.take() == ["begin 1", "end", "begin 2", "end", "begin 3", "end"])
    var ended: [RequestStatus] = []
    while let completion = rig.firmware.takeCompletion() { ended.append(completion.status) }
    #expect(ended == [.success, .success, .success])
  }

  @Test func `L36 ending a request under a line's lock traps`() async {
    await #expect(processExitsWith: .failure) {
      let rig = Rig()
      let added = try rig.firmware.add(Hasty(), named: "hasty")
      try added.registerDeferredCall()
      try added.connect(to: .software("line"), level: 5).keep()
      let hasty = try added.start()
      _ = hasty.submit(1)
      rig.firmware.settle()
    }
  }

  @Test func `a connection keeps its number when one before it is disconnected`() throws {
    let rig = Rig()
    let added = try rig.firmware.add(
      Probe(
        "probe", rig.log,
        Probe.Behaviour(inDeferred: { context in
          context.withLine(1) { rig.log.note("line of \($0.name)") }
        })), named: "probe")
    try added.registerDeferredCall()
    let connections = ["a", "b"].map { name in
      Probe.LineState(name: name, log: rig.log, behaviour: Probe.Behaviour())
    }
    let first = try added.connect(to: .software("a"), level: 5, state: connections[0])
    let lines = try added.connect(to: .software("b"), level: 5, state: connections[1]).keep()
    _ = try added.start()
    first.disconnect()
    rig.firmware.raise(lines[0])
    rig.firmware.settle()
    #expect(
      rig.log.take() == ["isr b", "end b", "dpc probe [1]", "line of b", "dpc end probe"])
  }

  @Test func `S1-02 a routine on a shared line is not asked before its device is started`() throws {
    let rig = Rig()
    var options = ConnectOptions()
    options.sharing = .sharedEdge
    let once = Probe.Behaviour(answer: { $0 == 1 ? .deferred($0) : .notMine })
    let line = try rig.probe("first", level: 5, options, behaviour: once).line
    let added = try rig.firmware.add(Probe("second", rig.log, once), named: "second")
    try added.registerDeferredCall()
    try added.connect(
      to: .software("first"), level: 5, options,
      state: Probe.LineState(name: "second", log: rig.log, behaviour: once)
    ).keep()
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(
      rig.log.take() == [
        "isr first", "end first", "isr first", "end first", "dpc first [1]", "dpc end first",
      ])
    _ = try added.start()
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.take().contains("dpc second [1]"))
  }

  @Test func `L27 a late timer of a short period is delivered with as many as can be counted`()
    throws
  {
    let rig = Rig()
    let added = try rig.firmware.add(Ticker(log: rig.log), named: "ticker")
    try added.registerDeferredCall()
    let ticker = try added.start()
    ticker.post(.start)
    rig.firmware.settle()
    rig.firmware.raised(to: .dispatch) {
      _ = rig.firmware.board.wait(until: rig.firmware.now + .seconds(10))
    }
    rig.firmware.settle()
    #expect(rig.log.take() == ["expired 4294967295"])
  }
}

/// Works on one request at a time; its line says that it is done, in a call of its own.
private struct Worker: InterruptDriven {
  typealias Source = BareSource
  typealias Operation = Int

  static var customCalls: Int { 1 }

  let log: Log

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Int> {
    .claimed(1, defer: .customCall(1))
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Worker>
  ) {
    guard let request = context.takeCurrentRequest() else { return }
    log.note("end")
    request.complete(.success, context)
    context.startNext()
  }

  mutating func begin(
    _ request: RequestID, _ operation: Int, _ context: borrowing DispatchContext<Worker>
  ) {
    log.note("begin \(operation)")
  }
}

/// Ends each request where it may not.
private struct Hasty: InterruptDriven {
  typealias Source = BareSource
  typealias Operation = Int

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Int> {
    .claimed
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Hasty>
  ) {}

  mutating func begin(
    _ request: RequestID, _ operation: Int, _ context: borrowing DispatchContext<Hasty>
  ) {
    context.withLine { _ in
      guard let request = context.takeCurrentRequest() else { return }
      request.complete(.success, context)
    }
  }
}

/// Has a timer that runs out every nanosecond.
private struct Ticker: Device {
  enum Action: UInt8, DeviceCode {
    case start
  }

  static var timerCount: Int { 1 }

  let log: Log

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Ticker>
  ) {
    context.arm(0, after: .nanoseconds(1), every: .nanoseconds(1))
  }

  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Ticker>
  ) {
    log.note("expired \(periods)")
    context.cancel(0)
  }
}
