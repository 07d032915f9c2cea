/// Voltages one after the other, written as they would be drawn: `"___-_-_---"`.
///
/// `_` is low, `-` is high, and each stands for one period; spaces are for the reader and mean
/// nothing. The length of a period is given where the waveform is played.
///
///     try board.drive(button, "_____-_-_-----", each: .milliseconds(1))
public struct Waveform: Sendable, Hashable {
  /// The voltage of each period.
  public let voltages: [Voltage]

  /// Makes a waveform of these voltages.
  public init(_ voltages: [Voltage]) {
    self.voltages = voltages
  }

  /// Makes a waveform in which true is high, as the steps of a scenario carry it.
  public init(levels: [Bool]) {
    voltages = levels.map { $0 ? .high : .low }
  }

  /// Reads a drawn waveform.
  ///
  /// - Throws: `WaveformError` at the first character that is neither `_`, `-` nor a space.
  public init(parsing text: String) throws(WaveformError) {
    var voltages: [Voltage] = []
    var position = 0
    for character in text {
      switch character {
      case "_": voltages.append(.low)
      case "-": voltages.append(.high)
      case " ": break
      default: throw WaveformError(character: character, position: position)
      }
      position += 1
    }
    self.voltages = voltages
  }
}

extension Waveform: CustomStringConvertible {
  /// The waveform as it is drawn, without spaces.
  public var description: String { String(voltages.map(\.symbol)) }
}

extension Waveform: ExpressibleByStringLiteral {
  /// Makes a waveform from a literal in the source.
  ///
  /// - Precondition: the literal is drawn with `_`, `-` and spaces; text that comes from
  ///   elsewhere goes through `init(parsing:)`, which throws instead of trapping.
  public init(stringLiteral text: String) {
    do throws(WaveformError) {
      try self.init(parsing: text)
    } catch {
      preconditionFailure(error.description)
    }
  }
}
