import BoardHAL
import Testing

@testable import BoardHALMock

@Suite struct SerialWireTests {
  @Test func `ten thousand bytes arrive to the nanosecond`() throws {
    let board = TestBoard.make()
    try board.openConsole()
    let peer = try board.peer(on: "uart0")
    var arrived = 0
    peer.send([UInt8](repeating: 0x55, count: 10_000))
    while board.wait(until: nil) {
      while let record = board.takeRecord(from: .console) {
        guard case .serial(let bytes) = record else { continue }
        arrived += Int(bytes.count)
      }
      // Bit number 10·n ends at 10·n / 115200 seconds.
      #expect(board.now == .start + .nanoseconds(Int64(arrived) * 10_000_000_000 / 115_200))
    }
    #expect(arrived == 10_000)
    #expect(board.now == .start + .nanoseconds(868_055_555))
  }

  @Test func `a wire that was idle begins anew`() {
    var wire = SerialWire<Int>(pace: SerialPace(SerialSettings(baud: 9_600)))
    #expect(wire.send(1, at: .start) == true)
    #expect(wire.send(2, at: .start) == false)
    #expect(wire.nextEnd == .start + .nanoseconds(1_041_666))
    #expect(wire.takeArrived(by: .milliseconds(1)) == nil)
    #expect(wire.takeArrived(by: .milliseconds(2)) == 1)
    #expect(wire.takeArrived(by: .milliseconds(3)) == 2)
    #expect(wire.send(3, at: .seconds(1)) == true)
    #expect(wire.nextEnd == .seconds(1) + .nanoseconds(1_041_666))
  }

  @Test func `every kind of bit counts`() {
    let settings = SerialSettings(baud: 1_000, dataBits: 7, parity: .even, stopBits: 2)
    var wire = SerialWire<Int>(pace: SerialPace(settings))
    _ = wire.send(1, at: .start)
    #expect(wire.nextEnd == .milliseconds(11))
  }

  @Test func `a new speed leaves what is under way alone`() {
    var wire = SerialWire<Int>(pace: SerialPace(SerialSettings(baud: 1_000)))
    _ = wire.send(1, at: .start)
    wire.setPace(SerialPace(SerialSettings(baud: 10_000)))
    _ = wire.send(2, at: .start)
    #expect(wire.nextEnd == .milliseconds(10))
    _ = wire.takeArrived(by: .milliseconds(10))
    #expect(wire.nextEnd == .milliseconds(11))
  }

  @Test func `years of sending stay exact`() {
    var wire = SerialWire<Int>(pace: SerialPace(SerialSettings(baud: 4_000_000)))
    _ = wire.send(1, length: 4_000_000_000, at: .start)
    _ = wire.send(2, length: 400_000 * 31_536_000, at: .start)
    #expect(wire.nextEnd == .seconds(10_000))
    _ = wire.takeArrived(by: .seconds(10_000))
    #expect(wire.nextEnd == .seconds(31_546_000))
  }
}
