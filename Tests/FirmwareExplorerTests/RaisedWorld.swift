import BoardHAL
import Firmware
import FirmwareExplorer

/// Reads its register when its line asks: what is written there later has to make it ask again.
struct RegisterReader: InterruptDriven {
  typealias Source = BareSource

  struct LineState {
    var seen = 0
  }

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
  ) -> Service<Bool> {
    line.seen = Int(interrupt.read(RegisterID(0)))
    return .claimed
  }

  mutating func deferred(
    _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<RegisterReader>
  ) {}
}

/// A register that counts up, each time raising the line of the device that reads it.
final class RaisedWorld: World {
  let firmware: Firmware
  private let board = QuietBoard(registers: 1)
  private let device: StartedDevice<RegisterReader>
  private let line: LineID

  init() throws {
    firmware = Firmware(on: board, limits: .tiny(lines: 1, devices: 1, processors: 2))
    let added = try firmware.add(RegisterReader(), named: "reader")
    try added.registerDeferredCall()
    line = try added.connect(
      to: .software("register"), level: 5, state: RegisterReader.LineState()
    ).keep()[0]
    device = try added.start()
  }

  func arrive(_ number: Int, of stream: Int) {
    board.registers[0] += 1
    firmware.raise(line)
  }

  func mix(into fingerprint: inout Fingerprint) {
    fingerprint.mix(Int(board.registers[0]))
    device.inspectLine { fingerprint.mix($0.seen) }
  }

  var verdict: String? {
    let seen = device.inspectLine { $0.seen }
    return seen == Int(board.registers[0])
      ? nil : "the register holds \(board.registers[0]), the device saw \(seen)"
  }
}
