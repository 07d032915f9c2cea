#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A stream socket with an address in the file system.
enum LocalSocket {
  /// Listens at a path, which only the user may connect to.
  static func listen(at path: String) throws(ControlError) -> Int32 {
    let descriptor = try open(path)
    // The socket file is never open to others, not even between two calls.
    let mask = umask(0o177)
    defer { umask(mask) }
    let isBound = try withAddress(path) { bind(descriptor, $0, $1) == 0 }
    guard isBound, Self.systemListen(descriptor) == 0 else {
      let number = errno
      _ = systemClose(descriptor)
      throw .system("bind", path, number, remedy: "end the program that holds it")
    }
    setNonBlocking(descriptor)
    return descriptor
  }

  /// Connects to a path; nil when nobody listens there any more.
  static func connect(to path: String) throws(ControlError) -> Int32? {
    let descriptor = try open(path)
    if try withAddress(path, { systemConnect(descriptor, $0, $1) == 0 }) { return descriptor }
    let number = errno
    _ = systemClose(descriptor)
    if number == ECONNREFUSED || number == ENOENT { return nil }
    throw .system("connect", path, number, remedy: "is the session yours?")
  }

  /// The next who wants in, if it is the same user; nil when nobody does.
  static func accept(on listener: Int32) -> Int32? {
    while true {
      let descriptor = systemAccept(listener)
      guard descriptor >= 0 else { return nil }
      if isSameUser(descriptor) {
        setNonBlocking(descriptor)
        return descriptor
      }
      _ = systemClose(descriptor)
    }
  }

  /// Closes a descriptor of these.
  static func close(_ descriptor: Int32) {
    _ = systemClose(descriptor)
  }

  /// The kernel's word for who is at the other end, whatever the permissions of the file.
  private static func isSameUser(_ descriptor: Int32) -> Bool {
    var peer = Credentials()
    var size = socklen_t(MemoryLayout<Credentials>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
      && peer.user == geteuid()
  }

  /// The kernel's `struct ucred`, which Glibc's module leaves out.
  private struct Credentials {
    var process = pid_t()
    // Nobody: what a call that failed halfway must not be taken for is the user.
    var user = uid_t.max
    var group = gid_t.max
  }

  private static func open(_ path: String) throws(ControlError) -> Int32 {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM | SOCK_CLOEXEC
    #endif
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else {
      throw .system("socket", path, errno, remedy: "close some files")
    }
    return descriptor
  }

  private static func withAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) throws(ControlError) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw ControlError(
        "\(path): error: too long for a socket; set XDG_RUNTIME_DIR to a shorter folder"
      )
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func setNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  // The names of these calls are also those of the functions above.
  #if canImport(Glibc)
    private static func systemClose(_ descriptor: Int32) -> Int32 { Glibc.close(descriptor) }
    private static func systemListen(_ descriptor: Int32) -> Int32 { Glibc.listen(descriptor, 8) }
    private static func systemAccept(_ descriptor: Int32) -> Int32 {
      Glibc.accept(descriptor, nil, nil)
    }
    private static func systemConnect(
      _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t
    ) -> Int32 { Glibc.connect(descriptor, address, size) }
  #else
    private static func systemClose(_ descriptor: Int32) -> Int32 { Musl.close(descriptor) }
    private static func systemListen(_ descriptor: Int32) -> Int32 { Musl.listen(descriptor, 8) }
    private static func systemAccept(_ descriptor: Int32) -> Int32 {
      Musl.accept(descriptor, nil, nil)
    }
    private static func systemConnect(
      _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t
    ) -> Int32 { Musl.connect(descriptor, address, size) }
  #endif
}
