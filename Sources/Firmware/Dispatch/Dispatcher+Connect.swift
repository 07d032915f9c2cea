public import BoardHAL

extension Dispatcher {
  /// Opens lines and appends the device's routine to their chains; all of them, or none.
  @usableFromInline
  func connect(
    _ device: DeviceID, to sources: [LineSource], level number: Int, _ options: ConnectOptions,
    routines: consuming ConnectionRoutines, cell: UnsafeMutableRawPointer, owner: AnyObject,
    serviceItem: Int = -1
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
    let free = (0..<core.connections.count).filter { !core.connections[$0].isConnected }
    guard free.count >= sources.count else {
      throw .full("connections", limit: limits.connections)
    }
    let lines = try openLines(for: sources, device: name, level, affinity, options)
    let entries = Array(free.prefix(lines.count))
    for (subLine, (index, line)) in zip(entries, lines).enumerated() {
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
      entry.budget = options.budget
      entry.serviceItem = serviceItem
      entry.epoch = core.connections[index].epoch
      entry.routines = ConnectionRoutines(copying: routines)
      unsafe entry.cell = cell
      unsafe entry.lock = lock.lock
      entry.owner = owner
      entry.lockOwner = lock
      core.connections[index] = entry
      link(index)
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

  /// The lines of sources: open ones that every routine on them shares, and new ones.
  ///
  /// The new ones are opened together, so that the board can keep their edges in one order; on an
  /// error none is left.
  private func openLines(
    for sources: [LineSource], device: String, _ level: Level, _ affinity: ProcessorSet,
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
        try share(line, device: device, options, isNew: new.contains(line))
        lines.append(line)
      }
      try open(new, options)
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

  /// Opens reserved lines on the board, together; those of chips without interrupts to be polled.
  private func open(_ lines: [LineID], _ options: ConnectOptions) throws(FirmwareError) {
    guard !lines.isEmpty else { return }
    do throws(BoardError) {
      do throws(BoardError) {
        try backend.open(lines.compactMap { core.sources[$0.index] }, as: lines)
      } catch {
        guard case .noInterrupts = error, let period = options.polling, period > .zero else {
          throw error
        }
        try openSingly(lines, pollingEvery: period)
      }
    } catch {
      throw .board(error)
    }
  }

  /// Opens lines one by one, and polls those of chips without interrupts.
  private func openSingly(
    _ lines: [LineID], pollingEvery period: Nanoseconds
  ) throws(BoardError) {
    for (number, line) in lines.enumerated() {
      guard let source = core.sources[line.index] else { continue }
      do throws(BoardError) {
        do throws(BoardError) {
          try backend.open(source, as: line)
        } catch {
          guard case .noInterrupts = error, case .edges(let settings) = source else { throw error }
          try backend.openPolled(settings, as: line)
          core.polls[line.index].period = period
        }
      } catch {
        for opened in lines[..<number].reversed() { backend.close(opened) }
        throw error
      }
    }
  }

  /// Gives a reserved line back to the controller.
  private func release(_ line: LineID) {
    lockCore(Self.outside)
    core.controller.close(line)
    core.sources[line.index] = nil
    core.isLevelTriggered[line.index] = false
    core.polls[line.index] = Poll()
    unlockCore()
  }

  /// Joins a line that is open, if everybody on it shares.
  private func share(
    _ line: LineID, device: String, _ options: ConnectOptions, isNew: Bool
  ) throws(FirmwareError) {
    let label = core.sources[line.index]?.label ?? "line \(line.index)"
    let first = Int(core.chains[line.index])
    let isShared = isNew || (first >= 0 && core.connections[first].sharing != .exclusive)
    guard options.sharing != .exclusive, isShared,
      core.controller.configuration(of: line).trigger == options.trigger
    else { throw .notShareable(device: device, line: label) }
    guard !core.isGone[line.index] else { throw .board(.gone(label)) }
  }
}
