internal import BoardHAL

/// The table of feeds: who is watched, and what becomes of it when one is ready.
extension LinuxBoard {
  /// Takes in a feed for lines that are being opened.
  func add(_ feed: any LineFeed, for newLines: [LineID]) throws(BoardError) {
    let slot = slots.firstIndex { $0 == nil } ?? slots.count
    if slot == slots.count { slots.append(nil) }
    slots[slot] = FeedSlot(feed)
    do throws(BoardError) {
      try follow(slot)
    } catch {
      slots[slot] = nil
      throw error
    }
    nextCheck = earlier(nextCheck, feed.nextCheck)
    for line in newLines { lines[line.index] = .feed(slot: slot) }
  }

  /// Looks at all descriptors once; blocks until something is ready if `blocks`.
  ///
  /// - Returns: true when the owner is to look after something else than lines.
  func look(blocks: Bool) -> Bool {
    var isCalled = false
    // One that blocks, or the look after a wait that somebody else's thread has slept.
    let isWait = blocks || lookedAt == nil
    readiness.look(blocks: blocks) { occurrence in
      switch occurrence {
      case .feed(let slot, let events): arrive(events, at: slot, isWait: isWait)
      case .deadline: checkFeeds()
      case .removal: watchAnew()
      case .call: isCalled = true
      case .owner:
        isOwnerCalled = true
        isCalled = true
      }
    }
    lookedAt = clock.now
    return isCalled
  }

  private func arrive(_ events: Readiness.Events, at slot: Int, isWait: Bool) {
    guard let feed = slots[slot]?.feed else { return }
    // What is ready all the time, because nobody has taken it yet, spoils waits and nothing else:
    // a stream would have its descriptor held and watched again for each reading.
    if !isWait, feed.hasTold(of: events) { return }
    if feed.isDrained || events.contains(.hangup) || events.contains(.error) {
      feed.arrive(events, at: clock.now, naming: &ready)
    } else {
      slots[slot]?.isHeld = true
    }
    refresh(slot)
  }

  /// Lets the kernel look at every descriptor again: what hung up is then reported.
  private func watchAnew() {
    for slot in slots.indices {
      guard let watched = slots[slot]?.watched else { continue }
      readiness.change(watched.descriptor, to: watched.events, slot: slot)
    }
  }

  /// Looks after the feeds whose time has come.
  private func checkFeeds() {
    guard let due = nextCheck, due <= clock.now else { return }
    nextCheck = nil
    for slot in slots.indices {
      guard let feed = slots[slot]?.feed, let check = feed.nextCheck else { continue }
      if check <= clock.now { feed.arrive([], at: clock.now, naming: &ready) }
      refresh(slot)
    }
  }

  /// Brings what is watched up to date, after anything that may have changed it.
  func refresh(_ slot: Int) {
    guard let entry = slots[slot] else { return }
    if let check = entry.feed.nextCheck { nextCheck = min(nextCheck ?? check, check) }
    if entry.isFollowed { return }
    do throws(BoardError) {
      try follow(slot)
    } catch {
      // The kernel watches no more descriptors: asked again with the next record or check.
      slots[slot]?.watched = nil
    }
  }

  private func follow(_ slot: Int) throws(BoardError) {
    guard let entry = slots[slot] else { return }
    if entry.isHeld, entry.feed.isDrained { slots[slot]?.isHeld = false }
    let wanted = slots[slot]?.wanted
    if let watched = entry.watched {
      if let wanted, wanted == watched { return }
      if let wanted, wanted.descriptor == watched.descriptor {
        readiness.change(wanted.descriptor, to: wanted.events, slot: slot)
        slots[slot]?.watched = wanted
        return
      }
      readiness.forget(watched.descriptor)
      slots[slot]?.watched = nil
    }
    guard let wanted else { return }
    try readiness.watch(wanted.descriptor, for: wanted.events, slot: slot)
    slots[slot]?.watched = wanted
  }

  /// The feed of an open line, or nil for a line that only software raises.
  ///
  /// - Precondition: the line is open.
  func feed(of line: LineID) -> (any LineFeed)? {
    switch attachment(of: line) {
    case .feed(let slot): slots[slot]?.feed
    case .software: nil
    }
  }

  /// What an open line is attached to.
  ///
  /// - Precondition: the line is open.
  func attachment(of line: LineID) -> Attachment {
    guard lines.indices.contains(line.index), let attachment = lines[line.index] else {
      preconditionFailure("line \(line.index) is not open on this board")
    }
    return attachment
  }

  /// Lets go of a line, and of its feed when it was the last.
  func remove(_ line: LineID) {
    if case .feed(let slot) = attachment(of: line), let feed = slots[slot]?.feed, feed.close(line) {
      if let watched = slots[slot]?.watched { readiness.forget(watched.descriptor) }
      slots[slot] = nil
    }
    lines[line.index] = nil
  }
}
