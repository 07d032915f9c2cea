import BoardHAL
import BoardHALMock
import Testing

@Suite struct NetTests {
  @Test func `an output drives every input it is wired to`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(5))
    try board.wire(.gpio(5), .gpio(6))
    try board.open(5, as: .button)
    try board.open(6, as: .other)
    let output = try board.openOutput(.gpio(4), active: .high, initial: .inactive, safe: .inactive)
    try board.drive(output, .active)
    #expect(board.takeEdges(.button).map(\.edge) == [.rising])
    #expect(board.takeEdges(.other).map(\.edge) == [.rising])
  }

  @Test func `an output is stronger than a pull`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(5))
    try board.open(5, pull: .up)
    _ = try board.openOutput(.gpio(4), active: .high, initial: .inactive, safe: .inactive)
    #expect(try board.value(of: .button) == .inactive)
    #expect(board.wiringFaults.isEmpty)
  }

  @Test func `a soldered resistor is stronger than a switched one`() throws {
    let board = TestBoard.make()
    try board.open(2, pull: .down)
    #expect(try board.value(of: .button) == .active)
    #expect(board.wiringFaults.isEmpty)
  }

  @Test func `opposed pulls are reported and keep the last voltage`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(5))
    try board.open(4, as: .button, pull: .up)
    try board.open(5, as: .other, pull: .down)
    #expect(try board.value(of: .button) == .active)
    #expect(
      board.wiringFaults == [
        WiringFault(time: .start, kind: .pullsOpposed, pins: [.gpio(4), .gpio(5)])
      ])
  }

  @Test func `two outputs that oppose each other are reported and read low`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(5))
    _ = try board.openOutput(.gpio(4), active: .high, initial: .active, safe: .inactive)
    let second = try board.openOutput(.gpio(5), active: .high, initial: .active, safe: .inactive)
    #expect(board.wiringFaults.isEmpty)
    #expect(board.wait(until: .milliseconds(3)))
    try board.drive(second, .inactive)
    #expect(try board.voltage(of: .gpio(4)) == .low)
    #expect(
      board.wiringFaults == [
        WiringFault(time: .milliseconds(3), kind: .outputsOpposed, pins: [.gpio(4), .gpio(5)])
      ])
  }

  @Test func `driving against an output from outside is reported once`() throws {
    let board = TestBoard.make()
    _ = try board.openOutput(.gpio(4), active: .high, initial: .active, safe: .inactive)
    try board.drive(.gpio(4), to: .low)
    try board.drive(.gpio(4), to: .low)
    #expect(board.wiringFaults.map(\.kind) == [.outputOpposed])
    try board.letGo(of: .gpio(4))
    try board.drive(.gpio(4), to: .low)
    #expect(board.wiringFaults.map(\.kind) == [.outputOpposed, .outputOpposed])
  }

  @Test func `driving a net from outside both ways is reported`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(5))
    try board.drive(.gpio(4), to: .low)
    try board.drive(.gpio(5), to: .high)
    #expect(board.wiringFaults.map(\.kind) == [.externalOpposed])
  }

  @Test func `an input that nothing holds is reported and keeps its last voltage`() throws {
    let board = TestBoard.make()
    try board.drive(.gpio(4), to: .high)
    try board.open(4, pull: .none)
    #expect(board.wiringFaults.isEmpty)
    try board.letGo(of: .gpio(4))
    #expect(try board.value(of: .button) == .active)
    #expect(board.takeEdges().isEmpty)
    #expect(
      board.wiringFaults == [WiringFault(time: .start, kind: .floating, pins: [.gpio(4)])])
  }

  @Test func `a net that floats again is reported again`() throws {
    let board = TestBoard.make()
    try board.open(4, pull: .none)
    board.close(.button)
    try board.open(4, pull: .none)
    #expect(board.wiringFaults.map(\.kind) == [.floating, .floating])
  }

  @Test func `a fault names the pins and the remedy`() {
    let fault = WiringFault(time: .start, kind: .floating, pins: [.gpio(17)])
    #expect(fault.description == "GPIO17 (J8:18): nothing holds this input: give it a pull")
  }

  @Test func `wiring a pin to itself or twice changes nothing`() throws {
    let board = TestBoard.make()
    try board.wire(.gpio(4), .gpio(4))
    try board.wire(.gpio(4), .gpio(5))
    try board.wire(.gpio(5), .gpio(4))
    try board.drive(.gpio(5), to: .high)
    #expect(try board.voltage(of: .gpio(4)) == .high)
  }

  @Test func `a wire that is added later makes an edge`() throws {
    let board = TestBoard.make()
    try board.open(5)
    try board.drive(.gpio(4), to: .high)
    try board.wire(.gpio(4), .gpio(5))
    #expect(board.takeEdges().map(\.edge) == [.rising])
  }
}
