import Testing

/// Everything that opens the serial ports of the virtual board, one after the other: they are each
/// one test's alone.
@Suite(.onVirtualBoard, .serialized) enum SerialTests {}
