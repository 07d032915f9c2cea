/// What a board gives to firmware: lines that ask, a clock, and things to drive.
///
/// The mock and Linux implement it, and pass one contract suite. Control stays with the firmware:
/// a backend never calls it, it is asked. Records are pulled one by one into the interrupt
/// controller, so that what the firmware cannot hold stays in the hardware's own buffer.
///
/// All members are called by the one thread that runs the firmware unless they say otherwise.
public protocol Backend: AnyObject {
  /// What this build, kernel or mock can do.
  var capabilities: Capabilities { get }

  /// The time on the board's clock.
  var now: BoardInstant { get }

  /// Opens a described line, so that its records are reported under `line` from now on.
  func open(_ source: LineSource, as line: LineID) throws(BoardError)

  /// Opens lines that belong together, all of them or none.
  ///
  /// Lines of one chip share what the kernel keeps for them, as far as it has room: their edges
  /// come in the order in which they happened, and those that ran together below are counted.
  /// Lines opened one by one are numbered one by one. Pins that share are given back together,
  /// when the last of their lines is closed.
  ///
  /// - Throws: as `open` does; whatever was opened is closed again.
  func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError)

  /// Closes a line; the hardware stops reporting it.
  func close(_ line: LineID)

  /// A line that has records to take, or nil when none has; never blocks.
  ///
  /// A line is named once for each time that it becomes ready, and again after `takeRecord` has
  /// left records behind.
  func takeReadyLine() -> LineID?

  /// The line's oldest record, or nil when it has none left; never blocks.
  func takeRecord(from line: LineID) -> LineRecord?

  /// Lets time pass until a line is ready or `deadline` is reached, whichever is first.
  ///
  /// Virtual time moves only here. With no deadline, waits until something happens.
  ///
  /// - Returns: false when nothing can happen any more: a mock board with an empty timeline.
  func wait(until deadline: BoardInstant?) -> Bool

  /// Ends a `wait` that another thread is in, or is about to begin; from any thread.
  func wake()

  /// What a GPIO line means now, read at the hardware.
  func value(of line: LineID) throws(BoardError) -> LineValue

  /// Reads a register of a device; does not wait. Reading may change it.
  func readRegister(_ register: RegisterID) -> UInt32

  /// Writes a register of a device; does not wait.
  func writeRegister(_ register: RegisterID, _ value: UInt32)

  /// Opens a line as an output that starts with `initial` and ends with `safe`.
  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID

  /// Drives an output.
  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError)

  /// Sends bytes on the port of a line; returns how many it took, which may be none. Never blocks.
  ///
  /// After a call that took fewer than it was given, the port's `LineSource.serialTransmit` line,
  /// if it is open, asks once as soon as the port takes more (row H18).
  ///
  /// - Throws: `gone` while the port is not there, or `unsupported` for a line of no port.
  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int

  /// What the port of a serial line can tell; the same for as long as the line is open.
  ///
  /// - Throws: `unsupported` for a line that is not on a serial port.
  func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities

  /// Puts every output into its safe state; called on every exit the process can see.
  func enterSafeState()
}

extension Backend {
  /// Nothing to do where one thread does everything.
  public func wake() {}

  /// A board without serial ports refuses.
  public func serialCapabilities(of line: LineID) throws(BoardError) -> SerialCapabilities {
    throw .speechless(line)
  }

  /// Opens the lines one by one, for boards on which it makes no difference.
  public func open(_ sources: [LineSource], as lines: [LineID]) throws(BoardError) {
    precondition(sources.count == lines.count, "each source is opened as a line of its own")
    for index in sources.indices {
      do throws(BoardError) {
        try open(sources[index], as: lines[index])
      } catch {
        for line in lines[..<index].reversed() { close(line) }
        throw error
      }
    }
  }
}
