public import BoardHAL

/// The far end of a serial port: says what it is told to, and keeps what it hears.
///
///     let peer = try board.peer(on: "uart0")
///     peer.send("hello\n", at: start)
///     peer.reply(to: "ping\n", with: "pong\n", after: .milliseconds(2))
///
/// Both directions take the time that the port's speed demands, 115200 8N1 before the port is
/// opened. What is sent queues behind what is under way. A peer sends on whatever the settings say
/// about flow control, so that a receiver can be overrun. Everything is data: a peer never runs
/// code of the test in the middle of firmware.
public struct SerialPeer {
  /// The board that the peer is wired to.
  public let board: MockBoard

  let port: Int

  // MARK: Saying

  /// Sends text, as UTF-8.
  public func send(_ text: String, at time: BoardInstant? = nil) {
    send(Array(text.utf8), at: time)
  }

  /// Sends bytes.
  public func send(_ bytes: [UInt8], at time: BoardInstant? = nil) {
    perform(.send(bytes), at: time)
  }

  /// Holds the line low for longer than a character.
  public func sendBreak(at time: BoardInstant? = nil) {
    perform(.sendBreak, at: time)
  }

  /// Sends a character without a stop bit.
  public func sendFraming(_ byte: UInt8, at time: BoardInstant? = nil) {
    perform(.sendFraming(byte), at: time)
  }

  /// Sends a character with a wrong check bit.
  public func sendParity(_ byte: UInt8, at time: BoardInstant? = nil) {
    perform(.sendParity(byte), at: time)
  }

  /// Sends characters that the board's receiver loses, as if each came before the last was taken.
  ///
  /// - Precondition: `count` is greater than zero.
  public func sendOverrun(_ count: UInt32 = 1, at time: BoardInstant? = nil) {
    precondition(count > 0, "an overrun loses at least one character")
    perform(.lose(count), at: time)
  }

  /// Pulls the cable: firmware gets a hang-up.
  ///
  /// What is under way in either direction is cut off, and what has arrived and was not taken is
  /// forgotten, as a kernel forgets it. Pulling a pulled cable does nothing.
  public func hangUp(at time: BoardInstant? = nil) {
    perform(.hangUp, at: time)
  }

  /// Plugs the cable in again, as a new generation of the port.
  public func reconnect(at time: BoardInstant? = nil) {
    perform(.reconnect, at: time)
  }

  /// Holds up what the board sends, as a receiver does with flow control: nothing more leaves the
  /// port, which fills up.
  public func pause(at time: BoardInstant? = nil) {
    perform(.pause, at: time)
  }

  /// Lets the board send on.
  public func resume(at time: BoardInstant? = nil) {
    perform(.resume, at: time)
  }

  /// Asserts these of the modem lines and no others.
  public func setModemLines(_ lines: ModemLines, at time: BoardInstant? = nil) {
    perform(.setModemLines(lines), at: time)
  }

  // MARK: Answering

  /// True to send every byte back as soon as it is heard.
  public var echo: Bool {
    get { board.links[port].echoes }
    nonmutating set { board.links[port].echoes = newValue }
  }

  /// Sends text each time that other text was heard.
  public func reply(to request: String, with response: String, after delay: Nanoseconds = .zero) {
    reply(to: Array(request.utf8), with: Array(response.utf8), after: delay)
  }

  /// Sends bytes each time that other bytes were heard.
  ///
  /// - Precondition: `request` is not empty, and `delay` not negative.
  public func reply(to request: [UInt8], with response: [UInt8], after delay: Nanoseconds = .zero) {
    board.links[port].replies.add(
      SerialReply(request: request, response: response, delay: delay))
  }

  // MARK: Looking

  /// What firmware sent and has arrived, with times; the newest `historyCapacity` bytes.
  public var arrivals: [SerialArrival] { board.links[port].received.entries }

  /// What firmware sent and has arrived.
  public var received: [UInt8] { arrivals.map(\.byte) }

  /// What firmware sent and has arrived, as UTF-8; anything else in it shows as `\u{FFFD}`.
  public var receivedText: String { String(decoding: received, as: UTF8.self) }

  /// Takes what has arrived since the last time.
  public func takeReceived() -> [SerialArrival] { board.links[port].received.takeAll() }

  /// How many arrivals were forgotten because there were too many.
  public var droppedArrivals: UInt64 { board.links[port].received.dropped }

  /// True while the board asserts DTR: the port is open and its settings do not say otherwise.
  public var hearsDataTerminalReady: Bool {
    board.links[port].controls.map { $0.dataTerminalReady != .off } ?? false
  }

  /// True while the board asserts RTS: the port is open and its settings do not say otherwise.
  public var hearsRequestToSend: Bool {
    board.links[port].controls.map { $0.requestToSend != .off } ?? false
  }

  /// False from `hangUp` to `reconnect`.
  public var isConnected: Bool { board.links[port].isConnected }

  /// What became of the characters in both directions.
  public var counters: SerialCounters { board.links[port].counters }

  private func perform(_ script: SerialScript, at time: BoardInstant?) {
    board.schedule(.serial(port: port, script), at: time)
  }
}
