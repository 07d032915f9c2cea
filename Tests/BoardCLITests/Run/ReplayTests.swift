import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

/// The same scenario gives the same bytes, however often it is played.
struct ReplayTests {
  @Test(arguments: ["doorbell", "echo"])
  func `a hundred runs give the golden trace, to the byte`(_ name: String) throws {
    let wiring = try WiringLoader.load(path: Repository.path("wiring/\(name).yaml"))
    let scenario = try ScenarioLoader.load(
      path: Repository.path("wiring/\(name).scenario.yaml"), wiring: wiring)
    let first = try trace(of: scenario, wiring)
    try Golden.expect(String(decoding: first, as: UTF8.self), "\(name).jsonl")
    for _ in 1..<100 {
      #expect(try trace(of: scenario, wiring) == first)
    }
  }

  private func trace(
    of scenario: ScenarioDescription, _ wiring: WiringDescription
  ) throws -> [UInt8] {
    let board = MockBoard(wiring.board)
    let firmware = try Firmware(wiring, on: board, timing: .nominal)
    firmware.isAccounting = true
    var encoder = TraceEncoder()
    encoder.encodeHeader(wiring: wiring.name, board: wiring.board.name, firmware)
    firmware.onTrace = { [unowned firmware] in encoder.encode($0, firmware) }
    try ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware).play()
    firmware.shutDown()
    return encoder.bytes
  }
}
