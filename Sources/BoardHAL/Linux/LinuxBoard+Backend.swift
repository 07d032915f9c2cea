public import BoardHAL

extension LinuxBoard: Backend {
  /// The time since the board was made.
  public var now: BoardInstant { clock.now }

  /// Opens a described line; its edges are reported from here on, so sample its value afterwards.
  ///
  /// - Throws: `BoardError`, naming who holds the line, or what is missing.
  /// - Precondition: `line` is not open.
  public func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    makeRoom(for: line)
    switch source {
    case .edges(let settings): try openEdges([(line, settings)])
    case .serialReceive(let port, let settings): try openSerial(port, settings, as: line)
    case .serialTransmit(let port): try openTransmit(port, as: line)
    case .modemLines(let port): try openModem(port, as: line)
    case .software: lines[line.index] = .software
    }
  }

  /// Opens lines that belong together, all of them or none.
  ///
  /// Those on one chip become one request where libgpiod has requests of several lines, which its
  /// API 1 has not: at most 64 in one (row H11).
  ///
  /// - Throws: `BoardError`, naming who holds a line, or what is missing.
  /// - Precondition: none of the lines is open.
  public func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    precondition(sources.count == lines.count, "each source is opened as a line of its own")
    var edges: [(line: LineID, settings: LineSource.EdgeLine)] = []
    var others: [(line: LineID, source: LineSource)] = []
    for (source, line) in zip(sources, lines) {
      makeRoom(for: line)
      if case .edges(let settings) = source {
        edges.append((line, settings))
      } else {
        others.append((line, source))
      }
    }
    if !edges.isEmpty { try openEdges(edges) }
    var opened = edges.map(\.line)
    for (line, source) in others {
      do throws(BoardError) {
        try open(source, as: line)
      } catch {
        for line in opened { remove(line) }
        throw error
      }
      opened.append(line)
    }
  }

  func makeRoom(for line: LineID) {
    while lines.count <= line.index { lines.append(nil) }
    precondition(lines[line.index] == nil, "line \(line.index) is open already")
  }

  /// Closes a line; what the kernel still holds for it is forgotten.
  ///
  /// - Precondition: the line is open.
  public func close(_ line: LineID) { remove(line) }

  /// A line that has records to take, or nil when none has; asks the kernel when it knows of none.
  ///
  /// Not within ten microseconds after it was asked: firmware asks before each routine, and four
  /// questions to the kernel would cost more than all else that a byte needs. What comes in that
  /// time waits for the next question, or ends the next wait at once.
  public func takeReadyLine() -> LineID? {
    if let line = takeNamedLine() { return line }
    if let lookedAt, now < lookedAt + Self.respite { return nil }
    _ = look(blocks: false)
    return takeNamedLine()
  }

  /// Less than a service routine may take, so that it delays nobody by more.
  private static let respite = Nanoseconds.microseconds(10)

  /// A line that was closed after it was named is passed over.
  private func takeNamedLine() -> LineID? {
    while let line = ready.takeFirst() {
      if lines[line.index] != nil { return line }
    }
    return nil
  }

  /// The line's oldest record, or nil when it has none left.
  ///
  /// - Precondition: the line is open.
  public func takeRecord(from line: LineID) -> LineRecord? {
    guard case .feed(let slot) = attachment(of: line), let feed = slots[slot]?.feed else {
      return nil
    }
    let record = feed.takeRecord(from: line, on: clock)
    if feed.takeChange() { refresh(slot) }
    if record != nil, !ready.contains(line), feed.hasRecord(line) { ready.join(line) }
    return record
  }

  /// Blocks until a line is ready, `deadline` has come, somebody rings the bell or a signal comes.
  ///
  /// - Returns: true; a live board can always bring something.
  public func wait(until deadline: BoardInstant?) -> Bool {
    while ready.first == nil {
      let isDue = deadline.map { $0 <= now } ?? false
      readiness.arm(earlier(deadline, nextCheck), on: clock)
      if look(blocks: !isDue) || isDue { break }
    }
    return true
  }

  /// The descriptor that a line's records come through; its records are the firmware's to take.
  public func rawDescriptor(of line: LineID) -> Int32? { feed(of: line)?.descriptor }

  /// Ends a wait, the present one or the next; from any thread.
  public func wake() { readiness.bell.ring() }

  func earlier(_ first: BoardInstant?, _ second: BoardInstant?) -> BoardInstant? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
  }

  /// What a GPIO line means now, read at the hardware.
  ///
  /// - Throws: `gone`, `system`, or `unsupported` for a line that is not on a pin.
  /// - Precondition: the line is open.
  public func value(of line: LineID) throws(BoardError) -> LineValue {
    guard let feed = feed(of: line) else { throw .valueless(line) }
    return try feed.value(of: line)
  }

  /// A Linux board has no registers that firmware could reach.
  public func readRegister(_ register: RegisterID) -> UInt32 {
    preconditionFailure("a Linux board has no register \(register.index)")
  }

  /// A Linux board has no registers that firmware could reach.
  public func writeRegister(_ register: RegisterID, _ value: UInt32) {
    preconditionFailure("a Linux board has no register \(register.index)")
  }

  /// Sends bytes; as many are taken as the kernel has room for.
  ///
  /// - Throws: `gone`, `system`, or `unsupported` for a line that cannot send.
  /// - Precondition: the line is open.
  public func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    guard case .feed(let slot) = attachment(of: line), let feed = slots[slot]?.feed else {
      throw .speechless(line)
    }
    defer { refresh(slot) }
    return try feed.transmit(bytes, on: line)
  }
}
