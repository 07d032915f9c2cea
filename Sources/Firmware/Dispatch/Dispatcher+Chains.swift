import BoardHAL

/// The chains of connections: those of a line, and those of a device.
extension Dispatcher {
  /// The index of a device's connection to a line.
  func connection(of device: DeviceID, to line: LineID) -> Int? {
    (0..<core.connections.count).first {
      core.connections[$0].isConnected && core.connections[$0].device == device.index
        && core.connections[$0].line == line
    }
  }

  /// Puts a connection into its line's chain: behind its like, and one at device level before
  /// those that are served at passive level (row L10c).
  func appendToChain(_ entry: Int, of line: LineID) {
    let isPassive = core.connections[entry].serviceItem >= 0
    var previous = -1
    var next = Int(core.chains[line.index])
    while next >= 0, isPassive || core.connections[next].serviceItem < 0 {
      previous = next
      next = Int(core.connections[next].nextOnLine)
    }
    core.connections[entry].nextOnLine = Int32(next)
    if previous < 0 {
      core.chains[line.index] = Int32(entry)
    } else {
      core.connections[previous].nextOnLine = Int32(entry)
    }
  }

  func appendToDevice(_ entry: Int, _ device: Int) {
    var last = Int(core.devices[device].firstConnection)
    guard last >= 0 else {
      core.devices[device].firstConnection = Int32(entry)
      return
    }
    while core.connections[last].nextOfDevice >= 0 {
      last = Int(core.connections[last].nextOfDevice)
    }
    core.connections[last].nextOfDevice = Int32(entry)
  }

  func removeFromChain(_ entry: Int, of line: LineID) {
    let next = core.connections[entry].nextOnLine
    if Int(core.chains[line.index]) == entry {
      core.chains[line.index] = next
      return
    }
    for index in 0..<core.connections.count where Int(core.connections[index].nextOnLine) == entry {
      core.connections[index].nextOnLine = next
    }
  }

  func removeFromDevice(_ entry: Int, _ device: Int) {
    let next = core.connections[entry].nextOfDevice
    if Int(core.devices[device].firstConnection) == entry {
      core.devices[device].firstConnection = next
      return
    }
    for index in 0..<core.connections.count where Int(core.connections[index].nextOfDevice) == entry
    {
      core.connections[index].nextOfDevice = next
    }
  }
}
