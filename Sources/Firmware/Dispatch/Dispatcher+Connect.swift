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
    var entries: [Int] = []
    var lines: [LineID] = []
    for (subLine, source) in sources.enumerated() {
      do throws(FirmwareError) {
        // In this order: an entry costs nothing to find, but a line would have to be closed again.
        let entry = try freeConnection()
        let line = try openLine(for: source, device: device, level, affinity, options)
        core.connections[entry] = ConnectionEntry()
        core.connections[entry].isConnected = true
        core.connections[entry].line = line
        core.connections[entry].subLine = subLine
        core.connections[entry].device = device.index
        core.connections[entry].number = number
        core.connections[entry].level = level
        core.connections[entry].isShared = options.isShared
        core.connections[entry].masksWhenFull = options.masksWhenFull
        core.connections[entry].serviceItem = serviceItem
        core.connections[entry].routines = routines
        unsafe core.connections[entry].cell = cell
        unsafe core.connections[entry].lock = lock.lock
        core.connections[entry].owner = owner
        core.connections[entry].lockOwner = lock
        appendToChain(entry, of: line)
        if subLine == 0 { appendToDevice(entry, device.index) }
        entries.append(entry)
        lines.append(line)
      } catch {
        disconnect(entries)
        throw error
      }
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

  /// The line of a source: the open one if every routine on it shares, else a new one.
  private func openLine(
    for source: LineSource, device: DeviceID, _ level: Level, _ affinity: ProcessorSet,
    _ options: ConnectOptions
  ) throws(FirmwareError) -> LineID {
    if let index = (0..<core.sources.count).first(where: { core.sources[$0] == source }) {
      let line = LineID(index)
      let sharers = Int(core.chains[index])
      guard options.isShared, sharers >= 0, core.connections[sharers].isShared,
        core.controller.configuration(of: line).trigger == options.trigger
      else { throw .notShareable(device: core.devices[device.index].name, line: source.label) }
      lockCore(Self.outside)
      if level > core.controller.configuration(of: line).level {
        core.controller.setLevel(level, of: line)
      }
      unlockCore()
      return line
    }
    let configuration = LineConfiguration(
      level: level, trigger: options.trigger, affinity: affinity, latchCapacity: limits.latch)
    lockCore(Self.outside)
    let opened = core.controller.open(configuration)
    unlockCore()
    guard let line = opened else {
      throw .full("lines", limit: limits.lines)
    }
    do throws(BoardError) {
      try backend.open(source, as: line)
    } catch {
      lockCore(Self.outside)
      core.controller.close(line)
      unlockCore()
      throw .board(error)
    }
    core.sources[line.index] = source
    core.isLevelTriggered[line.index] = options.trigger == .level
    return line
  }

  private func freeConnection() throws(FirmwareError) -> Int {
    guard
      let index = (0..<core.connections.count).first(where: { !core.connections[$0].isConnected })
    else {
      throw .full("connections", limit: limits.connections)
    }
    return index
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
