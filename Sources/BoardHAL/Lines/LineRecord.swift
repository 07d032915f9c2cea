/// What one interrupt of a line brings: the thing that acknowledging takes off the line.
@frozen
public enum LineRecord: Sendable, BitwiseCopyable {
  /// The line asks without saying more: raised by software, by a level, or by polling.
  case bare
  /// An edge on a GPIO line.
  case edge(EdgeRecord)
  /// Bytes, or an error, on the receiving side of a serial port.
  case serial(SerialRecord)
}
