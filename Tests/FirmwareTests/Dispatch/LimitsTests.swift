import BoardHAL
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `Limits that are reached` {
  @Test func `devices`() throws {
    let bench = try DeviceBench([]) { limits, _ in limits.devices = 1 }
    try connect("one", to: bench)
    #expect(throws: FirmwareError.full("devices", limit: 1)) { try connect("two", to: bench) }
  }

  @Test func `deferred calls, also when some are left but too few`() throws {
    let bench = try DeviceBench([]) { limits, _ in limits.deferredCalls = 3 }
    try connect("one", to: bench)
    let three = try bench.firmware.add(ThreeCalls(), named: "three")
    #expect(throws: FirmwareError.full("deferredCalls", limit: 3)) {
      try three.registerDeferredCall()
    }
    try connect("two", to: bench)
  }

  @Test func `lines; one that is given back can be had again`() throws {
    let bench = try DeviceBench([]) { limits, _ in limits.lines = 1 }
    let added = try bench.firmware.add(Button(), named: "one")
    let connection = try added.connect(
      to: .software("one"), level: 4, state: Button.LineState())
    #expect(throws: FirmwareError.full("lines", limit: 1)) {
      try added.connect(to: .software("two"), level: 4, state: Button.LineState()).keep()
    }
    connection.disconnect()
    try added.connect(to: .software("two"), level: 4, state: Button.LineState()).keep()
  }

  @Test func `connections; what could not be had leaves nothing behind`() throws {
    let bench = try DeviceBench([]) { limits, _ in limits.connections = 2 }
    let added = try bench.firmware.add(Button(), named: "one")
    let first = try added.connect(to: .software("a"), level: 4, state: Button.LineState())
    #expect(throws: FirmwareError.full("connections", limit: 2)) {
      try added.connect(
        to: [.software("b"), .software("c")], level: 4, ConnectOptions(),
        state: Button.LineState()
      ).keep()
    }
    first.disconnect()
    // Both lines are free again, the one that had no connection too.
    try added.connect(
      to: [.software("b"), .software("c")], level: 4, ConnectOptions(), state: Button.LineState()
    ).keep()
    #expect(bench.firmware.lines(of: added.id).count == 2)
  }

  @Test func `events are dropped and counted`() throws {
    let bench = try DeviceBench([DeviceBench.button()]) { limits, _ in limits.events = 1 }
    try bench.bench.drive("button", "_-_", each: .milliseconds(1))
    bench.firmware.raised(to: .dispatch) {
      for _ in 0..<3 {
        _ = bench.firmware.board.wait(until: bench.firmware.now + .milliseconds(1))
        _ = bench.firmware.step()
      }
    }
    bench.bench.run()
    #expect(bench.take() == ["pressed"])
    #expect(bench.firmware.dropped.events == 1)
  }

  private func connect(_ name: String, to bench: DeviceBench) throws(FirmwareError) {
    try bench.firmware.connect(
      Button(), named: name, to: .software(name), level: 4, state: Button.LineState())
  }
}

/// A device with two deferred calls besides its own.
private struct ThreeCalls: InterruptDriven {
  static var customCalls: Int { 2 }

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<EdgeRecord> {
    .claimed
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<ThreeCalls>
  ) {}
}
