/// One thing that was looked at on a machine, and how it is.
public struct Finding: Sendable, Hashable {
  /// How it is.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// As it should be.
    case ok
    /// Works, and will surprise somebody.
    case warning
    /// Keeps firmware from working.
    case problem
  }

  /// What it belongs to.
  public enum Area: String, Sendable, Hashable, CaseIterable {
    case libraries, gpio, serial, console
    case realTime = "real-time"
  }

  /// How it is.
  public let verdict: Verdict
  /// What it belongs to.
  public let area: Area
  /// What was looked at: a line, a port, a library.
  public let subject: String
  /// What was seen.
  public let text: String
  /// The command, or the change to a file, that mends it; nil when nothing has to be mended.
  public let remedy: String?

  /// Describes a finding.
  public init(
    _ verdict: Verdict, _ area: Area, _ subject: String, _ text: String, remedy: String? = nil
  ) {
    self.verdict = verdict
    self.area = area
    self.subject = subject
    self.text = text
    self.remedy = remedy
  }
}
