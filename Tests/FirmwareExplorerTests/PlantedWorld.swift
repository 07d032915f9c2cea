import BoardHAL
import Firmware
import FirmwareExplorer

/// A device that may have a mistake planted in it, and tells its state to an explorer.
protocol Planted: InterruptDriven where Source == EdgeSource {
  init()

  /// What its service routine starts with.
  static var freshState: LineState { get }

  /// Takes in everything that the device or its verdict depends on.
  func mix(into fingerprint: inout Fingerprint)

  /// Takes in the line state.
  static func mix(_ state: LineState, into fingerprint: inout Fingerprint)

  /// What is wrong when so many edges have come and all is over.
  func verdict(edges: Int) -> String?
}

/// One planted device on one line; stream 0 is its edges, stream 1 posts its first action.
final class PlantedWorld<D: Planted>: World {
  let firmware: Firmware
  private let device: StartedDevice<D>
  private let line: LineID
  private let edges: Int

  init(edges: Int, processors: Int = 1) throws {
    self.edges = edges
    firmware = Firmware(
      on: QuietBoard(), limits: .tiny(lines: 1, devices: 1, processors: processors))
    let added = try firmware.add(D(), named: "device")
    try added.registerDeferredCall(processor: processors - 1)
    line = try added.connect(to: .software("line"), level: 5, state: D.freshState).keep()[0]
    device = try added.start()
  }

  func arrive(_ number: Int, of stream: Int) {
    if stream == 0 {
      _ = firmware.latch(.edge(EdgeRecord(number: number + 1)), on: line)
    } else if let action = D.Action(rawValue: 0) {
      device.post(action)
    }
  }

  func mix(into fingerprint: inout Fingerprint) {
    device.inspect { $0.mix(into: &fingerprint) }
    device.inspectLine { D.mix($0, into: &fingerprint) }
  }

  var verdict: String? { device.inspect { $0.verdict(edges: edges) } }
}

extension EdgeRecord {
  /// A rising edge of which only the number counts.
  init(number: Int) {
    self.init(time: .start, edge: .rising, value: .active, sequence: UInt32(number))
  }
}
