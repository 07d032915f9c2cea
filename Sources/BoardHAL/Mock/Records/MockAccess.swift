public import BoardHAL

/// One call that firmware made on the board, and what it got.
public struct MockAccess: Sendable, Hashable {
  /// The call.
  public enum Call: Sendable, Hashable {
    case open(LineID, LineSource)
    case close(LineID)
    case takeReadyLine(LineID)
    case takeRecord(LineID, TakenRecord)
    /// Time passed, up to `reached`; `mayContinue` is what the call returned.
    case wait(until: BoardInstant?, reached: BoardInstant, mayContinue: Bool)
    /// Nil when the call threw.
    case value(LineID, LineValue?)
    case readRegister(RegisterID, UInt32)
    case writeRegister(RegisterID, UInt32)
    /// Nil when the call threw.
    case openOutput(Pin, initial: LineValue, safe: LineValue, OutputID?)
    case drive(OutputID, LineValue)
    /// `accepted` is how many bytes the port took.
    case transmit(LineID, bytes: [UInt8], accepted: Int)
    case enterSafeState
  }

  /// What a line gave up when it was asked for a record.
  public enum TakenRecord: Sendable, Hashable {
    /// It had none.
    case nothing
    case bare
    case edge(EdgeRecord)
    /// `count` is the number of bytes, of bytes lost, or of changes of the modem lines, whose bits
    /// then are the one byte.
    case serial(SerialRecord.Kind, bytes: [UInt8], count: UInt32, generation: UInt32)
  }

  /// When the call was made.
  public let time: BoardInstant
  /// The call.
  public let call: Call
  /// What it threw, or nil.
  public let error: BoardError?

  /// Makes an access, to compare with.
  public init(time: BoardInstant, call: Call, error: BoardError? = nil) {
    self.time = time
    self.call = call
    self.error = error
  }
}

extension MockAccess.TakenRecord {
  init(_ record: LineRecord?) {
    self =
      switch record {
      case nil: .nothing
      case .bare: .bare
      case .edge(let edge): .edge(edge)
      case .serial(let serial):
        .serial(
          serial.kind, bytes: serial.bytes, count: serial.count, generation: serial.generation)
      }
  }
}

extension SerialRecord {
  /// The bytes that the record carries; none when its count is of lost ones.
  fileprivate var bytes: [UInt8] {
    switch kind {
    case .bytes, .framing, .parity: (0..<Int(count)).map { byte(at: $0) }
    case .breakSignal, .overrun, .hangup, .connected, .room: []
    case .modemLines: [modemLines.rawValue]
    }
  }
}
