import BoardHAL
import Firmware

/// Deferred calls that wait for others: a firmware with a queue of a chosen depth.
final class QueueRig {
  private let firmware: Firmware
  private var devices: [StartedDevice<Bystander>] = []
  private let urgent: StartedDevice<Bystander>
  private var next = 0
  private var isFilled = false
  private var passed = 0
  private var overtaken = 0

  /// As many calls as wait for their turn, one that is to join them, and one of high importance,
  /// which goes before all.
  init(waiting: Int) throws(FirmwareError) {
    let count = waiting + 2
    var limits = Limits()
    limits.lines = max(limits.lines, count)
    limits.devices = max(limits.devices, count)
    limits.connections = max(limits.connections, count)
    limits.deferredCalls = max(limits.deferredCalls, count)
    firmware = Firmware(on: NullBoard(), limits: limits)
    for number in 0...waiting {
      devices.append(
        try firmware.connect(
          Bystander(), named: "call \(number)", to: .software("line \(number)"), level: 4))
    }
    let added = try firmware.add(Bystander(), named: "urgent")
    try added.registerDeferredCall(importance: .high)
    try added.connect(to: .software("urgent"), level: 4).keep()
    urgent = try added.start()
    firmware.settle()
  }

  /// Asks for a call behind all that wait, and runs the first of these, so many times: each call
  /// is run after as many others as wait.
  @inline(never)
  func pass(_ count: Int) {
    fill()
    for _ in 0..<count {
      let last = next == 0 ? devices.count - 1 : next - 1
      precondition(devices[last].requestDeferredCall() == .queued, "the call had not run")
      precondition(firmware.step() == .ran(devices[next].id, call: 0), "another call ran")
      next = next + 1 == devices.count ? 0 : next + 1
    }
    passed += count
  }

  /// Asks for the call of high importance and runs it, so many times, while the others wait.
  @inline(never)
  func overtake(_ count: Int) {
    fill()
    for _ in 0..<count {
      precondition(urgent.requestDeferredCall() == .queued, "the call had not run")
      precondition(firmware.step() == .ran(urgent.id, call: 0), "another call ran")
    }
    overtaken += count
  }

  /// Asks for all calls but the last.
  private func fill() {
    guard !isFilled else { return }
    isFilled = true
    for device in devices.dropLast() { device.requestDeferredCall() }
  }

  /// Checks that every call that was asked for has run, but those that wait.
  func check() {
    let runs = devices.reduce(0) { $0 + $1.inspect { $0.runs } }
    precondition(runs == passed && urgent.inspect { $0.runs } == overtaken, "a call was lost")
  }

  /// A device whose deferred call is asked for as such; its line never interrupts.
  private struct Bystander: InterruptDriven {
    var runs = 0

    static func service(
      _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
    ) -> Service<EdgeRecord> { .notMine }

    mutating func deferred(
      _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bystander>
    ) {
      runs += 1
    }
  }
}
