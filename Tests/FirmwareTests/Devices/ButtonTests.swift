import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `A button` {
  @Test func `tells each press, and each release with its length`() throws {
    let bench = try DeviceBench([DeviceBench.button()])
    try bench.bench.drive("button", "__-----_____--___", each: .milliseconds(1))
    bench.bench.run()
    #expect(bench.take() == ["pressed", "released 5 ms", "pressed", "released 2 ms"])
  }

  @Test func `L76 that bounces is told once, a period after it fell quiet`() throws {
    let bench = try DeviceBench([
      DeviceBench.button(debounce: Debounce(.settle, period: .milliseconds(5)))
    ])
    try bench.bench.drive("button", "_-_-_--------------_-_____________", each: .milliseconds(1))
    bench.bench.run(for: .milliseconds(9))
    #expect(bench.take() == [])
    bench.bench.run(for: .milliseconds(1))
    #expect(bench.take() == ["pressed"])
    bench.bench.run()
    #expect(bench.take() == ["released 16 ms"])
  }

  @Test func `with lockout is told at the first edge`() throws {
    let bench = try DeviceBench([
      DeviceBench.button(debounce: Debounce(.lockout, period: .milliseconds(5)))
    ])
    try bench.bench.drive("button", "_-_-_--------------_-_____________", each: .milliseconds(1))
    bench.bench.run(for: .milliseconds(1))
    #expect(bench.take() == ["pressed"])
    bench.bench.run()
    #expect(bench.take() == ["released 18 ms"])
  }

  @Test func `held down tells it once`() throws {
    let bench = try DeviceBench([DeviceBench.button(hold: .milliseconds(10))])
    try bench.bench.drive("button", "_-", each: .milliseconds(1))
    bench.bench.run(for: .milliseconds(10))
    #expect(bench.take() == ["pressed"])
    bench.bench.run(for: .milliseconds(1))
    #expect(bench.take() == ["held"])
    bench.bench.run(for: .seconds(1))
    #expect(bench.take() == [])
    try bench.bench.drive("button", "_", each: .milliseconds(1))
    bench.bench.run()
    #expect(bench.take() == ["released 1010 ms"])
  }

  @Test func `released in time is not held`() throws {
    let bench = try DeviceBench([DeviceBench.button(hold: .milliseconds(10))])
    try bench.bench.drive("button", "_---------_______________", each: .milliseconds(1))
    bench.bench.run()
    #expect(bench.take() == ["pressed", "released 9 ms"])
  }

  @Test func `H05 whose last edges were lost looks at the pin`() throws {
    let bench = try DeviceBench([DeviceBench.button()]) { limits, _ in limits.snapshots = 2 }
    try bench.bench.drive("button", "_-_-_-_-", each: .milliseconds(1))
    // Nothing is deferred at dispatch level, so the ring overflows: two edges of seven fit.
    bench.firmware.raised(to: .dispatch) {
      for _ in 0..<10 {
        _ = bench.firmware.board.wait(until: bench.firmware.now + .milliseconds(1))
        _ = bench.firmware.step()
      }
    }
    bench.bench.run()
    #expect(bench.take() == ["pressed", "released 1 ms", "pressed"])
  }

  @Test("L75 whose release no edge told of is not pressed twice by two edges of one direction")
  func sameDirection() throws {
    let bench = try DeviceBench([DeviceBench.button()])
    let pin = try DeviceBench.pin(0)
    try bench.bench.drive("button", "_-", each: .milliseconds(1))
    bench.bench.run(for: .milliseconds(2))
    try bench.bench.board.loseNextEdges(1, on: pin)
    try bench.bench.drive("button", "_-", each: .milliseconds(1))
    bench.bench.run(for: .milliseconds(2))
    let edges = bench.bench.board.takeAccesses().compactMap { access -> Edge? in
      if case .takeRecord(_, .edge(let record)) = access.call { record.edge } else { nil }
    }
    #expect(edges == [.rising, .rising])
    #expect(bench.take() == ["pressed"])
    try bench.bench.drive("button", "_", each: .milliseconds(1))
    bench.bench.run()
    #expect(bench.take() == ["released 3 ms"])
  }

  @Test func `counts its presses and the edges it lost`() throws {
    let bench = try DeviceBench([])
    let started = try bench.firmware.connect(
      Button(debounce: nil), named: "button", to: .software("pin"), level: 4,
      state: Button.LineState())
    let line = bench.firmware.lines(of: started.id)[0]
    for (number, lost) in [0, 0, 4].enumerated() {
      let value: LineValue = number == 1 ? .inactive : .active
      let edge = EdgeRecord(
        time: .start, edge: value == .active ? .rising : .falling, value: value,
        sequence: UInt32(number), lost: UInt32(lost))
      _ = bench.firmware.latch(.edge(edge), on: line)
    }
    bench.firmware.settle()
    #expect(started.inspect { $0.presses } == 2)
    #expect(started.inspect { $0.lostEdges } == 4)
  }
}
