import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// What the dispatcher puts into a trace.
struct TracingTests {
  @Test func `a raise is traced, and one that merges says so`() throws {
    let rig = Rig()
    let (_, line) = try rig.probe("device", level: 5)
    rig.firmware.drainTrace()
    rig.log.trace = []
    rig.firmware.raise(line)
    rig.firmware.raise(line)
    rig.firmware.drainTrace()
    #expect(rig.log.trace.map(\.kind) == [.raised(line), .raised(line), .merged(line)])
    #expect(rig.log.trace.map(\.isByApplication) == [true, true, false])
  }

  @Test func `a raise of a disabled line is ignored, and traced as that`() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Probe("device", rig.log, .init()), named: "device")
    let line = try added.connect(
      to: .software("device"), level: 5,
      state: .init(name: "device", log: rig.log, behaviour: .init())
    ).keep()[0]
    rig.firmware.raise(line)
    rig.firmware.drainTrace()
    #expect(rig.log.trace.map(\.kind) == [.raised(line), .ignored(line)])
  }

  @Test func `a custom deferred call is named by the service that asked for it`() throws {
    let rig = Rig()
    let added = try rig.firmware.add(Chooser(), named: "chooser")
    try added.registerDeferredCall()
    let line = try added.connect(to: .software("line"), level: 5).keep()[0]
    let chooser = try added.start()
    rig.firmware.raise(line)
    rig.firmware.settle()
    let ended = try #require(
      rig.log.trace.first { $0.kind == .serviceEnded(line, device: chooser.id, .queued) })
    #expect(ended.requestedCall == 1)
    #expect(rig.log.trace.contains { $0.kind == .deferredBegan(device: chooser.id, call: 1) })
  }

  @Test("L90 a trace that nobody takes in time counts exactly what it dropped")
  func overflow() throws {
    let rig = Rig { $0.trace = 8 }
    let (_, line) = try rig.probe("device", level: 5)
    rig.firmware.drainTrace()
    rig.log.trace = []
    rig.firmware.mask(line)
    // The mask, the first raise, then two happenings for each: 1 + 1 + 2 × 9 = 20.
    for _ in 1...10 { rig.firmware.raise(line) }
    #expect(rig.firmware.dropped.trace == 12)
    rig.firmware.drainTrace()
    #expect(rig.log.trace.count == 8)
    rig.firmware.raise(line)
    #expect(rig.firmware.dropped.trace == 12)
  }

  @Test("L90 a text is dropped as a whole when not all of it fits")
  func wholeTexts() throws {
    let rig = Rig { $0.trace = 6 }
    let talker = try rig.firmware.add(Talker(), named: "talker")
    try talker.registerDeferredCall()
    let started = try talker.start()
    rig.firmware.drainTrace()
    rig.log.trace = []
    // One happening for each 32 bytes: the action takes four of six, and leaves no room.
    started.post(.say, text: EventText(repeatElement(UInt8(ascii: "x"), count: 100)))
    started.post(.say, text: EventText(repeatElement(UInt8(ascii: "y"), count: 100)))
    rig.firmware.drainTrace()
    #expect(rig.log.trace.map(\.bytes.count) == [32, 32, 32, 4])
    #expect(rig.log.trace.map(\.bytesToCome) == [68, 36, 4, 0])
    #expect(rig.firmware.dropped.trace == 1)
  }

  @Test("L94 raises of the level and acquisitions of line locks are counted")
  func counters() throws {
    let rig = Rig()
    let (_, line) = try rig.probe(
      "device", level: 5,
      behaviour: .init(inDeferred: { context in
        context.withLine { _ in }
        context.withLine { _ in }
      }))
    rig.firmware.raise(line)
    rig.firmware.settle()
    rig.firmware.raised(to: .dispatch) {}
    let counters = rig.firmware.counters(ofProcessor: 0)
    // The service, the deferred call, two critical sections, and `raised`.
    #expect(counters.raises == 5)
    // The service routine's, and the two sections'.
    #expect(counters.locks == 3)
    #expect(counters.synchronized == 2)
  }
}

/// A device whose service routine asks for its custom deferred call.
private struct Chooser: InterruptDriven {
  typealias Source = BareSource
  static var customCalls: Int { 1 }

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Int> {
    .claimed(1, defer: .customCall(1))
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Chooser>
  ) {}
}

/// A device that can be asked to say something, and does nothing about it.
private struct Talker: Device {
  enum Action: UInt8, DeviceCode {
    case say
  }
}
