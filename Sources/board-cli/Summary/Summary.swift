import BoardHAL
import BoardHALMock
import Firmware

/// What became of everything, at the end of a run.
struct Summary: Equatable {
  /// A row for each line, then one for each device without a line.
  var rows: [Row]

  /// What queues of the firmware itself had to drop, by what they hold; empty if nothing.
  var dropped: [Drop]

  /// What is wrong with the wiring, as the mock noticed.
  var wiringFaults: [String]

  /// What was dropped, and how often.
  struct Drop: Equatable {
    let what: String
    let count: UInt64
  }

  /// One line and the devices on it.
  struct Row: Equatable {
    /// What people call the line, or the pin of a device that has no line.
    var label: String
    /// The devices, in the order in which they are asked.
    var devices: [String]
    /// What reached the line, or nil for a device that has none.
    var line: Counts?
    /// The longest service routine and whose it was, or nil if none ran.
    var worstService: Worst?
    /// The longest deferred call and whose it was, or nil if none ran.
    var worstDeferred: Worst?
  }

  /// The numbers of a line.
  struct Counts: Equatable {
    /// The level at which it is served.
    var level: UInt8
    /// Times that it was served.
    var interrupts: UInt64
    /// Requests that joined one which waited already, for the line or for a deferred call.
    var merged: UInt64
    /// Edges or bytes that the hardware lost, and snapshots that found a ring full.
    var lost: UInt64
    /// Records that came while the line was disabled.
    var ignored: UInt64
    /// Interrupts that no routine claimed.
    var unclaimed: UInt64
  }

  /// A longest time and the name of its owner.
  struct Worst: Equatable {
    let owner: String
    let length: Nanoseconds
  }
}

extension Summary {
  /// Asks a firmware that has ended.
  init(_ firmware: Firmware, _ wiring: WiringDescription, _ tally: Tally, faults: [WiringFault]) {
    rows = firmware.lines.map { Row($0, of: firmware, tally) }
    for device in firmware.devices where firmware.lines(of: device).isEmpty {
      rows.append(Row(device, of: firmware, wiring))
    }
    let dropped = firmware.dropped
    self.dropped = [
      Drop(what: "device events", count: dropped.events),
      Drop(what: "request completions", count: dropped.completions),
      Drop(what: "trace events", count: dropped.trace),
    ].filter { $0.count > 0 }
    wiringFaults = faults.map(\.description)
  }
}

extension Summary.Row {
  init(_ line: LineID, of firmware: Firmware, _ tally: Tally) {
    let owners = firmware.owners(of: line)
    let counters = firmware.counters(of: line)
    label = firmware.label(of: line)
    devices = owners.map { firmware.name(of: $0) }
    var counts = Summary.Counts(
      level: firmware.level(of: line).number, interrupts: counters.claimed,
      merged: counters.merged, lost: tally.lost(on: line), ignored: counters.ignored,
      unclaimed: firmware.unclaimed(on: line))
    for owner in owners {
      let service = firmware.serviceCounters(of: owner, on: line)
      counts.lost += service.lost
      counts.merged += firmware.deferredCounters(of: owner).merged
      Summary.Worst.update(&worstService, firmware.name(of: owner), service.longestService)
      Summary.Worst.update(
        &worstDeferred, firmware.name(of: owner), firmware.longestDeferred(of: owner))
    }
    self.line = counts
  }

  init(_ device: DeviceID, of firmware: Firmware, _ wiring: WiringDescription) {
    let name = firmware.name(of: device)
    label = wiring.device(named: name)?.pin?.description ?? "–"
    devices = [name]
    Summary.Worst.update(&worstDeferred, name, firmware.longestDeferred(of: device))
  }
}

extension Summary.Worst {
  /// Keeps the longer of two times; zero is no time at all.
  static func update(_ worst: inout Self?, _ owner: String, _ length: Nanoseconds) {
    guard length > (worst?.length ?? .zero) else { return }
    worst = Self(owner: owner, length: length)
  }
}

extension Firmware {
  /// The longest run of any deferred call of a device.
  fileprivate func longestDeferred(of device: DeviceID) -> Nanoseconds {
    deferredCalls(of: device).map(\.counters.longestRun).max() ?? .zero
  }
}
