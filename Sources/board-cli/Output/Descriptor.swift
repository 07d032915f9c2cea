#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What can be asked of an open file descriptor that somebody else owns.
enum Descriptor {
  /// What came of reading or writing without waiting.
  enum Transfer: Equatable {
    case done(Int)
    /// Nothing can be had, or taken, at the moment.
    case later
    /// The end, or a failure after which nothing more will come.
    case over
  }

  /// Standard input, where keys and scripts come from.
  static var input: Int32 { STDIN_FILENO }

  /// Standard output.
  static var output: Int32 { STDOUT_FILENO }

  /// Standard error, where people are told what is not output.
  static var errors: Int32 { STDERR_FILENO }

  /// True when reading would not wait; also at the end, which reading then tells.
  static func isReadable(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0
  }

  /// True when writing a little would not wait; also when the reader has gone, which writing tells.
  static func isWritable(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&watched, 1, 0) > 0
  }

  /// Why the transfer just made was `over`; of the calling thread, and only until its next call.
  static var lastError: Int32 { errno }

  /// True for a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Reads what there is, at most 4096 bytes, and appends it.
  static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Transfer {
    let (count, result) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      return (count, Array(buffer.prefix(max(0, count))))
    }
    if count > 0 {
      bytes += result
      return .done(count)
    }
    return count < 0 && isPassing(errno) ? .later : .over
  }

  /// Writes as much as is taken at once.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Transfer {
    let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 { return .done(count) }
    return isPassing(errno) ? .later : .over
  }

  private static func isPassing(_ number: Int32) -> Bool { number == EAGAIN || number == EINTR }

  private static func systemRead(
    _ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, start, count)
    #endif
  }

  private static func systemWrite(
    _ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, start, count)
    #endif
  }
}
