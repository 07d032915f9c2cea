import BoardHAL
import BoardHALMock
import Firmware

/// A firmware on a mock board without pins, for tests of the rules alone: lines are raised by hand.
struct Rig {
  let board: MockBoard
  let firmware: Firmware
  let log = Log()
  /// Its probes have threaded deferred calls: rows that hold either way are tried both ways (L23).
  let isThreaded: Bool

  init(
    processors: Int = 1, timing: Timing = .instant, isThreaded: Bool = false,
    configure: (inout Limits) -> Void = { _ in }
  ) {
    self.isThreaded = isThreaded
    board = MockBoard(.bare)
    var limits = Limits()
    limits.processors = processors
    configure(&limits)
    firmware = Firmware(on: board, limits: limits, timing: timing)
    let log = log
    let firmware = firmware
    firmware.onTrace = { log.trace.append($0) }
  }

  /// Puts in a probe with a line of its own, named like it; returns the line too.
  @discardableResult
  func probe(
    _ name: String, level: Int, _ options: ConnectOptions = ConnectOptions(),
    importance: Importance = .medium, processor: Int = 0, deferred: DeferredOptions? = nil,
    behaviour: Probe.Behaviour = .init()
  ) throws -> (device: StartedDevice<Probe>, line: LineID) {
    let added = try firmware.add(Probe(name, log, behaviour), named: name)
    var registered = deferred ?? DeferredOptions(importance: importance, processor: processor)
    if isThreaded { registered.isThreaded = true }
    try added.registerDeferredCall(registered)
    let lines = try added.connect(
      to: .software(name), level: level, options,
      state: Probe.LineState(name: name, log: log, behaviour: behaviour)
    ).keep()
    return (try added.start(), lines[0])
  }
}

/// What a test saw, in the order in which it happened.
final class Log: @unchecked Sendable {
  var words: [String] = []
  var trace: [TraceEvent] = []

  func note(_ word: String) {
    words.append(word)
  }

  func take() -> [String] {
    defer { words = [] }
    return words
  }
}

extension BoardDescription {
  /// A board without pins or ports.
  static var bare: BoardDescription {
    BoardDescription(
      name: "bare", title: "no pins", chips: [], header: HeaderDescription(name: "J1", pins: []),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 3300, inputMaximumMillivolts: 3300))
  }
}
