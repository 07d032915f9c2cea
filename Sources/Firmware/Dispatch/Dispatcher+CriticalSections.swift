public import BoardHAL

/// Critical sections of lines, entered from deferred calls: synchronised execution (row L30).
extension Dispatcher {
  @inlinable
  @inline(__always)
  func withLine<D: InterruptDriven & ~Copyable, Value, Failure: Error>(
    of type: D.Type, _ connection: Int, of device: DeviceID, on processor: Int,
    _ body: (inout D.LineState) throws(Failure) -> Value
  ) throws(Failure) -> LineAccess<Value> {
    switch enterLine(connection, of: device, on: processor) {
    case .notEnabled: return .notEnabled
    case .disconnected: return .disconnected
    case .entered(let memory, let previous):
      let cell = unsafe memory.assumingMemoryBound(to: ConnectionCell<D>.self).pointee
      defer { leaveLine(connection, of: device, on: processor, returningTo: previous) }
      return try .done(body(&cell.state.value))
    }
  }

  /// Raises the processor to the connection's level and takes its lock.
  @usableFromInline
  func enterLine(_ number: Int, of device: DeviceID, on processor: Int) -> LineEntrance {
    lockCore(processor)
    guard let index = entry(of: number, device: device.index),
      let cell = unsafe core.connections[index].cell,
      let lock = unsafe core.connections[index].lock
    else {
      unlockCore()
      return .disconnected
    }
    guard core.controller.isEnabled(core.connections[index].line) else {
      unlockCore()
      return .notEnabled
    }
    if unsafe lock.pointee.isHeld(by: processor) {
      fatalError("\(core.devices[device.index].name): withLine inside withLine of the same lock")
    }
    let previous = core.processors[processor].raise(to: core.connections[index].level)
    core.processors[processor].counters.locks += 1
    core.processors[processor].counters.synchronized += 1
    unlockCore()
    if core.isAccounting { noteTaking(index, on: processor) }
    unsafe acquire(lock, for: processor)
    return unsafe .entered(cell, previous: previous)
  }

  /// Gives the lock back, lowers the processor, and serves what waited for that.
  @usableFromInline
  func leaveLine(
    _ number: Int, of device: DeviceID, on processor: Int, returningTo previous: Level
  ) {
    let index = connection(number, of: device.index)
    if let lock = unsafe core.connections[index].lock { unsafe lock.pointee.release() }
    core.lockOrder.release(on: processor)
    if isPreemptive { return lowerPreemptively(to: previous, on: processor) }
    core.processors[processor].level = previous
    safePoint(on: processor)
  }

  /// Notes which lock is taken under which, before waiting for it, and says so when somebody takes
  /// them in the other order: two processors would wait for each other (row L38).
  @inline(never)
  private func noteTaking(_ index: Int, on processor: Int) {
    lockCore(processor)
    let other = core.lockOrder.take(lock(of: index), on: processor)
    unlockCore()
    guard let other else { return }
    note(
      .lockOrder(
        core.connections[index].line, under: core.connections[other].line,
        device: DeviceID(core.connections[index].device)),
      on: processor)
  }

  /// The number of a connection's lock: the first entry that has the same.
  private func lock(of index: Int) -> Int {
    for other in 0..<index where unsafe core.connections[other].lock == core.connections[index].lock
    {
      return other
    }
    return index
  }
}
