internal import BoardHAL

/// How long a character takes on a serial line.
struct SerialPace: Equatable {
  /// Bits per second.
  let baud: Int64
  /// Start, data, check and stop bits of one character.
  let bitsPerCharacter: Int64

  init(_ settings: SerialSettings) {
    precondition(settings.baud > 0, "a serial line has a speed")
    baud = Int64(settings.baud)
    let checkBits = settings.parity == .none ? 0 : 1
    bitsPerCharacter = Int64(1 + settings.dataBits + checkBits + settings.stopBits)
  }
}
