import BoardHAL
import Firmware
import FirmwareTestBench

/// Service routines: which record they are asked about, and how long they took.
extension ChainGatherer {
  mutating func beginService(
    of line: LineID, by device: DeviceID, at time: BoardInstant
  ) {
    let index = chainServed(line, by: device, at: time) ?? open(names.label(of: line), at: time)
    chains[index].line = line
    chains[index].awaitsService = false
    chains[index].asked.append(device)
    beginRoutine(Call(device: device, number: nil), "isr", at: time, index)
  }

  /// The chain whose record a service routine is asked about.
  ///
  /// The routines of a shared line are asked one after the other at one moment, so the record that
  /// the last one saw comes first, unless this device has been asked about it.
  private func chainServed(
    _ line: LineID, by device: DeviceID, at time: BoardInstant
  ) -> Int? {
    let served = chains.lastIndex {
      $0.line == line && !$0.awaitsService && $0.last == time && !$0.asked.isEmpty
    }
    if let served, !chains[served].asked.contains(device) { return served }
    return chains.firstIndex { $0.line == line && $0.awaitsService } ?? served
  }

  mutating func endService(
    by device: DeviceID, _ outcome: ServiceOutcome, asking call: UInt8, at time: BoardInstant
  ) {
    guard let index = endRoutine(Call(device: device, number: nil), "isr", at: time) else { return }
    switch outcome {
    case .claimed: break
    case .queued: chains[index].awaited.append(Call(device: device, number: call))
    case .notMine: note("not its own", nil, at: time, index)
    case .merged: note("merged", nil, at: time, index)
    case .snapshotLost: note("snapshot lost: the ring is full", .trouble, at: time, index)
    case .failed: note("failed", .trouble, at: time, index)
    case .refused: note("no deferred call", .trouble, at: time, index)
    }
  }

  // MARK: Routines

  mutating func beginRoutine(_ call: Call, _ kind: String, at time: BoardInstant, _ index: Int) {
    let step = note("\(kind) \(names.name(of: call.device))", nil, at: time, index)
    chains[index].running.append((call, time, step))
  }

  /// Completes a routine's step with its length; returns the chain, or nil if none has the routine.
  mutating func endRoutine(_ call: Call, _ kind: String, at time: BoardInstant) -> Int? {
    guard let index = chains.firstIndex(where: { $0.running.contains { $0.call == call } }),
      let place = chains[index].running.lastIndex(where: { $0.call == call })
    else { return nil }
    let routine = chains[index].running.remove(at: place)
    chains[index].chain.steps[routine.step].text += " \((time - routine.began).text)"
    chains[index].last = time
    return index
  }
}
