/// Lines as they come: from a pipe or a file, or from a terminal without an editor.
final class PlainInput: Input {
  private let prompt: String
  private let wait: ([Int32]) -> InputLine?
  private var lines = LineBuffer()
  private var isAtEnd = false
  private var output = OutputFile.standardOutput

  /// Makes an input.
  ///
  /// - Parameters:
  ///   - prompt: What is shown before each line; nothing where nobody types.
  ///   - wait: Lets the board live until one of these descriptors can be read, and returns nil; or
  ///     says why that will not be.
  init(prompt: String, wait: @escaping ([Int32]) -> InputLine?) {
    self.prompt = prompt
    self.wait = wait
  }

  func readLine() -> InputLine {
    if !prompt.isEmpty { output.write(prompt) }
    while true {
      if let line = lines.takeLine() { return .line(line) }
      if isAtEnd { return lines.isEmpty ? .end : .line(lines.takeRest()) }
      if let end = wait([Descriptor.input]) { return end }
      if lines.fill(from: Descriptor.input) == .over { isAtEnd = true }
    }
  }

  func show(_ write: () -> Void) {
    if !prompt.isEmpty { output.write("\n") }
    write()
    if !prompt.isEmpty { output.write(prompt) }
  }
}
