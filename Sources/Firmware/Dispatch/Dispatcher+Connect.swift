public import BoardHAL

extension Dispatcher {
  /// Opens lines and appends the device's routine to their chains; all of them, or none.
  @usableFromInline
  func connect(
    _ device: DeviceID, to sources: [LineSource], level number: Int, _ options: ConnectOptions,
    routines: ConnectionRoutines, cell: UnsafeMutableRawPointer, owner: AnyObject,
    serviceItem: Int = -1
  ) throws(FirmwareError) -> Connection {
    let level = try synchronizeLevel(of: device, level: number, options)
    let affinity = options.affinity.intersection(.first(limits.processors))
    guard !affinity.isEmpty else { throw .noProcessor(device: core.devices[device.index].name) }
    let lock = options.lock ?? InterruptLock()
    let number = freeNumber(of: device.index)
    let free = (0..<core.connections.count).filter { !core.connections[$0].isConnected }
    guard free.count >= sources.count else {
      throw .full("connections", limit: limits.connections)
    }
    let lines = try openLines(for: sources, device: device, level, affinity, options)
    let entries = Array(free.prefix(lines.count))
    for (subLine, (entry, line)) in zip(entries, lines).enumerated() {
      core.connections[entry] = ConnectionEntry()
      core.connections[entry].isConnected = true
      core.connections[entry].line = line
      core.connections[entry].subLine = subLine
      core.connections[entry].device = device.index
      core.connections[entry].number = number
      core.connections[entry].level = level
      core.connections[entry].isShared = options.isShared
      core.connections[entry].masksWhenFull = options.masksWhenFull
      core.connections[entry].budget = options.budget
      core.connections[entry].serviceItem = serviceItem
      core.connections[entry].routines = routines
      unsafe core.connections[entry].cell = cell
      unsafe core.connections[entry].lock = lock.lock
      core.connections[entry].owner = owner
      core.connections[entry].lockOwner = lock
      appendToChain(entry, of: line)
      if subLine == 0 { appendToDevice(entry, device.index) }
    }
    raiseCeiling(of: lock, to: level)
    openGates(of: device.index)
    return Connection(lines: lines, entries: entries, dispatcher: self)
  }

  /// True when the device is connected to a line.
  func hasLine(_ device: DeviceID) -> Bool { core.devices[device.index].firstConnection >= 0 }

  /// The smallest number that none of the device's connections has.
  private func freeNumber(of device: Int) -> Int {
    var number = 0
    while entry(of: number, device: device) != nil { number += 1 }
    return number
  }

  /// The first entry of a device's connection, by its number.
  func entry(of number: Int, device: Int) -> Int? {
    var index = Int(core.devices[device].firstConnection)
    while index >= 0, core.connections[index].number != number {
      index = Int(core.connections[index].nextOfDevice)
    }
    return index >= 0 ? index : nil
  }

  private func synchronizeLevel(
    of device: DeviceID, level number: Int, _ options: ConnectOptions
  ) throws(FirmwareError) -> Level {
    let name = core.devices[device.index].name
    guard let level = Level.device(number) else {
      throw .levelOutOfRange(device: name, level: UInt8(clamping: number))
    }
    guard let wanted = options.synchronizeLevel else { return level }
    guard let synchronize = Level.device(wanted) else {
      throw .levelOutOfRange(device: name, level: UInt8(clamping: wanted))
    }
    guard synchronize >= level else {
      throw .levelTooLow(device: name, synchronize: synchronize, line: level)
    }
    return synchronize
  }

  /// The lines of sources: open ones that every routine on them shares, and new ones.
  ///
  /// The new ones are opened together, so that the board can keep their edges in one order; on an
  /// error none is left.
  private func openLines(
    for sources: [LineSource], device: DeviceID, _ level: Level, _ affinity: ProcessorSet,
    _ options: ConnectOptions
  ) throws(FirmwareError) -> [LineID] {
    var lines: [LineID] = []
    var new: [LineID] = []
    do throws(FirmwareError) {
      for source in sources {
        let open = (0..<core.sources.count).first { core.sources[$0] == source }.map { LineID($0) }
        guard let line = open else {
          let line = try reserveLine(for: source, level, affinity, options)
          new.append(line)
          lines.append(line)
          continue
        }
        try share(line, device: device, level, options, isNew: new.contains(line))
        lines.append(line)
      }
      try open(new)
    } catch {
      for line in new { release(line) }
      throw error
    }
    return lines
  }

  /// Takes a line of the controller for a source that is not open yet.
  private func reserveLine(
    for source: LineSource, _ level: Level, _ affinity: ProcessorSet, _ options: ConnectOptions
  ) throws(FirmwareError) -> LineID {
    let configuration = LineConfiguration(
      level: level, trigger: options.trigger, affinity: affinity, latchCapacity: limits.latch)
    lockCore(Self.outside)
    let reserved = core.controller.open(configuration)
    unlockCore()
    guard let line = reserved else { throw .full("lines", limit: limits.lines) }
    core.sources[line.index] = source
    core.isLevelTriggered[line.index] = options.trigger == .level
    return line
  }

  /// Opens reserved lines on the board.
  private func open(_ lines: [LineID]) throws(FirmwareError) {
    guard !lines.isEmpty else { return }
    do throws(BoardError) {
      try backend.open(lines.compactMap { core.sources[$0.index] }, as: lines)
    } catch {
      throw .board(error)
    }
  }

  /// Gives a reserved line back to the controller.
  private func release(_ line: LineID) {
    lockCore(Self.outside)
    core.controller.close(line)
    core.sources[line.index] = nil
    core.isLevelTriggered[line.index] = false
    unlockCore()
  }

  /// Joins a line that is open, if everybody on it shares.
  private func share(
    _ line: LineID, device: DeviceID, _ level: Level, _ options: ConnectOptions, isNew: Bool
  ) throws(FirmwareError) {
    let first = Int(core.chains[line.index])
    let isShared = isNew || (first >= 0 && core.connections[first].isShared)
    guard options.isShared, isShared,
      core.controller.configuration(of: line).trigger == options.trigger
    else {
      throw .notShareable(
        device: core.devices[device.index].name,
        line: core.sources[line.index]?.label ?? "line \(line.index)")
    }
    lockCore(Self.outside)
    if level > core.controller.configuration(of: line).level {
      core.controller.setLevel(level, of: line)
    }
    unlockCore()
  }

  /// Lines that share a lock run at the highest level among them, so that a critical section of
  /// one is never interrupted by another that would need its lock (row L03).
  private func raiseCeiling(of lock: InterruptLock, to level: Level) {
    if level > lock.ceiling { lock.ceiling = level }
    for index in 0..<core.connections.count
    where core.connections[index].isConnected && core.connections[index].lockOwner === lock {
      core.connections[index].level = lock.ceiling
      lockCore(Self.outside)
      core.controller.setLevel(lock.ceiling, of: core.connections[index].line)
      unlockCore()
    }
  }
}
