import BoardHAL

/// A line and what it is to mean, on the command line: `LED=1`, `"LED"=on`, `gpiochip0:27=inactive`.
struct LineAssignment: Equatable {
  let line: String
  let value: LineValue

  /// Reads an assignment.
  ///
  /// - Throws: `LineMistakes`, which says what is allowed.
  init(_ argument: String) throws(LineMistakes) {
    // The last one, for names may have one, and values have none.
    guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex else {
      throw LineMistakes([
        "\(Quoted.text(argument)) gives no line a value; allowed: LINE=1, LINE=0"
      ])
    }
    let name = argument[..<sign]
    let isQuoted = name.count > 2 && name.first == "\"" && name.last == "\""
    line = String(isQuoted ? name.dropFirst().dropLast() : name)
    let word = String(argument[argument.index(after: sign)...])
    switch word.lowercased() {
    case "1", "active", "on", "true": value = .active
    case "0", "inactive", "off", "false": value = .inactive
    default:
      throw LineMistakes([
        "\(Quoted.text(argument)): a line is not set to \(Quoted.text(word)); allowed: 1, 0,"
          + " active, inactive, on, off, true, false"
      ])
    }
  }

  /// Reads all, and tells all that is wrong at once.
  static func all(_ arguments: [String]) throws(LineMistakes) -> [LineAssignment] {
    var mistakes: [String] = []
    var assignments: [LineAssignment] = []
    for argument in arguments {
      do throws(LineMistakes) {
        assignments.append(try LineAssignment(argument))
      } catch {
        mistakes += error.mistakes
      }
    }
    guard mistakes.isEmpty else { throw LineMistakes(mistakes) }
    return assignments
  }
}
