public import BoardHAL

/// What a device's deferred half asks of the world: events, outputs, ports, line state.
extension Dispatcher {
  func emit(_ code: UInt8, value: Int64, text: EventText?, from device: DeviceID) {
    note(.event(device: device, code: code, value: value), text)
    let record = DeviceEventRecord(
      time: backend.now, device: device, code: code, value: value, text: text ?? EventText())
    lockCore(Self.outside)
    let isTaken = core.events.tryPush(record)
    if !isTaken { core.tallies.eventsLost += 1 }
    unlockCore()
    if !isTaken {
      note(.eventLost(device: device, code: code))
    }
  }

  func drive(_ output: OutputID, _ value: LineValue, for device: DeviceID) {
    do throws(BoardError) {
      try backend.drive(output, value)
      note(.drove(device: device, output, value))
    } catch {
      note(.fault(device: device, .hardware))
    }
  }

  func value(connection number: Int, for device: DeviceID) -> LineValue? {
    let line = core.connections[connection(number, of: device.index)].line
    do throws(BoardError) {
      let value = try backend.value(of: line)
      note(.sampled(device: device, line, value))
      return value
    } catch {
      note(.fault(device: device, .hardware))
      return nil
    }
  }

  func transmit(_ bytes: Span<UInt8>, connection number: Int, for device: DeviceID) -> Int {
    let line = core.connections[connection(number, of: device.index)].line
    do throws(BoardError) {
      let count = try backend.transmit(bytes, on: line)
      note(.transmitted(device: device, line, count: UInt32(count)), bytes.extracting(first: count))
      return count
    } catch {
      note(.fault(device: device, .hardware))
      return 0
    }
  }

  /// Raises the processor to the connection's level and takes its lock; returns its memory.
  @usableFromInline
  func enterLine(
    _ number: Int, of device: DeviceID, on processor: Int
  ) -> (memory: UnsafeMutableRawPointer, previous: Level) {
    let index = connection(number, of: device.index)
    guard let cell = unsafe core.connections[index].cell,
      let lock = unsafe core.connections[index].lock
    else { preconditionFailure("withLine on a connection that has been disconnected") }
    let previous = raise(to: core.connections[index].level, on: processor)
    unsafe lock.pointee.acquire(for: processor)
    core.processors[processor].counters.locks += 1
    core.processors[processor].counters.synchronized += 1
    return unsafe (cell, previous)
  }

  /// Gives the lock back, lowers the processor, and serves what waited for that.
  @usableFromInline
  func leaveLine(
    _ number: Int, of device: DeviceID, on processor: Int, returningTo previous: Level
  ) {
    let index = connection(number, of: device.index)
    if let lock = unsafe core.connections[index].lock { unsafe lock.pointee.release() }
    core.processors[processor].level = previous
    safePoint(on: processor)
  }

  /// The entry of a device's connection; its number stays its own when others are disconnected.
  func connection(_ number: Int, of device: Int) -> Int {
    guard let index = entry(of: number, device: device) else {
      preconditionFailure("the device has no such connection")
    }
    return index
  }
}
