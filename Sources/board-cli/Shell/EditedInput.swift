import CLineEditor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Lines typed at a terminal, with editing, history and completion by libedit.
final class EditedInput: Input {
  private let wait: ([Int32]) -> InputLine?
  private let complete: (String) -> Completion
  private let history: HistoryFile?
  private var editor: OpaquePointer?
  /// Outlives the editor, which has to be done with the terminal before it is given back.
  private let terminal: TakenTerminal
  private var output = OutputFile.standardOutput
  private var typed: [UInt8] = []
  /// Why there is no next byte.
  private var end = InputLine.end
  private var isReading = false
  private var size = TerminalSize.current

  /// Makes an input, or nil where there is no libedit.
  init?(
    prompt: String, wait: @escaping ([Int32]) -> InputLine?,
    complete: @escaping (String) -> Completion
  ) {
    guard let terminal = TakenTerminal(Descriptor.input, .guarded) else { return nil }
    self.terminal = terminal
    self.wait = wait
    self.complete = complete
    history = HistoryFile()
    editor = line_editor_open(
      "board-cli", prompt, Unmanaged.passUnretained(self).toOpaque(),
      { context in EditedInput.of(context).nextByte() },
      { context, before in EditedInput.of(context).completed(before) })
    guard let editor else { return nil }
    if let path = history?.path { _ = line_editor_load(editor, path) }
  }

  deinit {
    guard let editor else { return }
    if let path = history?.path { _ = line_editor_save(editor, path) }
    line_editor_close(editor)
  }

  func readLine() -> InputLine {
    isReading = true
    defer { isReading = false }
    end = .end
    guard let text = line_editor_read(editor) else {
      // The cursor is still behind what was typed.
      output.write(end == .interrupted ? "^C\n" : "\n")
      return end
    }
    var line = String(cString: text)
    if line.last == "\n" { line.removeLast() }
    if line.contains(where: { $0 != " " }) { line_editor_remember(editor, line) }
    return .line(line)
  }

  func show(_ write: () -> Void) {
    guard isReading else { return write() }
    output.write("\r\u{1B}[K")
    write()
    line_editor_refresh(editor)
  }

  // MARK: What libedit asks

  private static func of(_ context: UnsafeMutableRawPointer?) -> EditedInput {
    guard let context else { preconditionFailure("the editor was opened with this as context") }
    return Unmanaged<EditedInput>.fromOpaque(context).takeUnretainedValue()
  }

  private func nextByte() -> Int32 {
    while typed.isEmpty {
      if let end = wait([Descriptor.input, terminal.continued]) {
        self.end = end
        return end == .end ? LINE_EDITOR_END : LINE_EDITOR_INTERRUPTED
      }
      if terminal.takeContinued() { show {} }
      guard Descriptor.isReadable(Descriptor.input) else { continue }
      if size != TerminalSize.current {
        size = TerminalSize.current
        line_editor_resize(editor)
      }
      if Descriptor.read(Descriptor.input, into: &typed) == .over { return LINE_EDITOR_END }
    }
    return Int32(typed.removeFirst())
  }

  /// What to insert, as memory that libedit's side frees; several candidates are listed.
  private func completed(_ before: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
    guard let before else { return nil }
    let completion = complete(String(cString: before))
    if !completion.insertion.isEmpty { return strdup(completion.insertion) }
    guard completion.candidates.count > 1 else { return nil }
    output.write("\r\n" + completion.candidates.joined(separator: "  ") + "\r\n")
    return nil
  }
}
