/// What one open serial port can tell.
///
/// A pseudo-terminal has neither errors on its line, nor counters, nor modem lines (row H16); a USB
/// adaptor has some. What is missing is said here, so that silence is never taken for health.
public struct SerialCapabilities: Sendable, Hashable {
  /// Break, framing and parity errors come as records in the stream.
  public var marksErrors: Bool
  /// Bytes that the hardware or the kernel lost are counted, and come as `overrun` records.
  public var countsOverruns: Bool
  /// The port has modem lines: its `LineSource.modemLines` can be opened.
  public var hasModemLines: Bool
  /// After a hang-up the port is looked for under a name that stays its own, and opened again.
  public var reconnects: Bool

  /// Describes a port.
  public init(
    marksErrors: Bool, countsOverruns: Bool, hasModemLines: Bool, reconnects: Bool
  ) {
    self.marksErrors = marksErrors
    self.countsOverruns = countsOverruns
    self.hasModemLines = hasModemLines
    self.reconnects = reconnects
  }
}
