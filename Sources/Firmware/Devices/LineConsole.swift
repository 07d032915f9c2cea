public import BoardHAL

/// A serial port that speaks in lines of text.
///
/// Bytes are collected until the line ends; the line is told as one event. What goes wrong on the
/// wire is told in the order in which it happened, between the lines.
public struct LineConsole: ~Copyable, InterruptDriven {
  /// What a console tells.
  public enum Event: UInt8, DeviceCode {
    /// A line was received; the text is the line without its ending.
    case line
    /// A line was longer than can be kept; the text is the piece that is full, the rest follows.
    case piece
    /// The far end held the line in break.
    case breakSignal
    /// A byte without stop bit, or of wrong parity, was dropped; the value is the byte.
    case damaged
    /// Bytes were lost; the value is how many, as far as is known.
    case overrun
    /// The port is gone; the value is the number of the connection that ended.
    case hangup
    /// The port is back; the value is the number of the new connection.
    case connected
    /// Bytes to send found the queue full or the port gone; the value is how many were dropped.
    case unsent

    /// What people and files call it.
    public var name: String {
      switch self {
      case .line: "line"
      case .piece: "piece"
      case .breakSignal: "break"
      case .damaged: "damaged"
      case .overrun: "overrun"
      case .hangup: "hangup"
      case .connected: "connected"
      case .unsent: "unsent"
      }
    }
  }

  /// What can be asked of a console.
  public enum Action: UInt8, DeviceCode {
    /// Send the action's text and a line ending.
    case write

    /// What people and files call it.
    public var name: String { "write" }
  }

  /// What the service routine knows.
  public struct LineState {
    /// More waits to be sent than may be added to: the line is held back until it has gone.
    var isHeldBack = false
  }

  /// How lines end, how long they may be, and whether they are sent back.
  public let settings: ConsoleDescription

  private var line = EventText()
  private var endedWithReturn = false
  private var waiting = ByteQueue(capacity: 8192)
  private var unsent = 0
  private var isConnected = true
  private var isHoldingBack = false
  private var mask: SourceMask?

  /// One call besides the device's own: the one that goes on sending (row H18).
  public static var customCalls: Int { 1 }

  private static let sendingCall = 1

  /// As soon as so many bytes wait to be sent, nothing more is received: what is under way already,
  /// a batch to echo and a queue of actions, still has room.
  private static let mark = 2048

  /// Makes a console that has received nothing.
  public init(_ settings: ConsoleDescription) {
    self.settings = settings
  }

  /// Takes what the line brought, and hands it to the deferred call of its direction.
  public static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout LineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    if interrupt.subLine == 1 { return .claimed(record, defer: .customCall(sendingCall)) }
    return .claimed(record, defer: line.isHeldBack ? .deferredCallMasking : .deferredCall)
  }

  /// Works through everything that came since the last run; the sending call only sends on.
  public mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<LineConsole>
  ) {
    batch.forEach { item in
      switch item {
      case .value(let record) where context.call == Self.sendingCall:
        // The receiving line tells it too, but may be held back by what cannot be sent any more.
        if record.kind == .hangup { giveUpSending() }
      case .value(let record): receive(record, context)
      case .lost(let count): context.emit(.overrun, value: Int64(count))
      }
    }
    send(context)
  }

  /// Carries out an action.
  public mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<LineConsole>
  ) {
    for index in 0..<text.count { queue(text[index]) }
    endLine()
    send(context)
  }

  // MARK: Receiving

  private mutating func receive(
    _ record: SerialRecord, _ context: borrowing DispatchContext<LineConsole>
  ) {
    switch record.kind {
    case .bytes:
      for index in 0..<Int(record.count) { receive(record.byte(at: index), context) }
    case .breakSignal:
      context.emit(.breakSignal)
    case .framing, .parity:
      context.emit(.damaged, value: Int64(record.byte(at: 0)))
    case .overrun:
      context.emit(.overrun, value: Int64(record.count))
    case .hangup:
      if line.count > 0 { finish(.piece, context) }
      endedWithReturn = false
      context.emit(.hangup, value: Int64(record.generation))
      giveUpSending()
    case .connected:
      isConnected = true
      context.emit(.connected, value: Int64(record.generation))
    case .room, .modemLines:
      break
    }
  }

  private mutating func receive(
    _ byte: UInt8, _ context: borrowing DispatchContext<LineConsole>
  ) {
    let isReturn = byte == UInt8(ascii: "\r")
    let isNewline = byte == UInt8(ascii: "\n")
    defer { endedWithReturn = isReturn }
    if settings.echo { echo(byte) }
    switch settings.lineEnding {
    case .any:
      if isReturn || isNewline {
        if !(isNewline && endedWithReturn) { finish(.line, context) }
        return
      }
    case .lf:
      if isNewline { return finish(.line, context) }
    case .cr:
      if isReturn { return finish(.line, context) }
    case .crlf:
      if isNewline, endedWithReturn {
        line.removeLast()
        return finish(.line, context)
      }
    }
    if line.count >= min(settings.maximumLine, EventText.capacity) { finish(.piece, context) }
    _ = line.tryAppend(byte)
  }

  private mutating func finish(
    _ event: Event, _ context: borrowing DispatchContext<LineConsole>
  ) {
    context.emit(event, text: line)
    line.removeAll()
  }

  // MARK: Sending

  /// Sends a received byte back; the Enter key moves a terminal to the next line too.
  private mutating func echo(_ byte: UInt8) {
    guard settings.lineEnding == .any else { return queue(byte) }
    switch byte {
    case UInt8(ascii: "\r"): endLine()
    case UInt8(ascii: "\n"): if !endedWithReturn { endLine() }
    default: queue(byte)
    }
  }

  private mutating func endLine() {
    switch settings.lineEnding {
    case .lf: queue(UInt8(ascii: "\n"))
    case .cr: queue(UInt8(ascii: "\r"))
    case .crlf, .any:
      queue(UInt8(ascii: "\r"))
      queue(UInt8(ascii: "\n"))
    }
  }

  private mutating func queue(_ byte: UInt8) {
    if !isConnected || !waiting.tryPush(byte) { unsent += 1 }
  }

  /// Nobody is there to send to; trying again and again would never end.
  private mutating func giveUpSending() {
    isConnected = false
    unsent += waiting.removeAll()
  }

  /// Hands the port what it takes; the transmit line asks when it takes the rest.
  private mutating func send(_ context: borrowing DispatchContext<LineConsole>) {
    if unsent > 0 {
      context.emit(.unsent, value: Int64(unsent))
      unsent = 0
    }
    _ = waiting.drain { context.transmit($0) }
    holdBack(waiting.count > Self.mark, context)
  }
}

extension LineConsole {
  /// Leaves what arrives with the port while too much waits to be sent, so that a far end that does
  /// not listen is not answered with losses.
  private mutating func holdBack(
    _ isNeeded: Bool, _ context: borrowing DispatchContext<LineConsole>
  ) {
    if isNeeded != isHoldingBack {
      let entrance = context.withLine { $0.isHeldBack = isNeeded }
      if entrance.value != nil { isHoldingBack = isNeeded }
    }
    if isNeeded {
      if mask == nil { mask = context.takeMask() }
    } else if let mask = mask.take() {
      mask.unmask()
    }
  }
}
