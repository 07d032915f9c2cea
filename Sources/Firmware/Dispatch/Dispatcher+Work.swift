import BoardHAL

/// What devices have waiting for passive level: passive service routines, and work items.
///
/// Only who waits is known here; they run elsewhere, on executors. Each executor has two queues,
/// because a service routine goes before the work items (row S4-12).
extension Dispatcher {
  /// Gives a device something that can wait for an executor.
  func addWork(
    of device: DeviceID, on executor: Int, isService: Bool
  ) throws(FirmwareError) -> Int {
    // Those of other devices are asked for meanwhile, and their states change.
    lockCore(Self.outside)
    defer { unlockCore() }
    guard let index = (0..<core.workItems.count).first(where: { core.workItems[$0].state == .free })
    else { throw .full("workItems", limit: limits.workItems) }
    var item = DeferredCall()
    item.state = .idle
    item.device = device.index
    item.target = executor * 2 + (isService ? 0 : 1)
    core.workItems[index] = item
    return index
  }

  /// Takes an item out of the table; false while it runs.
  @discardableResult
  func withdrawWork(_ item: Int) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    switch core.workItems[item].state {
    case .running, .runningAndQueued:
      core.workItems[item].state = .running
      return false
    case .queued:
      core.workQueues.leave(item, in: core.workItems)
    case .idle, .free:
      break
    }
    core.workItems[item] = DeferredCall()
    return true
  }

  /// True when the item neither waits nor runs.
  func isIdle(work item: Int) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    return core.workItems[item].state == .idle || core.workItems[item].state == .free
  }

  /// True while the device's work item runs.
  func isWorking(_ device: DeviceID) -> Bool {
    lockCore(Self.outside)
    defer { unlockCore() }
    let item = core.devices[device.index].workItem
    guard item >= 0 else { return false }
    let state = core.workItems[item].state
    return state == .running || state == .runningAndQueued
  }

  /// Gives a device its work item, and the ring that feeds it.
  func registerWork(
    of device: DeviceID, ring: UnsafeMutableRawPointer, owner: AnyObject, on executor: Int
  ) throws(FirmwareError) -> Int {
    guard core.devices[device.index].workItem < 0 else {
      throw .alreadyRegistered(device: core.devices[device.index].name)
    }
    let item = try addWork(of: device, on: executor, isService: false)
    unsafe core.devices[device.index].workRing = ring
    core.devices[device.index].workOwner = owner
    core.devices[device.index].workItem = item
    return item
  }

  /// Queues an item; from any level, because it only marks.
  func requestWork(_ item: Int, from processor: Int) -> DeferredRequest {
    lockCore(processor)
    defer {
      unlockCore()
      ringPassive()
    }
    switch core.workItems[item].ask() {
    case .joins:
      core.workQueues.join(item, in: core.workItems)
      return .queued
    case .again: return .queued
    case .merged: return .merged
    case .refused: return .refused
    }
  }

  /// Takes what an executor is to run next: service routines before work items.
  func takeWork(on executor: Int) -> Int? {
    lockCore(Self.outside)
    defer { unlockCore() }
    for queue in [executor * 2, executor * 2 + 1] {
      guard let item = core.workQueues.takeFirst(on: queue, in: core.workItems) else { continue }
      core.workItems[item].begin()
      return item
    }
    return nil
  }

  func endWork(_ item: Int, hasMore: Bool) {
    lockCore(Self.outside)
    defer { unlockCore() }
    if core.workItems[item].end(hasMore: hasMore) {
      core.workQueues.join(item, in: core.workItems)
    }
  }

  /// The ring through which a device feeds its work item, and the item.
  @usableFromInline
  func workRing(of device: DeviceID) -> (UnsafeMutableRawPointer, item: Int)? {
    guard let ring = unsafe core.devices[device.index].workRing else { return nil }
    return unsafe (ring, core.devices[device.index].workItem)
  }

  // MARK: Passive service routines

  /// Counts what a passive service routine did with an interrupt.
  func count(_ outcome: ServiceOutcome, of index: Int) {
    // The line's next interrupt is captured meanwhile, and counted in the same entry.
    lockCore(Self.outside)
    if outcome == .notMine {
      core.connections[index].counters.notMine += 1
    } else {
      core.connections[index].counters.served += 1
    }
    unlockCore()
    guard outcome == .notMine else { return }
    let line = core.connections[index].line
    guard Int(core.chains[line.index]) == index, core.connections[index].nextOnLine < 0 else {
      return
    }
    core.unclaimed[line.index] += 1
    note(.unclaimed(line))
  }

  /// Queues the passive service routine of a connection, whose record has been captured; masks a
  /// level-triggered line until it has returned (row L72).
  @inline(never)
  func requestService(_ index: Int, from processor: Int) -> DeferredRequest {
    let line = core.connections[index].line
    if core.isLevelTriggered[line.index] {
      core.connections[index].holdsServiceMask = true
      settleMask(of: line)
    }
    return requestWork(core.connections[index].serviceItem, from: processor)
  }

  /// Ends a passive service: lets the line ask again, at once if its device still does.
  func endService(_ index: Int) {
    guard core.connections[index].holdsServiceMask else { return }
    core.connections[index].holdsServiceMask = false
    let line = core.connections[index].line
    let isStillAsserted = isOnPin(line) && isAsserted(line)
    lockCore(Self.outside)
    core.controller.setAsserted(isStillAsserted, on: line)
    unlockCore()
    settleMask(of: line)
  }
}
