import BoardHAL
import BoardHALLinux

/// Standard output, without waiting for whoever reads it.
///
/// A write that blocks would keep a signal, a key, and the port waiting. What is not taken at once
/// stays here; what does not fit here stays in the kernel's buffer of the port, which counts what
/// it loses.
final class Outlet {
  /// Why nothing is written any more, or nil.
  private(set) var failure: OutputError?

  private let descriptor: Int32
  private let board: LinuxBoard
  private var bytes: [UInt8] = []
  private var isWatched = false

  /// How much is written at once without blocking.
  ///
  /// A pipe that says it is writable takes PIPE_BUF (POSIX); a terminal says so with less room.
  private let piece: Int

  private static let capacity = 16_384

  init(_ descriptor: Int32, on board: LinuxBoard) {
    self.descriptor = descriptor
    self.board = board
    piece = Descriptor.isTerminal(descriptor) ? 256 : 4_096
  }

  deinit {
    if isWatched { board.unwatch(descriptor) }
  }

  /// There is no room for more.
  var isFull: Bool { bytes.count >= Self.capacity }

  /// All of it has been written.
  var isEmpty: Bool { bytes.isEmpty }

  /// Appends bytes, to be written with the next `flush`.
  func append(_ more: [UInt8]) {
    if failure == nil { bytes += more }
  }

  /// Writes what is taken at once.
  func flush() throws(BoardError) {
    while !bytes.isEmpty, failure == nil, Descriptor.isWritable(descriptor) {
      switch Descriptor.write(Array(bytes.prefix(piece)), to: descriptor) {
      case .done(let count): bytes.removeFirst(count)
      case .later: break
      case .over:
        failure = OutputError(name: "standard output", number: Descriptor.lastError)
        bytes = []
      }
    }
    // Watched only while something is held back: an empty pipe is always ready.
    if !bytes.isEmpty, !isWatched {
      isWatched = try board.watch(descriptor, for: .writable)
    } else if bytes.isEmpty, isWatched {
      board.unwatch(descriptor)
      isWatched = false
    }
  }
}
