/// Why lines could not be found, every reason of a command line at once.
struct LineMistakes: Error, Equatable, CustomStringConvertible {
  let mistakes: [String]

  init(_ mistakes: [String]) {
    self.mistakes = mistakes
  }

  var description: String { mistakes.map { "error: \($0)" }.joined(separator: "\n") }
}
