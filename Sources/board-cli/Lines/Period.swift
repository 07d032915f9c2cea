import ArgumentParser
import BoardFiles
import BoardHAL

/// A length of time on the command line, as the tools of libgpiod spell it: `10us`, `20ms`, `1s`,
/// `2m` for minutes, and a bare number for milliseconds. Fractions and `ns` are ours: `1.5s`.
struct Period: Equatable {
  let length: Nanoseconds

  /// Reads a length of time.
  ///
  /// - Throws: `ValidationError`, which says what is allowed.
  init(_ argument: String) throws {
    guard let length = Self.length(argument) else {
      throw ValidationError(
        "\(Quoted.text(argument)) is no length of time; allowed: 20 or 20ms, 10us, 1.5s, 2m for"
          + " minutes")
    }
    self.length = length
  }

  private static func length(_ text: String) -> Nanoseconds? {
    if let length = Nanoseconds(spelling: text) ?? Nanoseconds(spelling: text + "ms") {
      return length
    }
    guard text.last == "m", let minutes = Nanoseconds(spelling: text.dropLast() + "s") else {
      return nil
    }
    let (length, overflow) = minutes.count.multipliedReportingOverflow(by: 60)
    return overflow ? nil : Nanoseconds(length)
  }
}
