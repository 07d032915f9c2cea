import BoardHAL

extension Dispatcher {
  /// Finds the level of each line and the ceiling of each lock: the lowest at which none of them
  /// has to wait for what it has interrupted (row L03).
  ///
  /// A line runs at the highest level that any of its connections asked for, or that the lock of
  /// one has; a lock's ceiling is the highest level of the lines that use it. Both rise until they
  /// agree: a line whose routine needs a lock is never above those that hold it. What a connection
  /// has raised falls again when it is taken out.
  func settleLevels() {
    var levels = [Level](repeating: .passive, count: core.chains.count)
    for index in 0..<core.connections.count where core.connections[index].isConnected {
      let line = core.connections[index].line.index
      levels[line] = max(levels[line], core.connections[index].wanted)
      core.connections[index].lockOwner?.ceiling = .passive
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for index in 0..<core.connections.count where core.connections[index].isConnected {
        guard let lock = core.connections[index].lockOwner else { continue }
        let line = core.connections[index].line.index
        guard lock.ceiling != levels[line] else { continue }
        levels[line] = max(levels[line], lock.ceiling)
        lock.ceiling = levels[line]
        isSettled = false
      }
    }
    for index in 0..<core.connections.count where core.connections[index].isConnected {
      let line = core.connections[index].line
      let level = levels[line.index]
      if core.connections[index].level != level { core.connections[index].level = level }
      lockCore(Self.outside)
      core.controller.setLevel(level, of: line)
      unlockCore()
    }
  }
}
