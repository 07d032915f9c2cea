import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `A lamp` {
  @Test(arguments: [
    ([LED.Action.on], [LineValue.active]), ([.off], [.inactive]), ([.toggle], [.active]),
    ([.on, .toggle, .toggle, .off], [.active, .inactive, .active, .inactive]),
  ])
  func `does what is asked of it, in order`(actions: [LED.Action], values: [LineValue]) throws {
    let bench = try DeviceBench([])
    let lamp = try add(to: bench)
    for action in actions { #expect(lamp.post(action) != .refused) }
    #expect(bench.bench.run().driven == values)
    #expect(lamp.inspect { $0.value } == values.last)
  }

  @Test func `starts and ends as the wiring says`() throws {
    let bench = try DeviceBench([DeviceBench.led(initial: .on, safe: .off)])
    let pin = try DeviceBench.pin(1)
    #expect(try bench.bench.board.history(of: pin).map(\.value) == [.active])
    bench.firmware.shutDown()
    #expect(try bench.bench.board.history(of: pin).map(\.value) == [.active, .inactive])
  }

  @Test func `that cannot be driven is a fault of the device, and no more`() throws {
    let bench = try DeviceBench([])
    let lamp = try add(to: bench)
    bench.bench.board.failNext(.drive, with: .gone("lamp"))
    lamp.post(.on)
    let happened = bench.bench.run()
    #expect(happened.driven == [])
    #expect(happened.contains { "\($0)".contains("hardware") })
  }

  @Test func `refuses more actions than can wait`() throws {
    let bench = try DeviceBench([]) { limits, _ in limits.actions = 2 }
    let lamp = try add(to: bench)
    #expect([LED.Action.on, .off, .on].map { lamp.post($0) } == [.queued, .merged, .refused])
    #expect(bench.bench.run().driven == [.active, .inactive])
  }

  private func add(to bench: DeviceBench) throws -> StartedDevice<LED> {
    let output = try bench.bench.board.openOutput(
      try DeviceBench.pin(1), active: .high, initial: .inactive, safe: .inactive)
    let added = try bench.firmware.add(LED(on: output), named: "lamp")
    try added.registerDeferredCall()
    return try added.start()
  }
}

extension [Happening] {
  /// What outputs were driven to.
  fileprivate var driven: [LineValue] {
    compactMap { happening in
      guard case .drove(_, let value) = happening else { return nil }
      return value
    }
  }
}
