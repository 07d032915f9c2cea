/// What an open line is attached to on the mock board.
enum Attachment {
  /// The edges of a pin.
  case edges(EdgeInput)
  /// The receiving side of the serial port at this index.
  case serial(port: Int)
  /// Room to send on the serial port at this index.
  case transmit(port: Int)
  /// The modem lines of the serial port at this index.
  case modem(port: Int)
  /// Nothing: software raises it.
  case software
}
