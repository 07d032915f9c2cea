public import BoardHAL

extension Dispatcher {
  /// Opens lines and appends the device's routine to their chains; all of them, or none.
  @usableFromInline
  func connect(
    _ device: DeviceID, to sources: [LineSource], level number: Int, _ options: ConnectOptions,
    routines: ConnectionRoutines, cell: UnsafeMutableRawPointer, owner: AnyObject
  ) throws(FirmwareError) -> Connection {
    let level = try synchronizeLevel(of: device, level: number, options)
    let affinity = options.affinity.intersection(.first(limits.processors))
    let name = core.devices[device.index].name
    guard !affinity.isEmpty else { throw .noProcessor(device: name) }
    if options.sharing == .shared, options.trigger == .edge, let source = sources.first {
      throw .sharedEdge(device: name, line: source.label)
    }
    let lock = options.lock ?? InterruptLock()
    let number = freeNumber(of: device.index)
    var entries: [Int] = []
    var lines: [LineID] = []
    for (subLine, source) in sources.enumerated() {
      do throws(FirmwareError) {
        // In this order: an entry costs nothing to find, but a line would have to be closed again.
        let index = try freeConnection()
        let line = try openLine(for: source, device: name, level, affinity, options)
        var entry = ConnectionEntry()
        entry.isConnected = true
        entry.line = line
        entry.subLine = subLine
        entry.device = device.index
        entry.number = number
        entry.wanted = level
        entry.level = level
        entry.sharing = options.sharing
        entry.masksWhenFull = options.masksWhenFull
        entry.epoch = core.connections[index].epoch
        entry.routines = routines
        unsafe entry.cell = cell
        unsafe entry.lock = lock.lock
        entry.owner = owner
        entry.lockOwner = lock
        core.connections[index] = entry
        link(index)
        entries.append(index)
        lines.append(line)
      } catch {
        disconnect(entries)
        throw error
      }
    }
    // Only now that all is sure: the levels of lines and locks that were there before may rise.
    settleLevels()
    settleGates(of: device.index)
    return Connection(
      device, lines: lines, modes: lines.map(mode), entries: entries, dispatcher: self)
  }

  /// How a line's interrupts come about.
  func mode(of line: LineID) -> ConnectionMode {
    let period = core.polls[line.index].period
    if period > .zero { return .polled(every: period) }
    if case .software = core.sources[line.index] { return .software }
    return .events
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
    for source: LineSource, device name: String, _ level: Level, _ affinity: ProcessorSet,
    _ options: ConnectOptions
  ) throws(FirmwareError) -> LineID {
    if let index = (0..<core.sources.count).first(where: { core.sources[$0] == source }) {
      let line = LineID(index)
      let sharer = Int(core.chains[index])
      guard options.sharing != .exclusive, sharer >= 0,
        core.connections[sharer].sharing != .exclusive,
        core.controller.configuration(of: line).trigger == options.trigger
      else { throw .notShareable(device: name, line: source.label) }
      guard !core.isGone[index] else { throw .board(.gone(source.label)) }
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
      core.polls[line.index].period = try open(source, as: line, options)
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

  /// Opens a line on the board; returns how often it has to be looked at, zero for never.
  private func open(
    _ source: LineSource, as line: LineID, _ options: ConnectOptions
  ) throws(BoardError) -> Nanoseconds {
    do throws(BoardError) {
      try backend.open(source, as: line)
      return .zero
    } catch {
      guard case .noInterrupts = error, case .edges(let settings) = source,
        let period = options.polling, period > .zero
      else { throw error }
      try backend.openPolled(settings, as: line)
      return period
    }
  }

  private func freeConnection() throws(FirmwareError) -> Int {
    guard
      let index = (0..<core.connections.count).first(where: { !core.connections[$0].isConnected })
    else {
      throw .full("connections", limit: limits.connections)
    }
    return index
  }
}
