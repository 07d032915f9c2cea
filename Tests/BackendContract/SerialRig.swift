package import BoardHAL

/// A board with one serial port under contract, and somebody at the far end.
package protocol SerialRig: AnyObject {
  /// The board; nothing is open on it.
  var board: any Backend { get }

  /// What the port is called.
  var port: String { get }

  /// How the port can be set: a rate at which a test is not slow.
  var settings: SerialSettings { get }

  /// The far end says something; returns when it has taken all of it.
  func send(_ bytes: [UInt8]) throws

  /// The far end breaks, for longer than a character; false when it cannot.
  func sendBreak() throws -> Bool

  /// What is sent while the board's port is closed is lost, as on a wire.
  var wireForgets: Bool { get }

  /// What the far end has heard since the last time; may be nothing.
  func hear() throws -> [UInt8]

  /// The port goes away; false when it cannot.
  func hangUp() throws -> Bool

  /// The port comes back; false when it cannot.
  func reconnect() throws -> Bool

  /// Lets the far end do what it does by itself, while nothing is expected of the board.
  func pass(_ time: Nanoseconds)
}

extension SerialRig {
  /// How long a check waits for what must come; on a mock it costs nothing, live it is not reached.
  static var patience: Nanoseconds { .seconds(10) }

  /// Opens the port's receiving side.
  func open() throws {
    try board.open(.serialReceive(port: port, settings), as: .receive)
  }

  /// Opens both directions.
  func openBoth() throws {
    try board.open(LineSource.serial(port: port, settings), as: [.receive, .transmit])
  }

  func transmit(_ bytes: [UInt8]) throws -> Int { try board.transmit(bytes.span, on: .receive) }

  /// The next record of a line, waiting for it if need be.
  ///
  /// - Throws: `Deviation` when none comes in time.
  func next(_ line: LineID = .receive) throws -> SerialRecord {
    let deadline = board.now + Self.patience
    while true {
      if case .serial(let record)? = board.takeRecord(from: line) { return record }
      guard board.now < deadline else {
        throw Deviation(what: "a record of line \(line.index)", seen: "none", promised: "one")
      }
      _ = board.wait(until: deadline)
      while board.takeReadyLine() != nil {}
    }
  }

  /// The next bytes, until there are `count`.
  ///
  /// - Throws: `Deviation` when something else comes, or nothing in time.
  func receive(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let record = try next()
      try expect("kind after \(bytes.count) bytes", record.kind, .bytes)
      bytes += record.bytes
    }
    return bytes
  }

  /// What the far end hears, until it has heard `count` bytes.
  func hear(_ count: Int) throws -> [UInt8] {
    let deadline = board.now + Self.patience
    var bytes = try hear()
    while bytes.count < count {
      guard board.now < deadline else {
        throw Deviation(what: "bytes heard", seen: "\(bytes.count)", promised: "\(count)")
      }
      pass(.milliseconds(1))
      bytes += try hear()
    }
    return bytes
  }

  /// Sends until the port takes no more; returns what it took.
  func fill() throws -> [UInt8] {
    var taken: [UInt8] = []
    while taken.count < 4_000_000 {
      let piece = (0..<4096).map { UInt8(truncatingIfNeeded: taken.count + $0 &* 7) }
      let count = try transmit(piece)
      taken += piece.prefix(count)
      if count < piece.count { return taken }
    }
    throw Deviation(what: "filling the port", seen: "4 MB taken", promised: "a limit")
  }

  /// How often waits end within `time`: once for a board on which nothing happens.
  func waits(for time: Nanoseconds) -> Int {
    let deadline = board.now + time
    var count = 0
    while board.now < deadline {
      _ = board.wait(until: deadline)
      while board.takeReadyLine() != nil {}
      count += 1
    }
    return count
  }
}

extension LineID {
  static let receive = LineID(0)
  static let transmit = LineID(1)
  static let other = LineID(2)
}

extension SerialRecord {
  var bytes: [UInt8] {
    switch kind {
    case .bytes, .framing, .parity: (0..<Int(count)).map { byte(at: $0) }
    case .breakSignal, .overrun, .hangup, .connected, .room, .modemLines: []
    }
  }
}
