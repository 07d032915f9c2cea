import Firmware

/// The kinds of interrupts that are measured, by the name that the command line gives them.
enum Workload: String, CaseIterable {
  case oneLine = "1-line"
  case oneOf1024 = "1-of-1024-lines"
  case in64 = "64-lines"
  case in1024 = "1024-lines"
  case burst1024 = "1024-lines-at-once"
  case twoProcessors = "2-processors"
  case traced = "1-line-traced"
  case nested = "nested-3"
  case chain = "chain-8"
  case timer = "timer"
  case serialByte = "serial-byte"

  /// What it is, for a table.
  var title: String {
    switch self {
    case .oneLine: "1 line"
    case .oneOf1024: "1 line, 1,023 others open"
    case .in64: "64 lines in turn"
    case .in1024: "1,024 lines in turn"
    case .burst1024: "1,024 lines at once, then all dispatched"
    case .twoProcessors: "1 line, two virtual processors"
    case .traced: "1 line, trace on"
    case .nested: "nested three deep, each of the three"
    case .chain: "shared chain of 8, the last one claims"
    case .timer: "timer: runs out, deferred call, runs on"
    case .serialByte: "serial: byte in, deferred call, byte out"
    }
  }

  /// Sets it up.
  func contender() throws(FirmwareError) -> Contender {
    switch self {
    case .oneLine: return try alternating(open: 1, busy: 1)
    case .oneOf1024: return try alternating(open: 1024, busy: 1)
    case .in64: return try alternating(open: 64, busy: 64)
    case .in1024: return try alternating(open: 1024, busy: 1024)
    case .burst1024:
      let rig = try DispatchRig(open: 1024, busy: 1024)
      return Contender(title, perTurn: 1024, check: rig.check) { rig.burst($0 * 1024) }
    case .twoProcessors:
      let rig = try DispatchRig(open: 1, busy: 1, processors: 2)
      return Contender(title, check: rig.check) { rig.interrupt($0) }
    case .traced:
      let rig = try DispatchRig(open: 1, busy: 1)
      rig.trace()
      return Contender(title, check: rig.check) { rig.interrupt($0) }
    case .nested:
      let rig = try DispatchRig(nested: 3)
      return Contender(title, perTurn: 3, check: rig.check) { rig.interrupt($0) }
    case .chain:
      let rig = try DispatchRig(sharers: 8)
      return Contender(title, check: rig.check) { rig.interrupt($0) }
    case .timer:
      let rig = try TimerRig()
      return Contender(title, check: rig.check) { rig.runOut($0) }
    case .serialByte:
      let rig = try SerialRig()
      return Contender(title, check: rig.check) { rig.receive($0) }
    }
  }

  private func alternating(open: Int, busy: Int) throws(FirmwareError) -> Contender {
    let rig = try DispatchRig(open: open, busy: busy)
    return Contender(title, check: rig.check) { rig.interrupt($0) }
  }
}
