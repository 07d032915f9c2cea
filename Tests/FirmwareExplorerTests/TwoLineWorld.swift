import BoardHAL
import Firmware
import FirmwareExplorer

/// Two devices on lines of different urgency, with deferred calls on different processors; either
/// processor may serve either line.
final class TwoLineWorld: World {
  let firmware: Firmware
  private let devices: [StartedDevice<ManySlots>]
  private let lines: [LineID]
  private let edges: Int

  init(edges: Int, processors: Int = 2) throws {
    self.edges = edges
    firmware = Firmware(on: QuietBoard(), limits: .tiny(processors: processors))
    var devices: [StartedDevice<ManySlots>] = []
    var lines: [LineID] = []
    for (index, name) in ["low", "high"].enumerated() {
      let added = try firmware.add(ManySlots(), named: name)
      try added.registerDeferredCall(processor: index % processors)
      lines += try added.connect(
        to: .software(name), level: 5 + 2 * index, state: ManySlots.freshState
      ).keep()
      devices.append(try added.start())
    }
    self.devices = devices
    self.lines = lines
  }

  static func streams(edges: Int) -> [FirmwareExplorer.Stream] {
    [Stream("low", count: edges), Stream("high", count: edges)]
  }

  func arrive(_ number: Int, of stream: Int) {
    _ = firmware.latch(.edge(EdgeRecord(number: number + 1)), on: lines[stream])
  }

  func mix(into fingerprint: inout Fingerprint) {
    for device in devices { device.inspect { $0.mix(into: &fingerprint) } }
  }

  var verdict: String? {
    for device in devices {
      if let wrong = device.inspect({ $0.verdict(edges: edges) }) { return wrong }
    }
    return nil
  }
}
