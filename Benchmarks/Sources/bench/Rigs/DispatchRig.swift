import BoardHAL
import Firmware

/// A firmware on a null board, and a way to interrupt it many times.
final class DispatchRig {
  private let firmware: Firmware
  private var lines: [LineID] = []
  private var next = 0
  private var sequence: UInt32 = 0
  /// What one interrupt from outside comes to, with those that its routines cause.
  private let deliveries: UInt64

  private init(
    hasVirtualTime: Bool = false, lines: Int, processors: Int = 1, deliveries: Int = 1
  ) {
    self.deliveries = UInt64(deliveries)
    var limits = Limits()
    limits.processors = processors
    limits.lines = max(limits.lines, lines)
    limits.devices = limits.lines
    limits.connections = max(limits.connections, lines)
    limits.deferredCalls = max(limits.deferredCalls, lines)
    firmware = Firmware(on: NullBoard(hasVirtualTime: hasVirtualTime), limits: limits)
  }

  /// `open` lines with a device each, of which the first `busy` are interrupted in turn; the
  /// processors run the deferred calls of as many devices each.
  convenience init(open: Int, busy: Int, processors: Int = 1) throws(FirmwareError) {
    self.init(lines: open, processors: processors)
    for number in 0..<open {
      let device = try firmware.add(EdgeCounter(), named: "device \(number)")
      try device.registerDeferredCall(processor: number % processors)
      let opened = try device.connect(
        to: .software("line \(number)"), level: 4, state: EdgeCounter.LineState()
      ).keep()
      _ = try device.start()
      if number < busy { lines += opened }
    }
  }

  /// As many devices on one shared line; the last in the chain is the one that asks.
  convenience init(sharers: Int) throws(FirmwareError) {
    self.init(lines: 1)
    var options = ConnectOptions()
    options.sharing = .sharedEdge
    for number in 1...sharers {
      let device = try firmware.add(SharedEdge(), named: "sharer \(number)")
      try device.registerDeferredCall()
      lines = try device.connect(
        to: .software("shared"), level: 4, options,
        state: SharedEdge.LineState(asks: number == sharers)
      ).keep()
      _ = try device.start()
    }
  }

  /// As many devices at rising levels, each but the last interrupted by the next.
  convenience init(nested depth: Int) throws(FirmwareError) {
    self.init(hasVirtualTime: true, lines: depth, deliveries: depth)
    for number in 0..<depth {
      let device = try firmware.connect(
        NestingEdge(), named: "depth \(number)", to: .software("depth \(number)"),
        level: 4 + number,
        state: NestingEdge.LineState(
          interruptedBy: number + 1 < depth ? UInt32(number + 1) : nil))
      if number == 0 { lines = firmware.lines(of: device.id) }
    }
  }

  /// Sends everything that happens to a closure that throws it away.
  func trace() {
    firmware.onTrace = { _ in }
  }

  /// Interrupts the lines in turn, `count` times; each is dispatched before the next comes.
  @inline(never)
  func interrupt(_ count: Int) {
    for _ in 0..<count {
      sequence &+= 1
      let reception = firmware.latch(.edge(.rising(sequence)), on: lines[next])
      precondition(reception == .pending, "the line before was not dispatched")
      next = next + 1 == lines.count ? 0 : next + 1
      firmware.settle()
    }
  }

  /// Interrupts every line once, then dispatches all that waits; `count` is a multiple of lines.
  @inline(never)
  func burst(_ count: Int) {
    for _ in 0..<count / lines.count {
      for line in lines {
        sequence &+= 1
        _ = firmware.latch(.edge(.rising(sequence)), on: line)
      }
      firmware.settle()
    }
  }

  /// How many records the latch of a line can hold.
  static var latchCapacity: Int { Limits().latch }

  /// Brings `size` edges on one line before they are dispatched, `count` times.
  @inline(never)
  func batches(_ count: Int, of size: Int) {
    for _ in 0..<count {
      for _ in 0..<size {
        sequence &+= 1
        _ = firmware.latch(.edge(.rising(sequence)), on: lines[0])
      }
      firmware.settle()
    }
  }

  /// Checks that nothing was lost on the way: every interrupt has reached a deferred call.
  func check() {
    var delivered: UInt64 = 0
    for device in firmware.devices {
      delivered += firmware.deferredCounters(of: device).delivered
    }
    precondition(delivered == UInt64(sequence) * deliveries, "an interrupt was lost")
  }
}
