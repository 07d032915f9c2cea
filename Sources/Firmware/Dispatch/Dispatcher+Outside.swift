import BoardHAL

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
    if isPreemptive { doorbells?.ringPassive() }
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

  /// The entry of a device's connection; its number stays its own when others are disconnected.
  func connection(_ number: Int, of device: Int) -> Int {
    guard let index = entry(of: number, device: device) else {
      preconditionFailure("the device has no such connection")
    }
    return index
  }
}
