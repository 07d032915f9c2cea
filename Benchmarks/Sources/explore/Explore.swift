import BoardHAL
import Firmware
import FirmwareExplorer

/// Measures how many schedules of two lines on two processors are explored in a second.
///
///     swift run -c release --package-path Benchmarks explore [EDGES [PREEMPTIONS]]
@main
enum Explore {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let edges = numbers.first ?? 3
    let preemptions = numbers.dropFirst().first ?? 3
    let explorer = Explorer(
      streams: [Stream("low", count: edges), Stream("high", count: edges)],
      bounds: Bounds(preemptions: preemptions)
    ) {
      try TwoLines(edges: edges)
    }
    let clock = ContinuousClock()
    var rates: [Double] = []
    for _ in 0..<5 {
      let began = clock.now
      let result = try explorer.exhaust()
      let length = clock.now - began
      let seconds = Double(length.components.attoseconds) / 1e18 + Double(length.components.seconds)
      rates.append(Double(result.schedules) / seconds)
      print("\(result): \(Int(rates[rates.count - 1])) schedules a second")
    }
    print("median \(Int(rates.sorted()[rates.count / 2])) schedules a second; wanted 50000")
  }
}

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
