import BoardHALLinux

/// A prompt, or a script: reads lines, has them carried out, and shows what comes of it.
///
/// Results go to standard output, complaints to standard error. A script's complaints carry the
/// number of their line, in the form of compilers, and the lines after them are carried out still.
final class Shell {
  private let desk: any Operator
  private let isTyped: Bool
  private let input: any Input
  private var output = OutputFile.standardOutput
  private var errors = OutputFile.standardError
  private var line = 0
  private var hasFailed = false
  private var isOver = false
  private var isBroken = false

  /// Makes a shell.
  ///
  /// - Parameters:
  ///   - desk: Who carries out the lines.
  ///   - isTyped: Somebody types them at a terminal.
  ///   - reader: Whoever reads standard output, when that is no terminal.
  init(_ desk: any Operator, isTyped: Bool, reader: ReaderWatch) {
    self.desk = desk
    self.isTyped = isTyped
    let wait: ([Int32]) -> InputLine? = { [unowned desk] inputs in
      let wake = desk.wait(for: inputs + [reader.descriptor])
      guard wake == .readable else { return InputLine(wake) }
      // The input comes first: a script whose last answer was enough has done all that it was to.
      return inputs.contains(where: Descriptor.isReadable) || !reader.isGone ? nil : .unread
    }
    let prompt = isTyped ? "board> " : ""
    let edited =
      isTyped
      ? EditedInput(
        prompt: prompt, wait: wait,
        complete: { [unowned desk] in Completion(of: $0, desk.vocabulary) }
      ) : nil
    input = edited ?? PlainInput(prompt: prompt, wait: wait)
    desk.onHappening = { [unowned self] lines in
      input.show { [unowned self] in write(lines) }
    }
  }

  /// Carries out lines until there are no more; returns how it went.
  func run() -> ExitStatus {
    while !isOver {
      switch input.readLine() {
      case .line(let text): perform(text)
      case .interrupted where isTyped: continue
      case .interrupted: return .signal(.interrupt)
      case .signal(let signal): return .signal(signal)
      case .gone:
        errors.write("error: the session has ended\n")
        return .failure
      case .unread: return .brokenPipe
      case .end: isOver = true
      }
      if let signal = desk.signal { return .signal(signal) }
      if let failure = output.failure { return failure.isBrokenPipe ? .brokenPipe : .failure }
    }
    return hasFailed && !isTyped || isBroken ? .failure : .success
  }

  private func perform(_ text: String) {
    line += 1
    desk.perform(text) { answer in
      write(answer.lines)
      if let complaint = answer.complaint { complain(complaint) }
      isOver = answer.isLast
      // Whoever is done has no complaint, unless the session went away.
      isBroken = answer.isLast && answer.complaint != nil
    }
  }

  private func write(_ lines: [String]) {
    for line in lines { output.append(line + "\n") }
    output.flush()
  }

  private func complain(_ text: String) {
    hasFailed = true
    errors.write(isTyped ? "\(text)\n" : "<stdin>:\(line): error: \(text)\n")
  }
}
