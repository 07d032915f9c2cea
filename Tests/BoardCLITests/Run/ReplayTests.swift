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

  private func sources(_ wiring: String) throws -> [TraceHeader.File] {
    let sources = try WiringSources(path: Repository.path("wiring/\(wiring).yaml"))
    return [sources.wiring, sources.board].map { TraceHeader.File(name: $0.name, text: $0.text) }
  }

  private func trace(
    of scenario: ScenarioDescription, _ wiring: WiringDescription
  ) throws -> [UInt8] {
    let board = MockBoard(wiring.board)
    let firmware = Firmware(on: board, timing: .nominal)
    firmware.isAccounting = true
    firmware.beginTrace()
    try firmware.connect(wiring)
    // As in a run, where the application is given its events.
    firmware.onEvent = { _, _ in }
    var encoder = TraceEncoder()
    encoder.encode(TraceHeader(wiring, firmware, sources: try sources(wiring.name)))
    firmware.onTrace = { [unowned firmware] in encoder.encode($0, firmware) }
    try ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware).play()
    firmware.shutDown()
    encoder.encodeEnd(dropped: firmware.dropped.trace)
    return encoder.bytes
  }
}
