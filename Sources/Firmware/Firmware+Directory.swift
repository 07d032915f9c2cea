public import BoardHAL

/// What things are called and how much happened to them: for people, at passive level.
extension Firmware {
  /// The devices, in the order of being added.
  public var devices: [DeviceID] {
    (0..<dispatcher.core.devices.count).filter { dispatcher.core.devices[$0].stage != .free }.map(
      DeviceID.init)
  }

  /// What people call a device.
  public func name(of device: DeviceID) -> String { dispatcher.core.devices[device.index].name }

  /// The device that people call `name`.
  public func device(named name: String) -> DeviceID? {
    devices.first { self.name(of: $0) == name }
  }

  /// The number of a device's event that people call `name`.
  public func code(ofEvent name: String, of device: DeviceID) -> UInt8? {
    (0...UInt8.max).first { self.name(ofEvent: $0, of: device) == name }
  }

  /// The number of a device's action that people call `name`.
  public func code(ofAction name: String, of device: DeviceID) -> UInt8? {
    (0...UInt8.max).first { self.name(ofAction: $0, of: device) == name }
  }

  /// The open lines, in the order of their numbers.
  public var lines: [LineID] {
    (0..<dispatcher.core.sources.count)
      .filter { dispatcher.core.sources[$0] != nil }
      .map { LineID($0) }
  }

  /// What a line is attached to, or nil for a line that is not open.
  public func source(of line: LineID) -> LineSource? { dispatcher.core.sources[line.index] }

  /// The level at which a line is served.
  public func level(of line: LineID) -> Level {
    dispatcher.core.controller.configuration(of: line).level
  }

  /// What a line is attached to, as people call it.
  public func label(of line: LineID) -> String {
    dispatcher.core.sources[line.index]?.label ?? "line \(line.index)"
  }

  /// What people call an event of a device.
  public func name(ofEvent code: UInt8, of device: DeviceID) -> String {
    dispatcher.core.devices[device.index].routines.nameOfEvent(code)
  }

  /// What people call an action of a device.
  public func name(ofAction code: UInt8, of device: DeviceID) -> String {
    dispatcher.core.devices[device.index].routines.nameOfAction(code)
  }

  /// The lines of a device, in the order of being connected.
  public func lines(of device: DeviceID) -> [LineID] {
    (0..<dispatcher.core.connections.count)
      .filter {
        dispatcher.core.connections[$0].isConnected
          && dispatcher.core.connections[$0].device == device.index
      }
      .map { dispatcher.core.connections[$0].line }
  }

  /// The devices connected to a line, in the order in which they are asked.
  public func owners(of line: LineID) -> [DeviceID] {
    var owners: [DeviceID] = []
    var index = Int(dispatcher.core.chains[line.index])
    while index >= 0 {
      owners.append(DeviceID(dispatcher.core.connections[index].device))
      index = Int(dispatcher.core.connections[index].nextOnLine)
    }
    return owners
  }

  /// What the controller counted for a line.
  public func counters(of line: LineID) -> LineCounters {
    dispatcher.core.controller.counters(of: line)
  }

  /// Interrupts of a line that no routine claimed.
  public func unclaimed(on line: LineID) -> UInt64 { dispatcher.core.unclaimed[line.index] }

  /// What a device's service routine did on a line.
  public func serviceCounters(of device: DeviceID, on line: LineID) -> ConnectionCounters {
    guard let index = dispatcher.connection(of: device, to: line) else {
      return ConnectionCounters()
    }
    return dispatcher.core.connections[index].counters
  }

  /// What became of the requests for one of a device's deferred calls.
  public func deferredCounters(of device: DeviceID, call: Int = 0) -> DeferredCounters {
    guard call < dispatcher.core.devices[device.index].callCount else { return DeferredCounters() }
    return dispatcher.core.deferredCalls[
      Int(dispatcher.core.devices[device.index].firstCall) + call
    ].counters
  }

  /// What a device's connection to a line is, or nil when there is none.
  public func info(of device: DeviceID, on line: LineID) -> LineInfo? {
    guard let index = dispatcher.connection(of: device, to: line) else { return nil }
    let configuration = dispatcher.core.controller.configuration(of: line)
    let isPassive = dispatcher.core.connections[index].serviceItem >= 0
    return LineInfo(
      label: label(of: line), device: name(of: device),
      requestedLevel: isPassive ? .passive : dispatcher.core.connections[index].wanted,
      level: isPassive ? .passive : configuration.level,
      trigger: configuration.trigger, affinity: configuration.affinity,
      isShared: dispatcher.core.connections[index].sharing != .exclusive,
      mode: dispatcher.mode(of: line), isGone: dispatcher.core.isGone[line.index],
      isEnabled: dispatcher.core.controller.isEnabled(line),
      isMasked: dispatcher.core.controller.isMasked(line))
  }

  /// What one of a device's deferred calls is and does at the moment, or nil if it has none.
  public func deferredCall(_ number: Int = 0, of device: DeviceID) -> DeferredCallInfo? {
    guard number < dispatcher.core.devices[device.index].callCount else { return nil }
    let index = Int(dispatcher.core.devices[device.index].firstCall) + number
    let call = dispatcher.core.deferredCalls[index]
    let state: DeferredCallInfo.State
    switch call.state {
    case .free: return nil
    case .idle: state = .idle
    case .queued: state = .queued
    case .running: state = .running
    case .runningAndQueued: state = .runningAndQueued
    }
    return DeferredCallInfo(
      device: name(of: device), number: number, state: state, importance: call.importance,
      processor: dispatcher.core.queues.processor(of: call.target), counters: call.counters)
  }

  /// For whom a device's interrupts have waited, and how long in all, the worst first (row S2-22).
  ///
  /// Counted while accounting is on.
  public func blame(for victim: DeviceID) -> [(culprit: DeviceID, time: Nanoseconds)] {
    let width = dispatcher.limits.devices
    return (0..<width)
      .map { (DeviceID($0), dispatcher.core.blame[victim.index * width + $0]) }
      .filter { $0.1 > .zero }
      .sorted { $0.1 > $1.1 }
  }

  /// What one virtual processor did.
  public func counters(ofProcessor processor: Int) -> ProcessorCounters {
    dispatcher.core.processors[processor].counters
  }

  /// Things that queues of the firmware itself had to drop: each is zero unless a limit is too low.
  public var dropped: (events: UInt64, completions: UInt64, trace: UInt64) {
    (
      dispatcher.core.tallies.eventsLost, dispatcher.core.tallies.completionsLost,
      dispatcher.core.trace.dropped
    )
  }
}
