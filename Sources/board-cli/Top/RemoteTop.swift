import BoardHALLinux

/// The live view of a session in another program, which draws the pictures.
final class RemoteTop {
  private let desk: RemoteOperator

  init(_ name: String) throws {
    desk = try RemoteOperator(visiting: name)
  }

  /// Shows the board until somebody has seen enough.
  func run() throws -> ExitStatus {
    let screen = try Screen.taken()
    let view = TopView(screen)
    let form: PictureForm = Terminal.current.hasColour ? .colour : .plain
    while true {
      var answer = Answer(lines: [])
      let size = view.size
      desk.perform("view \(size.columns)x\(size.rows) \(form.rawValue)") { answer = $0 }
      if let signal = desk.signal { return .signal(signal) }
      if let complaint = answer.complaint {
        screen.restore()
        throw ControlError(complaint)
      }
      view.show { answer.lines }
      if view.failure != nil { return .brokenPipe }
      switch desk.wait(for: [Descriptor.input], atMost: TopView.period) {
      case .signal(let signal): return .signal(signal)
      case .readable where !view.takeKeys(): return .success
      case .readable, .deadline: continue
      }
    }
  }
}
