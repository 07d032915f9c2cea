import ArgumentParser
import BoardFiles
import BoardHAL

/// Whether this machine is listed or a board that is described, and how.
struct HardwareListingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A board, by name or file, or a wiring file. (default: this machine)",
      valueName: "board-or-wiring"),
    completion: .file(extensions: ["yaml"]))
  var target: String?

  @Option(
    help: ArgumentHelp(
      """
      Where to look: mock for what the files describe, linux for this machine. \
      (default: linux, unless a board or wiring is named)
      """))
  var hal: HAL?

  @Flag(help: "Print JSON, for other programs.")
  var json = false

  /// What is listed.
  enum Source {
    /// What the files describe.
    case described(WiringDescription)
    /// This machine, with the places of this board and wiring on it.
    case machine(WiringDescription?)
  }

  /// The form that is wanted.
  var form: ListingForm { json ? .json : .text }

  /// What is to be listed.
  var source: Source {
    get throws {
      switch hal ?? (target == nil ? .linux : .mock) {
      case .mock: .described(try Setup.target(target))
      case .linux: .machine(try target.map { try Setup.target($0) })
      }
    }
  }
}
