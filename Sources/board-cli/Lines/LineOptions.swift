import ArgumentParser
import BoardFiles
import BoardHAL
import BoardHALLinux

/// How lines are found and held: what monitor, get and set have in common, in the words of
/// libgpiod's tools.
struct LineOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "Look on this chip only, by name, number, path or label; bare numbers are its offsets.")
  var chip: String?

  @Flag(help: "Take lines for names even where they would be offsets.")
  var byName = false

  @Flag(name: .shortAndLong, help: "Refuse a name that two lines have, instead of the first.")
  var strict = false

  @Option(help: "The board that this is, by name or file: GPIO17, J8:11 and BOARD11 are its pins.")
  var board: String?

  @Option(
    name: [.customShort("C"), .long], help: "Under which name the lines are held.")
  var consumer = "board-cli"

  @Flag(name: [.customShort("l"), .long], help: "Low is active: turns values and edges round.")
  var activeLow = false

  @Option(name: .shortAndLong, help: "What holds a line that nobody drives.")
  var bias = LineBias.asIs

  @Flag(help: "Print names of lines without quotes.")
  var unquoted = false

  /// The voltage that means active.
  var active: ActiveLevel { activeLow ? .low : .high }

  /// Finds the lines; what people should know of how they were found goes to standard error.
  ///
  /// - Throws: `LineMistakes` with everything that is wrong, or what reading the board's file and
  ///   asking the kernel throw.
  func find(_ spellings: [String]) throws -> [LineSpelling.Found] {
    let board = try board.map { (name) throws(FileError) in try BoardLoader.load(named: name) }
    let speller = try LineSpelling(
      LineDirectory(), chip: chip, board: board, onlyNames: byName, isStrict: strict)
    let (found, remarks) = try speller.find(spellings)
    for remark in remarks { Command.complain("warning: \(remark)") }
    return found
  }

  /// What a line is called in output: as it was asked for.
  func title(_ spelling: String) -> String { unquoted ? spelling : Quoted.text(spelling) }
}
