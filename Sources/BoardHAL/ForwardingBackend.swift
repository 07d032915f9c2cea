/// A backend that stands before another, and leaves to that whatever it does not say itself.
///
/// For boards that differ from another in few things: in their pace, in what is noticed of each
/// call. What the protocol gains later is forwarded too.
public protocol ForwardingBackend: Backend {
  /// What kind of backend it stands before.
  associatedtype Base: Backend

  /// The backend that it stands before.
  var base: Base { get }
}

extension ForwardingBackend {
  /// Those of the base.
  public var capabilities: Capabilities { base.capabilities }

  /// The time on the base's clock.
  public var now: BoardInstant { base.now }

  /// Opens the line on the base.
  public func open(_ source: LineSource, as line: LineID) throws(BoardError) {
    try base.open(source, as: line)
  }

  /// Opens the line on the base.
  public func openPolled(_ line: LineSource.EdgeLine, as number: LineID) throws(BoardError) {
    try base.openPolled(line, as: number)
  }

  /// Opens the lines on the base, together.
  public func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    try base.open(sources, as: lines)
  }

  /// Closes the line on the base.
  public func close(_ line: LineID) { base.close(line) }

  /// Asks the base.
  public func takeReadyLine() -> LineID? { base.takeReadyLine() }

  /// Takes it from the base.
  public func takeRecord(from line: LineID) -> LineRecord? { base.takeRecord(from: line) }

  /// Waits as the base does.
  public func wait(until deadline: BoardInstant?) -> Bool { base.wait(until: deadline) }

  /// Ends a wait of the base.
  public func wake() { base.wake() }

  /// Reads it on the base.
  public func value(of line: LineID) throws(BoardError) -> LineValue { try base.value(of: line) }

  /// Reads it on the base.
  public func readRegister(_ register: RegisterID) -> UInt32 { base.readRegister(register) }

  /// Writes it on the base.
  public func writeRegister(_ register: RegisterID, _ value: UInt32) {
    base.writeRegister(register, value)
  }

  /// Opens it on the base.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    try base.openOutput(pin, active: active, initial: initial, safe: safe)
  }

  /// Drives it on the base.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    try base.drive(output, value)
  }

  /// Hands the bytes to the base.
  public func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    try base.transmit(bytes, on: line)
  }

  /// Asks the base.
  public func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    try base.serialCapabilities(of: line)
  }

  /// Lets the base do it.
  public func enterSafeState() { base.enterSafeState() }

  /// That of the base.
  public func rawDescriptor(of line: LineID) -> Int32? { base.rawDescriptor(of: line) }
}
