import ArgumentParser
import BoardHAL
import BoardHALLinux
import Firmware

/// Reads GPIO lines of this machine.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Reads GPIO lines of this machine, as gpioget does.",
    discussion: """
      Needs no wiring file. Lines become inputs while they are read, unless --as-is. On the mock \
      board, use get in board-cli shell.

      Examples:

        Whether a button to ground is pressed:
          board-cli get GPIO17 --bias pull-up --active-low

        An output as it is now, without touching it:
          board-cli get LED --as-is

        Numbers for a script, after the pull had time to act:
          board-cli get GPIO17 GPIO27 --bias pull-up --hold-period 1ms --numeric

      Exit status: 0, or 1 when a line is not there or is not to be had; 2 when the board's file \
      has mistakes; 64 when the command line has one.
      """
  )

  @Argument(help: "The lines: by name, as chip:offset, or as a pin of --board.")
  var lines: [String]

  @OptionGroup
  var options: LineOptions

  @Flag(name: .shortAndLong, help: "Leave the direction as it is: an output stays one.")
  var asIs = false

  @Option(
    name: [.customShort("p"), .long, .customLong("hold")],
    help: "How long to wait between taking a line and reading it: 1ms; a bare number is ms.",
    transform: Period.init)
  var holdPeriod: Period?

  @Flag(help: "Print 1 and 0 without names.")
  var numeric = false

  @Flag(help: "Print JSON, for other programs.")
  var json = false

  func validate() throws {
    if numeric, json { throw ValidationError("--numeric and --json exclude each other") }
    if asIs, options.bias != .asIs {
      throw ValidationError("--as-is leaves the bias as it is, too: leave --bias out")
    }
  }

  func run() throws {
    throw Command.status {
      let found = try options.find(lines)
      let clock = MonotonicClock()
      let group = try LineGroup(
        found.map(\.line), for: asIs ? .asIs : .input, active: options.active,
        bias: options.bias.pull, consumer: options.consumer)
      if let holdPeriod { clock.sleep(until: clock.now + holdPeriod.length) }
      let values = try group.values()
      var output = OutputFile.standardOutput
      return output.print([text(found, values)])
    }.code
  }

  private func text(_ found: [LineSpelling.Found], _ values: [LineValue]) -> String {
    if json { return encoded(found, values) }
    if numeric { return values.map { "\($0.rawValue)" }.joined(separator: " ") }
    return zip(found, values).map { "\(options.title($0.spelling))=\($1.word)" }
      .joined(separator: " ")
  }

  private func encoded(_ found: [LineSpelling.Found], _ values: [LineValue]) -> String {
    var json = JSONText()
    json.object { json in
      json.key("lines")
      json.array { json in
        for (found, value) in zip(found, values) {
          json.object { json in
            json.member("line", found.spelling)
            json.member("chip", found.line.chip.name)
            json.member("offset", found.line.offset)
            if let name = found.line.name { json.member("name", name) }
            json.member("value", value.rawValue)
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension LineValue {
  /// The word of the command line.
  var word: String { self == .active ? "active" : "inactive" }
}
