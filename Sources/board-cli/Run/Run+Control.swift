import BoardHAL

/// A run can be joined from other terminals.
extension Run: Attention {
  var descriptors: [Int32] { control?.descriptors ?? [] }

  var tick: BoardInstant? {
    control?.hasBacklog == true ? steered.realTime + ControlSocket.patience : nil
  }

  /// Opens the way in; a run without one is still a run.
  static func openControl(_ wiring: WiringDescription) -> ControlSocket? {
    do throws(ControlError) {
      return try ControlSocket(name: wiring.name)
    } catch {
      complain("nobody can join this run: \(error)")
      return nil
    }
  }

  /// Answers whoever asks for attention, and tells everybody what has happened.
  func attend() {
    guard let control else { return }
    session.settle()
    if steered.isCalled {
      control.serve(session)
      steered.answered()
    }
    control.flush()
  }
}
