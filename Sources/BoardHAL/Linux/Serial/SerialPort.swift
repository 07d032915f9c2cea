internal import BoardHAL
internal import CSerialPort

/// A serial port of the kernel, and the lines it brings records for: received bytes, and room to
/// send.
///
///         opened                    hang-up taken, then every 20 ms … 2 s
///     ───────────► connected ──────────────────────────► away ──┐
///                      ▲            └ descriptor closed          │ its stable name leads to it
///                      └─────────────────────────────────────────┘ again: next generation
///
/// A port that hung up is never called again: a tty without its device says "ready, 0 bytes" for
/// ever. What the kernel still held is lost then, and nobody can say how much that was.
final class SerialPort: LineFeed {
  /// What people call the port.
  let name: String

  private let settings: SerialSettings
  private let stableName: StableName

  /// What the port can tell, as it was when it was opened first.
  let capabilities: SerialCapabilities

  @exclusivity(unchecked) private var tty: TTY?
  private var device: String
  private var refusal: BoardError?
  @exclusivity(unchecked) private var receiver: Receiver
  @exclusivity(unchecked) private(set) var generation: UInt32 = 1
  private var backoff = Backoff()
  @exclusivity(unchecked) private(set) var nextCheck: BoardInstant?

  @exclusivity(unchecked) private var receiveLine: LineID?
  @exclusivity(unchecked) private var transmitLine: LineID?
  /// Hears of it when the port goes and comes.
  private weak var modem: ModemFeed?

  /// News that have not been taken.
  @exclusivity(unchecked) private var hasHangup = false
  @exclusivity(unchecked) private var hasConnected = false
  @exclusivity(unchecked) private var transmitNews: SerialRecord.Kind?

  /// Bytes were refused: the transmit line asks when there is room.
  @exclusivity(unchecked) private var isHeldBack = false
  /// The kernel has bytes that firmware leaves there, and is not asked about them meanwhile.
  @exclusivity(unchecked) private var isMasked = false
  /// `takeRecord` has changed what is to be watched, or when to look.
  @exclusivity(unchecked) private var hasChanged = false

  /// Opens a port.
  ///
  /// - Parameters:
  ///   - description: The board's word on it.
  ///   - settings: How it is to talk.
  ///   - line: The line of what it receives.
  /// - Throws: what `TTY.init` throws, or `missing` when there is no such device file.
  init(
    _ description: SerialPortDescription, _ settings: SerialSettings, as line: LineID
  ) throws(BoardError) {
    guard let path = description.path else {
      throw .unsupported(
        description.name, remedy: "give its device file in the board file: path: /dev/...")
    }
    guard let device = Paths.resolved(path) else {
      throw .missing(
        description.name, path: path,
        remedy: description.needs ?? "plug it in; board-cli ports lists what there is")
    }
    name = description.name
    self.settings = settings
    self.device = device
    stableName = StableName(of: path, device: device)
    let tty = try TTY(device, settings, name: name, reconnects: stableName != .none)
    capabilities = tty.capabilities
    receiver = Receiver(tty, settings)
    self.tty = tty
    receiveLine = line
  }

  // MARK: Lines

  /// The line of what the port receives; nil once it is closed.
  var holder: LineID? { receiveLine }

  /// Gives the port a line that says when there is room to send.
  ///
  /// - Throws: `busy` when it has one.
  func openTransmit(as line: LineID) throws(BoardError) {
    if let transmitLine {
      throw .busy("sending on \(name)", holder: "line \(transmitLine.index) of this firmware")
    }
    transmitLine = line
  }

  /// Makes the feed of the port's modem lines.
  ///
  /// - Throws: `busy` when there is one, `unsupported` for a port without, or `system`.
  func openModem(as line: LineID) throws(BoardError) -> ModemFeed {
    if let modem {
      throw .busy(
        "the modem lines of \(name)", holder: "line \(modem.line.index) of this firmware")
    }
    guard capabilities.hasModemLines else {
      throw .unsupported(
        "the modem lines of \(name)", remedy: "its driver has none; leave the line out")
    }
    let feed = try ModemFeed(of: self, as: line)
    modem = feed
    try modem?.attach(tty?.descriptor)
    return feed
  }

  func close(_ line: LineID) -> Bool {
    if line == transmitLine {
      transmitLine = nil
      isHeldBack = false
      transmitNews = nil
    } else {
      receiveLine = nil
      tty?.release()
      disconnect()
      nextCheck = nil
    }
    return receiveLine == nil && transmitLine == nil
  }

  // MARK: Readiness

  var descriptor: Int32? { tty?.descriptor }

