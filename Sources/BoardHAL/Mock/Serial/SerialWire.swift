internal import BoardHAL

/// One direction of a serial line: characters under way, one after the other.
///
///     origin ├─character─┼─character─┼─character─┤   each end is counted in bits from the origin
///
/// A character at 115200 baud takes 86,805 and five ninths nanoseconds. Ends are therefore worked
/// out from the number of bits since the wire was last idle, never by adding up rounded lengths:
/// ten thousand characters end where they should, to the nanosecond.
struct SerialWire<Character> {
  struct Frame {
    let character: Character
    let end: BoardInstant
  }

  /// Tells entries of the timeline that belong to characters which were cut off since.
  private(set) var epoch: UInt32 = 0

  private var pace: SerialPace
  private var frames = FIFO<Frame>()
  private var origin = BoardInstant.start
  /// Bits sent since `origin`; less than one second's worth.
  private var bits: Int64 = 0

  init(pace: SerialPace) {
    self.pace = pace
  }

  /// The number of characters that have not arrived.
  var count: Int { frames.count }

  /// When the next character has wholly arrived, or nil when the wire is idle.
  var nextEnd: BoardInstant? { frames.first?.end }

  /// Changes the speed; characters under way keep theirs.
  mutating func setPace(_ pace: SerialPace) {
    guard pace != self.pace else { return }
    origin = end
    bits = 0
    self.pace = pace
  }

  /// Puts a character behind those that are under way; it takes the time of `length` characters.
  ///
  /// - Returns: true when the wire was idle, so that nobody waits for its next end yet.
  mutating func send(_ character: Character, length: Int64 = 1, at now: BoardInstant) -> Bool {
    let wasIdle = frames.isEmpty
    if wasIdle && end < now {
      origin = now
      bits = 0
    }
    bits += pace.bitsPerCharacter * length
    // A whole second has no fraction to lose; taking it out keeps the product below in range.
    origin = origin + .seconds(bits / pace.baud)
    bits %= pace.baud
    frames.append(Frame(character: character, end: end))
    return wasIdle
  }

  /// Takes the character that has arrived by `now`.
  mutating func takeArrived(by now: BoardInstant) -> Character? {
    guard let end = nextEnd, end <= now else { return nil }
    return frames.popFirst()?.character
  }

  /// Cuts the wire: what was under way never arrives.
  ///
  /// - Returns: how many characters were cut off.
  mutating func cut(at now: BoardInstant) -> Int {
    let lost = frames.count
    frames.removeAll()
    epoch += 1
    origin = now
    bits = 0
    return lost
  }

  /// The end of the last character put on the wire.
  private var end: BoardInstant { origin + Nanoseconds(bits * 1_000_000_000 / pace.baud) }
}
