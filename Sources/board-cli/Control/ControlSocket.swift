import BoardHAL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where other terminals of the same user find a running session.
final class ControlSocket {
  /// What people call it: the wiring's name and the number of this process.
  let name: String

  /// How soon a visitor with a backlog is looked at again.
  static let patience = Nanoseconds.milliseconds(20)

  private let path: String
  private let listener: Int32
  private var visitors: [Visitor] = []
  private var isOpen = true

  /// Opens a socket for a session of this name.
  init(name: String) throws(ControlError) {
    self.name = "\(name)-\(getpid())"
    _ = try ControlFolder.make()
    path = ControlFolder.socket(self.name)
    // Left behind by a process of the same number, which cannot live any more.
    unlink(path)
    listener = try LocalSocket.listen(at: path)
  }

  deinit { close() }

  /// What can be read when somebody wants something.
  var descriptors: [Int32] { isOpen ? [listener] + visitors.map(\.descriptor) : [] }

  /// A visitor has not taken all that it was sent, or has not been answered.
  var hasBacklog: Bool { visitors.contains(where: \.hasBacklog) }

  /// Lets in who wants in, and answers what is asked.
  func serve(_ session: Session) {
    guard isOpen else { return }
    while let descriptor = LocalSocket.accept(on: listener) {
      visitors.append(Visitor(descriptor, of: session))
    }
    for visitor in visitors { visitor.serve(session) }
    for visitor in visitors where visitor.isGone { visitor.leave(session) }
    visitors.removeAll(where: \.isGone)
  }

  /// Sends happenings on; nothing is left to do at the moment.
  func flush() {
    for visitor in visitors { visitor.flush() }
  }

  /// Shows everybody out and takes the address away.
  func close() {
    guard isOpen else { return }
    isOpen = false
    for visitor in visitors {
      visitor.flush()
      LocalSocket.close(visitor.descriptor)
    }
    visitors = []
    LocalSocket.close(listener)
    unlink(path)
  }
}
