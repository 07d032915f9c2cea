import BoardHAL
import Firmware
import Testing

/// From a service routine to a work item: two requests, each with an answer of its own.
@Suite struct `Asking for a work item` {
  @Test("L61 the deferred call is asked for first, then the work item; each says what came of it")
  func twoHops() throws {
    let rig = Rig()
    let bus = try rig.firmware.addExecutor(named: "bus")
    let added = try rig.firmware.add(Asker(log: rig.log), named: "asker")
    try added.registerDeferredCall()
    try added.registerWorkItem(on: bus, capacity: 2)
    let line = try added.connect(to: .software("asker"), level: 5).keep()[0]
    let asker = try added.start()
    for _ in 1...2 {
      rig.firmware.raise(line)
      #expect(rig.firmware.step() == .serviced(line))
    }
    rig.firmware.run()
    let outcomes = rig.log.trace.compactMap { event -> ServiceOutcome? in
      if case .serviceEnded(line, asker.id, let outcome) = event.kind { outcome } else { nil }
    }
    #expect(outcomes == [.queued, .merged])
    #expect(asker.inspect { $0.answers } == [.queued, .merged, .refused])
    // What was refused is told to the work item in its place.
    #expect(rig.log.take() == ["work 1 2", "work lost 1"])
  }

  @Test("L61 a device whose work item is not registered is refused, and its call goes on")
  func unregistered() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      Asker(log: rig.log), named: "asker", to: .software("asker"), level: 5)
    rig.firmware.raise(rig.firmware.lines(of: device.id)[0])
    rig.firmware.run()
    #expect(device.inspect { $0.answers } == [.refused, .refused, .refused])
  }
}

/// Asks for its work item three times in one deferred call.
private struct Asker: InterruptDriven, WorkDriven {
  typealias Source = BareSource

  let log: Log
  var answers: [DeferredRequest] = []

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Bool> { .deferred(true) }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Asker>
  ) {
    for number in 1...3 { answers.append(context.queueWork(number)) }
  }

  enum Action: UInt8, DeviceCode {
    case worked = 1
  }

  static func work(_ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<Asker>) async {
    context.post(.worked, text: EventText(batch.words.utf8))
  }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Asker>
  ) {
    log.note("work \(text.string)")
  }
}
