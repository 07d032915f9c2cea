import BoardHAL

/// A client of the control socket, as the session sees it.
///
/// A visitor that does not read must not hold the board up: what it cannot take waits, and beyond
/// a limit happenings are left out, counted, and the count is told in their place.
final class Visitor {
  let descriptor: Int32

  /// The visitor has left, or is to be shown out.
  private(set) var isGone = false

  private var lines = LineBuffer()
  private var unsent: [UInt8] = []
  private var leftOut = 0
  private var audience: Audience?

  private static let verbsPerTurn = 100

  /// The most that waits for a visitor, in bytes.
  private static let patience = 262_144

  /// Greets a visitor, who watches nothing at first.
  init(_ descriptor: Int32, of session: Session) {
    self.descriptor = descriptor
    let audience = Audience(.nothing, session.wiring, hasColour: false) { [unowned self] lines in
      for line in lines { tell(line) }
    }
    self.audience = audience
    session.enter(audience)
    say(.hello(session.wiring.name))
    let vocabulary = Vocabulary(session.wiring)
    for kind in Vocabulary.Kind.allCases {
      for name in vocabulary[kind] { say(.name(kind, name)) }
    }
    say(.done(isLast: false))
  }

  /// Answers what the visitor has asked, at most so much that the board is not held up.
  func serve(_ session: Session) {
    for _ in 0..<Self.verbsPerTurn where !isGone {
      if let line = lines.takeLine() {
        answer(line, session)
      } else if lines.isOverfull {
        say(.complaint("a line is longer than \(LineBuffer.limit) bytes"))
        isGone = true
      } else {
        switch lines.fill(from: descriptor) {
        case .done: continue
        case .later: return flush()
        case .over: isGone = true
        }
      }
    }
    flush()
  }

  private func answer(_ line: String, _ session: Session) {
    guard let audience else { return }
    session.perform(line, for: audience) { answer in
      for line in answer.lines { say(.result(line)) }
      if let complaint = answer.complaint { say(.complaint(complaint)) }
      say(.done(isLast: answer.isLast))
      if answer.isLast { isGone = true }
    }
  }

  /// Something waits to be sent, or to be answered.
  var hasBacklog: Bool { !unsent.isEmpty || lines.hasLine }

  /// Sends what the visitor takes.
  func flush() {
    while !unsent.isEmpty {
      switch Descriptor.write(unsent, to: descriptor) {
      case .done(let count): unsent.removeFirst(count)
      case .later: return
      case .over:
        isGone = true
        unsent = []
      }
    }
  }

  /// Shows the visitor out.
  func leave(_ session: Session) {
    flush()
    if let audience { session.leave(audience) }
    LocalSocket.close(descriptor)
  }

  private func tell(_ line: String) {
    guard unsent.count < Self.patience else {
      leftOut += 1
      return
    }
    if leftOut > 0 {
      say(.happening("… \(leftOut) happenings left out: you read too slowly"))
      leftOut = 0
    }
    say(.happening(line))
  }

  private func say(_ message: Message) {
    unsent += message.line.utf8
    // Who asks for ever and never reads would have all memory.
    if unsent.count > Self.patience * 16 { isGone = true }
  }
}