  /// Room is watched for only after bytes were refused: an empty port is always ready (row H18).
  var interest: Readiness.Events {
    var events: Readiness.Events = isMasked ? [] : .input
    if isHeldBack { events.insert(.output) }
    return events
  }

  /// Always: what the port is watched for is its own care, because a full receiver must not keep
  /// the sender from hearing of room.
  var isDrained: Bool { true }

  func hasTold(of events: Readiness.Events) -> Bool { receiver.isReady && events == .input }

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {
    if let check = nextCheck, check <= now { reconnect(at: now, naming: &ready) }
    if events.contains(.output), isHeldBack {
      isHeldBack = false
      transmitNews = .room
    }
    if events.contains(.hangup) || events.contains(.error) {
      // The last reading, as far as there is room for it.
      if receiver.isEmpty { receive(at: now) }
      if tty != nil { hangUp() }
    } else if events.contains(.input) {
      isMasked = receiver.isReady
      receiver.isReady = true
    }
    if let transmitLine, transmitNews != nil { ready.join(transmitLine) }
    if let receiveLine, hasRecord(receiveLine) { ready.join(receiveLine) }
  }

  // MARK: Records

  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord? {
    line == transmitLine ? takeRoom(on: clock) : takeReceived(on: clock)
  }

  func takeChange() -> Bool {
    defer { hasChanged = false }
    return hasChanged
  }

  func hasRecord(_ line: LineID) -> Bool {
    line == transmitLine
      ? transmitNews != nil
      : hasConnected || !receiver.isEmpty || receiver.isReady || hasHangup
  }

  private func takeRoom(on clock: MonotonicClock) -> LineRecord? {
    guard let kind = transmitNews else { return nil }
    transmitNews = nil
    return .serial(SerialRecord(time: clock.now, kind: kind, generation: generation))
  }

  /// News in the order in which they happened: back again, bytes and errors, gone.
  private func takeReceived(on clock: MonotonicClock) -> LineRecord? {
    if hasConnected {
      hasConnected = false
      return .serial(SerialRecord(time: clock.now, kind: .connected, generation: generation))
    }
    if receiver.isEmpty, receiver.isReady {
      receive(at: clock.now)
      hasChanged = true
    }
    if let record = receiver.take(generation: generation) { return .serial(record) }
    guard hasHangup else { return nil }
    hasHangup = false
    hasChanged = true
    let now = clock.now
    if stableName != .none, receiveLine != nil { nextCheck = now + backoff.next() }
    return .serial(SerialRecord(time: now, kind: .hangup, generation: generation))
  }

  func value(of line: LineID) throws(BoardError) -> LineValue { throw .valueless(line) }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    guard let outcome = tty?.send(bytes) else { throw .gone(name) }
    switch outcome {
    case .moved(let count):
      isHeldBack = count < bytes.count && transmitLine != nil
      return count
    case .wouldBlock:
      isHeldBack = transmitLine != nil
      return 0
    case .gone: throw .gone(name)
    case .failed(let number): throw systemError("write", on: name, number)
    }
  }

  /// What the modem lines are now, or nil while the port is away.
  func readModemLines() -> ModemLines? { tty?.readModemLines() }

  /// The device, to act on.
  ///
  /// - Throws: `gone` while the port is away.
  func connected() throws(BoardError) -> TTY {
    guard let tty else { throw .gone(name) }
    return tty
  }

  var whereabouts: PortWhereabouts {
    PortWhereabouts(
      device: tty == nil ? nil : device, stableName: stableName.words, refusal: refusal)
  }

  // MARK: The kernel

  private func receive(at now: BoardInstant) {
    guard let tty else { return }
    if !receiver.fill(from: tty, at: now) { hangUp() }
    if !receiver.isReady { isMasked = false }
  }

  private func hangUp() {
    hasHangup = true
    if isHeldBack || transmitNews != nil { transmitNews = .hangup }
    disconnect()
  }

  /// Lets go of the device: it is not called any more.
  private func disconnect() {
    modem?.detach()
    tty = nil
    receiver.isReady = false
    isMasked = false
    isHeldBack = false
  }

  private func reconnect(at now: BoardInstant, naming ready: inout ReadyLines) {
    nextCheck = nil
    do throws(BoardError) {
      guard let device = stableName.device else { throw .gone(name) }
      let tty = try TTY(device, settings, name: name, reconnects: true)
      receiver.begin(tty, settings)
      try modem?.attach(tty.descriptor)
      self.tty = tty
      self.device = device
    } catch {
      refusal = error
      // Not there yet, or there and not permitted yet: udev sets the group a moment later.
      nextCheck = now + backoff.next()
      return
    }
    refusal = nil
    backoff.reset()
    generation += 1
    hasConnected = true
    if let receiveLine { ready.join(receiveLine) }
  }
}
