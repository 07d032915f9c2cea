import BoardHAL
import Firmware

/// What a trace tells of serial ports: whether they are there, and what went through them.
struct PortMeters {
  private struct Meter {
    var isConnected = true
    var received: UInt64 = 0
    var sent: UInt64 = 0
    /// The newest bytes that were sent and not shown yet.
    var fresh: [UInt8] = []
    /// How many more there were, for which there was no room.
    var forgotten: UInt64 = 0
  }

  private var meters: [String: Meter] = [:]
  /// The port whose bytes are still coming.
  private var sending: String?

  /// The most that waits to be shown: a screen has less.
  private static let capacity = 65_536

  /// Takes in a happening; `port` tells the port of a line.
  mutating func add(_ event: TraceEvent, port: (LineID) -> String?) {
    switch event.kind {
    case .received(let line, let kind, let count):
      sending = nil
      guard let name = port(line) else { return }
      switch kind {
      case .bytes: meters[name, default: Meter()].received += UInt64(count)
      case .hangup: meters[name, default: Meter()].isConnected = false
      case .connected: meters[name, default: Meter()].isConnected = true
      default: break
      }
    case .transmitted(_, let line, let count):
      sending = port(line)
      guard let sending else { return }
      meters[sending, default: Meter()].sent += UInt64(count)
      keep(event, of: sending)
    case .more:
      if let sending { keep(event, of: sending) }
    default:
      sending = nil
    }
  }

  private mutating func keep(_ event: TraceEvent, of port: String) {
    for index in 0..<event.bytes.count {
      meters[port, default: Meter()].fresh.append(event.bytes[index])
    }
    let excess = (meters[port]?.fresh.count ?? 0) - Self.capacity
    guard excess > 0 else { return }
    meters[port]?.fresh.removeFirst(excess)
    meters[port]?.forgotten += UInt64(excess)
  }

  /// False after a hang-up, until the port is back.
  func isConnected(_ port: String) -> Bool { meters[port]?.isConnected ?? true }

  /// What was sent since the last time, the newest of it if it was much.
  mutating func takeSent(_ port: String) -> [UInt8] {
    let fresh = meters[port]?.fresh ?? []
    meters[port]?.fresh = []
    return fresh
  }

  /// What was counted.
  var counters: [OutsideCount] {
    meters.sorted { $0.key < $1.key }.flatMap { name, meter in
      [
        OutsideCount(of: name, what: "characters received", count: meter.received),
        OutsideCount(of: name, what: "characters sent", count: meter.sent),
        OutsideCount(of: name, what: "sent and too much to show", count: meter.forgotten),
      ]
    }
  }
}
