/// What an open line is attached to on the mock board.
enum Attachment {
  /// The edges of a pin.
  case edges(EdgeInput)
  /// The receiving side of the serial port at this index.
  case serial(port: Int)
  /// Nothing: software raises it.
  case software
}
