import BoardHAL
import Firmware

/// A chip behind a bus: its service routine has to wait for a transfer before it knows anything.
///
/// A deferred call follows.
struct SlowChip: PassiveDriven {
  struct LineState {
    let name: String
    let log: Log
    let transfer: Nanoseconds
    var served = 0
    var inside = 0

    mutating func serve(_ interrupt: borrowing PassiveInterrupt<BareSource>) async -> Int {
      inside += 1
      log.note("isr \(name) at \(interrupt.level.number), \(inside) inside")
      try? await interrupt.sleep(for: transfer)
      served += 1
      inside -= 1
      log.note("end \(name)")
      return served
    }
  }

  typealias Source = BareSource
  typealias Snapshot = Int

  let name: String
  let log: Log

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout LineState
  ) async -> PassiveService<Int, DeferredFollowup> {
    .deferred(await line.serve(interrupt))
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<SlowChip>
  ) {
    log.note("dpc \(name) \(batch.words)")
  }
}

/// A chip behind a bus whose interrupts are followed by a work item on the same bus.
struct SlowPort: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int
  typealias Work = Int

  enum Action: UInt8, DeviceCode {
    case written = 1
  }

  let log: Log
  var written: [String] = []

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout SlowChip.LineState
  ) async -> PassiveService<Int, WorkFollowup> {
    .work(await line.serve(interrupt))
  }

  static func work(
    _ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<SlowPort>
  ) async {
    let words = batch.words
    try? await context.sleep(for: .milliseconds(10))
    context.post(.written, text: EventText(words.utf8))
  }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<SlowPort>
  ) {
    written.append(text.string)
    log.note("written \(text.string)")
  }
}

extension Batch<Int> {
  /// What the batch holds, in words.
  var words: String {
    var words: [String] = []
    forEach { item in
      switch item {
      case .value(let number): words.append("\(number)")
      case .lost(let count): words.append("lost \(count)")
      }
    }
    return words.joined(separator: " ")
  }
}

extension Rig {
  /// Puts in a chip on `bus`, whose transfers take `transfer`.
  func slowChip(
    _ name: String, on bus: PassiveExecutor, transfer: Nanoseconds,
    _ options: PassiveOptions = PassiveOptions(), to source: LineSource? = nil
  ) throws -> (device: StartedDevice<SlowChip>, line: LineID) {
    let added = try firmware.add(SlowChip(name: name, log: log), named: name)
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [source ?? .software(name)], on: bus, options,
      state: SlowChip.LineState(name: name, log: log, transfer: transfer)
    ).keep()
    return (try added.start(), lines[0])
  }

  /// Puts in a port on `bus`, whose transfers take `transfer`, and its work items 10 ms.
  func slowPort(
    _ name: String, on bus: PassiveExecutor, transfer: Nanoseconds
  ) throws -> (device: StartedDevice<SlowPort>, line: LineID) {
    let added = try firmware.add(SlowPort(log: log), named: name)
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [.software(name)], on: bus,
      state: SlowChip.LineState(name: name, log: log, transfer: transfer)
    ).keep()
    return (try added.start(), lines[0])
  }
}
