import BoardHAL
import Firmware
import FirmwareExplorer

/// Two devices on lines of different urgency, with deferred calls on different processors; either
/// processor may serve either line.
final class TwoLines: World {
  let firmware: Firmware
  private let devices: [StartedDevice<Collector>]
  private let lines: [LineID]
  private let edges: Int

  init(edges: Int) throws {
    self.edges = edges
    firmware = Firmware(on: QuietBoard(), limits: .tiny(processors: 2))
    var devices: [StartedDevice<Collector>] = []
    var lines: [LineID] = []
    for (index, name) in ["low", "high"].enumerated() {
      let added = try firmware.add(Collector(), named: name)
      try added.registerDeferredCall(processor: index)
      lines += try added.connect(to: .software(name), level: 5 + 2 * index).keep()
      devices.append(try added.start())
    }
    self.devices = devices
    self.lines = lines
  }

  func arrive(_ number: Int, of stream: Int) {
    let edge = EdgeRecord(
      time: .start, edge: .rising, value: .active, sequence: UInt32(number + 1))
    _ = firmware.latch(.edge(edge), on: lines[stream])
  }

  func mix(into fingerprint: inout Fingerprint) {
    for device in devices { fingerprint.mix(device.inspect { $0.seen }) }
  }

  var verdict: String? {
    for device in devices {
      let seen = device.inspect { $0.seen }
      var wanted = 0
      for number in 1...edges { wanted = wanted * 16 + number }
      if seen != wanted { return "saw \(seen)" }
    }
    return nil
  }
}

/// Collects the numbers of its edges, in order, a digit each.
struct Collector: InterruptDriven {
  private(set) var seen = 0

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<UInt32> {
    guard let edge = interrupt.acknowledge() else { return .notMine }
    return .deferred(edge.sequence)
  }

  mutating func deferred(
    _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<Collector>
  ) {
    batch.forEach { item in
      if case .value(let number) = item { seen = seen * 16 + Int(number) }
    }
  }
}
