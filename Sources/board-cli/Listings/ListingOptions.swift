import ArgumentParser
import BoardHAL

/// What is listed, and how.
struct ListingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A board, by name or file, or a wiring file. (default: \(Setup.usualBoard))",
      valueName: "board-or-wiring"),
    completion: .file(extensions: ["yaml"]))
  var target: String?

  @Flag(help: "Print JSON, for other programs.")
  var json = false

  /// The form that is wanted.
  var form: ListingForm { json ? .json : .text }

  /// Prints what `list` makes of the target.
  func print(_ list: (WiringDescription) -> [String]) -> ExitStatus {
    Command.status {
      var output = OutputFile.standardOutput
      return output.print(list(try Setup.target(target)))
    }
  }
}
