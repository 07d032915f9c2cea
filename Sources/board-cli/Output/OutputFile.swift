#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is written in large pieces.
///
/// The first failure is kept, and everything after it is let go: whoever writes goes on, and looks
/// at `failure` when there is time to act on it.
struct OutputFile: ~Copyable {
  /// What people call it.
  let name: String

  /// Why nothing is written any more, or nil.
  private(set) var failure: OutputError?

  private let descriptor: Int32
  /// This value closes the descriptor, and has not done so yet.
  private var isOwned: Bool
  private var buffer: [UInt8] = []

  /// How many bytes gather before they are written.
  private static let bufferSize = 65_536

  private init(descriptor: Int32, name: String, isOwned: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.isOwned = isOwned
  }

  /// Creates a file, or empties the one that is there.
  init(creating path: String) throws(OutputError) {
    try self.init(opening: path, O_TRUNC)
  }

  /// Creates a file, or goes on at the end of the one that is there.
  init(appendingTo path: String) throws(OutputError) {
    try self.init(opening: path, O_APPEND)
  }

  private init(opening path: String, _ flag: Int32) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | flag | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(name: path, number: errno) }
    self.init(descriptor: descriptor, name: path, isOwned: true)
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  static var standardOutput: OutputFile {
    OutputFile(descriptor: STDOUT_FILENO, name: "standard output", isOwned: false)
  }

  static var standardError: OutputFile {
    OutputFile(descriptor: STDERR_FILENO, name: "standard error", isOwned: false)
  }

  /// Lets a reader that goes away be an error of `write`, where it can be answered, instead of a
  /// signal that ends the program with outputs left as they are.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Appends text, to be written when enough has gathered.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends bytes, to be written when enough has gathered.
  mutating func append(contentsOf bytes: some Collection<UInt8>) {
    guard failure == nil else { return }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { flush() }
  }

  /// Appends a line that `body` writes and this ends, to be written when enough has gathered.
  mutating func appendLine(_ body: (inout [UInt8]) -> Void) {
    guard failure == nil else { return }
    body(&buffer)
    buffer.append("\n" as Unicode.Scalar)
    if buffer.count >= Self.bufferSize { flush() }
  }

  /// Writes text at once.
  mutating func write(_ text: String) {
    append(text)
    flush()
  }

  /// Something has gathered that is not written yet.
  var hasGathered: Bool { !buffer.isEmpty }

  /// Writes all that has gathered.
  mutating func flush() {
    var start = 0
    while start < buffer.count, failure == nil { start += write(from: start, upTo: buffer.count) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes as much of what has gathered as a pipe takes without waiting, once it takes anything.
  mutating func flushPart() {
    let count = write(from: 0, upTo: min(buffer.count, 4096))
    buffer.removeFirst(failure == nil ? count : buffer.count)
  }

  /// Writes a piece of what has gathered; returns how much was taken, which a signal makes 0.
  private mutating func write(from start: Int, upTo end: Int) -> Int {
    let count = buffer.withUnsafeBytes { bytes in
      Self.systemWrite(descriptor, bytes.baseAddress.map { $0 + start }, end - start)
    }
    if count < 0, errno != EINTR { failure = OutputError(name: name, number: errno) }
    return max(0, count)
  }

  /// Writes all that has gathered and closes the file, which may fail even then.
  mutating func finish() {
    flush()
    guard isOwned else { return }
    isOwned = false
    if close(descriptor) < 0, failure == nil { failure = OutputError(name: name, number: errno) }
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
