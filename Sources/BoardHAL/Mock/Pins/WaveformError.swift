/// A drawn waveform holds something that is no voltage.
public struct WaveformError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found.
  public let character: Character

  /// Where it was found, in characters from 0.
  public let position: Int

  /// Makes an error, to compare with.
  public init(character: Character, position: Int) {
    self.character = character
    self.position = position
  }

  /// What was found, where, and what is allowed.
  public var description: String {
    "\"\(character)\" at position \(position) is no voltage: "
      + "a waveform is drawn with _ (low), - (high) and spaces"
  }
}
