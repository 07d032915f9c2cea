import BoardHAL

/// What a device's deferred half asks of the world: events, outputs, ports, line state.
extension Dispatcher {
  func emit(_ code: UInt8, value: Int64, text: EventText?, from device: DeviceID) {
    let record = DeviceEventRecord(
      time: backend.now, device: device, code: code, value: value, text: text ?? EventText())
    lockCore(Self.outside)
    // Told and queued at once: who reads of it in the trace finds it.
    if core.isTracing {
      trace(
        .event(device: device, code: code, value: value), record.text, isByApplication: false,
        on: 0)
    }
    if !core.events.tryPush(record) {
      core.tallies.eventsLost += 1
      if core.isTracing { trace(.eventLost(device: device, code: code)) }
    }
    unlockCore()
    ringPassive()
    replayPoint(on: 0)
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
    guard let line = line(connection: number, of: device) else { return nil }
    let wasGone = core.isGone[line.index]
    if isOnPin(line), let value = pinValue(of: line) {
      note(.sampled(device: device, line, value))
      return value
    }
    // That it is gone has been told, once.
    if !wasGone, !core.isGone[line.index] { note(.fault(device: device, .hardware)) }
    return nil
  }

  func transmit(_ bytes: Span<UInt8>, connection number: Int, for device: DeviceID) -> Int {
    guard let line = line(connection: number, of: device) else { return 0 }
    do throws(BoardError) {
      let count = try backend.transmit(bytes, on: line)
      note(.transmitted(device: device, line, count: UInt32(count)), bytes.extracting(first: count))
      return count
    } catch {
      note(.fault(device: device, .hardware))
      return 0
    }
  }

  /// The first line of a device's connection, or nil, and a fault, when that is no more.
  private func line(connection number: Int, of device: DeviceID) -> LineID? {
    guard let index = entry(of: number, device: device.index) else {
      note(.fault(device: device, .disconnected))
      return nil
    }
    return core.connections[index].line
  }

  /// Takes a line's lock; under an interleaver others get their turn until it is free.
  @inline(__always)
  func acquire(_ lock: UnsafeMutablePointer<LineLock>, for processor: Int) {
    if core.isInterleaved { unsafe awaitLock(lock, on: processor) }
    unsafe lock.pointee.acquire(for: processor)
  }

  @inline(never)
  private func awaitLock(_ lock: UnsafeMutablePointer<LineLock>, on processor: Int) {
    // One that the processor holds itself will never be free: taking it twice traps.
    guard unsafe lock.pointee.isHeld(byOtherThan: processor) else { return }
    wait(on: processor) { unsafe !lock.pointee.isHeld }
  }

  /// Lets others go on until `isOver`, or for a moment, which is longer after many others.
  func wait(on processor: Int, after waits: Int = 0, until isOver: @escaping () -> Bool) {
    if core.isInterleaved, let interleaver {
      interleaver.wait(on: processor, until: isOver)
    } else {
      LineLock.park(after: waits)
    }
  }

  /// The entry of a device's connection; its number stays its own when others are disconnected.
  func connection(_ number: Int, of device: Int) -> Int {
    guard let index = entry(of: number, device: device) else {
      preconditionFailure("the device has no such connection")
    }
    return index
  }
}
