/// Why a scenario did not get to its end: the step, what was expected, and what was seen.
public struct ScenarioFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The ways in which a scenario fails.
  public enum Kind: Sendable, Hashable {
    /// Something was not as expected.
    case expectation
    /// What was waited for did not come in time.
    case timeout
    /// The board refused what the step asks of it.
    case board
  }

  /// The way in which it failed.
  public let kind: Kind

  /// The scenario file.
  public let file: String

  /// The line of the step, from 1.
  public let line: Int

  /// What was expected, and what was seen.
  public let message: String

  /// Makes a failure.
  public init(_ kind: Kind, file: String, line: Int, message: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.message = message
  }

  /// One line in the form that compilers use, so that editors can jump to the step.
  public var description: String { "\(file):\(line): \(message)" }
}
