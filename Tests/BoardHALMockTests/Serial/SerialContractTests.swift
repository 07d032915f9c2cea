import BackendContract
import BoardHAL
import BoardHALMock
import Testing

/// The mock keeps the contract that the kernel keeps.
@Suite struct SerialContractTests {
  @Test("the mock keeps the contract", arguments: SerialCheck.all)
  func contract(_ check: SerialCheck) throws {
    try check.run(try MockSerialRig())
  }
}

/// A mock port under contract.
private final class MockSerialRig: SerialRig {
  private let mock = TestBoard.make()
  private let peer: SerialPeer

  init() throws { peer = try mock.peer(on: "uart0") }

  var board: any Backend { mock }

  var port: String { "uart0" }

  var settings: SerialSettings { SerialSettings(baud: 1_000_000) }

  func send(_ bytes: [UInt8]) { peer.send(bytes) }

  var wireForgets: Bool { true }

  func sendBreak() -> Bool {
    peer.sendBreak()
    return true
  }

  func hear() -> [UInt8] { peer.takeReceived().map(\.byte) }

  func hangUp() -> Bool {
    peer.hangUp()
    return true
  }

  func reconnect() -> Bool {
    peer.reconnect()
    return true
  }

  func pass(_ time: Nanoseconds) { mock.run(to: mock.now + time) }
}
