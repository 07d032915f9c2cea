/// Lines of text over a serial port.
public struct ConsoleDescription: Sendable, Equatable {
  /// What ends a line.
  public enum LineEnding: String, Sendable, Hashable, CaseIterable {
    /// Line feed.
    case lf
    /// Carriage return, which is what the Enter key of a terminal sends.
    case cr
    /// Carriage return, then line feed.
    case crlf
    /// Takes any of the three, and writes `crlf`.
    case any
  }

  /// The lengths that a line may be limited to, in bytes.
  public static let lineLimits: ClosedRange<Int> = 1...4096

  /// The port it talks on.
  public let port: SerialPortDescription

  /// How it talks.
  public let settings: SerialSettings

  /// The level of its interrupt.
  public let level: Level

  /// What ends a line, in both directions.
  public let lineEnding: LineEnding

  /// The most bytes in a line; longer ones are cut there, and the cut is reported.
  public let maximumLine: Int

  /// True to send every received byte back at once, as a terminal expects.
  public let echo: Bool

  /// Makes a console.
  public init(
    port: SerialPortDescription,
    settings: SerialSettings = SerialSettings(),
    level: Level,
    lineEnding: LineEnding = .any,
    maximumLine: Int = 128,
    echo: Bool = false
  ) {
    self.port = port
    self.settings = settings
    self.level = level
    self.lineEnding = lineEnding
    self.maximumLine = maximumLine
    self.echo = echo
  }
}
